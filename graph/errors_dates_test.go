package graph_test

import "strings"

// asOfQuery asks for statistics as of a variable.
const asOfQuery = `query($asOf: AsOf) { statistics(asOf: $asOf) { sources } }`

// badDate is an asOf.valid that must be refused.
func badDate(name, valid, message string) refusal {
	return refusal{
		"a date: " + name, asOfQuery,
		map[string]any{"asOf": asOf("valid", valid)},
		badInput, "asOf.valid", message,
	}
}

var badDates = []refusal{
	badDate("month 13", "2026-13", "`2026-13`: month 13; write YYYY, YYYY-MM or YYYY-MM-DD"),
	badDate("month 13 with a day", "2026-13-01", "month 13; write YYYY, YYYY-MM or YYYY-MM-DD"),
	badDate("month 0", "2026-00", "month 0"),
	badDate("day 0", "2026-01-00", "day 0"),
	badDate("day 32", "2026-01-32", "day 32"),
	badDate("29 February of no leap year", "2025-02-29", "29"),
	badDate("hour 24", "2026-01-20T24:00:00Z", "hour 24"),
	badDate("minute 60", "2026-01-20T00:60:00Z", "minute 60"),
	badDate("second 60", "2026-01-20T00:00:60Z", "second 60"),
	badDate("words", "next week", "white space in a date"),
	badDate("nothing", "", "write"),
	badDate("American", "01/20/2026", "more than one slash"),
	badDate("a season", "2026-21", "season"),
	badDate("a year of five digits", "Y17000", "Y"),
	badDate("an uncertain question", "2026?", "a qualifier in a question"),
	badDate("an approximate question", "2026-01~", "a qualifier in a question"),
	badDate("an unknown end in a question", "2026-01/", "an unknown side in a question"),
	badDate("an unknown start in a question", "/2026-01", "an unknown side in a question"),
	badDate("an interval of no length", "2026-01-20T17:00:00Z/2026-01-20T16:00:00Z", "is not before"),
	badDate("the end before the start", "2026-02/2026-01", "write the earlier date first"),
	badDate("of 60,000 digits", strings.Repeat("9", 60_000), "…"),
	badDate("with a NUL", "2026\x00", "character U+0000"),
	badDate("SQL", "';DROP_TABLE_record;--", "not a date"),
	{
		"a date: of a nested field",
		`{ entity(id: "sdf") { relationships(asOf: {valid: "2026-13"}) { totalCount } } }`,
		nil, badInput, "asOf.valid", "month 13",
	},
	{
		"a date: of a filter",
		`{ relationships(where: {validity: {holdsIn: "2026-13"}}) { totalCount } }`,
		nil, badInput, "where.validity.holdsIn", "month 13",
	},
	{
		"a date: of a filter of an end in an or",
		`{ relationships(where: {or: [{to: {not: {validity: {holdsIn: "?"}}}}]}) { totalCount } }`,
		nil, badInput, "where.or[0].to.not.validity.holdsIn", "not a date",
	},
	{
		"a date: of a status", `{ relationship(id: "us-sdf-partnership") { status(at: "2026-02-30") } }`,
		nil, badInput, "at", "day 30",
	},
	{
		"a date: an unbounded one of a status",
		`{ relationship(id: "us-sdf-partnership") { status(at: "../..") } }`,
		nil, badInput, "at", "no status can be told for all of time",
	},
	{
		"a date: a validity whose end is its start",
		`mutation { updateRelationship(input: {
		  id: "us-sdf-partnership", validity: {edtf: "2026-01-20T17:00:00Z/2026-01-20T17:00:00Z"}
		}) { consistency } }`,
		nil, badInput, "validity.edtf", "",
	},
	{
		"a zone: by name", asOfQuery,
		map[string]any{"asOf": asOf("zone", "Asia/Damascus")},
		badInput, "asOf.zone", "a zone by name",
	},
	{
		"a zone: too far from UTC", asOfQuery,
		map[string]any{"asOf": asOf("zone", "+15:00")},
		badInput, "asOf.zone", "more than 14 hours",
	},
}
