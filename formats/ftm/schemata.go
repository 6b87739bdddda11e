package ftm

import (
	"maps"
	"slices"
	"strings"

	"entente/kg"
)

// A schema is what FollowTheMoney says of one sort of entity, as far as it is used here:
// a table of our own after followthemoney/schema/*.yaml of release 4.11 of the package
// (MIT licence). Names in one string are parted by spaces.
type schema struct {
	extends string
	// class is what an entity of the schema is here. It is empty for intervals, which are
	// ties, and where what the schema extends says it.
	class kg.EntityClass
	// start and end are the dates by which it begins and ends, in the order in which they
	// are tried: the temporalExtent.
	start, end string
	// refs are the properties that name other entities, but for reverse ones, each as
	// "property:Range".
	refs string
	// The other properties, by what their values are. Those that entities here have a
	// field for (names, dates of start and end, summary, coordinates) are not among them.
	text, date, number, country, url string
	edge                             *edge
}

// schemata are those that are known. What others hold is read as that of a Thing.
var schemata = map[string]schema{
	"Thing": {
		class: kg.ClassActor, refs: "addressEntity:Address proof:Document riskSource:Thing",
		text: "description notes publisher keywords topics address program programId",
		date: "createdAt modifiedAt retrievedAt", country: "country",
		url: "sourceUrl publisherUrl wikipediaUrl",
	},
	"Interval": {
		start: "startDate date", end: "endDate", refs: "proof:Document",
		text: "description recordId publisher namesMentioned", date: "modifiedAt retrievedAt",
		url: "sourceUrl publisherUrl",
	},
	"Interest": {extends: "Interval", text: "role status"},
	"Value":    {number: "amount amountEur amountUsd", text: "currency"},

	"LegalEntity": {
		extends: "Thing", start: "incorporationDate", end: "dissolutionDate", refs: "parent:LegalEntity",
		text: "legalForm status sector classification registrationNumber idNumber taxNumber vatCode " +
			"innCode ogrnCode leiCode email phone",
		country: "jurisdiction mainCountry", url: "website opencorporatesUrl",
	},
	"Person": {
		extends: "LegalEntity", start: "birthDate", end: "deathDate",
		text: "title firstName lastName middleName secondName fatherName motherName nameSuffix position " +
			"education gender birthPlace political religion ethnicity",
		country: "nationality citizenship birthCountry",
	},
	"Organization": {extends: "LegalEntity"},
	"PublicBody":   {extends: "Organization"},
	"Company":      {extends: "Organization Asset", text: "capital ticker"},
	"Asset":        {extends: "Thing Value"},
	"Vehicle": {
		extends: "Asset", start: "buildDate registrationDate", end: "deregistrationDate",
		refs: "owner:LegalEntity operator:LegalEntity", text: "type model registrationNumber",
	},
	"Vessel":     {extends: "Vehicle", text: "imoNumber callSign mmsi", country: "flag"},
	"Airplane":   {extends: "Vehicle", text: "serialNumber"},
	"RealEstate": {extends: "Asset", class: kg.ClassPlace, refs: "parent:RealEstate", text: "titleNumber"},
	"Contract": {
		extends: "Asset", start: "contractDate", refs: "authority:LegalEntity project:Project",
		text: "title status procedureNumber",
	},
	"Security":  {extends: "Asset", start: "issueDate", end: "maturityDate", refs: "issuer:LegalEntity", text: "isin"},
	"Position":  {extends: "Thing", start: "inceptionDate", end: "dissolutionDate", refs: "organization:Organization"},
	"Territory": {extends: "Thing", class: kg.ClassPlace, refs: "partOf:Territory", text: "level territoryCode"},
	"Address": {
		extends: "Thing", class: kg.ClassPlace,
		text: "remarks street street2 city postalCode region state postOfficeBox",
	},
	"Event": {
		extends: "Interval Thing", class: kg.ClassEvent, refs: "involved:LegalEntity organizer:LegalEntity",
		text: "location important",
	},
	"Trip":      {extends: "Event", refs: "vehicle:Vehicle startLocation:Address endLocation:Address"},
	"Project":   {extends: "Interval Thing Value", class: kg.ClassEvent, text: "projectId goal phase status"},
	"CourtCase": {extends: "Thing", class: kg.ClassEvent, start: "fileDate", end: "closeDate", text: "caseNumber court"},
	"CallForTenders": {
		extends: "Interval Thing", class: kg.ClassEvent,
		refs: "authority:LegalEntity onBehalfOf:LegalEntity tenderers:LegalEntity", text: "title callId",
	},

	"Document": {
		extends: "Thing", text: "title author fileName contentHash language mimeType",
		date: "date authoredAt publishedAt", refs: "parent:Folder ancestors:Folder",
	},
	"Note": {extends: "Thing", refs: "entity:Thing"},

	"Call": {
		extends: "Interval", refs: "caller:LegalEntity receiver:LegalEntity",
		text: "callerNumber receiverNumber", number: "duration",
	},
	"Sanction": {
		extends: "Interval", refs: "entity:Thing", date: "listingDate", country: "country", url: "programUrl",
		text: "authority authorityId program programId provisions reason status duration unscId",
	},
	"Identification": {extends: "Interval", refs: "holder:LegalEntity", text: "authority number type", country: "country"},
	"Passport":       {extends: "Identification", text: "passportNumber givenName surname"},
	"Post":           {extends: "Interest", refs: "holder:Person", text: "organization"},
	"TaxRoll":        {extends: "Interval", refs: "taxee:LegalEntity", text: "income taxPaid wealth", country: "country"},
	"EconomicActivity": {
		extends: "Interval", text: "ccdNumber goodsDescription invoiceAmount",
		refs: "contract:Contract contractHolder:LegalEntity declarant:LegalEntity receiver:LegalEntity " +
			"sender:LegalEntity transport:Vehicle",
	},
}

