package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/graph"
	"entente/graph/generated"
	"entente/kg"
	"entente/store/storetest"
)

// questions is how many research questions the cookbook answers, by their numbers.
// What follows them shows what they do not.
const questions = 24

// A recipe is a document of the cookbook: a question, what to look at in the answer,
// and the operation that asks.
type recipe struct {
	golden
	// number is where the question stands, or 0 for one that follows.
	number int
	title  string
	// remark is what to look at, and which rule makes it so: a paragraph of lines.
	remark []string
	// query is the document without the comment that the rest is from.
	query     string
	operation *ast.OperationDefinition
}

// readRecipe reads a document, which must be valid by the schema. It begins with a
// comment: the title, up to the first line that ends in a question mark, then the
// remark.
func readRecipe(t *testing.T, g golden) recipe {
	t.Helper()
	text := readFile(t, g.document)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	parsed, errs := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules())
	if len(errs) > 0 || len(parsed.Operations) != 1 {
		t.Fatalf("%s: got errors %v, want none and one operation", g.document, errs)
	}
	r := recipe{golden: g, operation: parsed.Operations[0]}
	lines := strings.Split(text, "\n")
	for len(lines) > 0 && strings.HasPrefix(lines[0], "# ") {
		line := strings.TrimPrefix(lines[0], "# ")
		if strings.HasSuffix(r.title, "?") {
			r.remark = append(r.remark, line)
		} else {
			r.title = strings.TrimSpace(r.title + " " + line)
		}
		lines = lines[1:]
	}
	r.query = strings.TrimSpace(strings.Join(lines, "\n"))
	if _, err := fmt.Sscanf(r.title, "%d.", &r.number); err == nil {
		_, r.title, _ = strings.Cut(r.title, ". ")
	}
	return r
}

// recipes returns the cookbook in its order.
func recipes(t *testing.T) []recipe {
	t.Helper()
	var all []recipe
	for _, g := range goldens(t, cookbook, cookbook, questions) {
		all = append(all, readRecipe(t, g))
	}
	return all
}

// TestTheCookbookHasEveryQuestionOnce checks the layout that its pages rely on.
func TestTheCookbookHasEveryQuestionOnce(t *testing.T) {
	operations := map[string]string{}
	for i, r := range recipes(t) {
		want, prefix := i+1, fmt.Sprintf("%02d-", i+1)
		if i >= questions {
			want, prefix = 0, "more-"
		}
		if r.number != want || !strings.HasPrefix(r.name(), prefix) {
			t.Errorf("%s: got number %d, want %d and a name that begins with %q",
				r.document, r.number, want, prefix)
		}
		if !strings.HasSuffix(r.title, "?") || len(r.remark) < 1 || len(r.remark) > 2 {
			t.Errorf("%s: got title %q and %d lines of remark, want a question and 1 or 2",
				r.document, r.title, len(r.remark))
		}
		name := r.operation.Name
		if other := operations[name]; name == "" || other != "" {
			t.Errorf("%s: got the operation name %q, as has %q, want one of its own",
				r.document, name, other)
		}
		operations[name] = r.name()
	}
}

// correctedWorld has the starting graph and, written a day later, an invented claim
// about the escape and another end of the partnership of the United States and the SDF.
func correctedWorld(t *testing.T) client {
	t.Helper()
	clock := &running{today()}
	store := storetest.NewModel(clock.Now)
	plant(t, store)
	clock.now = clock.now.AddDate(0, 0, 1)
	c := newClient(t, store, graph.Options{Guard: guard})
	c.handler = graph.NewHandler(kg.NewGraph(store, clock.Now), graph.Options{Guard: guard})
	c.ok(`mutation {
	  recordClaim(input: {about: "shaddadi-escape-2026", property: "escaped",
	    value: {number: "160"}, source: "s-cbs-2026", saidAt: "2026-02"}) { claim { id } }
	  updateRelationship(input: {id: "us-sdf-partnership", reason: "the statement ended nothing",
	    validity: {edtf: "2015-10~/", attestedUntil: "2026-01-10"}}) { relationship { id } }
	}`, nil)
	return c
}

// TestTheCookbookTellsWhatWasRecordedLater asks the questions about recorded time
// where something was: the starting graph by itself is of one moment.
func TestTheCookbookTellsWhatWasRecordedLater(t *testing.T) {
	c := correctedWorld(t)
	all := recipes(t)
	a := c.ok(all[3].query, map[string]any{"day": knownOn(0)})
	then, now := a.number(t, "onThatDay.claims.totalCount"), a.number(t, "now.claims.totalCount")
	if now != then+1 {
		t.Errorf("claims about the escape: got %d then and %d now, want one more now", then, now)
	}

	day := "2026-01-22"
	a = c.ok(all[23].query, map[string]any{
		"before": map[string]any{"valid": day, "known": knownOn(0)},
		"after":  map[string]any{"valid": day},
	})
	got := a.all("compare.edges.*.node.kind")
	got = append(got, a.all("compare.edges.*.node.reasons")...)
	got = append(got, a.all("compare.edges.*.node.before.id")...)
	want := []any{"APPEARED", []any{"WE_CORRECTED"}, "us-sdf-partnership"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what changed by the correction (-want +got):\n%s", diff)
	}
}
