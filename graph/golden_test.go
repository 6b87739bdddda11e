package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// update writes the golden files anew, from the in-memory store.
var update = flag.Bool("update", false, "write the golden files anew")

// Documents are in these folders: those of the playground's tabs, whose answers are
// in testdata; others of these tests; and the cookbook. Else answers stand beside them.
const (
	tabs     = "../web/src/playground/tabs"
	testdata = "testdata"
	cookbook = "../docs/queries"
)

// A golden is a document and the file in which its answer is kept.
type golden struct{ document, answer string }

// name returns that of the document without its ending.
func (g golden) name() string {
	return strings.TrimSuffix(filepath.Base(g.document), ".graphql")
}

// goldens returns the documents of a folder whose answers are in another or the same.
func goldens(t *testing.T, folder, answers string, atLeast int) []golden {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*.graphql"))
	if err != nil || len(found) < atLeast {
		t.Fatalf("documents in %s: got %d and error %v, want at least %d",
			folder, len(found), err, atLeast)
	}
	all := make([]golden, len(found))
	for i, document := range found {
		all[i].document = document
		all[i].answer = filepath.Join(answers, all[i].name()+".json")
	}
	return all
}

// allGoldens returns every document that has one answer: all queries.
func allGoldens(t *testing.T) []golden {
	t.Helper()
	return slices.Concat(
		goldens(t, tabs, testdata, 6),
		goldens(t, testdata, testdata, 8),
		slices.DeleteFunc(goldens(t, cookbook, cookbook, questions), func(g golden) bool {
			return !readRecipe(t, g).hasAnswer()
		}))
}

// TestGoldens asks every store for the answers that are kept, and looks at the page
// that is made of them.
func TestGoldens(t *testing.T) {
	documents := allGoldens(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			store := s.open(t)
			plant(t, store)
			c := newClient(t, store, graph.Options{Limits: within(patience)})
			for _, g := range documents {
				t.Run(g.name(), func(t *testing.T) { c.in(t).golden(g, s.name == "Model") })
			}
		})
	}
	t.Run("page of the cookbook", pageIsFresh)
}

// golden compares the answer to a document with the one that is kept.
func (c client) golden(g golden, mayUpdate bool) {
	c.t.Helper()
	query := readFile(c.t, g.document)
	var got bytes.Buffer
	if err := json.Indent(&got, []byte(c.ok(query, nil).Body), "", "  "); err != nil {
		c.t.Fatal(err)
	}
	got.WriteByte('\n')
	fresh(c.t, g.answer, unescaped.Replace(got.String()), mayUpdate)
}

// unescaped writes as they are the characters that Go escapes for pages in which JSON
// stands in a script, because people read the answers.
var unescaped = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")

// fresh checks that a file holds a text, or makes it so where that is asked for.
func fresh(t *testing.T, file, text string, mayUpdate bool) {
	t.Helper()
	if *update && mayUpdate {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; make it with go test ./graph -run Goldens -update", err)
	}
	if diff := cmp.Diff(string(kept), text); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// readFile returns the text of a file.
func readFile(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryGoldenHasItsDocument finds answers that nothing asks for any more, and
// documents that share one.
func TestEveryGoldenHasItsDocument(t *testing.T) {
	documents, left := allGoldens(t), map[string]bool{}
	for _, g := range documents {
		left[g.answer] = true
	}
	if len(left) != len(documents) {
		t.Errorf("got %d answers for %d documents, want one each", len(left), len(documents))
	}
	for _, folder := range []string{testdata, cookbook} {
		answers, err := filepath.Glob(filepath.Join(folder, "*.json"))
		if err != nil || len(answers) == 0 {
			t.Fatalf("answers in %s: got none and error %v, want some", folder, err)
		}
		for _, answer := range answers {
			if !left[answer] {
				t.Errorf("%s: got an answer without a document, want none", answer)
			}
			delete(left, answer)
		}
	}
	for answer := range left {
		t.Errorf("%s: got no such answer to a document, want one", answer)
	}
}

// TestTheTruceGap asks who had a truce with whom around the three hours of 24
// January 2026 in which there was none.
func TestTheTruceGap(t *testing.T) {
	c := seeded(t)
	for at, want := range map[string][]string{
		"2026-01-20T16:59:59Z": {"ceasefire-2026-01-18"},
		"2026-01-20T17:00:00Z": {"ceasefire-2026-01-18", "truce-2026-01-20"},
		"2026-01-24T16:59:59Z": {"truce-2026-01-20"},
		"2026-01-24T17:00:00Z": {},
		"2026-01-24T18:30:00Z": {},
		"2026-01-24T19:59:59Z": {},
		"2026-01-24T20:00:00Z": {"truce-2026-01-24"},
		"2026-01-24":           {"truce-2026-01-20", "truce-2026-01-24"},
		"2026-02-01":           {"truce-2026-01-24", "ceasefire-2026-01-30"},
		"2026-02-08T20:00:00Z": {"ceasefire-2026-01-30"},
	} {
		a := c.ok(`query($asOf: AsOf) { entity(id: "sdf", asOf: $asOf) {
		  relationships(where: {type: {eq: "ceasefire"}, other: {id: {eq: "syria-transitional-government"}}}) {
		    totalCount edges { node { id } }
		  }
		} }`, map[string]any{"asOf": asOf("valid", at)})
		if diff := cmp.Diff(want, a.texts("entity.relationships.edges.*.node.id")); diff != "" {
			t.Errorf("truces of Damascus and the SDF at %s (-want +got):\n%s", at, diff)
		}
		if got := a.number(t, "entity.relationships.totalCount"); got != len(want) {
			t.Errorf("their number at %s: got %d, want %d", at, got, len(want))
		}
	}
}
