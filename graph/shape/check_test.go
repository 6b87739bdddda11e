package shape_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"entente/graph/shape"
	"entente/kg"
)

// few are limits that a test reaches by a short document.
var few = shape.Limits{
	Depth: 3, IntrospectionDepth: 4, Aliases: 2, Directives: 2, Fragments: 2, RootFields: 3,
	Repeats: 4, Items: 2,
}

// parsed returns a document as it is before it is compared with a schema.
func parsed(tb testing.TB, text string) *ast.QueryDocument {
	tb.Helper()
	d, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		tb.Fatalf("%s\ngot error %v, want it parsed", text, err)
	}
	return d
}

// TestADocumentPassesAtEachLimitAndNotPastIt has, for each limit, a document at it and one
// with one more.
func TestADocumentPassesAtEachLimitAndNotPastIt(t *testing.T) {
	for _, tt := range []struct{ name, at, past, what string }{
		{"depth", `{a{b{c}}}`, `{a{b{c{d}}}}`, "depth"},
		{"depth in fragments", `{a{...F}} fragment F on A{b{c}}`, `{a{b{...F}}} fragment F on A{c{d}}`, "depth"},
		{"depth in fragments without a name", `{a{...{b{...{c}}}}}`, `{a{...{b{...{c{d}}}}}}`, "depth"},
		{"depth of what nobody spreads", `{a} fragment F on A{b{c{d}}}`, `{a} fragment F on A{b{c{d{e}}}}`, "depth"},
		{"introspection", `{__schema{a{b{c}}}}`, `{__schema{a{b{c{d}}}}}`, "depth of introspection"},
		{"introspection of a type", `{t:__type{a{b{c}}}}`, `{__type{a{b{c{d}}}}}`, "depth of introspection"},
		{"introspection in a fragment", `{...F} fragment F on A{__schema{a{b{c}}}}`, `{...F} fragment F on A{__schema{a{b{c{d}}}}}`, "depth of introspection"},
		{"aliases", `{x:a{y:b}}`, `{x:a{y:b z:c}}`, "aliases"},
		{"aliases spread over fragments", `{...F a{...F}} fragment F on A{x:b}`, `{...F a{...F} c{...F}} fragment F on A{x:b}`, "aliases"},
		{"aliases of several operations", `query A{x:a} query B{y:a}`, `query A{x:a} query B{y:a z:b}`, "aliases"},
		{"directives", `{a@x b@x}`, `{a@x@y b@x}`, "directives"},
		{
			"directives in every place", `query A($v:I@x)@x{a}`, `query A($v:I@x)@x{...@x{a}}`, "directives",
		},
		{"directives of fragments", `{...F@x} fragment F on A@x{a}`, `{...F@x} fragment F on A@x{a@x}`, "directives"},
		{"fragments", `{...F ...{a}} fragment F on A{b}`, `{...F ...{a} ...{c}} fragment F on A{b}`, "fragments"},
		{"root fields", `{a b c}`, `{a b c d}`, "root fields"},
		{"root fields in fragments", `{a ...F} fragment F on A{b c}`, `{a ...F ...F} fragment F on A{b c}`, "root fields"},
		{"root fields of one operation", `query A{a b c} query B{d e f}`, `query A{a b c} query B{d e f g}`, "root fields"},
		{"fields of one name", `{a{a} b{a{a}}}`, `{a{a} b{a{a a}}}`, "fields of one name"},
		{"a list", `{a(b:[1,2])}`, `{a(b:[1,2,3])}`, "b"},
		{"a list in a list", `{a(b:[[1],[2]])}`, `{a(b:[[1],[2,3,4]])}`, "b"},
		{"a list in an object", `{a(b:{c:[1,2]})}`, `{a(b:{c:[1,2,3]})}`, "c"},
		{"a list of a directive", `{a@x(b:[1])}`, `{a@x(b:[1,2,3])}`, "b"},
		{"a list of a default", `query A($v:[I]=[1,2]){a}`, `query A($v:[I]=[1,2,3]){a}`, "v"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := shape.Check(parsed(t, tt.at), few); err != nil {
				t.Errorf("at the limit: %s: got error %v, want none", tt.at, err)
			}
			var limit *kg.LimitError
			if err := shape.Check(parsed(t, tt.past), few); !errors.As(err, &limit) || limit.What != tt.what {
				t.Errorf("one past: %s: got error %v, want %s", tt.past, err, tt.what)
			}
		})
	}
}

