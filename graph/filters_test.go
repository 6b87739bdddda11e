package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/store/storetest"
)

// TestFiltersSeeWhatTheViewShows asks for entities by ties that only one source
// tells, that were not known yet, or that nobody may see.
func TestFiltersSeeWhatTheViewShows(t *testing.T) {
	store := storetest.NewModel(today)
	treeOf(t, store, 2)
	c := newClient(t, store, graph.Options{})
	for asOf, want := range map[string][]string{
		``: {
			"end-000", "end-001", "hub", "leaf-000", "leaf-001", "mid-000", "mid-001",
		},
		`accordingTo: ["source-001"]`: {"end-001", "hub", "leaf-001", "mid-001"},
		`valid: "2019"`:               {},
		`known: "2026-11-22"`:         {},
	} {
		a := c.send(`{ entities(where: {has: {relationships: {type: {eq: "pact"}}}}, asOf: {`+asOf+`}) {
		  edges { node { id } }
		} }`, nil)
		if diff := cmp.Diff(want, a.texts("entities.edges.*.node.id")); diff != "" {
			t.Errorf("who has a pact as of {%s} (-want +got):\n%s\n%.300s", asOf, diff, a.Body)
		}
	}
}
