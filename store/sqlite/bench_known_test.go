package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// BenchmarkKnown reads now, and as it was known before some of the relationships
// changed: of a hundred one, ten, and all.
func BenchmarkKnown(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	s := openAt(b, newPath(b))
	graph.Load(b, s)
	hubs := graph.Hubs()
	ordinary := graph.Actors(10, 40)
	for _, every := range []int{100, 10, 1} {
		then := rewrite(b, graph, s, every)
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

// BenchmarkPresent reads the present in turn of a graph of which every relationship
// was superseded once and of one without a history, which is what it is to cost.
func BenchmarkPresent(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	with, without := openAt(b, newPath(b)), openAt(b, newPath(b))
	graph.Load(b, with)
	graph.Load(b, without)
	rewrite(b, graph, with, 1)
	hubs, ordinary, bounds := graph.Hubs(), graph.Actors(10, 40), asOf(b)
	hop := func(s kg.Store, actors []kg.ID, i int) {
		readHop(b, s, kg.View{}, actors[i*7919%len(actors)], bounds)
	}
	for _, measure := range []struct {
		name string
		read func(s kg.Store, i int)
	}{
		{"hub", func(s kg.Store, i int) { hop(s, hubs, i) }},
		{"ordinary", func(s kg.Store, i int) { hop(s, ordinary, i) }},
		{"list", func(s kg.Store, i int) { readPage(b, s, kg.View{}, bounds, i) }},
		{"count", func(s kg.Store, i int) { readCount(b, s, kg.View{}, hubs[i%len(hubs)], bounds) }},
	} {
		b.Run(measure.name, func(b *testing.B) {
			storetest.Compare(b, 1000, []storetest.Contender{
				{Name: "with", Ask: func(i int) { measure.read(with, i) }},
				{Name: "without", Ask: func(i int) { measure.read(without, i) }},
			})
		})
	}
}

// rewrite supersedes one in so many relationships and returns the recorded time
// before.
func rewrite(b *testing.B, g *storetest.Scale, s kg.Store, every int) kg.RecordedTime {
	b.Helper()
	before, err := s.Last(b.Context(), kg.View{})
	if err != nil {
		b.Fatal(err)
	}
	began, changed := time.Now(), 0
	for i := 0; i < len(g.Relationships); i += storetest.BatchSize {
		var records []kg.Record
		for _, r := range g.Relationships[i:min(i+storetest.BatchSize, len(g.Relationships))] {
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
		readPage(b, s, v, bounds, i)
	}
}

func readPage(b *testing.B, s kg.Store, v kg.View, bounds *kg.Bounds, i int) {
	b.Helper()
	day := int64(i * 7919 % 20_000)
	_, err := s.Find(b.Context(), v, []kg.Query{{
		Class: kg.ClassRelationship, Bounds: bounds, Limit: 20,
		Order: kg.Order{Field: kg.OrderStart}, After: &kg.Key{Number: day * 24 * 60 * 60},
	}})
	if err != nil {
		b.Fatal(err)
	}
}

// countHub counts the relationships of one hub after another.
func countHub(b *testing.B, s kg.Store, v kg.View, hubs []kg.ID) {
	b.Helper()
	bounds := asOf(b)
	for i := 0; b.Loop(); i++ {
		readCount(b, s, v, hubs[i%len(hubs)], bounds)
	}
}

func readCount(b *testing.B, s kg.Store, v kg.View, of kg.ID, bounds *kg.Bounds) {
	b.Helper()
	_, err := s.Count(b.Context(), v, []kg.Query{{
		Class: kg.ClassRelationship, Of: of, Bounds: bounds,
	}})
	if err != nil {
		b.Fatal(err)
	}
}
