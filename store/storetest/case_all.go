package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/kg"
)

var allCases = []contractCase{
	{"yields class by class, each in id order", allIsOrdered},
	{"yields nothing of an empty store", allOfNothing},
	{"may be left early", allMayBeLeft},
	{"yields the graph of one moment", allIsOneMoment},
	{"may ask the store meanwhile", allAllowsReads},
}

// allIsOrdered includes what was written twice, and leaves out what was
// retracted.
func allIsOrdered(t *testing.T, s *harness) {
	records := crowd()
	s.put(t, records...)
	s.put(t, records[:40]...)
	s.put(t, actor("gone", "Gone"))
	s.retract(t, actor("gone", "Gone"))
	var want []kg.ID
	for _, class := range allClasses {
		want = append(want, inOrder(records, kg.Query{Class: class})...)
	}
	same(t, "All", idsOf(s.all(t, editor)), want)
}

func allOfNothing(t *testing.T, s *harness) {
	same(t, "All", s.all(t, editor), nil)
}

// allMayBeLeft leaves so often that whatever were left open would run out.
func allMayBeLeft(t *testing.T, s *harness) {
	s.put(t, crowd()...)
	for range 50 {
		n := 0
		for _, err := range s.All(t.Context(), editor) {
			if err != nil {
				t.Fatalf("All: got error %v, want none", err)
			}
			if n++; n == 3 {
				break
			}
		}
	}
	s.put(t, actor("a", "A"))
	same(t, "All", len(s.all(t, editor)), len(crowd())+1)
}

// allIsOneMoment writes while All is under way: ahead of it, and behind it.
func allIsOneMoment(t *testing.T, s *harness) {
	records := many(1500)
	s.put(t, records...)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var got []kg.ID
	for record, err := range s.All(ctx, editor) {
		if err != nil {
			t.Fatalf("All: got error %v after %d records, want none", err, len(got))
		}
		got = append(got, record.Head().ID)
		if record.Head().Version != 1 {
			t.Fatalf("All: got version %d of %s, want the one at its beginning",
				record.Head().Version, record.Head().ID)
		}
		if len(got) == 1 {
			b := s.batch(puts(records[1400], actor("a-new", "New"), actor("z-new", "New"))...)
			b.Writes = append(b.Writes, retractions(records[0], records[1499])...)
			if _, err := s.Apply(ctx, b); err != nil {
				t.Fatalf("Apply while All is under way: got error %v, want none", err)
			}
		}
	}
	if !slices.Equal(got, idsOf(records)) {
		t.Errorf("All: got %d records, want the %d at its beginning", len(got), len(records))
	}
}

// many returns n actors in the order of their ids.
func many(n int) []kg.Record {
	records := make([]kg.Record, n)
	for i := range records {
		records[i] = actor(kg.ID(fmt.Sprintf("e-%05d", i)), fmt.Sprintf("Actor %d", i))
	}
	return records
}

// allAllowsReads would never end in a store of one connection.
func allAllowsReads(t *testing.T, s *harness) {
	s.put(t, town()...)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for record, err := range s.All(ctx, editor) {
		if err != nil {
			t.Fatalf("All: got error %v, want none", err)
		}
		got, err := s.Records(ctx, editor, []kg.ID{record.Head().ID})
		if err != nil {
			t.Fatalf("Records while All is under way: got error %v, want none", err)
		}
		same(t, "Records", got, []kg.Record{record})
	}
}
