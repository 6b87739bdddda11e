package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// A refusal is an operation on the starting graph that must be refused.
type refusal struct {
	name      string
	query     string
	variables map[string]any
	code      string
	// field is the one that the error blames, message a part of what it says.
	field, message string
}

// codes that occur often in the tables.
const (
	badInput  = "BAD_USER_INPUT"
	limit     = "LIMIT_EXCEEDED"
	notFound  = "NOT_FOUND"
	conflict  = "CONFLICT"
	badSchema = "GRAPHQL_VALIDATION_FAILED"
	badSyntax = "GRAPHQL_PARSE_FAILED"
)

func TestRefusals(t *testing.T) {
	c := seeded(t)
	for _, table := range [][]refusal{
		badDates, badNames, badFilters, badPages, badPaths, badSearches, badDocuments, badDisputes,
		badSigns, badChains, badParticipants,
	} {
		for _, tt := range table {
			t.Run(tt.name, func(t *testing.T) {
				a := c.in(t).send(tt.query, tt.variables)
				if a.code() != tt.code || a.field() != tt.field {
					t.Errorf("got %s on %q, want %s on %q\n%.500s", a.code(), a.field(), tt.code, tt.field, a.Body)
				}
				if !strings.Contains(a.message(), tt.message) {
					t.Errorf("message: got %q, want one with %q", a.message(), tt.message)
				}
				if len(a.message()) > 600 {
					t.Errorf("message: got %d bytes, want a short one", len(a.message()))
				}
			})
		}
	}
}

// TestTheFieldOfARefusedArgumentIsNoPartOfThePath keeps paths what the specification
// says they are: those of the response.
func TestTheFieldOfARefusedArgumentIsNoPartOfThePath(t *testing.T) {
	a := seeded(t).send(`{
	  entity(id: "sdf") { far: relationships(where: {id: {eq: "a b"}}) { totalCount } }
	}`, nil)
	if len(a.Errors) != 1 || fmt.Sprint(a.Errors[0].Path) != "[entity far]" || a.field() != "where.id.eq" {
		t.Errorf("got %+v, want one error at [entity far] on where.id.eq", a.Errors)
	}
}

func TestNearNamesAreListedForPrograms(t *testing.T) {
	a := seeded(t).send(`{ relationships(where: {type: {eq: "ceasefires"}}) { totalCount } }`, nil)
	if got := fmt.Sprint(a.Errors[0].Extensions["near"]); got != "[ceasefire]" {
		t.Errorf("extensions.near: got %s, want [ceasefire]", got)
	}
}

// TestErrorsOfAResponseAreLimited asks for more errors than a response may hold.
func TestErrorsOfAResponseAreLimited(t *testing.T) {
	var fields strings.Builder
	for i := range 60 {
		fmt.Fprintf(&fields, ` nope%d`, i)
	}
	a := seeded(t).send("{ statistics {"+fields.String()+"} }", nil)
	if len(a.Errors) != 20 || !strings.HasSuffix(a.Errors[19].Message, "(and 40 further errors)") {
		t.Errorf("got %d errors, the last %q, want 20 and a count of the rest",
			len(a.Errors), a.Errors[len(a.Errors)-1].Message)
	}
}

func TestWhatIsNotThereIsNull(t *testing.T) {
	a := seeded(t).ok(`{ node(id: "nobody") { id } entity(id: "us-sdf-partnership") { id }
	  actor(id: "raqqa") { id } place(id: "sdf") { id } event(id: "sdf") { id }
	  relationship(id: "sdf") { id } claim(id: "sdf") { id } source(id: "sdf") { id }
	  nodes(ids: ["nobody", "sdf", "kind:state", "nobody"]) { id }
	  neighborhood(of: ["nobody"]) { entities { id } relationships { id } truncated } }`, nil)
	for _, path := range []string{
		"node", "entity", "actor", "place", "event", "relationship", "claim", "source", "nodes.0", "nodes.3",
	} {
		if got := a.at(path); got != nil {
			t.Errorf("%s: got %v, want null", path, got)
		}
	}
	if got := fmt.Sprint(a.at("nodes.1.id"), " ", a.at("nodes.2.id")); got != "sdf kind:state" {
		t.Errorf("nodes: got %s, want sdf and kind:state in their places", got)
	}
}

func TestIntrospectionWorksAndTellsOfNoDirectiveThatIsRefused(t *testing.T) {
	a := seeded(t).ok(`{ __schema { queryType { name } directives { name } } }`, nil)
	for _, name := range a.texts("__schema.directives.*.name") {
		if name == "defer" || name == "stream" || strings.HasPrefix(name, "go") {
			t.Errorf("introspection lists the directive %s, want it gone", name)
		}
	}
	if got := a.at("__schema.queryType.name"); got != "Query" {
		t.Errorf("queryType: got %v, want Query", got)
	}
}