// documents are the schemata that extend Document and add nothing that is used here.
const documents = "Article Audio Email Folder HyperText Image Message Package Pages PlainText Table Video Workbook"

// A shape is a schema with all that it extends.
type shape struct {
	name       string
	class      kg.EntityClass
	is         map[string]bool
	start, end []string
	refs       []ref
	props      map[string]propType
	edge       *edge
}

// A ref is a property that names entities of a schema.
type ref struct{ property, to string }

// propType is what the values of a property are.
type propType byte

const (
	textProp propType = iota + 1
	dateProp
	numberProp
	countryProp
	urlProp
)

// shapes are the schemata with what they extend.
var shapes = resolveAll()

func resolveAll() map[string]*shape {
	for name, edge := range edges {
		s := edge.schema
		s.edge, s.refs = edge, edge.source+":"+edge.from+" "+edge.target+":"+edge.to+" "+s.refs
		schemata[name] = s
	}
	for _, name := range strings.Fields(documents) {
		schemata[name] = schema{extends: "Document"}
	}
	all := make(map[string]*shape, len(schemata))
	for name := range schemata {
		s := &shape{name: name, is: map[string]bool{}, props: map[string]propType{}}
		s.extend(name)
		all[name] = s
	}
	return all
}

// extend adds what a schema says, which overrides what is extended.
func (s *shape) extend(name string) {
	of := schemata[name]
	for _, parent := range strings.Fields(of.extends) {
		s.extend(parent)
	}
	s.is[name] = true
	if of.class != "" {
		s.class = of.class
	}
	if of.start != "" || of.end != "" {
		s.start, s.end = strings.Fields(of.start), strings.Fields(of.end)
	}
	for _, text := range strings.Fields(of.refs) {
		property, to, _ := strings.Cut(text, ":")
		s.refs = append(slices.DeleteFunc(s.refs, func(r ref) bool { return r.property == property }), ref{property, to})
	}
	for names, t := range map[string]propType{
		of.text: textProp, of.date: dateProp, of.number: numberProp, of.country: countryProp, of.url: urlProp,
	} {
		for _, property := range strings.Fields(names) {
			s.props[property] = t
		}
	}
	if of.edge != nil {
		s.edge = of.edge
	}
}

// shapeOf returns the shape of a schema, and false where it is not known.
func shapeOf(name string) (*shape, bool) {
	if s, known := shapes[name]; known {
		return s, true
	}
	unknown := *shapes["Thing"]
	unknown.name, unknown.is = name, maps.Clone(unknown.is)
	return &unknown, false
}

// tie reports whether what has the shape ties entities and is none itself.
func (s *shape) tie() bool { return s.is["Interval"] && s.class == "" }
