package sqlite_test

import (
	"cmp"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// benchSize is how many relationships the graph has that benchmarks read.
func benchSize() string { return cmp.Or(os.Getenv("ENTENTE_BENCH_SIZE"), "10000") }

// BenchmarkStore measures what all stores are compared by.
func BenchmarkStore(b *testing.B) {
	storetest.Bench(b, func(b *testing.B, clock func() time.Time) kg.Store {
		return openAt(b, newPath(b), sqlite.Clock(clock))
	})
}

// asOf admits what possibly held at some time of 2010.
func asOf(tb testing.TB) *kg.Bounds {
	tb.Helper()
	w, err := kg.ParseWindow("2010", "")
	if err != nil {
		tb.Fatal(err)
	}
	b := kg.Unbounded
	b.StartEarliest.Max, b.EndLatest.Min = w.Until-1, w.From+1
	return &b
}

// BenchmarkOneHop reads the first 20 relationships of an actor as of a year, with
// the entities at their ends.
func BenchmarkOneHop(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	path := filepath.Join(b.TempDir(), "graph.db")
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	graph.Load(b, s)
	loading := time.Since(began)
	b.Logf("loaded %d relationships in %s: %.0f/s", len(graph.Relationships),
		loading.Round(time.Millisecond), float64(len(graph.Relationships))/loading.Seconds())

	ordinary, hubs := graph.Actors(10, 40), graph.Hubs()
	b.Run("ordinary", func(b *testing.B) { oneHop(b, s, kg.View{}, ordinary) })
	b.Run("ordinary/few", func(b *testing.B) { oneHop(b, s, kg.View{}, ordinary[:min(1000, len(ordinary))]) })
	b.Run("any", func(b *testing.B) { oneHop(b, s, kg.View{}, graph.Actors(1, 1<<30)) })
	b.Run("hub", func(b *testing.B) { oneHop(b, s, kg.View{}, hubs) })
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	uncached, err := sqlite.Open(b.Context(), path, sqlite.KeptBytes(0))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("ordinary/uncached", func(b *testing.B) { oneHop(b, uncached, kg.View{}, ordinary) })
	if err := uncached.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("ordinary/bare", func(b *testing.B) { bareOneHop(b, path, ordinary) })
}

// oneHop reads relationships of one actor after another.
func oneHop(b *testing.B, s kg.Store, v kg.View, actors []kg.ID) {
	b.Helper()
	bounds, found := asOf(b), 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		found += readHop(b, s, v, actors[i*7919%len(actors)], bounds)
	}
	b.ReportMetric(float64(found)/float64(b.N), "rows/op")
}

// readHop reads the first 20 relationships of an actor and returns how many there are.
func readHop(b *testing.B, s kg.Store, v kg.View, of kg.ID, bounds *kg.Bounds) int {
	b.Helper()
	answer, err := s.Find(b.Context(), v, []kg.Query{{
		Class: kg.ClassRelationship, Of: of, Bounds: bounds,
		Order: kg.Order{Field: kg.OrderStart}, Limit: 20,
	}})
	if err != nil {
		b.Fatal(err)
	}
	return len(answer[0])
}

// bareOneHop reads the same edges through database/sql and decodes nothing: what
// SQLite itself needs.
func bareOneHop(b *testing.B, path string, actors []kg.ID) {
	b.Helper()
	db, err := sql.Open("sqlite", path+"?_pragma=query_only(ON)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	read, err := db.Prepare(`SELECT e.number, e.other FROM record AS self
		CROSS JOIN edge AS e ON e.entity = self.number
		WHERE self.id = ? AND e.start_earliest <= ? AND e.end_latest >= ?
		ORDER BY e.start_earliest, e.relationship LIMIT 20`)
	if err != nil {
		b.Fatal(err)
	}
	bounds := asOf(b)
	found := 0
	for i := 0; b.Loop(); i++ {
		rows, err := read.Query(string(actors[i*7919%len(actors)]),
			int64(bounds.StartEarliest.Max), int64(bounds.EndLatest.Min))
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			var number, other int64
			if err := rows.Scan(&number, &other); err != nil {
				b.Fatal(err)
			}
			found++
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(found)/float64(b.N), "rows/op")
}

// BenchmarkTimeline reads the whole life of an actor: the histogram by the unit
// that fits and all change points.
func BenchmarkTimeline(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	s := openAt(b, newPath(b))
	graph.Load(b, s)
	over := func(actors []kg.ID) func(*testing.B) {
		return func(b *testing.B) { timeline(b, kg.NewGraph(s, time.Now), actors) }
	}
	b.Run("ordinary", over(graph.Actors(10, 40)))
	b.Run("busy", over(graph.Actors(200, 400)))
	b.Run("hub", over(graph.Hubs()))
}

func timeline(b *testing.B, graph *kg.Graph, actors []kg.ID) {
	b.Helper()
	if len(actors) == 0 {
		b.Skip("no actor of that degree in a graph of this size")
	}
	read := func(i int) int {
		of := []kg.ID{actors[i*7919%len(actors)]}
		found, err := graph.Timeline(b.Context(), kg.View{}, kg.TimeQuery{Scope: kg.Scope{Of: of}})
		if err != nil {
			b.Fatal(err)
		}
		return found.Total
	}
	for i := range min(100, len(actors)) {
		read(i) // warm what can be
	}
	var times storetest.Times
	total := 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		times.Take(func() { total += read(i) })
	}
	times.Report(b, "")
	b.ReportMetric(float64(total)/float64(b.N), "relationships/op")
}
