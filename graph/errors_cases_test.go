package graph_test

import (
	"encoding/base64"
	"strings"

	"entente/kg"
)

var badNames = []refusal{
	{
		"a term: an unknown type", `{ relationships(where: {type: {eq: "ceasefires"}}) { totalCount } }`,
		nil, badInput, "where.type.eq", "not a relationship type of the vocabulary; nearest known: ceasefire",
	},
	{
		"a term: a type in upper case",
		`{ relationships(where: {type: {eq: "CEASEFIRE"}}) { totalCount } }`,
		nil, badInput, "where.type.eq", "not a relationship type",
	},
	{
		"a term: an unknown type in a list",
		`{ relationships(where: {and: [{type: {in: ["ceasefire", "pertnership"]}}]}) { totalCount } }`,
		nil, badInput, "where.and[0].type.in[1]", "nearest known: partnership",
	},
	{
		"a term: an unknown kind", `{ actors(where: {kind: {eq: "armed-grup"}}) { totalCount } }`,
		nil, badInput, "where.kind.eq", "not a kind of the vocabulary; nearest known: armed-group",
	},
	{
		"a term: an unknown kind of a far end",
		`{ entity(id: "sdf") { relationships(where: {other: {kind: {eq: "sate"}}}) { totalCount } } }`,
		nil, badInput, "where.other.kind.eq", "nearest known: state",
	},
	{
		"a term: an unknown property", `{ claims(where: {property: {eq: "escapd"}}) { totalCount } }`,
		nil, badInput, "where.property.eq", "not a claim property of the vocabulary; nearest known: escaped",
	},
	{
		"a term: an unknown property of a record's claims",
		`{ event(id: "shaddadi-escape-2026") { claims(property: "escapd") { totalCount } } }`,
		nil, badInput, "property", "nearest known: escaped",
	},
	{
		"a term: of a new entity",
		`mutation { createEntity(input: {class: ACTOR, kind: "armd-group", names: [{text: "x"}]}) { consistency } }`,
		nil, badInput, "kind", "nearest known: armed-group",
	},
	{
		"an id: with a space", `{ entity(id: "a b") { id } }`,
		nil, badInput, "id", "id: `a b`: not an id; write 1 to 128 of",
	},
	{
		"an id: a path", `query($id: ID!) { n: node(id: $id) { id } }`,
		map[string]any{"id": "../../etc/passwd"},
		badInput, "id", "not an id",
	},
	{"an id: empty", `{ node(id: "") { id } }`, nil, badInput, "id", "an id is needed"},
	{
		"an id: with a NUL", `query($id: ID!) { node(id: $id) { id } }`,
		map[string]any{"id": "a\x00"},
		badInput, "id", "not an id",
	},
	{
		"an id: with U+202E", `query($id: ID!) { node(id: $id) { id } }`,
		map[string]any{"id": "a\u202e"},
		badInput, "id", "not an id",
	},
	{
		"an id: of 129 characters", `query($id: ID!) { node(id: $id) { id } }`,
		map[string]any{"id": strings.Repeat("a", 129)},
		badInput, "id", "…",
	},
	{
		"an id: SQL", `query($id: ID!) { node(id: $id) { id } }`,
		map[string]any{"id": "'; DROP TABLE edges;--"},
		badInput, "id", "not an id",
	},
	{
		"an id: a number", `query($id: ID!) { node(id: $id) { id } }`,
		map[string]any{"id": 7},
		badInput, "id", "an id is a string",
	},
	{
		"an id: in a list", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`,
		map[string]any{"ids": []string{"sdf", "a b"}},
		badInput, "ids[1]", "not an id",
	},
	{
		"an id: in a filter",
		`{ relationships(where: {or: [{from: {id: {in: ["sdf", "a b"]}}}]}) { totalCount } }`,
		nil, badInput, "where.or[0].from.id.in[1]", "not an id",
	},
	{
		"an id: of an input", `mutation { retract(input: {id: "a b"}) { id } }`,
		nil, badInput, "id", "not an id",
	},
	{
		"an id: unknown, to change",
		`mutation { updateEntity(input: {id: "nobody", summary: "x"}) { consistency } }`,
		nil, notFound, "", "nobody: not found",
	},
	{
		"an id: of another class, to change",
		`mutation { updateEntity(input: {id: "us-sdf-partnership", summary: "x"}) { consistency } }`,
		nil, notFound, "", "not found",
	},
	{
		"an id: unknown, to retract", `mutation { retract(input: {id: "nobody"}) { consistency } }`,
		nil, notFound, "", "nobody: not found",
	},
	{
		"an id: unknown, at an end", `mutation { createRelationship(input: {
		  type: "ceasefire", from: "sdf", to: "nobody", validity: {edtf: "2026"}, sources: ["s-cbs-2026"]
		}) { consistency } }`,
		nil, badInput, "to", "there is no entity with this id",
	},
	{
		"an id: of a source, at an end", `mutation { createRelationship(input: {
		  type: "ceasefire", from: "sdf", to: "s-cbs-2026", validity: {edtf: "2026"}, sources: ["s-cbs-2026"]
		}) { consistency } }`,
		nil, badInput, "to", "is a source, not an entity",
	},
	{
		"an id: taken", `mutation { addSource(input: {id: "sdf", title: "x"}) { consistency } }`,
		nil, conflict, "", "there is already a record with this id",
	},
}

// cursorOf writes what a cursor holds.
func cursorOf(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// badCursor is an after of the relationships by start that must be refused.
func badCursor(name, cursor string) refusal {
	return refusal{
		"a cursor: " + name, `query($after: String) { relationships(after: $after) { totalCount } }`,
		map[string]any{"after": cursor},
		badInput, "after", "not a cursor of this list",
	}
}

var badPages = []refusal{
	{
		"a page: first and last", `{ relationships(first: 1, last: 1) { totalCount } }`,
		nil, badInput, "last", "first and last exclude one another",
	},
	{
		"a page: negative first", `{ relationships(first: -1) { totalCount } }`,
		nil, badInput, "first", "must not be negative",
	},
	{
		"a page: negative last", `{ entity(id: "sdf") { relationships(last: -1) { totalCount } } }`,
		nil, badInput, "last", "must not be negative",
	},
	{
		"a page: first over the limit", `{ claims(first: 201) { totalCount } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"a page: last over the limit", `{ sources(last: 201) { totalCount } }`,
		nil, limit, "", "last: 201 is more than the limit of 200",
	},
	{
		"a page: of a nested list over the limit",
		`{ entity(id: "sdf") { claims(first: 201) { totalCount } } }`,
		nil, limit, "", "first: 201",
	},
	{
		"a page: pages that are too many records together",
		`{ relationships(first: 200, asOf: {valid: "../.."}) { edges { node { claims(first: 200) { edges { cursor } } } } } }`,
		nil, limit, "", "more than the limit of 20000",
	},
	{
		"a page: before with first", `{ relationships(first: 1, before: "x") { totalCount } }`,
		nil, badInput, "before", "",
	},
	badCursor("garbage", "garbage!"),
	badCursor("empty", ""),
	badCursor("base64 of no JSON", cursorOf("garbage")),
	badCursor("JSON of no cursor", cursorOf(`[1, 2]`)),
	badCursor("without an id", cursorOf(`{"f": "START"}`)),
	badCursor("with an id that is none", cursorOf(`{"f": "START", "i": "a b"}`)),
	badCursor("of another order", cursorOf(`{"f": "END", "i": "sdf"}`)),
	badCursor("of the other direction", cursorOf(`{"f": "START", "d": true, "i": "sdf"}`)),
	badCursor("of a great length", strings.Repeat("A", 20<<10)),
	{
		"a cursor: in a nested list",
		`{ entity(id: "sdf") { claims(last: 1, before: "x") { totalCount } } }`,
		nil, badInput, "before", "`x`: not a cursor of this list",
	},
	{
		"nodes: one more than the limit", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", kg.MaxIDs)+"sdf", " ")},
		limit, "", "ids: 501 is more than the limit of 500",
	},
	{
		"a filter: a list of more than the limit",
		`query($ids: [ID!]) { relationships(where: {id: {in: $ids}}) { totalCount } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", kg.MaxItems)+"sdf", " ")},
		limit, "", "501 is more than the limit of 500",
	},
	{
		"a timeline: of 10,000 years in days",
		`{ timeline(within: "-5000/4999", bucket: DAY) { total } }`,
		nil, limit, "", "buckets: 3652425 is more than the limit of 1000",
	},
	{
		"a timeline: within a date that is none", `{ timeline(within: "2026-13") { total } }`,
		nil, badInput, "within", "month 13",
	},
	{
		"a timeline: of more entities than the limit", `query($ids: [ID!]) { timeline(of: $ids) { total } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", kg.MaxScope)+"sdf", " ")},
		limit, "", "of: 101 is more than the limit of 100",
	},
	{
		"a timeline: in weeks", `{ timeline(bucket: WEEK) { total } }`,
		nil, badSchema, "", "does not exist in \"TimeBucket\" enum",
	},
	{
		"durations: of more entities than the limit", `query($ids: [ID!]) { durations(of: $ids) { count } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", kg.MaxScope)+"sdf", " ")},
		limit, "", "of: 101 is more than the limit of 100",
	},
	{
		"a panel: more rows than the limit", `{ panel(first: 1001) { totalCount } }`,
		nil, limit, "", "first: 1001 is more than the limit of 1000",
	},
	{
		"a panel: of negative rows", `{ panel(first: -1) { totalCount } }`,
		nil, badInput, "first", "must not be negative",
	},
	{
		"a panel: a cursor of another list", `query($after: String) { panel(after: $after) { totalCount } }`,
		map[string]any{"after": cursorOf(`{"f": "START", "i": "sdf"}`)},
		badInput, "after", "not a cursor of this list",
	},
	{
		"a panel: a cursor of other periods",
		`query($after: String) { panel(bucket: YEAR, after: $after) { totalCount } }`,
		map[string]any{"after": cursorOf(`{"From": "sdf", "To": "sdf", "Bucket": "MONTH"}`)},
		badInput, "after", "a place among periods of MONTH, not of YEAR",
	},
	{
		"a neighbourhood: too deep", `{ neighborhood(of: ["sdf"], depth: 4) { truncated } }`,
		nil, limit, "", "depth: 4 is more than the limit of 3",
	},
	{
		"a neighbourhood: of negative depth", `{ neighborhood(of: ["sdf"], depth: -1) { truncated } }`,
		nil, badInput, "depth", "must not be negative",
	},
	{
		"a neighbourhood: too large", `{ neighborhood(of: ["sdf"], limit: 1001) { truncated } }`,
		nil, limit, "", "limit: 1001 is more than the limit of 1000",
	},
	{
		"a neighbourhood: negative", `{ neighborhood(of: ["sdf"], limit: -1) { truncated } }`,
		nil, badInput, "limit", "must not be negative",
	},
	{
		"a neighbourhood: of too many", `query($ids: [ID!]!) { neighborhood(of: $ids) { truncated } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", 20)+"sdf", " ")},
		limit, "", "of: 21 is more than the limit of 20",
	},
	{
		"a picture: with too many", `query($ids: [ID!]!) { neighborhood(of: [], with: $ids) { truncated } }`,
		map[string]any{"ids": strings.Split(strings.Repeat("sdf ", kg.MaxPicture)+"sdf", " ")},
		limit, "", "ids: 501 is more than the limit of 500",
	},
	{
		"a picture: with what is no id", `{ neighborhood(of: [], with: ["sdf", ""]) { truncated } }`,
		nil, badInput, "with[1]", "an id is needed",
	},
	{
		"the timeline of a picture: of too many buckets",
		`{ neighborhood(of: ["sdf"]) { timeline(within: "2020/2024", bucket: DAY) { total } } }`,
		nil, limit, "", "buckets: 1827 is more than the limit of 1000",
	},
	{
		"the timeline of a picture: within what is no date",
		`{ neighborhood(of: ["sdf"]) { timeline(within: "soon") { total } } }`,
		nil, badInput, "within", "soon",
	},
}

var badPaths = []refusal{
	{
		"a path: from an entity to itself", `{ paths(from: "sdf", to: "sdf") { length } }`,
		nil, badInput, "to", "a path leads from one entity to another",
	},
	{
		"a path: to nobody", `{ paths(from: "sdf", to: "nobody") { length } }`,
		nil, notFound, "", "nobody: not found",
	},
	{
		"a path: from a source", `{ paths(from: "s-cbs-2026", to: "sdf") { length } }`,
		nil, notFound, "", "s-cbs-2026: not found",
	},
	{
		"a path: too long", `{ paths(from: "sdf", to: "turkiye", maxLength: 7) { length } }`,
		nil, limit, "", "maxLength: 7 is more than the limit of 6",
	},
	{
		"a path: of no length", `{ paths(from: "sdf", to: "turkiye", maxLength: 0) { length } }`,
		nil, badInput, "maxLength", "must be at least 1",
	},
	{
		"a path: too many", `{ paths(from: "sdf", to: "turkiye", first: 51) { length } }`,
		nil, limit, "", "first: 51 is more than the limit of 50",
	},
	{
		"a path: none", `{ paths(from: "sdf", to: "turkiye", first: 0) { length } }`,
		nil, badInput, "first", "must be at least 1",
	},
	{
		"a path: a snapshot within a time", `{ paths(from: "sdf", to: "turkiye", within: "2025") { length } }`,
		nil, badInput, "within", "goes with the modes CONTINUOUS and CONSECUTIVE; for SNAPSHOT give asOf.valid",
	},
	{
		"a path: within no time",
		`{ paths(from: "sdf", to: "turkiye", mode: CONTINUOUS, within: "2025~") { length } }`,
		nil, badInput, "within", "leave ? ~ and % out",
	},
	{
		"a path: in a mode that is none", `{ paths(from: "sdf", to: "turkiye", mode: FASTEST) { length } }`,
		nil, badSchema, "", "PathMode",
	},
	{
		"a path: by an unknown type",
		`{ paths(from: "sdf", to: "turkiye", where: {type: {eq: "conflct"}}) { length } }`,
		nil, badInput, "where.type.eq", "nearest known: conflict",
	},
}

var badSearches = []refusal{
	{"a search: of nothing", `{ search(text: "") { matched } }`, nil, badInput, "text", "must be set"},
	{"a search: of spaces", `{ search(text: " \t ") { matched } }`, nil, badInput, "text", "must be set"},
	{
		"a search: of signs", `{ search(text: "%_'--*") { matched } }`,
		nil, badInput, "text", "holds no letter or digit",
	},
	{
		"a search: of 1,025 characters", `query($text: String!) { search(text: $text) { matched } }`,
		map[string]any{"text": strings.Repeat("ش", kg.MaxName+1)},
		badInput, "text", "1025 characters are too many",
	},
	{"a search: for none", `{ search(text: "sdf", first: 0) { matched } }`, nil, badInput, "first", "1"},
	{
		"a search: for 201", `{ search(text: "sdf", first: 201) { matched } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"a search: in a class that is none", `{ search(text: "sdf", classes: [GROUP]) { matched } }`,
		nil, badSchema, "", "EntityClass",
	},
}

// recordClaim makes a claim with a value.
const recordClaim = `mutation($value: ValueInput) {
  recordClaim(input: {about: "sdf", property: "start", source: "s-cbs-2026", value: $value}) {
    consistency
  }
}`

var badDocuments = []refusal{
	{
		"oneOf: two fields by literal",
		`mutation { recordClaim(input: {
		  about: "sdf", property: "start", source: "s-cbs-2026", value: {date: "2015", text: "x"}
		}) { consistency } }`,
		nil, badSchema, "", "must specify exactly one key",
	},
	{
		"oneOf: two fields by variable", recordClaim,
		map[string]any{"value": map[string]any{"date": "2015", "text": "x"}},
		badInput, "value", "2 values given; give exactly one of number, date, text, entity",
	},
	{
		"oneOf: no field by variable", recordClaim,
		map[string]any{"value": map[string]any{}},
		badInput, "value", "0 values given",
	},
	{
		"oneOf: a null field by variable", recordClaim,
		map[string]any{"value": map[string]any{"date": nil}},
		badInput, "value", "0 values given",
	},
	{
		"an enum: wrong by variable",
		`query($s: RelationshipStatus) { relationships(where: {status: {eq: $s}}) { totalCount } }`,
		map[string]any{"s": "ACTIV"},
		badSchema, "", "ACTIV is not a valid RelationshipStatus",
	},
	{
		"an enum: wrong by literal", `{ relationships(orderBy: {field: NAME}) { totalCount } }`,
		nil, badSchema, "", "RelationshipOrderField",
	},
	{
		"an enum: a text", `{ relationships(where: {sign: {eq: "HOSTILE"}}) { totalCount } }`,
		nil, badSchema, "", "Sign",
	},
	{"a field: unknown", `{ entity(id: "sdf") { nope } }`, nil, badSchema, "", `Cannot query field "nope"`},
	{"a field: unknown at the root", `{ shutdown }`, nil, badSchema, "", `Cannot query field "shutdown"`},
	{
		"an argument: unknown", `{ entity(id: "sdf", depth: 3) { id } }`, nil, badSchema, "", "depth",
	},
	{"an argument: missing", `{ entity { id } }`, nil, badSchema, "", "id"},
	{
		"an input: with an unknown field", `query($asOf: AsOf) { statistics(asOf: $asOf) { sources } }`,
		map[string]any{"asOf": asOf("until", "2026-01-01")},
		badSchema, "", "unknown field",
	},
	{"a variable: missing", `query($id: ID!) { node(id: $id) { id } }`, nil, badSchema, "", "must be defined"},
	{
		"a number: too large", `{ relationships(first: 99999999999999999999) { totalCount } }`,
		nil, badSchema, "", "Int",
	},
	{"a number: with a fraction", `{ relationships(first: 1.5) { totalCount } }`, nil, badSchema, "", "Int"},
	{
		"a number: in words", `query($n: Int) { relationships(first: $n) { totalCount } }`,
		map[string]any{"n": "1e3"},
		badSchema, "", "",
	},
	{"a document: a syntax error", `{ entity(id: `, nil, badSyntax, "", "Unexpected <EOF>"},
	{"a document: empty", ``, nil, badSchema, "", "no operation provided"},
	{"a document: a comment only", `# nothing`, nil, badSchema, "", "no operation provided"},
	{"a document: of white space", strings.Repeat(" ", 16<<10), nil, badSchema, "", "no operation provided"},
	{
		"a document: of two operations and no name", `query A { __typename } query B { __typename }`,
		nil, badSchema, "", "say which by operationName",
	},
	{
		"a document: two operations of one name", `query A { __typename } query A { __typename }`,
		nil, badSchema, "", "only one operation named",
	},
	{
		"a document: fragments in a circle",
		`{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`, nil, badSchema, "", "the fragment A spreads itself",
	},
	{
		"a document: 1,001 tokens", "{" + strings.Repeat(" __typename", 999) + "}",
		nil, limit, "", "tokens: more than the limit of 1000",
	},
	{
		"a document: very deep", strings.Repeat("{a", 5000), nil, limit, "", "tokens: more than the limit of 1000",
	},
	{
		"a directive: @defer", `{ entity(id: "sdf") { id ... @defer { name } } }`,
		nil, badSchema, "", `Unknown directive "@defer"`,
	},
	{
		"a directive: @stream", `{ nodes(ids: ["sdf"]) @stream { id } }`,
		nil, badSchema, "", `Unknown directive "@stream"`,
	},
	{
		"an operation: a subscription", `subscription { changes { sequence } }`, nil, badSchema, "", "",
	},
}
