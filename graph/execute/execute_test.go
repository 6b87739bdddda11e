package execute

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// schema is that of the documents of these tests.
var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
	type Query { person: Person }
	interface Named { name: String! }
	interface Aged { age(in: String = "years"): String! }
	type Person implements Named & Aged {
		name: String! age(in: String = "years"): String! nick: String friends: [Person!]! some: [Person]!
	}`})

// An asked is the person that a query asks for, and what came of it.
type asked struct {
	ctx context.Context
	oc  *graphql.OperationContext
	// fields are those of the person.
	fields ast.SelectionSet
}

// ask begins to answer a query for what is selected of a person.
func ask(t *testing.T, selected string, variables map[string]any) asked {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(schema, selected, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	recovered := func(_ context.Context, panicked any) error { return fmt.Errorf("recovered %v", panicked) }
	oc := &graphql.OperationContext{
		Doc: doc, Variables: variables, RecoverFunc: recovered,
	}
	ctx := graphql.WithOperationContext(t.Context(), oc)
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, recovered)
	person := doc.Operations[0].SelectionSet[0].(*ast.Field)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Query"})
	return asked{within(ctx, "Query", graphql.CollectedField{Field: person}), oc, person.SelectionSet}
}

// types are those of a person.
var types = []string{"Person", "Named", "Aged"}

// object answers a person by a function, as generated code does.
func (a asked) object(
	ctx context.Context, answer func(context.Context, graphql.CollectedField) graphql.Marshaler,
) graphql.Marshaler {
	fields := CollectFields(ctx, a.oc, a.fields, types)
	out := NewObject(ctx, fields)
	for i, field := range fields.All {
		out.Later(ctx, i, field.Definition.Type.NonNull, func(ctx context.Context) graphql.Marshaler {
			return answer(ctx, field)
		})
	}
	out.Dispatch(ctx)
	if out.Invalids > 0 {
		return graphql.Null
	}
	return out
}

// problems returns the errors so far, each with its path.
func (a asked) problems() []string {
	var all []string
	for _, e := range graphql.GetErrors(a.ctx) {
		all = append(all, e.Path.String()+": "+e.Message)
	}
	slices.Sort(all)
	return all
}

// text writes a string.
func text(_ context.Context, _ ast.SelectionSet, v string) graphql.Marshaler {
	return graphql.MarshalString(v)
}

// written returns what an answer writes.
func written(answer graphql.Marshaler) string {
	var b bytes.Buffer
	answer.MarshalGQL(&b)
	return b.String()
}

func TestAFieldThatFailsIsNullAndToldOfAtItsPath(t *testing.T) {
	wrong := errors.New("wrong")
	for _, tt := range []struct {
		name, query string
		err         error
		want        string
		problems    []string
	}{
		{"all is well", `{ person { name nick } }`, nil, `{"name":"ada","nick":"ada"}`, nil},
		{
			"one that may be null", `{ person { nick } }`, wrong, `{"nick":null}`,
			[]string{"person.nick: wrong"},
		},
		{
			"one that may not, which nulls its object", `{ person { you: name } }`, wrong, `null`,
			[]string{"person.you: wrong"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := ask(t, tt.query, nil)
			resolvers := map[string]func(context.Context, graphql.CollectedField) graphql.Marshaler{
				"Field": func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
					return Field(ctx, a.oc, "Person", f,
						func(context.Context) (string, error) { return "ada", tt.err }, text, f.Definition.Type.NonNull)
				},
				"Leaf": func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
					return Leaf(ctx, a.oc, "Person", f,
						func() (string, error) { return "ada", tt.err }, text, f.Definition.Type.NonNull)
				},
			}
			for name, resolve := range resolvers {
				a := ask(t, tt.query, nil)
				if got := written(a.object(a.ctx, resolve)); got != tt.want {
					t.Errorf("%s: got %s, want %s", name, got, tt.want)
				}
				if diff := cmp.Diff(tt.problems, a.problems()); diff != "" {
					t.Errorf("%s: errors (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

func TestAnErrorHasTheLocationOfItsField(t *testing.T) {
	a := ask(t, "{ person {\n  nick } }", nil)
	a.object(a.ctx, func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
		return Leaf(ctx, a.oc, "Person", f, func() (string, error) { return "", errors.New("wrong") }, text, false)
	})
	got := graphql.GetErrors(a.ctx)[0].Locations
	if len(got) != 1 || got[0].Line != 2 || got[0].Column != 3 {
		t.Errorf("got the locations %v, want line 2, column 3", got)
	}
}

func TestAPanicIsOneErrorAtItsField(t *testing.T) {
	bad := func() (string, error) { panic("bad") }
	for name, resolve := range map[string]func(context.Context, asked, graphql.CollectedField) graphql.Marshaler{
		"in a resolver": func(ctx context.Context, a asked, f graphql.CollectedField) graphql.Marshaler {
			return Field(ctx, a.oc, "Person", f, func(context.Context) (string, error) { return bad() }, text, false)
		},
		"in a leaf": func(ctx context.Context, a asked, f graphql.CollectedField) graphql.Marshaler {
			return Leaf(ctx, a.oc, "Person", f, bad, text, false)
		},
		"in what reads arguments": func(ctx context.Context, a asked, f graphql.CollectedField) graphql.Marshaler {
			return FieldWith(ctx, a.oc, "Person", f,
				func(context.Context, map[string]any) (map[string]any, error) { panic("bad") },
				func(context.Context, map[string]any) (string, error) { return "", nil }, text, false)
		},
		"in what writes": func(ctx context.Context, a asked, f graphql.CollectedField) graphql.Marshaler {
			return Field(ctx, a.oc, "Person", f, func(context.Context) (string, error) { return "", nil },
				func(context.Context, ast.SelectionSet, string) graphql.Marshaler { panic("bad") }, false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := ask(t, `{ person { nick } }`, nil)
			got := written(a.object(a.ctx,
				func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler { return resolve(ctx, a, f) }))
			if got != `{"nick":null}` {
				t.Errorf("got %s, want nick to be null", got)
			}
			if diff := cmp.Diff([]string{"person.nick: recovered bad"}, a.problems()); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnElementThatPanicsIsNullAndTheOthersAreNot(t *testing.T) {
	a := ask(t, `{ person { name } }`, nil)
	got := written(List(a.ctx, 3, func(_ context.Context, i int) graphql.Marshaler {
		if i == 1 {
			panic("bad")
		}
		return graphql.MarshalInt(i)
	}))
	if got != "[0,null,2]" {
		t.Errorf("got %s, want the second to be null", got)
	}
	if diff := cmp.Diff([]string{"person[1]: recovered bad"}, a.problems()); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

func TestNothingIsAnErrorWhereThereMustBeSomething(t *testing.T) {
	nothing := func(context.Context) (fmt.Stringer, error) { return nil, nil }
	for nonNull, want := range map[bool]int{true: 1, false: 0} {
		a := ask(t, `{ person { name } }`, nil)
		answer := Field(a.ctx, a.oc, "Person", graphql.CollectedField{Field: a.fields[0].(*ast.Field)}, nothing,
			func(context.Context, ast.SelectionSet, fmt.Stringer) graphql.Marshaler { panic("not to be written") }, nonNull)
		if got := a.problems(); answer != graphql.Null || len(got) != want {
			t.Errorf("non-null %t: got %s and errors %v, want null and %d errors", nonNull, written(answer), got, want)
		} else if nonNull && !strings.Contains(got[0], "Person.name") {
			t.Errorf("got the error %q, want it to name Person.name", got[0])
		}
	}
}

// TestArgumentsAreReadOnceForAllObjects also sees that they are read as the document has
// them: by its variables and by the schema's defaults.
func TestArgumentsAreReadOnceForAllObjects(t *testing.T) {
	a := ask(t, `query ($in: String) { person { age(in: $in) old: age } }`, map[string]any{"in": "days"})
	var reads atomic.Int32
	answer := func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
		return FieldWith(ctx, a.oc, "Person", f,
			func(_ context.Context, raw map[string]any) (map[string]any, error) {
				reads.Add(1)
				return raw, nil
			},
			func(ctx context.Context, args map[string]any) (string, error) {
				if diff := cmp.Diff(args, graphql.GetFieldContext(ctx).Args); diff != "" {
					t.Errorf("arguments of the context (-want +got):\n%s", diff)
				}
				return args["in"].(string), nil
			}, text, true)
	}
	got := written(List(a.ctx, 2, func(ctx context.Context, _ int) graphql.Marshaler {
		return a.object(ctx, answer)
	}))
	if want := `[{"age":"days","old":"years"},{"age":"days","old":"years"}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := reads.Load(); got != 2 {
		t.Errorf("got arguments read %d times, want once a field", got)
	}
}

