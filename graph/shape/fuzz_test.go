package shape_test

import (
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"entente/graph/shape"
)

// FuzzShape checks that no document that can be parsed makes the measuring panic, and that
// what passed the check and fits the schema has a cost.
func FuzzShape(f *testing.F) {
	for _, seed := range []string{
		`{ __typename }`, `{...A} fragment A on Query{...A}`, bomb(5), `{ entities(first: -1) { edges { node { id } } } }`,
		`query($n: Int = 3) { nodes(ids: ["a"]) { id ... on Actor @include(if: true) { sources { id } } } }`,
		`mutation { retract(input: {id: "a"}) { id } }`, `subscription { changes { cursor } }`,
		`{ __schema { types { name } } }`, `{a(b:[[[[1]]]],c:{d:{e:[]}})@x(y:1)}`,
	} {
		f.Add(seed)
	}
	s := schema(f)
	coster := shape.NewCoster(s)
	limits := shape.Limits{
		Depth: 20, IntrospectionDepth: 16, Aliases: 30, Directives: 50, Fragments: 50, RootFields: 20,
		Repeats: 100, Items: 500,
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, 1000)
		if err != nil || shape.Check(d, limits) != nil || len(validator.ValidateWithRules(s, d, nil)) > 0 {
			return
		}
		for _, o := range d.Operations {
			if cost := coster.Cost(o, nil); cost < 0 {
				t.Errorf("%s: got a cost of %d, want none below 0", text, cost)
			}
		}
	})
}
