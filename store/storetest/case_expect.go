package storetest

import (
	"fmt"
	"testing"

	"entente/kg"
)

var expectCases = []contractCase{
	{"writes what is at the version expected", expectMet},
	{"refuses what is not at the version expected", expectNotMet},
	{"refuses to retract what is not there", expectRetracted},
	{"refuses when what it was derived from has moved on", unchangedMovedOn},
	{"allows a batch to write what it was derived from", unchangedMayBeWritten},
}

// expectMet goes through a record's life with the expectations that fit.
func expectMet(t *testing.T, s *harness) {
	for _, tt := range []struct{ expect, version int }{
		{kg.Absent, 1}, {1, 2}, {kg.AnyVersion, 3}, {3, 4},
	} {
		s.apply(t, s.batch(kg.Write{Record: actor("a", "A"), Expect: tt.expect}))
		same(t, "version", s.record(t, "a").Head().Version, tt.version)
	}
	s.apply(t, s.batch(kg.Write{Record: actor("a", "A"), Retract: true, Expect: 4}))
	s.apply(t, s.batch(kg.Write{Record: actor("a", "A"), Expect: kg.Absent}))
	s.apply(t, s.batch(kg.Write{Record: actor("b", "B"), Expect: kg.AnyVersion}))
}

// expectNotMet tries wrong expectations on what is there, is not, and was.
func expectNotMet(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("gone", "Gone"))
	s.put(t, actor("a", "A"))
	s.retract(t, actor("gone", "Gone"))
	for _, tt := range []struct {
		id     kg.ID
		expect int
		stale  bool
	}{
		{"a", kg.Absent, false},
		{"a", 1, true},
		{"a", 3, true},
		{"nobody", 1, true},
		{"gone", 1, true},
		{"gone", 2, true},
	} {
		for _, retract := range []bool{false, true} {
			got := s.conflict(t, s.batch(
				kg.Write{Record: actor("fine", "Fine"), Expect: kg.Absent},
				kg.Write{Record: actor(tt.id, "Name"), Expect: tt.expect, Retract: retract},
			))
			what := fmt.Sprintf("the conflict of %+v", tt)
			same(t, what, []any{got.Record, got.Stale}, []any{tt.id, tt.stale})
		}
	}
}

// expectRetracted retracts where no expectation stands in the way.
func expectRetracted(t *testing.T, s *harness) {
	s.put(t, actor("gone", "Gone"))
	s.retract(t, actor("gone", "Gone"))
	for _, id := range []kg.ID{"nobody", "gone"} {
		for _, expect := range []int{kg.AnyVersion, kg.Absent} {
			got := s.conflict(t, s.batch(kg.Write{Record: actor(id, "N"), Retract: true, Expect: expect}))
			same(t, "record", got.Record, id)
		}
	}
}

// unchangedMovedOn names a version too old, too new, retracted and never there.
func unchangedMovedOn(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("gone", "Gone"), actor("same", "Same"))
	s.put(t, actor("a", "A"))
	s.retract(t, actor("gone", "Gone"))
	for _, moved := range []kg.RecordVersion{
		{ID: "a", Version: 1},
		{ID: "a", Version: 3},
		{ID: "gone", Version: 1},
		{ID: "nobody", Version: 1},
	} {
		b := s.batch(puts(actor("b", "B"))...)
		b.Unchanged = []kg.RecordVersion{{ID: "same", Version: 1}, moved}
		got := s.conflict(t, b)
		same(t, "conflict", []any{got.Record, got.Stale}, []any{moved.ID, true})
	}
}

// unchangedMayBeWritten compares with what was there before the batch.
func unchangedMayBeWritten(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), source("press"))
	b := s.batch(puts(actor("a", "A"))...)
	b.Writes = append(b.Writes, retractions(source("press"))...)
	b.Unchanged = []kg.RecordVersion{{ID: "press", Version: 1}, {ID: "a", Version: 1}}
	s.apply(t, b)
	same(t, "version", s.record(t, "a").Head().Version, 2)
}