func TestAWrongArgumentIsToldOfAtEachObject(t *testing.T) {
	a := ask(t, `{ person { age } }`, nil)
	List(a.ctx, 2, func(ctx context.Context, _ int) graphql.Marshaler {
		return a.object(ctx, func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
			return FieldWith(ctx, a.oc, "Person", f,
				func(ctx context.Context, _ map[string]any) (map[string]any, error) {
					ctx = graphql.WithPathContext(ctx, graphql.NewPathWithField("in"))
					return nil, graphql.ErrorOnPath(ctx, errors.New("wrong"))
				},
				func(context.Context, map[string]any) (string, error) { return "", nil }, text, true)
		})
	})
	want := []string{"person[0].age.in: wrong", "person[1].age.in: wrong"}
	if diff := cmp.Diff(want, a.problems()); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// TestOnlyTheFirstElementAsksAtTheSameTime has the fields of the first element wait for one
// another, and those of the second come in the order of the document.
func TestOnlyTheFirstElementAsksAtTheSameTime(t *testing.T) {
	a := ask(t, `{ person { name nick } }`, nil)
	both, meet := make(chan struct{}), atomic.Int32{}
	var order []string
	List(a.ctx, 2, func(ctx context.Context, i int) graphql.Marshaler {
		return a.object(ctx, func(ctx context.Context, f graphql.CollectedField) graphql.Marshaler {
			switch {
			case i > 0:
				order = append(order, f.Name)
			case meet.Add(1) == 2:
				close(both)
			default:
				<-both
			}
			return graphql.Null
		})
	})
	if diff := cmp.Diff([]string{"name", "nick"}, order); diff != "" {
		t.Errorf("order of the second element (-want +got):\n%s", diff)
	}
}

