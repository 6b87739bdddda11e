package storetest

import (
	"strings"
	"testing"

	"entente/kg"
)

var referenceCases = []contractCase{
	{"must lead to a record", referencesMustLead},
	{"must lead to a record of their class", referencesHaveClasses},
	{"are looked at after the whole batch", referencesAfterBatch},
	{"may form a circle", referencesMayCircle},
	{"must lead on when a record changes its class", referencesOutliveClass},
	{"count as they are now", referencesAreCurrent},
}

// mention checks that a message names what a user has to look for.
func mention(t *testing.T, err error, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error: got %q, want one that names %q", err, word)
		}
	}
}

// referring returns records that refer to the id in every way there is, by the
// path of the reference. Each of them lacks nothing but that record.
func referring(id kg.ID) map[string]kg.Record {
	word := term(kg.TermKindOfEntity, "new")
	records := map[string]kg.Record{
		"entity: sources":          sourced(actor("new", "New"), id),
		"relationship: sources":    sourced(tie("new", "army", "jail"), id),
		"claim: sources":           sourced(claim("new", "army"), id),
		"source: sources":          sourced(source("new"), id),
		"term: sources":            sourced(word, id),
		"entity: properties":       actor("new", "New"),
		"relationship: properties": tie("new", "army", "jail"),
		"relationship: from":       tie("new", id, "army"),
		"relationship: to":         tie("new", "army", id),
		"claim: about":             claim("new", id),
		"claim: source":            claim("new", "army"),
		"claim: assertedBy":        claim("new", "army"),
		"claim: value":             claim("new", "army"),
	}
	records["entity: properties"].(*kg.Entity).Properties = property(id)
	records["relationship: properties"].(*kg.Relationship).Properties = property(id)
	records["claim: source"].(*kg.Claim).Source = id
	records["claim: assertedBy"].(*kg.Claim).AssertedBy = id
	records["claim: value"].(*kg.Claim).Value = kg.Value{Type: kg.ValueEntity, Entity: id}
	return records
}

// sourced makes a record rest on a source that is there, and on the id.
func sourced[R kg.Record](record R, id kg.ID) R {
	record.Head().Sources = []kg.ID{"press", id}
	return record
}

// referencesMustLead looks for what never was and for what was retracted.
func referencesMustLead(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, actor("gone", "Gone"))
	s.retract(t, actor("gone", "Gone"))
	for _, missing := range []kg.ID{"nobody", "gone"} {
		for name, record := range referring(missing) {
			got := s.conflict(t, s.batch(puts(record)...))
			mention(t, got, string(record.Head().ID), string(missing))
			if got.Stale {
				t.Errorf("%s: got a stale conflict, want one that a new attempt does not end", name)
			}
		}
	}
}

// referencesHaveClasses refers to a record of every class in every way.
func referencesHaveClasses(t *testing.T, s *harness) {
	s.put(t, town()...)
	classes := map[kg.ID]kg.Class{
		"militia": kg.ClassEntity, "allies": kg.ClassRelationship, "denial": kg.ClassClaim,
		"wire": kg.ClassSource, "kind:state": kg.ClassTerm,
	}
	for id, class := range classes {
		for _, record := range referring(id) {
			b := s.batch(puts(record)...)
			if fitsAll(record, id, class) {
				s.apply(t, b)
				s.retract(t, record)
				continue
			}
			mention(t, s.conflict(t, b), string(record.Head().ID), string(id))
		}
	}
}

// fitsAll says that all references of a record to the id want its class.
func fitsAll(record kg.Record, id kg.ID, class kg.Class) bool {
	for _, ref := range record.References() {
		if ref.ID == id && !fits(ref, class) {
			return false
		}
	}
	return true
}

// referencesAfterBatch writes what refers before what it refers to.
func referencesAfterBatch(t *testing.T, s *harness) {
	s.put(t, claim("c", "r"), tie("r", "a", "b"), source("press"), actor("b", "B"), actor("a", "A"))
	same(t, "number of records", len(s.all(t, editor)), 5)
	b := s.batch(puts(claim("c", "a"))...)
	b.Writes = append(b.Writes, retractions(tie("r", "a", "b"), actor("b", "B"))...)
	s.apply(t, b)
	same(t, "All", idsOf(s.all(t, editor)), []kg.ID{"press", "a", "c"})
}

// referencesMayCircle also has records that refer to themselves, which holds
// nobody up.
func referencesMayCircle(t *testing.T, s *harness) {
	s.put(t,
		with(actor("a", "A"), func(e *kg.Entity) { e.Properties = property("b") }),
		with(actor("b", "B"), func(e *kg.Entity) { e.Properties = property("a") }),
		with(actor("self", "Self"), func(e *kg.Entity) { e.Properties = property("self") }),
		with(source("press"), func(s *kg.Source) { s.Sources = []kg.ID{"press"} }),
		claim("first", "second"), claim("second", "first"))
	s.conflict(t, s.batch(retractions(actor("a", "A"))...))
	s.retract(t, actor("self", "Self"))
	s.retract(t, actor("a", "A"), actor("b", "B"))
	s.retract(t, claim("first", "second"), claim("second", "first"), source("press"))
	same(t, "All", s.all(t, editor), nil)
}

// referencesOutliveClass puts a source in the place of an actor.
func referencesOutliveClass(t *testing.T, s *harness) {
	s.put(t, town()...)
	got := s.conflict(t, s.batch(puts(source("militia"))...))
	mention(t, got, "militia", "allies")
	b := s.batch(puts(source("militia"), tie("allies", "army", "jail"))...)
	s.apply(t, b)
	s.put(t, with(actor("army", "Army"), func(e *kg.Entity) { e.Sources = []kg.ID{"militia"} }))
}

// referencesAreCurrent retracts what only an older version referred to, and fails
// to retract what the newer one refers to.
func referencesAreCurrent(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("b", "B"), actor("c", "C"), tie("r", "a", "b"))
	s.put(t, tie("r", "a", "c"))
	s.conflict(t, s.batch(retractions(actor("c", "C"))...))
	s.retract(t, actor("b", "B"))
	s.retract(t, tie("r", "a", "c"))
	s.retract(t, actor("a", "A"), actor("c", "C"))
	s.conflict(t, s.batch(puts(tie("r", "a", "c"))...))
}
