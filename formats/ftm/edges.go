package ftm

import "entente/kg"

// An edge is a schema by which FollowTheMoney draws a tie between two entities, and the
// relationship type that it is read as.
type edge struct {
	schema
	// source and target are the properties that name the ends, from and to the schemata
	// that those must have.
	source, from, target, to string
	// The relationship type.
	term kg.Term
	// single says that a lone date is all of its time, as the day of a payment is; for
	// other edges it is the start, as in FollowTheMoney.
	single bool
}

// relation describes a relationship type.
func relation(name, label, inverse string) kg.Term {
	return kg.Term{Name: name, Label: label, InverseLabel: inverse, Sign: kg.SignNeutral}
}

// mutual describes one that reads alike from both ends.
func mutual(name, label string) kg.Term {
	return kg.Term{Name: name, Label: label, InverseLabel: label, Symmetric: true, Sign: kg.SignNeutral}
}

var (
	interest     = schema{extends: "Interest"}
	value        = schema{extends: "Interval Value"}
	relationship = schema{extends: "Interval", text: "relationship"}
)

// edges are the schemata that have an edge, with ends and labels as FollowTheMoney has
// them.
var edges = map[string]*edge{
	"Associate": {
		relationship, "person", "Person", "associate", "Person", mutual("associated-with", "associated with"), false,
	},
	"Family": {relationship, "person", "Person", "relative", "Person", mutual("family-of", "related to"), false},
	"ContractAward": {
		schema{extends: "Interest Value", text: "lotNumber", refs: "callForTenders:CallForTenders"},
		"contract", "Contract", "supplier", "LegalEntity", relation("awarded-to", "awarded to", "was awarded"), true,
	},
	"Control": {
		schema{extends: "Interest", text: "controlType legalBasis"},
		"controller", "LegalEntity", "controlled", "LegalEntity", relation("controls", "controls", "controlled by"), false,
	},
	"CourtCaseParty": {
		interest, "party", "Thing", "case", "CourtCase",
		relation(kg.TypeParticipation, "takes part in", "has participant"), false,
	},
	"Debt": {value, "debtor", "LegalEntity", "creditor", "LegalEntity", relation("owes", "owes", "is owed by"), false},
	"Directorship": {
		interest, "director", "LegalEntity", "organization", "Organization",
		relation("directs", "directs", "directed by"), false,
	},
	"Documentation": {interest, "document", "Document", "entity", "Thing", kg.Term{}, false},
	"Employment": {
		interest, "employee", "Person", "employer", "Organization", relation("works-for", "works for", "employs"), false,
	},
	"Membership": {
		interest, "member", "LegalEntity", "organization", "Organization",
		relation("member-of", "member of", "has member"), false,
	},
	"Occupancy": {
		schema{extends: "Interval", start: "startDate declarationDate date", end: "endDate", text: "status"},
		"holder", "Person", "post", "Position", relation("holds-post", "holds", "held by"), false,
	},
	"Ownership": {
		schema{
			extends: "Interest",
			text:    "percentage sharesCount sharesValue sharesCurrency sharesType legalBasis ownershipType",
		},
		"owner", "LegalEntity", "asset", "Asset", relation("owns", "owns", "owned by"), false,
	},
	"Payment": {
		schema{
			extends: "Interval Value", text: "purpose programme sequenceNumber transactionNumber",
			refs: "contract:Contract project:Project payerAccount:BankAccount beneficiaryAccount:BankAccount",
		},
		"payer", "LegalEntity", "beneficiary", "LegalEntity", relation("paid", "paid", "was paid by"), true,
	},
	"ProjectParticipant": {
		interest, "participant", "LegalEntity", "project", "Project",
		relation(kg.TypeParticipation, "takes part in", "has participant"), false,
	},
	"Representation": {
		interest, "agent", "LegalEntity", "client", "LegalEntity",
		relation("represents", "represents", "represented by"), false,
	},
	"Succession": {
		interest, "predecessor", "LegalEntity", "successor", "LegalEntity",
		relation("precedes", "precedes", "succeeds"), true,
	},
	"UnknownLink": {interest, "subject", "Thing", "object", "Thing", mutual("linked-to", "linked to"), false},
}
