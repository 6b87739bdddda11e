package storetest

import (
	"testing"

	"entente/kg"
)

var keepCases = []contractCase{
	{"is asked in order until the page is full", keepStopsAtLimit},
	{"is asked only about what all else lets through", keepIsAskedLast},
	{"is given relationships with their ends", keepSeesEnds},
	{"may refuse all", keepMayRefuseAll},
	{"decides for each query alone", keepIsPerQuery},
}

// recording returns a Keep that takes those listed, and the ids it is asked about.
func recording(accepted ...kg.ID) (keep func(kg.Found) bool, asked *[]kg.ID) {
	asked = new([]kg.ID)
	return func(f kg.Found) bool {
		*asked = append(*asked, f.Record.Head().ID)
		return among(f.Record.Head().ID, accepted)
	}, asked
}

// keepStopsAtLimit also counts the calls: what is not needed is not asked about.
func keepStopsAtLimit(t *testing.T, s *harness) {
	spanned(t, s)
	for _, of := range []kg.ID{"", "a"} {
		keep, asked := recording("over", "vague", "exact")
		q := kg.Query{
			Class: kg.ClassRelationship, Of: of, Order: kg.Order{Field: kg.OrderStart},
			Keep: keep, Limit: 2,
		}
		s.finds(t, q, "over", "vague")
		want := []kg.ID{"always", "finished", "over", "unknown", "epoch", "vague"}
		same(t, "what Keep was asked about", *asked, want)
	}
}

// keepIsAskedLast must not let a Keep learn of what the view hides.
func keepIsAskedLast(t *testing.T, s *harness) {
	s.put(t, secrets()...)
	keep, asked := recording()
	q := kg.Query{
		Class: kg.ClassRelationship, Of: "a", Keep: keep, Kinds: []string{"partnership"},
		After: &kg.Key{ID: "q"}, Bounds: &kg.Unbounded,
	}
	same(t, "Find", s.ids(t, public, q)[0], []kg.ID{"r"})
	same(t, "what Keep was asked about", *asked, []kg.ID{"r"})
	*asked = nil
	s.count(t, public, q)
	same(t, "what Keep was asked about by Count", *asked, []kg.ID{"r"})
}

// keepSeesEnds decides by the far end, as filters of a Graph do.
func keepSeesEnds(t *testing.T, s *harness) {
	s.put(t, town()...)
	toJail := func(f kg.Found) bool { return f.To.EntityClass == kg.ClassPlace && f.From.ID == "army" }
	q := kg.Query{Class: kg.ClassRelationship, Keep: toJail}
	s.finds(t, q, "holds")
	same(t, "Count", total(s.count(t, editor, q)[0]), 1)
}

// keepMayRefuseAll has a limit that is never reached.
func keepMayRefuseAll(t *testing.T, s *harness) {
	records := crowd()
	s.put(t, records...)
	for _, class := range allClasses {
		q := kg.Query{Class: class, Limit: 3}
		want := inOrder(records, q)
		var asked []kg.ID
		q.Keep = func(f kg.Found) bool {
			asked = append(asked, f.Record.Head().ID)
			return false
		}
		s.finds(t, q)
		same(t, "what Keep was asked about", asked, want)
	}
}

func keepIsPerQuery(t *testing.T, s *harness) {
	s.put(t, town()...)
	keepFirst, askedFirst := recording("holds")
	keepSecond, askedSecond := recording("allies")
	q := kg.Query{Class: kg.ClassRelationship, Limit: 1}
	first, second := q, q
	first.Keep, second.Keep = keepFirst, keepSecond
	got := s.ids(t, editor, first, q, second)
	same(t, "Find", got, [][]kg.ID{{"holds"}, {"allies"}, {"allies"}})
	same(t, "what the first was asked", *askedFirst, []kg.ID{"allies", "holds"})
	same(t, "what the second was asked", *askedSecond, []kg.ID{"allies"})
}