func TestAScopeIsAContextOfItsRequestAndOfGqlgens(t *testing.T) {
	type key struct{}
	a := ask(t, `{ person { friends { ...on Named { name } ...on Person { name nick } } } }`, nil)
	root, cancel := context.WithCancel(context.WithValue(a.ctx.(*scope).Context, key{}, "value"))
	List(root, 2, func(ctx context.Context, i int) graphql.Marshaler {
		Field(ctx, a.oc, "Person", graphql.CollectedField{
			Field: a.fields[0].(*ast.Field), Selections: a.fields[0].(*ast.Field).SelectionSet,
		}, func(ctx context.Context) (string, error) {
			if got := ctx.Value(key{}); got != "value" {
				t.Errorf("got the value %v, want that of the request", got)
			}
			if got, want := graphql.GetPath(ctx).String(), fmt.Sprintf("[%d].friends", i); got != want {
				t.Errorf("got the path %s, want %s", got, want)
			}
			if got := graphql.CollectAllFields(ctx); !slices.Equal(got, []string{"name", "nick"}) {
				t.Errorf("got the fields %v, want name and nick", got)
			}
			if first, again := graphql.GetFieldContext(ctx), graphql.GetFieldContext(ctx); first != again {
				t.Error("got two contexts of one field")
			}
			if i == 1 {
				cancel()
				if ctx.Err() == nil {
					t.Error("got a context that goes on, want it to end with the request")
				}
			}
			return "", nil
		}, text, true)
		return graphql.Null
	})
}

func TestANameIsWrittenOnce(t *testing.T) {
	a := ask(t, `{ person { ...on Named { x: name } ...on Person { x: name nick } } }`, nil)
	merged := CollectFields(a.ctx, a.oc, a.fields, types)
	if len(merged.All) != 2 || CollectFields(a.ctx, a.oc, a.fields, types) != merged {
		t.Errorf("got %d fields, want x once and nick, and the same each time", len(merged.All))
	}
	x := graphql.CollectedField{Field: &ast.Field{Name: "name", Alias: "x"}}
	twice := &Object{
		fields: &Fields{All: []graphql.CollectedField{x, x}, repeats: true},
		Values: []graphql.Marshaler{graphql.True, graphql.False},
	}
	if got := written(twice); got != `{"x":true}` {
		t.Errorf("got %s, want the first x only", got)
	}
}
