package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"entente/kg"
)

// BenchmarkKnown reads now, and as it was known before some of the relationships
// changed: of a hundred one, ten, and all.
func BenchmarkKnown(b *testing.B) {
	graph := makeScale(b, benchSize())
	s := openAt(b, newPath(b))
	graph.load(b, s)
	hubs := graph.actors(len(graph.relationships)/50, 1<<30)
	ordinary := graph.actors(10, 40)
	for _, every := range []int{100, 10, 1} {
		then := graph.rewrite(b, s, every)
		for _, at := range []struct {
			name string
			view kg.View
		}{{"now", kg.View{}}, {"then", kg.View{Known: then}}} {
			name := fmt.Sprintf("changed=%d%%/%s/", 100/every, at.name)
			b.Run(name+"hub", func(b *testing.B) { oneHop(b, s, at.view, hubs) })
			b.Run(name+"ordinary", func(b *testing.B) { oneHop(b, s, at.view, ordinary) })
			b.Run(name+"list", func(b *testing.B) { listPage(b, s, at.view) })
			b.Run(name+"count", func(b *testing.B) { countHub(b, s, at.view, hubs) })
		}
	}
	b.Run("before all", func(b *testing.B) { oneHop(b, s, kg.View{Known: 1}, hubs) })
}

// rewrite supersedes one in so many relationships and returns the recorded time
// before.
func (g *scaleGraph) rewrite(b *testing.B, s kg.Store, every int) kg.RecordedTime {
	b.Helper()
	before, err := s.Last(b.Context(), kg.View{})
	if err != nil {
		b.Fatal(err)
	}
	began, changed := time.Now(), 0
	for i := 0; i < len(g.relationships); i += batchSize {
		var records []kg.Record
		for _, r := range g.relationships[i:min(i+batchSize, len(g.relationships))] {
			if changed++; changed%every == 0 {
				records = append(records, r)
			}
		}
		apply(b, s, batchOf("rewrite", records...))
	}
	b.Logf("superseded one in %d: %s each", every,
		(time.Since(began) / time.Duration(changed/every)).Round(time.Microsecond))
	return before.RecordedAt
}

// listPage reads 20 of all relationships as of a year, from one place of the list
// after another.
func listPage(b *testing.B, s kg.Store, v kg.View) {
	b.Helper()
	bounds := asOf(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		day := int64(i * 7919 % 20_000)
		_, err := s.Find(b.Context(), v, []kg.Query{{
			Class: kg.ClassRelationship, Bounds: bounds, Limit: 20,
			Order: kg.Order{Field: kg.OrderStart}, After: &kg.Key{Number: day * 24 * 60 * 60},
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// countHub counts the relationships of one hub after another.
func countHub(b *testing.B, s kg.Store, v kg.View, hubs []kg.ID) {
	b.Helper()
	for i := 0; b.Loop(); i++ {
		_, err := s.Count(b.Context(), v, []kg.Query{{
			Class: kg.ClassRelationship, Of: hubs[i%len(hubs)], Bounds: asOf(b),
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
}
