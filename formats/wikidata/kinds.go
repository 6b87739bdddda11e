package wikidata

import "entente/kg"

// A kindOf is what an item is here, as its class (P31) there tells it.
type kindOf struct {
	class kg.EntityClass
	kind  string
}

// unclassified is the kind of items whose class is not in the table.
const unclassified = "unclassified"

// kindLabels are the labels of kinds that are not their names.
var kindLabels = map[string]string{
	"ngo": "non-governmental organization", unclassified: "not classified",
}

// kinds says what the classes of Wikidata are here. What is not in it is told by what
// else is said of an item; see [item.guess].
var kinds = byClass(map[kindOf][]string{
	{kg.ClassActor, "person"}: {"Q5"},
	{kg.ClassActor, "state"}: {
		"Q6256", "Q3624078", "Q3024240", "Q7275", "Q112099", "Q123480", "Q15634554", "Q179164", "Q133442",
		"Q48349", "Q417175", "Q859563",
	},
	{kg.ClassActor, "organization"}:               {"Q43229", "Q4120211", "Q163740", "Q3918"},
	{kg.ClassActor, "international-organization"}: {"Q484652", "Q245065"},
	{kg.ClassActor, "alliance"}:                   {"Q1127126"},
	{kg.ClassActor, "ngo"}:                        {"Q79913"},
	{kg.ClassActor, "party"}:                      {"Q7278"},
	{kg.ClassActor, "company"}:                    {"Q4830453", "Q6881511", "Q783794", "Q891723"},
	{kg.ClassActor, "government"}:                 {"Q7188"},
	{kg.ClassActor, "ministry"}:                   {"Q192350"},
	{kg.ClassActor, "agency"}:                     {"Q327333"},
	{kg.ClassActor, "court"}:                      {"Q41487"},
	{kg.ClassActor, "armed-forces"}:               {"Q772547"},
	{kg.ClassActor, "armed-group"}:                {"Q17149090", "Q17127659"},
	{kg.ClassActor, "military-unit"}:              {"Q176799"},
	{kg.ClassActor, "position"}:                   {"Q4164871", "Q294414"},

	{kg.ClassPlace, "city"}: {
		"Q515", "Q1549591", "Q5119", "Q1093829", "Q1637706", "Q200250", "Q208511",
	},
	{kg.ClassPlace, "town"}:          {"Q3957"},
	{kg.ClassPlace, "village"}:       {"Q532"},
	{kg.ClassPlace, "settlement"}:    {"Q486972"},
	{kg.ClassPlace, "district"}:      {"Q149621"},
	{kg.ClassPlace, "region"}:        {"Q56061", "Q10864048", "Q82794", "Q35657", "Q5107", "Q15642541"},
	{kg.ClassPlace, "prison"}:        {"Q40357"},
	{kg.ClassPlace, "camp"}:          {"Q622499", "Q152081"},
	{kg.ClassPlace, "military-base"}: {"Q245016"},
	{kg.ClassPlace, "building"}:      {"Q41176", "Q16560", "Q57821"},
	{kg.ClassPlace, "airport"}:       {"Q1248784"},
	{kg.ClassPlace, "island"}:        {"Q23442"},

	{kg.ClassEvent, "agreement"}:  {"Q131569", "Q625298", "Q107706", "Q321839"},
	{kg.ClassEvent, "battle"}:     {"Q178561", "Q188055", "Q1261499"},
	{kg.ClassEvent, "war"}:        {"Q198", "Q8465", "Q103495"},
	{kg.ClassEvent, "conflict"}:   {"Q180684", "Q350604"},
	{kg.ClassEvent, "operation"}:  {"Q831663", "Q645883"},
	{kg.ClassEvent, "attack"}:     {"Q2223653", "Q3882219"},
	{kg.ClassEvent, "massacre"}:   {"Q3199915"},
	{kg.ClassEvent, "coup"}:       {"Q45382"},
	{kg.ClassEvent, "revolution"}: {"Q10931"},
	{kg.ClassEvent, "protest"}:    {"Q273120"},
	{kg.ClassEvent, "election"}:   {"Q40231"},
	{kg.ClassEvent, "meeting"}:    {"Q625994", "Q2761147"},
	{kg.ClassEvent, "event"}:      {"Q1190554", "Q1656682"},
})

func byClass(table map[kindOf][]string) map[string]kindOf {
	out := map[string]kindOf{}
	for kind, items := range table {
		for _, item := range items {
			out[item] = kind
		}
	}
	return out
}

// kind says what an item is. The class that its first best statement names counts, if
// it is in the table; the remark says so where none is.
func (i *item) kind() (kind kindOf, remark string) {
	for _, s := range best(i.claims["P31"]) {
		if class, ok := s.Main.item(); ok && kinds[class].kind != "" {
			return kinds[class], ""
		}
	}
	return i.guess(), "its class is not one that is known here; it is read as " + string(i.guess().class)
}

// guess tells the class of an item by what is said of it.
func (i *item) guess() kindOf {
	said := func(properties ...string) bool {
		for _, p := range properties {
			if len(i.claims[p]) > 0 {
				return true
			}
		}
		return false
	}
	switch {
	case said("P569", "P570", "P106"):
		return kindOf{kg.ClassActor, "person"}
	case said("P585", "P580", "P710", "P1891"):
		return kindOf{kg.ClassEvent, unclassified}
	case said("P625"):
		return kindOf{kg.ClassPlace, unclassified}
	default:
		return kindOf{kg.ClassActor, unclassified}
	}
}
