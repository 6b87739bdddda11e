package neo4j

import (
	"cmp"
	"os"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
	"entente/store/storetest"
)

// asOf is within the time of a great part of the relationships: in 2010.
const asOf = 40 * 365 * 24 * 60 * 60

// loadScale opens a store with a synthetic graph of as many relationships as
// ENTENTE_BENCH_SIZE says. Where the database that the environment names holds it
// already, from an earlier run, it is taken as it is.
func loadScale(b *testing.B) (*storetest.Scale, *Store) {
	b.Helper()
	graph := storetest.MakeScale(b, cmp.Or(os.Getenv("ENTENTE_BENCH_SIZE"), "10000"))
	s := openAt(b, neo4jtest.ForTest(b))
	if graph.IsIn(b, s) {
		return graph, s
	}
	s = openEmpty(b)
	began := time.Now()
	graph.Load(b, s)
	b.Logf("loaded %d relationships, %.0f a second", len(graph.Relationships),
		float64(len(graph.Relationships))/time.Since(began).Seconds())
	return graph, s
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
// the same data, for an ordinary actor of ten to forty relationships and for a hub.
func BenchmarkOneHop(b *testing.B) {
	graph, s := loadScale(b)
	ordinary := graph.Actors(10, 40)
	driver := driverFor(b)
	find := func(of ...kg.ID) {
		queries := make([]kg.Query, len(of))
		for i, id := range of {
			queries[i] = oneHop(id, kg.OrderStart)
		}
		if _, err := s.Find(b.Context(), kg.View{}, queries); err != nil {
			b.Fatal(err)
		}
	}
	same := func(of kg.ID) {
		q := newQuestion(kg.View{}, 0, oneHop(of, kg.OrderStart))
		runRaw(b, driver, shapes[q.shape], map[string]any{
			"queries": []any{q.params()}, "limit": 20, "restricted": false,
		})
	}
	byHand := func(of kg.ID) {
		runRaw(b, driver, rawOneHop, map[string]any{"id": string(of), "at": asOf})
	}
	for _, place := range []struct {
		name string
		ids  []kg.ID
	}{{"actor", ordinary}, {"hub", graph.Hubs()}} {
		of := func(i int) kg.ID { return place.ids[i*7919%len(place.ids)] }
		b.Run(place.name, func(b *testing.B) {
			storetest.Compare(b, 1500, []storetest.Contender{
				{Name: "store", Ask: func(i int) { find(of(i)) }},
				{Name: "same-query", Ask: func(i int) { same(of(i)) }},
			})
		})
		b.Run(place.name+"/by hand", func(b *testing.B) {
			storetest.Compare(b, 100, []storetest.Contender{
				{Name: "store", Ask: func(i int) { find(of(i)) }},
				{Name: "by-hand", Ask: func(i int) { byHand(of(i)) }},
			})
		})
	}
	b.Run("50 actors at once", func(b *testing.B) {
		storetest.Compare(b, 100, []storetest.Contender{{Name: "store", Ask: func(int) { find(ordinary[:50]...) }}})
	})
}

// runRaw runs a query by session and Run and returns its rows.
func runRaw(
	b *testing.B, driver neo4j.DriverWithContext, text string, params map[string]any,
) [][]any {
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
	rows, err := collect(ctx, result)
	if err != nil {
		b.Fatal(err)
	}
	return rows
}

// BenchmarkStore measures what is measured of every store.
func BenchmarkStore(b *testing.B) {
	storetest.Bench(b, func(b *testing.B, clock func() time.Time) kg.Store {
		return openEmpty(b, Clock(clock))
	})
}
