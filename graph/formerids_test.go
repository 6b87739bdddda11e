package graph_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// TestWhatANamedEntityCosts counts the store calls of questions that name an entity by
// an id that is found, one that is not, and one that was merged into another.
func TestWhatANamedEntityCosts(t *testing.T) {
	store := storetest.NewCounting(storetest.NewModel(today))
	w := worldOver(t, store)
	for _, id := range []kg.ID{"old", "now", "other", "lonely"} {
		w.actor(id, "2020/..")
	}
	w.tie("tie", "pact", "old", "other", "2021/..")
	w.claim("claim", "old", "7", "2025")
	_, receipt, err := w.graph.MergeEntities(t.Context(), "tester", kg.MergeEntitiesInput{ID: "old", Into: "now"})
	w.must(receipt, err)
	c := newClient(t, store, graph.Options{})
	c.ok(`{ vocabulary { kinds { name } } }`, nil)
	ids := []string{"now", "lonely", "nobody", "old"}
	for name, tt := range map[string]struct {
		query string
		calls [4]int // of each of the ids
	}{
		"by id":                   {`node(id: $id) { id }`, [4]int{1, 1, 2, 2}},
		"a neighbourhood":         {`neighborhood(of: [$id]) { truncated }`, [4]int{2, 2, 2, 3}},
		"a picture":               {`neighborhood(of: [], with: [$id, "other"]) { truncated }`, [4]int{2, 2, 2, 3}},
		"a timeline":              {`timeline(of: [$id]) { total }`, [4]int{1, 1, 2, 3}},
		"a timeline, as told":     {`timeline(of: [$id], asOf: {accordingTo: ["news"]}) { total }`, [4]int{3, 3, 4, 5}},
		"entities by id":          {`entities(where: {id: {in: [$id, "other"]}}) { edges { node { id } } }`, [4]int{1, 1, 2, 3}},
		"ties by an end":          {`relationships(where: {other: {id: {eq: $id}}}) { edges { node { id } } }`, [4]int{1, 1, 2, 3}},
		"ties by one of two ends": {`relationships(where: {other: {id: {in: [$id, "lonely"]}}}) { edges { node { id } } }`, [4]int{1, 1, 1, 1}},
		"ties by a property":      {`relationships(where: {property: {name: "leader", entity: {eq: $id}}}) { edges { node { id } } }`, [4]int{2, 2, 3, 3}},
		"by who has a tie":        {`entities(where: {has: {relationships: {other: {id: {eq: $id}}}}}) { edges { node { id } } }`, [4]int{2, 1, 2, 4}},
		"claims":                  {`claims(where: {about: {eq: $id}}) { edges { node { id } } }`, [4]int{1, 1, 2, 3}},
		"disputes":                {`disputes(about: [$id]) { edges { cursor } }`, [4]int{1, 1, 2, 3}},
		"by who asserts":          {`relationships(where: {evidence: {onlyAssertedBy: [$id]}}) { edges { node { id } } }`, [4]int{2, 2, 2, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			for i, id := range ids {
				store.Taken()
				c.in(t).ok("query($id: ID!) { "+tt.query+" }", map[string]any{"id": id})
				if calls := store.Taken(); len(calls) != tt.calls[i] {
					t.Errorf("%s: got %d calls, want %d: %s", id, len(calls), tt.calls[i], strings.Join(calls, ", "))
				}
			}
		})
	}
}
