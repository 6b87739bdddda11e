package storetest

import (
	"testing"

	"entente/kg"
)

var citesCases = []contractCase{
	{"finds what cites a record, in whatever field", citesInAnyField},
	{"does not take the ends of a relationship for citations", citesNoEnds},
	{"finds what cites one of several, once", citesAnyOfSeveral},
	{"goes with other conditions, order and paging", citesWithConditions},
	{"counts what cites a record", citesCounts},
	{"follows what is cited now", citesFollowsWrites},
	{"finds what cited a record then", citesThen},
}

// references are records that cite the source "press", the actor "b" or the tie "r".
func references() []kg.Record {
	r := with(tie("r", "a", "b"), func(r *kg.Relationship) { r.Sources = []kg.ID{"press"} })
	by := with(claim("by", "r"), func(c *kg.Claim) { c.AssertedBy, c.Source = "b", "wire" })
	value := with(claim("value", "a"), func(c *kg.Claim) {
		c.Source, c.Value = "wire", kg.Value{Type: kg.ValueEntity, Entity: "b"}
	})
	return []kg.Record{
		source("press"), source("wire"), actor("a", "A"), actor("b", "B"),
		with(actor("led", "Led"), func(e *kg.Entity) { e.Properties = property("b") }),
		r, claim("c", "r"), by, value,
	}
}

func cites(class kg.Class, ids ...kg.ID) kg.Query { return kg.Query{Class: class, Cites: ids} }

func citesInAnyField(t *testing.T, s *harness) {
	s.put(t, references()...)
	s.finds(t, cites(kg.ClassRelationship, "press"), "r")
	s.finds(t, cites(kg.ClassClaim, "press"), "c")
	s.finds(t, cites(kg.ClassClaim, "wire"), "by", "value")
	s.finds(t, cites(kg.ClassClaim, "r"), "by", "c")
	s.finds(t, cites(kg.ClassClaim, "b"), "by", "value")
	s.finds(t, cites(kg.ClassClaim, "a"), "value")
	s.finds(t, cites(kg.ClassEntity, "b"), "led")
	s.finds(t, cites(kg.ClassEntity, "nobody"))
	s.finds(t, cites(kg.ClassSource, "press"))
}

func citesNoEnds(t *testing.T, s *harness) {
	s.put(t, references()...)
	s.finds(t, cites(kg.ClassRelationship, "a", "b"))
}

func citesAnyOfSeveral(t *testing.T, s *harness) {
	s.put(t, references()...)
	s.finds(t, cites(kg.ClassClaim, "wire", "b", "r", "nobody"), "by", "c", "value")
}

func citesWithConditions(t *testing.T, s *harness) {
	s.put(t, references()...)
	q := cites(kg.ClassClaim, "wire", "press")
	q.About = "r"
	s.finds(t, q, "by", "c")
	q.Order = kg.Order{Field: kg.OrderID, Descending: true}
	s.finds(t, q, "c", "by")
	q.Limit = 1
	s.finds(t, q, "c")
	q.After = &kg.Key{ID: "c"}
	s.finds(t, q, "by")
	of := cites(kg.ClassRelationship, "press")
	of.Of = "a"
	s.finds(t, of, "r")
	of.Direction = kg.DirectionIn
	s.finds(t, of)
	ids := cites(kg.ClassClaim, "r")
	ids.IDs = []kg.ID{"c", "value"}
	s.finds(t, ids, "c")
}

func citesCounts(t *testing.T, s *harness) {
	s.put(t, references()...)
	want := []kg.Tally{{Kind: "exists", Count: 2}}
	same(t, "Count", s.count(t, editor, cites(kg.ClassClaim, "b"))[0], want)
}

// citesFollowsWrites changes what is cited, and retracts what cites.
func citesFollowsWrites(t *testing.T, s *harness) {
	s.put(t, references()...)
	s.put(t, with(tie("r", "a", "b"), func(r *kg.Relationship) { r.Sources = []kg.ID{"wire"} }))
	s.finds(t, cites(kg.ClassRelationship, "press"))
	s.finds(t, cites(kg.ClassRelationship, "wire"), "r")
	s.retract(t, claim("c", "r"))
	s.finds(t, cites(kg.ClassClaim, "r"), "by")
}

func citesThen(t *testing.T, s *harness) {
	then := s.later(t, references()...)
	s.later(t, with(tie("r", "a", "b"), func(r *kg.Relationship) { r.Sources = []kg.ID{"wire"} }))
	q := cites(kg.ClassRelationship, "press")
	same(t, "Find then", s.ids(t, at(then), q)[0], []kg.ID{"r"})
	same(t, "Count then", total(s.count(t, at(then), q)[0]), 1)
	same(t, "Find now", s.ids(t, editor, q)[0], nil)
}
