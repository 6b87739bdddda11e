package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/kg"
)

var pageCases = []contractCase{
	{"is as long as the limit", pageIsLimited},
	{"begins after a key, which need not be a record's", pageBeginsAfterKey},
	{"after page shows everything once", pagesShowAllOnce},
	{"after page shows everything once while others write", pagesSurviveWrites},
}

// pageIsLimited takes 0 for no limit at all.
func pageIsLimited(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("b", "B"), actor("c", "C"))
	for limit, want := range [][]kg.ID{
		{"a", "b", "c"}, {"a"}, {"a", "b"}, {"a", "b", "c"}, {"a", "b", "c"},
	} {
		s.finds(t, kg.Query{Class: kg.ClassEntity, Limit: limit}, want...)
	}
}

// pageBeginsAfterKey begins at records, between them, and behind the last.
func pageBeginsAfterKey(t *testing.T, s *harness) {
	spanned(t, s)
	start := kg.Order{Field: kg.OrderStart}
	end := kg.Order{Field: kg.OrderEnd, Descending: true}
	rank := kg.Order{Field: kg.OrderRank}
	all := []kg.ID{"always", "epoch", "exact", "finished", "ongoing", "over", "unknown", "vague"}
	for _, tt := range []struct {
		order kg.Order
		after kg.Key
		want  []kg.ID
	}{
		{start, kg.Key{Number: 0, ID: "vague"}, []kg.ID{"exact", "ongoing"}},
		{start, kg.Key{Number: 0, ID: "vagud"}, []kg.ID{"vague", "exact", "ongoing"}},
		{start, kg.Key{Number: 9}, []kg.ID{"exact", "ongoing"}},
		{start, kg.Key{Number: 10, ID: "ongoing"}, nil},
		{
			end,
			kg.Key{Number: int64(kg.PosInf), ID: "b"},
			[]kg.ID{"always", "vague", "finished", "exact", "over", "epoch"},
		},
		{end, kg.Key{Number: 20, ID: "exact"}, []kg.ID{"over", "epoch"}},
		{kg.Order{}, kg.Key{ID: "o"}, []kg.ID{"ongoing", "over", "unknown", "vague"}},
		{kg.Order{Descending: true}, kg.Key{ID: "exact"}, []kg.ID{"epoch", "always"}},
		// Relationships are all of the rank 0.
		{rank, kg.Key{Number: 0, ID: "o"}, []kg.ID{"ongoing", "over", "unknown", "vague"}},
		{rank, kg.Key{Number: -1, ID: "unknown"}, all},
		{rank, kg.Key{Number: 1, ID: "o"}, nil},
	} {
		s.finds(t, kg.Query{
			Class: kg.ClassRelationship, Order: tt.order, After: &tt.after,
		}, tt.want...)
	}
}

// endless is more records than a walk of the cases can meet.
const endless = 300

// walk reads all pages of some queries, side by side and each of a random size, and
// calls between after each round. It returns what each query showed.
func (s *harness) walk(
	t *testing.T, queries []kg.Query, sizes *rand.Rand, between func(round int),
) [][]kg.ID {
	t.Helper()
	visited := make([][]kg.ID, len(queries))
	for round := 1; len(queries) > 0; round++ {
		for i := range queries {
			queries[i].Limit = 2 + sizes.IntN(7)
		}
		done := 0
		for i, page := range s.find(t, editor, queries...) {
			for _, found := range page {
				id := found.Record.Head().ID
				key := queries[i].Order.KeyOf(id, found.Record.Keys())
				visited[i], queries[i].After = append(visited[i], id), &key
			}
			if len(page) < queries[i].Limit {
				done++
			}
			if n := len(visited[i]); n > endless {
				t.Fatalf("the walk of %s: got %v again and again, want an end",
					show(queries[i]), visited[i][n-40:])
			}
		}
		if done == len(queries) {
			break
		}
		between(round)
	}
	return visited
}

// ordersOf returns a query in every order there is.
func ordersOf(q kg.Query) []kg.Query {
	var queries []kg.Query
	for _, order := range orders() {
		q.Order = order
		queries = append(queries, q)
	}
	return queries
}

// pagesShowAllOnce walks through many equal values, where pages lose or repeat
// records unless the id decides.
func pagesShowAllOnce(t *testing.T, s *harness) {
	s.put(t, crowd()...)
	sizes := rand.New(rand.NewPCG(1, 1))
	walks := []kg.Query{{Class: kg.ClassRelationship, Of: "e0"}}
	for _, class := range allClasses {
		walks = append(walks, kg.Query{Class: class})
	}
	for _, q := range walks {
		queries := ordersOf(q)
		want := s.ids(t, editor, queries...)
		for i, got := range s.walk(t, ordersOf(q), sizes, func(int) {}) {
			same(t, "the walk of "+show(queries[i]), got, want[i])
		}
	}
}

// pagesSurviveWrites adds records before and behind the walks, and rewrites and
// retracts others; those that stay where they were are all seen once.
func pagesSurviveWrites(t *testing.T, s *harness) {
	records := crowd()
	s.put(t, records...)
	queries := ordersOf(kg.Query{Class: kg.ClassEntity})
	walks := s.walk(t, slices.Clone(queries), rand.New(rand.NewPCG(2, 2)), func(round int) {
		guest := actor(kg.ID(fmt.Sprintf("guest-%d", round)), "b")
		guest.Validity = during(kg.Instant(round), kg.Instant(10*round))
		again := 5 * (round % 30)
		s.put(t, guest, records[1+again], records[2+again])
		if round%2 == 0 {
			s.retract(t, guest)
		}
	})
	for i, got := range walks {
		got = slices.DeleteFunc(got, func(id kg.ID) bool { return id[0] == 'g' })
		same(t, "the walk of "+show(queries[i]), got, inOrder(records, queries[i]))
	}
}
