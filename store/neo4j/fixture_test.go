package neo4j

import (
	"context"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

func actor(id kg.ID, name string) *kg.Entity {
	return &kg.Entity{
		Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "armed-group",
		Names:    []kg.Name{{Text: name, Kind: kg.NameOfficial}},
		Validity: lasting(kg.NegInf, kg.PosInf),
	}
}

func tie(id, from, to kg.ID) *kg.Relationship {
	return &kg.Relationship{
		Header: kg.Header{ID: id}, Type: "armed-conflict", From: from, To: to,
		Validity: lasting(0, kg.PosInf), Sign: kg.SignHostile,
	}
}

func claim(id, about, source kg.ID) *kg.Claim { //nolint:unparam // it reads so
	return &kg.Claim{
		Header: kg.Header{ID: id}, About: about, Property: "exists", Source: source,
		Value: kg.Value{Type: kg.ValueNone}, Stance: kg.StanceAsserts, Rank: kg.RankNormal,
	}
}

func source(id kg.ID) *kg.Source {
	return &kg.Source{Header: kg.Header{ID: id}, Title: "Report " + string(id)}
}

// lasting returns a validity of which both bounds are known exactly.
func lasting(start, end kg.Instant) kg.Validity {
	return kg.Validity{
		Written: kg.Written{EDTF: "../.."},
		Span: kg.Span{
			StartEarliest: start, StartLatest: start, EndEarliest: end, EndLatest: end,
		},
	}
}

// batchOf returns a batch that writes records whether or not they are there.
func batchOf(id string, records ...kg.Record) kg.Batch {
	b := kg.Batch{ID: id, Writer: "tester"}
	for _, record := range records {
		b.Writes = append(b.Writes, kg.Write{Record: record, Expect: kg.AnyVersion})
	}
	return b
}

// put writes records, which must succeed.
func put(t testing.TB, s kg.Store, id string, records ...kg.Record) kg.Receipt {
	t.Helper()
	receipt, err := s.Apply(t.Context(), batchOf(id, records...))
	if err != nil {
		t.Fatalf("Apply of batch %s: got error %v, want a receipt", id, err)
	}
	return receipt
}

// driverFor speaks to the test database past the store.
func driverFor(t testing.TB) neo4j.DriverWithContext {
	t.Helper()
	target := neo4jtest.ForTest(t)
	driver, err := neo4j.NewDriverWithContext(target.URI,
		neo4j.BasicAuth(target.Username, target.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := driver.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Errorf("close the driver: %v", err)
		}
	})
	return driver
}

// cypher runs a statement on the test database past the store.
func cypher(
	t testing.TB, driver neo4j.DriverWithContext, text string, params map[string]any,
) *neo4j.EagerResult {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, text, params, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return result
}
