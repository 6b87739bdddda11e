package graph_test

// listed is a list of relationships whose validity is compared.
func listed(validity string) string {
	return `{ relationships(where: {validity: {` + validity + `}}) { totalCount } }`
}

var badFilters = []refusal{
	{
		"a filter: a length in months", listed(`duration: {lt: "P1M"}`), nil,
		badInput, "where.validity.duration.lt", "`P1M`: months, which are not equally long; write whole weeks, days",
	},
	{
		"a filter: a relation to an uncertain time", listed(`metBy: "2025?"`), nil,
		badInput, "where.validity.metBy", "a qualifier in a question",
	},
	{
		"a filter: before what has no beginning", listed(`ended: {before: "../2025"}`), nil,
		badInput, "where.validity.ended.before", "nothing lies beyond an open side; write a date",
	},
	{
		"a filter: after what is not there", listed(`ended: {afterEndOf: {id: "nobody", within: "P1D"}}`), nil,
		badInput, "where.validity.ended.afterEndOf.id", "`nobody`: no entity or relationship has this id",
	},
	{
		"a filter: an unknown type inside of hasNot",
		`{ actors(where: {or: [{hasNot: {relationships: {type: {eq: "ceasefires"}}}}]}) { totalCount } }`, nil,
		badInput, "where.or[0].hasNot.relationships.type.eq", "nearest known: ceasefire",
	},
	{
		"a filter: has four deep",
		`{ actors(where: {has: {relationships: {other: {has: {relationships: {other: {has: {relationships: {
		  other: {has: {}}
		}}}}}}}}}) { totalCount } }`, nil,
		limit, "", "depth of has and hasNot: 4 is more than the limit of 3",
	},
	{
		"a filter: a property without a name",
		`{ events(where: {property: {name: "", date: {in: "2025"}}}) { totalCount } }`, nil,
		badInput, "where.property.name", "must be set",
	},
	{
		"a filter: no relation of Allen", `{ relationship(id: "truce-2026-01-20") { related(allen: [NEAR]) { totalCount } } }`, nil,
		badSchema, "", "NEAR",
	},
}
