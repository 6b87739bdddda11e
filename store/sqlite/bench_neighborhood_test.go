package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// BenchmarkNeighborhood reads what lies two hops around an actor of 10 to 40
// relationships, up to the 200 that are the default of the API.
//
// Warm are a few actors whose surroundings the store keeps decoded; any, all such
// actors one after the other, with what the store has room to keep; cold, the same
// with nothing kept, so that every record is read and decoded anew.
func BenchmarkNeighborhood(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	path := filepath.Join(b.TempDir(), "graph.db")
	s := openAt(b, path)
	graph.Load(b, s)
	ordinary := graph.Actors(10, 40)
	over := func(s kg.Store, actors []kg.ID) func(*testing.B) {
		return func(b *testing.B) { neighborhood(b, kg.NewGraph(s, time.Now), actors) }
	}
	warm := ordinary[:min(100, len(ordinary))]
	b.Run("any", over(s, ordinary))
	b.Run("warm", over(s, warm))
	b.Run("hub", over(s, graph.Hubs()))
	b.Run("picture", func(b *testing.B) { pictures(b, kg.NewGraph(s, time.Now), graph) })
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("cold", over(openAt(b, path, sqlite.KeptBytes(0)), ordinary))
}

func neighborhood(b *testing.B, graph *kg.Graph, actors []kg.ID) {
	b.Helper()
	window, err := kg.ParseWindow("2010", "")
	if err != nil {
		b.Fatal(err)
	}
	v := graph.View().During(window)
	read := func(i int) kg.Subgraph {
		found, err := graph.Neighborhood(b.Context(), v, kg.NeighborhoodQuery{
			Of: []kg.ID{actors[i*7919%len(actors)]}, Depth: 2, Limit: 200,
		})
		if err != nil {
			b.Fatal(err)
		}
		return found
	}
	for i := range min(100, len(actors)) {
		read(i) // warm what can be
	}
	var times storetest.Times
	found, truncated := 0, 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		times.Take(func() {
			near := read(i)
			found += len(near.Relationships)
			if near.Truncated {
				truncated++
			}
		})
	}
	times.Report(b, "")
	b.ReportMetric(float64(found)/float64(b.N), "relationships/op")
	b.ReportMetric(float64(truncated)/float64(b.N), "truncated/op")
}

// pictures reads what joins two hundred ordinary actors and the twenty that have most
// relationships, whenever it held.
func pictures(b *testing.B, g *kg.Graph, graph *storetest.Scale) {
	b.Helper()
	ordinary, most := graph.Actors(10, 40), graph.Busiest(20)
	var times storetest.Times
	found := 0
	for i := 0; b.Loop(); i++ {
		with := slices.Clone(most)
		for n := range 200 {
			with = append(with, ordinary[(i*200+n)*7919%len(ordinary)])
		}
		times.Take(func() {
			picture, err := g.Neighborhood(b.Context(), g.View().During(kg.Always),
				kg.NeighborhoodQuery{With: with})
			if err != nil {
				b.Fatal(err)
			}
			found += len(picture.Relationships) + len(picture.Beyond)
		})
	}
	times.Report(b, "")
	b.ReportMetric(float64(found)/float64(b.N), "relationships/op")
}
