package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// named asks much about an entity by its id.
const named = `query($id: ID!) {
  timeline(of: [$id]) { total }
  panel(of: [$id], within: "2021", bucket: YEAR) { edges { node { from { id } to { id } } } }
  durations(of: [$id]) { type { name } count }
  sequence(between: [$id], and: ["other"]) { steps { relationships { id } } }
  paths(from: $id, to: "other") { entities { id } }
  compare(before: {valid: "2020"}, after: {valid: "2022"}, of: [$id]) { totalCount edges { node { kind after { id } } } }
  disputes(about: [$id]) { totalCount }
  entities(where: {id: {in: [$id]}}) { totalCount edges { node { id } } }
  relationships(where: {other: {id: {eq: $id}}}) { totalCount edges { node { id from { id } } } }
  having: actors(where: {has: {relationships: {other: {id: {eq: $id}}}}}) { edges { node { id } } }
  claims(where: {about: {eq: $id}}) { totalCount edges { node { id about { id } } } }
  said: relationships(asOf: {accordingTo: [$id]}) { edges { node { id } } }
  event(id: "summit") { asItHappened(id: $id) { id } allen(to: $id) { certain } }
}`

// merges goes the whole way: two are one, the old id leads to it, and the payload's
// cursor takes it back.
func (w world) merges(t *testing.T) {
	w.client = w.in(t)
	for _, id := range []kg.ID{"one", "other", "twin"} {
		w.actor(id, "2020/..")
	}
	w.tie("tie", "pact", "twin", "other", "2021/..")
	w.event("summit", "2022-03-01")
	w.claim("about", "twin", "7", "2025")
	_, receipt, err := w.graph.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "tie", Property: "end", Source: "news", AssertedBy: ptr(kg.ID("twin")),
		Value: &kg.ValueInput{Date: ptr("2025")},
	})
	w.must(receipt, err)
	before := w.ok(named, map[string]any{"id": "twin"}).Data
	a := w.ok(readFile(t, cookbook+"/more-merge.graphql"), map[string]any{
		"id": "twin", "into": "one", "reason": "one and the same",
	})
	if a.at("mergeEntities.entity.formerIds.0") != "twin" || a.number(t, "mergeEntities.entity.relationships.totalCount") != 1 {
		t.Errorf("the merged entity: got %v, want it with the old id and the tie", a.at("mergeEntities.entity"))
	}
	read := `{ old: entity(id: "twin") { id } nodes(ids: ["twin"]) { id } search(text: "twin") { entity { id } }
		neighborhood(of: ["twin"]) { entities { id } } relationship(id: "tie") { from { id } } }`
	merged := w.ok(read, nil)
	for _, path := range []string{
		"old.id", "nodes.0.id", "search.0.entity.id", "neighborhood.entities.0.id", "relationship.from.id",
	} {
		if got := merged.at(path); got != "one" {
			t.Errorf("%s by the old id: got %v, want one", path, got)
		}
	}
	asNow := w.ok(named, map[string]any{"id": "one"}).Data
	if diff := cmp.Diff(asNow, w.ok(named, map[string]any{"id": "twin"}).Data); diff != "" {
		t.Errorf("by the old id (-by the new one +by the old one):\n%s", diff)
	}
	undo := readFile(t, cookbook+"/more-undo.graphql")
	a = w.ok(undo, map[string]any{"change": a.at("mergeEntities.change")})
	if got := a.number(t, "undo.undone"); got != 5 {
		t.Errorf("undone: got %d changes, want 5: the two entities, the tie and two claims", got)
	}
	parted := w.ok(read, nil)
	for _, path := range []string{"old.id", "nodes.0.id", "search.0.entity.id", "relationship.from.id"} {
		if got := parted.at(path); got != "twin" {
			t.Errorf("%s after the undo: got %v, want twin", path, got)
		}
	}
	if diff := cmp.Diff(before, w.ok(named, map[string]any{"id": "twin"}).Data); diff != "" {
		t.Errorf("after the undo (-before +after):\n%s", diff)
	}
	if a := w.send(undo, map[string]any{"change": "x"}); a.code() != "BAD_USER_INPUT" || a.field() != "change" {
		t.Errorf("a bad cursor: got %s on %q, want BAD_USER_INPUT on change", a.code(), a.field())
	}
}
