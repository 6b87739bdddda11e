package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// update writes the golden files anew, from the in-memory store.
var update = flag.Bool("update", false, "write the golden files anew")

// tabs is where the ready queries of the playground are.
const tabs = "../web/src/playground/tabs"

// goldens returns the documents of a folder.
func goldens(t *testing.T, folder string, atLeast int) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*.graphql"))
	if err != nil || len(found) < atLeast {
		t.Fatalf("documents in %s: got %d and error %v, want at least %d", folder, len(found), err, atLeast)
	}
	return found
}

// TestGoldens asks every store for the answers that are kept in testdata: to its
// own documents, and to those of the playground.
func TestGoldens(t *testing.T) {
	documents := append(goldens(t, tabs, 6), goldens(t, "testdata", 8)...)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			store := s.open(t)
			plant(t, store)
			c := newClient(t, store, graph.Options{Timeout: patience})
			for _, document := range documents {
				name := strings.TrimSuffix(filepath.Base(document), ".graphql")
				t.Run(name, func(t *testing.T) { c.in(t).golden(document, name, s.name == "Model") })
			}
		})
	}
}

// golden compares the answer to a document with the one that is kept.
func (c client) golden(document, name string, mayUpdate bool) {
	c.t.Helper()
	query, err := os.ReadFile(document)
	if err != nil {
		c.t.Fatal(err)
	}
	var got bytes.Buffer
	if err := json.Indent(&got, []byte(c.ok(string(query), nil).Body), "", "  "); err != nil {
		c.t.Fatal(err)
	}
	got.WriteByte('\n')
	kept := filepath.Join("testdata", name+".json")
	if *update && mayUpdate {
		if err := os.WriteFile(kept, got.Bytes(), 0o644); err != nil {
			c.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(kept)
	if err != nil {
		c.t.Fatalf("%v; make it with go test ./graph -run Goldens -update", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		c.t.Errorf("the answer to %s (-want +got):\n%s", document, diff)
	}
}

// TestEveryGoldenHasItsDocument finds answers that nothing asks for any more.
func TestEveryGoldenHasItsDocument(t *testing.T) {
	asked := map[string]bool{}
	for _, document := range append(goldens(t, tabs, 6), goldens(t, "testdata", 8)...) {
		asked[strings.TrimSuffix(filepath.Base(document), ".graphql")] = true
	}
	answers, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil || len(answers) != len(asked) {
		t.Errorf("got %d answers and error %v, want %d, one a document", len(answers), err, len(asked))
	}
	for _, answer := range answers {
		if name := strings.TrimSuffix(filepath.Base(answer), ".json"); !asked[name] {
			t.Errorf("%s: got an answer without a document, want none", answer)
		}
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
