package sqlite_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// BenchmarkPath looks for paths of up to four hops between ordinary actors of a
// graph whose hubs have a tenth of all relationships. It reports the median and the
// slowest of twenty too, and how many searches went past a limit.
func BenchmarkPath(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"))
	if err != nil {
		b.Fatal(err)
	}
	graph.Load(b, s)
	g := kg.NewGraph(s, time.Now)
	ordinary, hubs := graph.Actors(10, 40), graph.Hubs()
	for _, measure := range []struct {
		name     string
		from, to []kg.ID
		query    kg.PathQuery
	}{
		{"shortest", ordinary, ordinary, kg.PathQuery{First: 1}},
		{"five", ordinary, ordinary, kg.PathQuery{First: 5}},
		{"fifty", ordinary, ordinary, kg.PathQuery{First: 50}},
		{"hub/five", hubs, ordinary, kg.PathQuery{First: 5}},
		{"continuous/five", ordinary, ordinary, kg.PathQuery{First: 5, Mode: kg.PathContinuous}},
		{"consecutive/five", ordinary, ordinary, kg.PathQuery{First: 5, Mode: kg.PathConsecutive}},
	} {
		b.Run(measure.name, func(b *testing.B) {
			findPaths(b, g, measure.from, measure.to, measure.query)
		})
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func findPaths(b *testing.B, g *kg.Graph, from, to []kg.ID, q kg.PathQuery) {
	b.Helper()
	window, err := kg.ParseWindow("2010", "")
	if err != nil {
		b.Fatal(err)
	}
	v := g.View()
	if q.Mode == "" {
		v = v.During(window)
	}
	q.MaxLength = 4
	var took []time.Duration
	limited, hops := 0, 0
	find := func(i int) {
		q.From, q.To = from[i*7919%len(from)], to[(i*104729+1)%len(to)]
		if q.From == q.To {
			return
		}
		began := time.Now()
		paths, err := g.Paths(b.Context(), v, q)
		took = append(took, time.Since(began))
		switch {
		case errors.Is(err, kg.ErrLimit):
			limited++
		case err != nil:
			b.Fatal(err)
		}
		for _, p := range paths {
			hops = max(hops, len(p.Hops))
		}
	}
	for i := 0; b.Loop(); i++ {
		find(i)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(took[len(took)*19/20].Microseconds())/1000, "ms-p95")
	b.ReportMetric(float64(limited)/float64(len(took)), "limited/op")
	b.ReportMetric(float64(hops), "longest")
}
