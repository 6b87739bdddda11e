package faulttest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"entente/kg"
	"entente/seed"
	"entente/store/sqlite"
)

// TestAClockThatGoesWrongChangesNoPast sets the clock back and forward, past what 32 bits
// hold, and has it stand still, while a graph is written to and read as of then (F11).
func TestAClockThatGoesWrongChangesNoPast(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	path := filepath.Join(t.TempDir(), "entente.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Clock(clock))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	g := kg.NewGraph(s, clock)
	batch, err := seed.Batch()
	if err != nil {
		t.Fatal(err)
	}
	last, err := g.Write(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger()
	for _, fault := range []struct {
		name string
		to   func(time.Time) time.Time
	}{
		{"stands still", func(t time.Time) time.Time { return t }},
		{"back an hour", func(t time.Time) time.Time { return t.Add(-time.Hour) }},
		{"forward a year", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
		{"back to 1970", func(time.Time) time.Time { return time.Unix(0, 0) }},
		{"past 2038", func(time.Time) time.Time { return time.Date(2039, 1, 1, 0, 0, 0, 0, time.UTC) }},
		{"back to today", func(time.Time) time.Time { return time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC) }},
	} {
		now = fault.to(now)
		for n := range 3 {
			receipt, err := g.Write(t.Context(), kg.Batch{Writer: "tester", Writes: []kg.Write{{
				Record: &kg.Entity{
					Header: kg.Header{ID: "odd"}, EntityClass: kg.ClassActor, Kind: "state", Validity: kg.Unknown,
					Names: []kg.Name{{Text: fmt.Sprint("State ", fault.name, n), Kind: kg.NameOfficial}},
				}, Expect: kg.AnyVersion,
			}}})
			if err != nil {
				t.Fatalf("a write when the clock is %s: %v", fault.name, err)
			}
			if receipt.RecordedAt <= last.RecordedAt {
				t.Errorf("when the clock is %s a write is recorded at %v, want later than %v",
					fault.name, receipt.RecordedAt, last.RecordedAt)
			}
			last = receipt
		}
		check(t, s, l)
	}
}