func TestAFragmentThatSpreadsItselfIsRefused(t *testing.T) {
	for _, text := range []string{
		`{...A} fragment A on Q{...A}`,
		`{...A} fragment A on Q{...B} fragment B on Q{a{...A}}`,
		`{a} fragment A on Q{...{...A}}`,
	} {
		var cycle *shape.CycleError
		if err := shape.Check(parsed(t, text), few); !errors.As(err, &cycle) || cycle.Fragment == "" {
			t.Errorf("%s: got error %v, want a CycleError", text, err)
		}
	}
	if err := shape.Check(parsed(t, `{...Nowhere}`), few); err != nil {
		t.Errorf("a fragment that is not there: got error %v, want none, the schema will tell", err)
	}
}

func TestIntrospectionIsRefusedWhereItIsOff(t *testing.T) {
	off := few
	off.NoIntrospection = true
	for text, want := range map[string]error{
		`{__schema{a}}`: shape.ErrIntrospection, `{x:__type{a}}`: shape.ErrIntrospection,
		`{...F} fragment F on Q{__schema{a}}`: shape.ErrIntrospection,
		`{__typename}`:                        nil, `{a{__typename}}`: nil,
	} {
		if err := shape.Check(parsed(t, text), off); !errors.Is(err, want) {
			t.Errorf("%s: got error %v, want %v", text, err, want)
		}
	}
}

// TestWhatExpandsTo2To28FieldsIsMeasured would not end if fragments were looked at
// wherever they are spread.
func TestWhatExpandsTo2To28FieldsIsMeasured(t *testing.T) {
	many := shape.Limits{Depth: 99, Fragments: 99, Repeats: 99, RootFields: 99}
	var limit *kg.LimitError
	err := shape.Check(parsed(t, bomb(28)), many)
	if !errors.As(err, &limit) || limit.What != "root fields" || limit.Value != 1<<28 {
		t.Errorf("got error %v, want root fields: %d", err, 1<<28)
	}
}

// bomb is a document of fragments each of which spreads the next one twice.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{...A0}")
	for i := range n {
		b.WriteString(strings.NewReplacer("I", itoa(i), "J", itoa(i+1)).Replace(" fragment AI on Query{...AJ ...AJ}"))
	}
	b.WriteString(" fragment A" + itoa(n) + " on Query{now}")
	return b.String()
}

func TestVariablesAreMeasured(t *testing.T) {
	values := map[string]any{"a": "xyz", "b": []any{true, nil, map[string]any{"c": "d"}}}
	const size = len(`{"a":"xyz","b":[true,null,{"c":"d",},],}`)
	for _, tt := range []struct {
		name        string
		bytes, list int
		what        string
	}{
		{"at both limits", size, 3, ""},
		{"a byte less", size - 1, 3, "variables"},
		{"an item less", size, 2, "b"},
	} {
		err := shape.Variables(values, tt.bytes, tt.list)
		var limit *kg.LimitError
		if errors.As(err, &limit) != (tt.what != "") || limit != nil && limit.What != tt.what {
			t.Errorf("%s: got error %v, want %q", tt.name, err, tt.what)
		}
	}
}

func TestANumberThatIsTooLargeIsRefused(t *testing.T) {
	for text, fits := range map[string]bool{"1e308": true, "-1.5": true, "1e309": false, "-1e999": false} {
		err := shape.Variables(map[string]any{"n": []any{json.Number(text)}}, 1000, 10)
		invalid, ok := errors.AsType[*kg.InvalidError](err)
		if ok == fits || ok && (invalid.Field != "n" || invalid.Value != text) {
			t.Errorf("%s: got error %v; want one about n: %v", text, err, !fits)
		}
	}
}
