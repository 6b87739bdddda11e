package storetest

import (
	"testing"

	"entente/kg"
)

var countCases = []contractCase{
	{"tallies by entity class and kind, in order", countByKind},
	{"tallies the relationships of an entity by direction", countByDirection},
	{"looks at the conditions of a query and not at its page", countIgnoresPage},
	{"agrees with Find", countAgrees},
	{"is empty where nothing is found", countOfNothing},
}

// countByKind has kinds that occur in two entity classes.
func countByKind(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, place("camp", "Camp"), with(actor("base", "Base"), func(e *kg.Entity) {
		e.EntityClass, e.Kind = kg.ClassPlace, "armed-group"
	}))
	same(t, "Count", s.count(t, editor, kg.Query{Class: kg.ClassEntity},
		kg.Query{Class: kg.ClassRelationship}, kg.Query{Class: kg.ClassSource},
		kg.Query{Class: kg.ClassClaim}, kg.Query{Class: kg.ClassTerm},
	), [][]kg.Tally{
		{
			{EntityClass: "ACTOR", Kind: "armed-group", Count: 1},
			{EntityClass: "ACTOR", Kind: "state", Count: 1},
			{EntityClass: "EVENT", Kind: "agreement", Count: 1},
			{EntityClass: "PLACE", Kind: "armed-group", Count: 1},
			{EntityClass: "PLACE", Kind: "city", Count: 2},
		},
		{{Kind: "custody", Count: 1}, {Kind: "partnership", Count: 1}},
		{{Count: 2}},
		{{Kind: "escaped", Count: 1}, {Kind: "exists", Count: 1}},
		{{Kind: "KIND", Count: 1}, {Kind: "RELATIONSHIP_TYPE", Count: 1}},
	})
}

// countByDirection has no direction for symmetric types, whichever end is asked.
func countByDirection(t *testing.T, s *harness) {
	s.put(t, around()...)
	s.put(t, tie("arms-2", "a", "b"))
	q := kg.Query{Class: kg.ClassRelationship, Of: "a"}
	in, out := q, q
	in.Direction, out.Direction = kg.DirectionIn, kg.DirectionOut
	either := kg.Tally{Kind: "ceasefire", Direction: kg.DirectionEither, Count: 2}
	inwards := kg.Tally{Kind: "partnership", Direction: kg.DirectionIn, Count: 1}
	outwards := kg.Tally{Kind: "partnership", Direction: kg.DirectionOut, Count: 2}
	same(t, "Count", s.count(t, editor, q, in, out), [][]kg.Tally{
		{either, inwards, outwards}, {either, inwards}, {either, outwards},
	})
}

// countIgnoresPage has a page that would be empty.
func countIgnoresPage(t *testing.T, s *harness) {
	spanned(t, s)
	keep, _ := recording("over", "vague", "exact")
	q := kg.Query{
		Class: kg.ClassRelationship, Limit: 1, After: &kg.Key{Number: int64(kg.PosInf), ID: "z"},
		Order: kg.Order{Field: kg.OrderEnd},
	}
	kept := q
	kept.Keep = keep
	same(t, "Count", s.count(t, editor, q, kept), [][]kg.Tally{
		{{Kind: "partnership", Count: 8}}, {{Kind: "partnership", Count: 3}},
	})
}

func countAgrees(t *testing.T, s *harness) {
	s.put(t, crowd()...)
	bounds := kg.Unbounded
	bounds.StartEarliest.Max, bounds.EndLatest.Min = 5, 15
	var queries []kg.Query
	for _, class := range allClasses {
		queries = append(queries, kg.Query{Class: class}, kg.Query{Class: class, Bounds: &bounds})
	}
	queries = append(queries, kg.Query{Class: kg.ClassRelationship, Of: "e0", Bounds: &bounds})
	certain := kg.Unbounded
	certain.StartLatest.Max, certain.EndEarliest.Min = 5, 15
	for _, b := range []*kg.Bounds{nil, &bounds, &certain} {
		queries = append(queries, kg.Query{
			Class: kg.ClassRelationship, Kinds: []string{"partnership", "ceasefire", "partnership"},
			Bounds: b,
		}, kg.Query{Class: kg.ClassRelationship, Bounds: b})
	}
	pages := s.find(t, editor, queries...)
	for i, tallies := range s.count(t, editor, queries...) {
		same(t, "Count("+show(queries[i])+")", total(tallies), len(pages[i]))
	}
}

func countOfNothing(t *testing.T, s *harness) {
	s.put(t, town()...)
	same(t, "Count", s.count(t, editor, kg.Query{Class: kg.ClassRelationship, Of: "nobody"},
		kg.Query{Class: kg.ClassEntity, Kinds: []string{"unheard-of"}}), [][]kg.Tally{nil, nil})
}
