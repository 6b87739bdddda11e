package neo4j

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
	"entente/store/storetest"
)

// A scaled graph has as many relationships as ENTENTE_BENCH_SIZE says, and a tenth
// as many actors. One end of every tenth relationship is the hub.
const (
	defaultScale = 10_000
	hub          = kg.ID("a0")
	day          = 24 * 60 * 60
	// asOf is within the time of about half of the relationships.
	asOf = 10_000 * day
)

// scale returns the number of relationships to measure with.
func scale(b *testing.B) int {
	b.Helper()
	text := os.Getenv("ENTENTE_BENCH_SIZE")
	if text == "" {
		return defaultScale
	}
	size, err := strconv.Atoi(text)
	if err != nil || size < 100 {
		b.Fatalf("ENTENTE_BENCH_SIZE: got %q, want a number from 100 up", text)
	}
	return size
}

// scaledGraph yields the records of a graph of size relationships, always the same.
func scaledGraph(size int, yield func(kg.Record)) {
	random := rand.New(rand.NewPCG(1, 1))
	actors := size / 10
	yield(source("press"))
	for i := range actors {
		yield(actor(kg.ID(fmt.Sprintf("a%d", i)), fmt.Sprintf("Actor number %d", i)))
	}
	types := []string{"partnership", "armed-conflict", "ceasefire", "membership", "custody"}
	for i := range size {
		from, to := random.IntN(actors), random.IntN(actors-1)
		if i%10 == 0 {
			from = 0
		}
		if to >= from {
			to++
		}
		r := tie(kg.ID(fmt.Sprintf("r%d", i)),
			kg.ID(fmt.Sprintf("a%d", from)), kg.ID(fmt.Sprintf("a%d", to)))
		start := kg.Instant(random.IntN(20_000) * day)
		r.Type, r.Sources = types[i%len(types)], []kg.ID{"press"}
		r.Validity = lasting(start, start+kg.Instant(random.IntN(10_000)+1)*day)
		yield(r)
	}
}

// load opens a store with the scaled graph in it.
func load(b *testing.B) *Store {
	b.Helper()
	s := openEmpty(b)
	const most = 10_000
	var batch []kg.Record
	flush := func() {
		put(b, s, "load", batch...)
		batch = batch[:0]
	}
	scaledGraph(scale(b), func(r kg.Record) {
		if batch = append(batch, r); len(batch) == most {
			flush()
		}
	})
	flush()
	return s
}

// oneHop asks for the first relationships of an entity that are in force.
func oneHop(of kg.ID, order kg.OrderField) kg.Query {
	bounds := kg.Unbounded
	bounds.StartEarliest.Max, bounds.EndLatest.Min = asOf, asOf+1
	return kg.Query{
		Class: kg.ClassRelationship, Of: of, Bounds: &bounds, Limit: 20,
		Order: kg.Order{Field: order},
	}
}

// rawOneHop is what someone would write by hand for the same: expanding from the
// entity, with what the relationships and far ends say of themselves.
const rawOneHop = `
	MATCH (e:Record {id: $id})-[r]-(o:Entity)
	WHERE r.startEarliest <= $at AND r.endLatest > $at
	RETURN r.id, type(r), r.startEarliest, r.startLatest, r.endEarliest, r.endLatest, r.edtf,
		r.sign, o.id, o.name, o.kind
	ORDER BY r.startEarliest, r.id LIMIT 20`

// BenchmarkOneHop measures the store beside the driver: one query of a session, on
// the same data, for an ordinary actor of some twenty relationships and for a hub.
func BenchmarkOneHop(b *testing.B) {
	s := load(b)
	ids := []kg.ID{"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"}
	driver := driverFor(b)
	for _, place := range []struct {
		name string
		ids  []kg.ID
	}{{"actor", ids}, {"hub", []kg.ID{hub}}} {
		measure(b, "store/"+place.name, func(i int) {
			query := oneHop(place.ids[i%len(place.ids)], kg.OrderStart)
			if _, err := s.Find(b.Context(), kg.View{}, []kg.Query{query}); err != nil {
				b.Fatal(err)
			}
		})
		measure(b, "same query by driver/"+place.name, func(i int) {
			q := newQuestion(kg.View{}, 0, oneHop(place.ids[i%len(place.ids)], kg.OrderStart))
			runRaw(b, driver, shapes[q.shape], map[string]any{
				"queries": []any{q.params()}, "limit": 20, "restricted": false,
			})
		})
		measure(b, "hand-written by driver/"+place.name, func(i int) {
			id := string(place.ids[i%len(place.ids)])
			runRaw(b, driver, rawOneHop, map[string]any{"id": id, "at": asOf})
		})
	}
	queries := make([]kg.Query, 50)
	for i := range queries {
		queries[i] = oneHop(kg.ID(fmt.Sprintf("a%d", i+1)), kg.OrderStart)
	}
	measure(b, "store/50 actors at once", func(int) {
		if _, err := s.Find(b.Context(), kg.View{}, queries); err != nil {
			b.Fatal(err)
		}
	})
}

// measure runs a benchmark once the server has planned and compiled what it asks.
func measure(b *testing.B, name string, call func(i int)) {
	b.Helper()
	const warm = 1500
	b.Run(name, func(b *testing.B) {
		for i := range warm {
			call(i)
		}
		for i := 0; b.Loop(); i++ {
			call(i)
		}
	})
}

// runRaw runs a query by session and Run and reads its rows.
func runRaw(b *testing.B, driver neo4j.DriverWithContext, text string, params map[string]any) {
	b.Helper()
	ctx := b.Context()
	session := driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, DatabaseName: "neo4j",
	})
	defer func() { _ = session.Close(ctx) }() // the rows are there or a failure said so
	result, err := session.Run(ctx, text, params)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := collect(ctx, result); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkStore measures what is measured of every store.
func BenchmarkStore(b *testing.B) {
	storetest.Bench(b, func(b *testing.B, clock func() time.Time) kg.Store {
		return openEmpty(b, Clock(clock))
	})
}
