package storetest

import (
	"testing"
	"time"

	"entente/kg"
)

var versionCases = []contractCase{
	{"come for each id in the order asked, oldest first", versionsComeInOrder},
	{"hold what the record was", versionsHoldThePast},
	{"follow one another without a gap", versionsFollow},
	{"have no current one after a retraction", versionsEnd},
	{"go on when an id is used again", versionsGoOn},
	{"carry the change that made them", versionsCarryChange},
}

func versionsComeInOrder(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), source("b"))
	s.put(t, actor("a", "A"))
	got := s.versions(t, editor, "b", "nobody", "a", "b")
	for i, want := range []int{1, 0, 2, 1} {
		same(t, "number of versions", len(got[i]), want)
	}
	for i, version := range got[2] {
		same(t, "version of a", version.Record.Head().Version, i+1)
	}
}

// versionsHoldThePast reads contents, not only numbers.
func versionsHoldThePast(t *testing.T, s *harness) {
	names := []string{"First", "Second", "Third"}
	for _, name := range names {
		s.put(t, actor("a", name))
	}
	var got []string
	for _, version := range s.versions(t, editor, "a")[0] {
		got = append(got, version.Record.(*kg.Entity).Names[0].Text)
	}
	same(t, "names", got, names)
}

// versionsFollow has the end of each version be the beginning of the next.
func versionsFollow(t *testing.T, s *harness) {
	var at []kg.RecordedTime
	for range 5 {
		s.clock.advance(time.Second)
		at = append(at, s.put(t, actor("a", "A")).RecordedAt)
	}
	versions := s.versions(t, editor, "a")[0]
	for i, version := range versions {
		to := kg.StillCurrent
		if i+1 < len(at) {
			to = at[i+1]
		}
		same(t, "From and To", []kg.RecordedTime{version.From, version.To}, []kg.RecordedTime{at[i], to})
		same(t, "RecordedAt", version.Record.Head().RecordedAt, at[i])
	}
	same(t, "number of versions", len(versions), len(at))
}

// versionsEnd retracts: that ends a version and makes none.
func versionsEnd(t *testing.T, s *harness) {
	first := s.put(t, actor("a", "A"))
	second := s.retract(t, actor("a", "A"))
	versions := s.versions(t, editor, "a")[0]
	if len(versions) != 1 {
		t.Fatalf("Versions: got %s, want one version", show(versions))
	}
	same(t, "From", versions[0].From, first.RecordedAt)
	same(t, "To", versions[0].To, second.RecordedAt)
	same(t, "action", versions[0].Change.Action, kg.ActionCreated)
}

// versionsGoOn must not have two states of a record share a number.
func versionsGoOn(t *testing.T, s *harness) {
	s.put(t, actor("a", "Before"))
	retracted := s.retract(t, actor("a", "Before"))
	again := s.apply(t, s.batch(kg.Write{Record: actor("a", "After"), Expect: kg.Absent}))
	same(t, "receipt", again.Records, []kg.RecordVersion{{ID: "a", Version: 2}})
	versions := s.versions(t, editor, "a")[0]
	if len(versions) != 2 {
		t.Fatalf("Versions: got %s, want two", show(versions))
	}
	same(t, "To of the first", versions[0].To, retracted.RecordedAt)
	same(t, "From of the second", versions[1].From, again.RecordedAt)
	same(t, "To of the second", versions[1].To, kg.StillCurrent)
	same(t, "number of the second", versions[1].Record.Head().Version, 2)
	same(t, "action", versions[1].Change.Action, kg.ActionCreated)
}

// versionsCarryChange compares the history of records with the log.
func versionsCarryChange(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, actor("militia", "A"), claim("denial", "allies"))
	s.retract(t, claim("denial", "allies"))
	for _, change := range s.changes(t, editor, 0) {
		if change.Action == kg.ActionRetracted {
			continue
		}
		version := s.versions(t, editor, change.Record)[0][change.Version-1]
		same(t, "change of "+string(change.Record), version.Change, change)
		same(t, "From", version.From, change.RecordedAt)
	}
}
