package storetest

import (
	"fmt"
	"testing"

	"entente/kg"
)

var boundsCases = []contractCase{
	{"compares every instant with its closed range", boundsAreClosed},
	{"compares infinite instants like others", boundsMayBeInfinite},
	{"finds nothing in an empty range", boundsMayBeEmpty},
	{"compares the spans of all classes", boundsOfAllClasses},
}

// points are where the spans of the cases begin and end, and their neighbours.
var points = []kg.Instant{
	kg.NegInf, kg.NegInf + 1, -1, 0, 9, 10, 11, 19, 20, 21, kg.PosInf - 1, kg.PosInf,
}

// spans are bounded, open, ongoing and unknown in all ways.
var spans = map[kg.ID]kg.Validity{
	"always":   always,
	"unknown":  spanning(kg.NegInf, kg.PosInf, kg.NegInf, kg.PosInf),
	"exact":    during(10, 20),
	"vague":    spanning(0, 10, 11, 21),
	"ongoing":  during(10, kg.PosInf),
	"over":     during(kg.NegInf, 10),
	"finished": spanning(kg.NegInf, 9, 10, 20),
	"epoch":    during(-1, 0),
}

// spanned writes a relationship for each of the spans.
func spanned(t *testing.T, s *harness) {
	t.Helper()
	records := []kg.Record{actor("a", "A"), actor("b", "B")}
	for id, validity := range spans {
		r := tie(id, "a", "b")
		r.Validity = validity
		records = append(records, r)
	}
	s.put(t, records...)
}

// fields are the four ranges of bounds, to change one at a time.
var fields = []func(*kg.Bounds) *kg.Range{
	func(b *kg.Bounds) *kg.Range { return &b.StartEarliest },
	func(b *kg.Bounds) *kg.Range { return &b.StartLatest },
	func(b *kg.Bounds) *kg.Range { return &b.EndEarliest },
	func(b *kg.Bounds) *kg.Range { return &b.EndLatest },
}

// boundsAreClosed tries every range between two points, on every instant.
func boundsAreClosed(t *testing.T, s *harness) {
	spanned(t, s)
	var queries []kg.Query
	for i := range points {
		for j := i; j < len(points); j++ {
			for _, field := range fields {
				bounds := kg.Unbounded
				*field(&bounds) = kg.Range{Min: points[i], Max: points[j]}
				queries = append(queries,
					kg.Query{Class: kg.ClassRelationship, Bounds: &bounds, Of: "a"})
			}
		}
	}
	for i, got := range s.ids(t, editor, queries...) {
		found := map[kg.ID]bool{}
		for _, id := range got {
			found[id] = true
		}
		for id, validity := range spans {
			if want := queries[i].Bounds.Admit(validity.Span); found[id] != want {
				t.Errorf("Find with %+v: got %s found: %t, want %t",
					*queries[i].Bounds, id, found[id], want)
			}
		}
	}
}

// boundsMayBeInfinite tells an open bound from an unknown one: both are
// infinite, but in different places.
func boundsMayBeInfinite(t *testing.T, s *harness) {
	spanned(t, s)
	find := func(field int, low, high kg.Instant, want ...kg.ID) {
		t.Helper()
		bounds := kg.Unbounded
		*fields[field](&bounds) = kg.Range{Min: low, Max: high}
		s.finds(t, kg.Query{Class: kg.ClassRelationship, Bounds: &bounds}, want...)
	}
	find(0, kg.NegInf, kg.NegInf, "always", "finished", "over", "unknown")
	find(1, kg.NegInf, kg.NegInf, "always", "over")
	find(2, kg.PosInf, kg.PosInf, "always", "ongoing")
	find(3, kg.PosInf, kg.PosInf, "always", "ongoing", "unknown")
	find(3, kg.NegInf, kg.PosInf-1, "epoch", "exact", "finished", "over", "vague")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Bounds: &kg.Unbounded},
		"always", "epoch", "exact", "finished", "ongoing", "over", "unknown", "vague")
}

// boundsMayBeEmpty has what is left of two demands that exclude one another.
func boundsMayBeEmpty(t *testing.T, s *harness) {
	spanned(t, s)
	for i := range fields {
		bounds := kg.Unbounded
		*fields[i](&bounds) = kg.Range{Min: 11, Max: 9}
		s.finds(t, kg.Query{Class: kg.ClassRelationship, Bounds: &bounds})
	}
}

// boundsOfAllClasses asks for the very span of each record, and for one beside it.
func boundsOfAllClasses(t *testing.T, s *harness) {
	records := town()
	records[2].(*kg.Source).PublishedAt = "2025-11"
	records[4].(*kg.Entity).Validity = during(10, 20)
	records[9].(*kg.Relationship).Validity = spanning(0, 10, 11, 21)
	records[11].(*kg.Claim).SaidAt = "2026-01-21"
	s.put(t, records...)
	for _, record := range records {
		id, span := record.Head().ID, record.Keys().Span
		exact := kg.Bounds{
			StartEarliest: kg.Range{Min: span.StartEarliest, Max: span.StartEarliest},
			StartLatest:   kg.Range{Min: span.StartLatest, Max: span.StartLatest},
			EndEarliest:   kg.Range{Min: span.EndEarliest, Max: span.EndEarliest},
			EndLatest:     kg.Range{Min: span.EndLatest, Max: span.EndLatest},
		}
		query := kg.Query{Class: record.Class(), IDs: []kg.ID{id}, Bounds: &exact}
		same(t, fmt.Sprintf("Find(%s) within %+v", id, exact), s.ids(t, editor, query)[0], []kg.ID{id})
		for _, field := range fields {
			beside := exact
			*field(&beside) = kg.Range{Min: 12, Max: 13}
			query.Bounds = &beside
			same(t, fmt.Sprintf("Find(%s) within %+v", id, beside), s.ids(t, editor, query)[0], nil)
		}
	}
}
