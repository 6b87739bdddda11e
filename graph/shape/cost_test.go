package shape_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/shape"
)

func itoa(n int) string { return strconv.Itoa(n) }

// schema returns the one that is served.
func schema(tb testing.TB) *ast.Schema {
	tb.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		tb.Fatal(err)
	}
	return gqlparser.MustLoadSchema(&ast.Source{Input: string(text)})
}

// costOf returns the cost of the first operation of a document.
func costOf(tb testing.TB, s *ast.Schema, text string, variables map[string]any) int {
	tb.Helper()
	d, err := gqlparser.LoadQueryWithRules(s, text, nil)
	if err != nil {
		tb.Fatalf("%s\ngot error %v, want it to fit the schema", text, err)
	}
	return shape.NewCoster(s).Cost(d.Operations[0], variables)
}

func TestCostCountsQuestionsAndTheRecordsThatTheyMayMeet(t *testing.T) {
	s := schema(t)
	seven := map[string]any{"n": int64(7), "ids": []any{"a", "b", "c"}, "no": false, "yes": true}
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"the health check", `{ __typename }`, 0},
		{"scalars", `{ now }`, 0},
		{"a record", `{ entity(id: "a") { id name } }`, 2},
		{"its own values", `{ entity(id: "a") { validity { start { earliest } } kind { name } names { text } } }`, 2},
		{"a page", `{ entities(first: 7) { edges { node { id } } } }`, 8},
		{"a page from the back", `{ entities(last: 7) { edges { node { id } } } }`, 8},
		{"a page by variable", `query($n: Int) { entities(first: $n) { edges { node { id } } } }`, 8},
		{"a page by the default of a variable", `query($m: Int = 9) { entities(first: $m) { edges { node { id } } } }`, 10},
		{"no page", `{ entities { edges { node { id } } } }`, 21},
		{"a page of none", `{ entities(first: 0) { edges { node { id } } } }`, 1},
		{"a page below none", `{ entities(first: -5) { edges { node { id } } } }`, 1},
		{"a page above all", `{ entities(first: 2147483647) { edges { node { id } } } }`, 1001},
		{"a count", `{ entities(first: 100) { totalCount pageInfo { endCursor } } }`, 1},
		{"a list of ids", `{ nodes(ids: ["a", "b"]) { id } }`, 3},
		{"a list of ids by variable", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, 4},
		{"a list without a page", `{ search(text: "a", first: 10) { entity { sources { id } } } }`, 10*3 + 1},
		{"a page in a page", `{ entities(first: 10) { edges { node { relationships(first: 10) { edges { node { id } other { id } } } } } } }`, 1 + 10*(1+1+10*2)},
		{"a page in a page that nobody gave a size", `{ entities(first: 10) { edges { node { claims { edges { node { id } } } } } } }`, 1 + 10*(1+1+5)},
		{"a part of a picture", `{ neighborhood(of: ["a"], limit: 50) { entities { id } relationships { id } } }`, 1 + 50 + 50},
		{"the dearest of several types", `{ node(id: "a") { ... on Actor { sources { id } } ... on Claim { source { id } } } }`, 1 + 1 + 2},
		{"what is left out", `query($no: Boolean!) { entity(id: "a") { sources @include(if: $no) { id } } }`, 2},
		{"what is skipped", `query($yes: Boolean!) { entity(id: "a") { ... @skip(if: $yes) { sources { id } } ...F @skip(if: $yes) } } fragment F on Entity { sources { id } }`, 2},
		{"what is not left out", `query($yes: Boolean!) { entity(id: "a") { sources @include(if: $yes) { id } } }`, 4},
		{"fragments", `{ a: entities(first: 7) { ...P } b: entities(first: 3) { ...P } } fragment P on EntityConnection { edges { node { id } } }`, 8 + 4},
		{"lists of introspection", `{ __schema { types { fields { type { name } } } } __type(name: "Actor") { name } }`, 250 + 250 + 1 + 1},
		{"a change", `mutation { retract(input: {id: "a"}) { id } }`, 1},
		{"one operation of two", `query A { now } query B { entities { edges { node { id } } } }`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := costOf(t, s, tt.text, seven); got != tt.want {
				t.Errorf("%s: got %d, want %d", tt.text, got, tt.want)
			}
		})
	}
}

// TestCostGrowsPastEveryLimitWithoutOverflow nests pages twenty deep.
func TestCostGrowsPastEveryLimitWithoutOverflow(t *testing.T) {
	inner := "id"
	for range 20 {
		inner = "relationships(first: 200) { edges { other { " + inner + " } } }"
	}
	if got := costOf(t, schema(t), "{ entities(first: 200) { edges { node { "+inner+" } } } }", nil); got != 1<<30 {
		t.Errorf("got %d, want %d", got, 1<<30)
	}
}

// TestCostOfABombIsToldInFewSteps would not end otherwise.
func TestCostOfABombIsToldInFewSteps(t *testing.T) {
	text := strings.Replace(bomb(28), "{now}", "{entities{edges{node{id}}}}", 1)
	if got := costOf(t, schema(t), text, nil); got != 1<<30 {
		t.Errorf("got %d, want %d", got, 1<<30)
	}
}
