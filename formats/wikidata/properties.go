package wikidata

import "entente/kg"

// A property says what the statements of a property become.
type property struct {
	// name and label are those of the relationship type.
	name, label, inverse string
	sign                 kg.Sign
	symmetric            bool
	// from and to are the classes of its ends. An item that the files do not have is
	// taken for the first of to.
	from, to []kg.EntityClass
	// reverse says that the relationship goes from the value to the item.
	reverse bool
	// role is the role of a participation.
	role string
	// moment says that P585 dates what happened, and not one moment of a time.
	moment bool
}

var (
	actors   = []kg.EntityClass{kg.ClassActor}
	places   = []kg.EntityClass{kg.ClassPlace}
	events   = []kg.EntityClass{kg.ClassEvent}
	settings = []kg.EntityClass{kg.ClassActor, kg.ClassPlace}
)

func tie(name, label, inverse string, from, to []kg.EntityClass) property {
	return property{name: name, label: label, inverse: inverse, sign: kg.SignNeutral, from: from, to: to}
}

func cooperative(p property) property { p.sign = kg.SignCooperative; return p }
func symmetric(p property) property   { p.symmetric = true; return p }
func moment(p property) property      { p.moment = true; return p }
func reversed(p property) property    { p.reverse = true; return p }

func participation(role string) property {
	p := tie(kg.TypeParticipation, "takes part in", "has participant", actors, events)
	p.role = role
	return p
}

// properties are those with a name of their own. Every other property whose values are
// items becomes wikidata-pNNN.
var properties = map[string]property{
	"P6":    tie("head-of-government", "head of government", "is head of government of", settings, actors),
	"P17":   tie("country", "country", "is the country of", nil, actors),
	"P19":   tie("born-in", "born in", "place of birth of", actors, places),
	"P20":   tie("died-in", "died in", "place of death of", actors, places),
	"P22":   tie("father", "father", "is father of", actors, actors),
	"P25":   tie("mother", "mother", "is mother of", actors, actors),
	"P26":   symmetric(tie("spouse", "spouse", "spouse", actors, actors)),
	"P27":   tie("citizen-of", "citizen of", "has citizen", actors, actors),
	"P35":   tie("head-of-state", "head of state", "is head of state of", settings, actors),
	"P36":   tie("capital", "capital", "is capital of", settings, places),
	"P39":   tie("position-held", "position held", "is held by", actors, actors),
	"P40":   tie("child", "child", "is child of", actors, actors),
	"P47":   symmetric(tie("borders", "shares a border with", "shares a border with", nil, nil)),
	"P102":  tie("party-member", "member of party", "has member", actors, actors),
	"P108":  tie("employed-by", "employed by", "employs", actors, actors),
	"P112":  tie("founded-by", "founded by", "founded", nil, actors),
	"P127":  tie("owned-by", "owned by", "owns", nil, actors),
	"P131":  tie("located-in", "located in", "contains", places, places),
	"P137":  tie("operated-by", "operated by", "operates", nil, actors),
	"P155":  tie("follows", "follows", "is followed by", nil, nil),
	"P156":  tie("followed-by", "followed by", "follows", nil, nil),
	"P159":  tie("headquartered-in", "headquartered in", "seat of", actors, places),
	"P166":  moment(tie("award-received", "received the award", "was awarded to", nil, actors)),
	"P241":  tie("military-branch", "branch of", "has in its ranks", actors, actors),
	"P276":  tie("took-place-at", "took place at", "scene of", events, places),
	"P355":  tie("subsidiary", "has subsidiary", "is subsidiary of", actors, actors),
	"P361":  tie("part-of", "part of", "has part", actors, actors),
	"P463":  cooperative(tie("member-of", "member of", "has member", actors, actors)),
	"P488":  tie("chairperson", "chairperson", "chairs", actors, actors),
	"P527":  tie("has-part", "has part", "part of", nil, nil),
	"P530":  symmetric(tie("diplomatic-relation", "diplomatic relation", "diplomatic relation", actors, actors)),
	"P551":  tie("resides-in", "resides in", "residence of", actors, places),
	"P598":  tie("commands", "commands", "commanded by", actors, actors),
	"P607":  participation("belligerent"),
	"P664":  reversed(participation("organizer")),
	"P710":  reversed(participation("")),
	"P749":  tie("parent-organization", "parent organization", "is parent of", actors, actors),
	"P793":  moment(tie("significant-event", "significant event", "significant event of", nil, events)),
	"P945":  tie("allegiance", "allegiance to", "has the allegiance of", actors, actors),
	"P1344": participation(""),
	"P1346": reversed(participation("winner")),
	"P1365": tie("replaces", "replaces", "is replaced by", nil, nil),
	"P1366": tie("replaced-by", "replaced by", "replaces", nil, nil),
	"P1891": reversed(participation("signatory")),
	"P3373": symmetric(tie("sibling", "sibling", "sibling", actors, actors)),
}

// passedOver are properties that serve Wikimedia's own upkeep, and those of dates and
// names that are read with the item.
var passedOver = map[string]bool{
	"P31": true, "P910": true, "P1151": true, "P1424": true, "P1464": true, "P1465": true, "P1740": true,
	"P1792": true, "P2354": true, "P5008": true, "P6104": true, "P7867": true,
}

// A measure is a claim property for the quantities of a property.
type measure struct{ name, label, unit string }

// measures are those with a name of their own. Every other becomes wikidata-pNNN.
var measures = map[string]measure{
	"P1082": {"population", "population", "people"},
	"P1120": {"deaths", "number of deaths", "people"},
	"P1128": {"employees", "employees", "people"},
	"P1132": {"participants", "number of participants", "people"},
	"P1339": {"injured", "number of injured", "people"},
	"P2046": {"area", "area", ""},
	"P2124": {"members", "member count", "members"},
}

// units are the names of the units of quantities.
var units = map[string]string{
	"Q11573": "metres", "Q828224": "kilometres", "Q712226": "square kilometres", "Q25343": "square metres",
	"Q35852": "hectares", "Q11229": "percent", "Q4917": "US dollars", "Q4916": "euros", "Q25224": "pounds sterling",
	"Q11570": "kilograms", "Q191118": "tonnes", "Q577": "years", "Q5151": "months", "Q573": "days",
	"Q25235": "hours", "Q7727": "minutes", "Q11574": "seconds",
}
