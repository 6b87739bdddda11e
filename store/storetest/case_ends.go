package storetest

import (
	"testing"

	"entente/kg"
)

var endsCases = []contractCase{
	{"finds the relationships of an entity by direction", endsByDirection},
	{"lets symmetric relationships through every direction", endsOfSymmetric},
	{"gives relationships with their ends", endsComeAlong},
	{"gives ends as they are now", endsAreCurrent},
	{"keeps relationships of one type and pair apart", endsMayRepeat},
}

// around is an entity with relationships on all sides of it, one symmetric, and
// one relationship that it has no part in.
func around() []kg.Record {
	truce := with(tie("truce", "b", "a"), func(r *kg.Relationship) {
		r.Type, r.Symmetric = "ceasefire", true
	})
	pact := with(tie("pact", "a", "c"), func(r *kg.Relationship) {
		r.Type, r.Symmetric = "ceasefire", true
	})
	return []kg.Record{
		actor("a", "A"), actor("b", "B"), actor("c", "C"),
		tie("arms", "a", "b"), tie("hits", "c", "a"), tie("other", "b", "c"), truce, pact,
	}
}

// endsByDirection asks of both sides of the same relationships.
func endsByDirection(t *testing.T, s *harness) {
	s.put(t, around()...)
	of := func(id kg.ID, direction kg.Direction) kg.Query {
		return kg.Query{Class: kg.ClassRelationship, Of: id, Direction: direction}
	}
	s.finds(t, of("a", ""), "arms", "hits", "pact", "truce")
	s.finds(t, of("a", kg.DirectionEither), "arms", "hits", "pact", "truce")
	s.finds(t, of("a", kg.DirectionOut), "arms", "pact", "truce")
	s.finds(t, of("a", kg.DirectionIn), "hits", "pact", "truce")
	s.finds(t, of("b", kg.DirectionOut), "other", "truce")
	s.finds(t, of("b", kg.DirectionIn), "arms", "truce")
	s.finds(t, of("nobody", kg.DirectionEither))
}

// endsOfSymmetric changes only whether a relationship has a direction.
func endsOfSymmetric(t *testing.T, s *harness) {
	s.put(t, around()...)
	out := kg.Query{Class: kg.ClassRelationship, Of: "c", Direction: kg.DirectionOut}
	s.finds(t, out, "hits", "pact")
	s.put(t, with(tie("pact", "a", "c"), func(r *kg.Relationship) { r.Type = "ceasefire" }))
	s.finds(t, out, "hits")
	in := kg.Query{Class: kg.ClassRelationship, Of: "c", Direction: kg.DirectionIn}
	s.finds(t, in, "other", "pact")
}

// endsComeAlong compares the ends with the records of their ids.
func endsComeAlong(t *testing.T, s *harness) {
	s.put(t, town()...)
	pages := s.find(t, editor, kg.Query{Class: kg.ClassRelationship, Of: "jail"},
		kg.Query{Class: kg.ClassRelationship}, kg.Query{Class: kg.ClassEntity},
		kg.Query{Class: kg.ClassClaim}, kg.Query{Class: kg.ClassSource})
	for i, page := range pages {
		for _, found := range page {
			r, isRelationship := found.Record.(*kg.Relationship)
			if !isRelationship {
				same(t, "ends of another class", []*kg.Entity{found.From, found.To}, []*kg.Entity{nil, nil})
				continue
			}
			ends := s.records(t, editor, r.From, r.To)
			got := []kg.Record{found.From, found.To}
			same(t, "ends of "+string(r.ID), got, ends)
		}
		if len(page) == 0 {
			t.Errorf("page %d: got no records, want some", i)
		}
	}
}

// endsAreCurrent changes an end and not the relationship.
func endsAreCurrent(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, actor("militia", "Renamed"))
	found := s.find(t, editor, kg.Query{Class: kg.ClassRelationship, Of: "militia"})[0]
	if len(found) != 1 || found[0].To == nil {
		t.Fatalf("Find: got %s, want one relationship with its ends", show(found))
	}
	same(t, "name of the end", found[0].To.Names[0].Text, "Renamed")
	same(t, "version of the end", found[0].To.Version, 2)
}

// endsMayRepeat has three relationships where a store might keep one a pair.
func endsMayRepeat(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("b", "B"))
	s.put(t, tie("first", "a", "b"), tie("second", "a", "b"), tie("third", "b", "a"))
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "a"}, "first", "second", "third")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "b"}, "first", "second", "third")
	s.put(t, tie("first", "a", "b"))
	s.retract(t, tie("second", "a", "b"))
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "a"}, "first", "third")
}
