package storetest

import (
	"strings"
	"testing"

	"entente/kg"
)

var retractCases = []contractCase{
	{"keep their records from being retracted", retractReferredTo},
	{"go with the records that hold them", retractTogether},
	{"are named when a retraction is refused", retractNamesReferrers},
	{"of a retracted record are gone", retractFreesReferences},
	{"are those in force, whatever a retraction carries", retractIgnoresContent},
}

// retractReferredTo refers to a record in every way, and tries to retract it.
func retractReferredTo(t *testing.T, s *harness) {
	s.put(t, town()...)
	target := map[bool]kg.Record{true: source("target"), false: actor("target", "Target")}
	for name, record := range referring("target") {
		isSource := strings.Contains(name, ": source")
		s.put(t, target[isSource])
		s.put(t, record)
		got := s.conflict(t, s.batch(retractions(target[isSource])...))
		same(t, "record of the conflict by "+name, got.Record, "target")
		mention(t, got, string(record.Head().ID))
		s.retract(t, record)
		s.retract(t, target[isSource])
	}
}

// retractTogether leaves out one record of the chain at a time.
func retractTogether(t *testing.T, s *harness) {
	s.put(t, town()...)
	jail, holds := place("jail", "Jail"), tie("holds", "army", "jail")
	numbers := claim("numbers", "holds")
	s.conflict(t, s.batch(retractions(jail)...))
	s.conflict(t, s.batch(retractions(jail, holds)...))
	s.conflict(t, s.batch(retractions(holds)...))
	s.retract(t, jail, holds, numbers)
	same(t, "number of records", len(s.all(t, editor)), len(town())-3)
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "army"}, "allies")
}

// retractNamesReferrers wants to know how many there are, and at least one by
// name.
func retractNamesReferrers(t *testing.T, s *harness) {
	s.put(t, actor("hub", "Hub"), actor("rim", "Rim"), source("press"))
	s.put(t, tie("spoke-1", "hub", "rim"), tie("spoke-2", "rim", "hub"), claim("talk", "hub"))
	got := s.conflict(t, s.batch(retractions(actor("hub", "Hub"))...))
	mention(t, got, "hub", "3")
	named := 0
	for _, id := range []string{"spoke-1", "spoke-2", "talk"} {
		named += strings.Count(got.Error(), id)
	}
	if named == 0 {
		t.Errorf("error: got %q, want one that names a record that refers to it", got)
	}
	if got.Stale {
		t.Error("conflict: got a stale one, want one that a new attempt does not end")
	}
}

// retractFreesReferences takes a chain apart from its end.
func retractFreesReferences(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.retract(t, claim("denial", "allies"))
	s.retract(t, tie("allies", "army", "militia"))
	s.retract(t, actor("militia", "Militia"))
	s.conflict(t, s.batch(puts(tie("allies", "army", "militia"))...))
}

// retractIgnoresContent retracts with a record as it was read before it changed.
func retractIgnoresContent(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("b", "B"), actor("c", "C"), tie("r", "a", "b"))
	s.put(t, tie("r", "a", "c"), actor("a", "Renamed"))
	s.retract(t, tie("r", "a", "b"))
	s.retract(t, actor("a", "A"), actor("c", "C"))
	last := s.versions(t, editor, "a")[0][1]
	same(t, "name", last.Record.(*kg.Entity).Names[0].Text, "Renamed")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "c"})
}
