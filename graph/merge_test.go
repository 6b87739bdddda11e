package graph_test

import (
	"testing"

	"entente/kg"
)

// merges goes the whole way: two are one, the old id leads to it, and the payload's
// cursor takes it back.
func (w world) merges(t *testing.T) {
	w.client = w.in(t)
	for _, id := range []kg.ID{"one", "other", "twin"} {
		w.actor(id, "2020/..")
	}
	w.tie("tie", "pact", "twin", "other", "2021/..")
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
	undo := readFile(t, cookbook+"/more-undo.graphql")
	a = w.ok(undo, map[string]any{"change": a.at("mergeEntities.change")})
	if got := a.number(t, "undo.undone"); got != 3 {
		t.Errorf("undone: got %d changes, want 3: the two entities and the tie", got)
	}
	parted := w.ok(read, nil)
	for _, path := range []string{"old.id", "nodes.0.id", "search.0.entity.id", "relationship.from.id"} {
		if got := parted.at(path); got != "twin" {
			t.Errorf("%s after the undo: got %v, want twin", path, got)
		}
	}
	if a := w.send(undo, map[string]any{"change": "x"}); a.code() != "BAD_USER_INPUT" || a.field() != "change" {
		t.Errorf("a bad cursor: got %s on %q, want BAD_USER_INPUT on change", a.code(), a.field())
	}
}
