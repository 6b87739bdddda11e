package graph_test

import "strings"

// ids returns n ids in the words of a list.
func ids(n int) string { return "[" + strings.Repeat(`"sdf",`, n) + "]" }

var badSigns = []refusal{
	{
		"signs: a time that is no date", `{ signFlips(within: "soon") { totalCount } }`,
		nil, badInput, "within", "`soon`",
	},
	{
		"signs: a flip to a sign that is none", `{ signFlips(within: "2026", becomes: NEUTRAL) { totalCount } }`,
		nil, badInput, "becomes", "write COOPERATIVE, HOSTILE",
	},
	{
		"signs: flips of too many", `{ signFlips(within: "2026", of: ` + ids(21) + `) { totalCount } }`,
		nil, limit, "", "of: 21 is more than the limit of 20",
	},
	{
		"signs: triads of too many", `{ unbalancedTriads(of: ` + ids(21) + `) { totalCount } }`,
		nil, limit, "", "of: 21 is more than the limit of 20",
	},
	{
		"signs: an id of a triad", `{ unbalancedTriads(of: ["a b"]) { totalCount } }`,
		nil, badInput, "of[0]", "not an id",
	},
	{
		"signs: an unknown type", `{ unbalancedTriads(where: {type: {eq: "ceasefires"}}) { totalCount } }`,
		nil, badInput, "where.type.eq", "nearest known: ceasefire",
	},
	{
		"signs: too long a page", `{ unbalancedTriads(first: 201) { totalCount } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"signs: a negative page", `{ signFlips(within: "2026", first: -1) { totalCount } }`,
		nil, badInput, "first", "must not be negative",
	},
	{
		"signs: a cursor of another list",
		`{ tiedToBoth(a: "sdf", b: "turkiye", after: "eyJmIjoiSUQiLCJpIjoieCJ9") { totalCount } }`,
		nil, badInput, "after", "not a cursor of this list",
	},
	{
		"signs: one side twice", `{ tiedToBoth(a: "sdf", b: "sdf") { totalCount } }`,
		nil, badInput, "b", "is a itself",
	},
	{
		"signs: an id of a side", `{ tiedToBoth(a: "sdf", b: "a b") { totalCount } }`,
		nil, badInput, "b", "not an id",
	},
}
