package neo4j

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

// TestStoresOfOneDatabase has two stores, as of two processes, write in turn.
// Their clocks disagree, and yet recorded times and sequence increase.
func TestStoresOfOneDatabase(t *testing.T) {
	clock := func(hour int) Option {
		return Clock(func() time.Time { return time.Date(2026, 2, 1, hour, 0, 0, 0, time.UTC) })
	}
	stores := []*Store{
		openEmpty(t, clock(12)), openAt(t, neo4jtest.ForTest(t), clock(9)),
	}
	var last kg.Receipt
	for i := range 10 {
		id := kg.ID(fmt.Sprintf("a%d", i))
		receipt := put(t, stores[i%2], fmt.Sprintf("b%d", i), actor(id, "A"))
		if receipt.RecordedAt <= last.RecordedAt || receipt.Sequence <= last.Sequence {
			t.Errorf("batch %d: got time %d and sequence %d, want more than %d and %d",
				i, receipt.RecordedAt, receipt.Sequence, last.RecordedAt, last.Sequence)
		}
		v := kg.View{Consistency: receipt.Consistency}
		got, err := stores[(i+1)%2].Records(t.Context(), v, []kg.ID{id})
		if err != nil || got[0] == nil {
			t.Errorf("batch %d in the other store: got %v, %v, want its record", i, got, err)
		}
		last = receipt
	}
}

// TestStoresRace has two stores change one record at one version: one wins.
func TestStoresRace(t *testing.T) {
	stores := []*Store{openEmpty(t), openAt(t, neo4jtest.ForTest(t))}
	put(t, stores[0], "b0", actor("a", "A"))
	for version := 1; version <= 5; version++ {
		results := make(chan error, len(stores))
		for i, s := range stores {
			b := batchOf(fmt.Sprintf("b%d-%d", version, i), actor("a", fmt.Sprintf("A%d", i)))
			b.Writes[0].Expect = version
			go func() {
				_, err := s.Apply(t.Context(), b)
				results <- err
			}()
		}
		won := 0
		for range stores {
			err := <-results
			if err == nil {
				won++
			} else if !errors.Is(err, kg.ErrConflict) {
				t.Errorf("Apply at version %d: got error %v, want ErrConflict", version, err)
			}
		}
		if won != 1 {
			t.Errorf("version %d: got %d who won, want 1", version, won)
		}
	}
}

// TestTokens states which consistency tokens are refused.
func TestTokens(t *testing.T) {
	s := openEmpty(t)
	token := put(t, s, "b1", actor("a", "A")).Consistency
	if token == "" {
		t.Fatal("Apply: got no consistency token, want one")
	}
	many := ""
	for range maxBookmarks + 1 {
		many += "," + token
	}
	for _, bad := range []string{"7", "sqlite:7", token + ",", many[1:], "FB:", "FB:not a token"} {
		_, err := s.Records(t.Context(), kg.View{Consistency: bad}, []kg.ID{"a"})
		var invalid *kg.InvalidError
		if !errors.As(err, &invalid) || invalid.Field != "consistency" {
			t.Errorf("Records with token %q: got error %v, want an InvalidError on it", bad, err)
		}
	}
	// One of the right form that no server made is for the server to refuse.
	_, err := s.Records(t.Context(), kg.View{Consistency: "FB:AAAA"}, []kg.ID{"a"})
	var invalid *kg.InvalidError
	if !errors.As(err, &invalid) || invalid.Field != "consistency" {
		t.Errorf("Records with a made-up token: got error %v, want an InvalidError on it", err)
	}
}

// TestGraphLost has the database lose its graph: nobody answers as if it were
// empty, and nothing is made anew.
func TestGraphLost(t *testing.T) {
	s := openEmpty(t)
	put(t, s, "b1", actor("a", "A"))
	driver := driverFor(t)
	cypher(t, driver, "MATCH (n) WHERE NOT n:EntenteTest DETACH DELETE n", nil)
	for call, err := range everyCall(t, s) {
		if !errors.Is(err, kg.ErrUnavailable) {
			t.Errorf("%s: got error %v, want ErrUnavailable", call, err)
		}
	}
	got := cypher(t, driver, "MATCH (n) WHERE NOT n:EntenteTest RETURN count(n)", nil)
	if got.Records[0].Values[0] != int64(0) {
		t.Errorf("the lost database: got %v nodes, want none", got.Records[0].Values[0])
	}
}

// everyCall calls each method of a store once and returns its errors by name.
func everyCall(t *testing.T, s kg.Store) map[string]error {
	t.Helper()
	ctx, v := t.Context(), kg.View{}
	errs := map[string]error{}
	_, errs["Records"] = s.Records(ctx, v, []kg.ID{"a"})
	_, errs["Find"] = s.Find(ctx, v, []kg.Query{{Class: kg.ClassEntity, Limit: 1}})
	_, errs["Count"] = s.Count(ctx, v, []kg.Query{{Class: kg.ClassEntity}})
	_, errs["Search"] = s.Search(ctx, v, []kg.NameProbe{{Form: kg.NameFull, Text: "a", Limit: 1}})
	_, errs["Versions"] = s.Versions(ctx, v, []kg.ID{"a"})
	_, errs["Changes"] = s.Changes(ctx, v, 0, 1)
	_, errs["Receipt"] = s.Receipt(ctx, "tester", "key")
	_, errs["Apply"] = s.Apply(ctx, batchOf("b2", actor("b", "B")))
	errs["All"] = nil
	for _, err := range s.All(ctx, v) {
		errs["All"] = err
	}
	return errs
}
