package storetest

import (
	"testing"

	"entente/kg"
)

var recordCases = []contractCase{
	{"come in the order asked", recordsComeInOrder},
	{"are nil where there is none", recordsAreNil},
	{"are answered for no ids", recordsOfNoIDs},
	{"keep every field", recordsKeepEveryField},
	{"have the version and time that the store set", recordsHaveHeads},
	{"are of all classes in one id space", recordsShareIDs},
	{"are the latest versions", recordsAreLatest},
	{"are kept without regard to their meaning", recordsNeedNoMeaning},
	{"do not change when the caller's do", recordsAreCopies},
}

// recordsComeInOrder asks for one record twice, as callers that do not care do.
func recordsComeInOrder(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("b", "B"), source("c"))
	got := s.records(t, editor, "c", "a", "c", "b")
	same(t, "Records(c, a, c, b)", idsOf(got), []kg.ID{"c", "a", "c", "b"})
}

// recordsAreNil also catches a nil pointer in an interface that is not nil.
func recordsAreNil(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), actor("gone", "Gone"))
	s.retract(t, actor("gone", "Gone"))
	got := s.records(t, editor, "nobody", "a", "gone", "", "A")
	for i, present := range []bool{false, true, false, false, false} {
		if (got[i] != nil) != present {
			t.Errorf("Records, place %d: got %v, want a record there: %t", i, got[i], present)
		}
	}
}

// recordsOfNoIDs must not be taken for a wish for all records.
func recordsOfNoIDs(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"))
	s.records(t, editor)
}

// recordsKeepEveryField reads full records through every door.
func recordsKeepEveryField(t *testing.T, s *harness) {
	records := fullRecords()
	receipt := s.put(t, records...)
	for _, record := range records {
		record.Head().Version, record.Head().RecordedAt = 1, receipt.RecordedAt
	}
	same(t, "Records", s.records(t, editor, idsOf(records)...), records)
	same(t, "All", s.all(t, editor), records)
	for _, record := range records {
		id, class := record.Head().ID, record.Class()
		found := s.find(t, editor, kg.Query{Class: class, IDs: []kg.ID{id}})[0]
		if len(found) != 1 {
			t.Fatalf("Find(%s): got %d records, want 1", id, len(found))
		}
		same(t, "Find", found[0].Record, record)
		same(t, "Versions", s.versions(t, editor, id)[0][0].Record, record)
	}
	hits := s.search(t, editor, wholeName(records[2].(*kg.Entity)))[0]
	if len(hits) != 1 {
		t.Fatalf("Search: got %d hits, want 1", len(hits))
	}
	same(t, "Search", kg.Record(hits[0].Entity), records[2])
}

// recordsHaveHeads writes a version and a time of the caller's own, which count
// for nothing.
func recordsHaveHeads(t *testing.T, s *harness) {
	a := with(actor("a", "A"), func(e *kg.Entity) { e.Version, e.RecordedAt = 17, 4711 })
	first := s.put(t, a)
	same(t, "version", s.record(t, "a").Head().Version, 1)
	same(t, "recorded time", s.record(t, "a").Head().RecordedAt, first.RecordedAt)
	second := s.put(t, a)
	same(t, "version", s.record(t, "a").Head().Version, 2)
	same(t, "recorded time", s.record(t, "a").Head().RecordedAt, second.RecordedAt)
}

// recordsShareIDs gives the id of a retracted record to one of another class.
func recordsShareIDs(t *testing.T, s *harness) {
	s.put(t, actor("x", "X"))
	s.refuse(t, s.batch(kg.Write{Record: source("x"), Expect: kg.Absent}))
	s.retract(t, actor("x", "X"))
	s.put(t, source("x"))
	if got := s.record(t, "x"); got.Class() != kg.ClassSource || got.Head().Version != 2 {
		t.Errorf("record x: got version %d of a %s, want version 2 of a SOURCE",
			got.Head().Version, got.Class())
	}
	s.finds(t, kg.Query{Class: kg.ClassEntity})
	s.finds(t, kg.Query{Class: kg.ClassSource}, "x")
	same(t, "hits of the old class", len(s.search(t, editor, wholeName(actor("x", "X")))[0]), 0)
}

// recordsAreLatest finds the one version in force and none that it replaced.
func recordsAreLatest(t *testing.T, s *harness) {
	s.put(t, actor("a", "Old name"))
	s.put(t, actor("a", "New name"))
	same(t, "name", s.record(t, "a").(*kg.Entity).Names[0].Text, "New name")
	page := s.find(t, editor, kg.Query{Class: kg.ClassEntity})[0]
	if len(page) != 1 {
		t.Fatalf("Find: got %d entities, want the one version in force", len(page))
	}
	same(t, "name", page[0].Record.(*kg.Entity).Names[0].Text, "New name")
}

// recordsNeedNoMeaning writes what a Graph would refuse: words that are not in
// the vocabulary, a relationship and a claim that break rules of their own.
func recordsNeedNoMeaning(t *testing.T, s *harness) {
	odd := tie("r", "a", "b")
	odd.Type, odd.Sign = "unheard-of", "WARM"
	rumour := claim("c", "r")
	rumour.Credibility = 99
	s.put(t, actor("a", "A"), actor("b", "B"), source("press"), odd, rumour)
	same(t, "sign", s.record(t, "r").(*kg.Relationship).Sign, "WARM")
	same(t, "credibility", s.record(t, "c").(*kg.Claim).Credibility, 99)
}

// recordsAreCopies changes everything that a record shares with its caller.
func recordsAreCopies(t *testing.T, s *harness) {
	a := actor("a", "A")
	a.Sources, a.Properties = []kg.ID{"press"}, property("a")
	s.put(t, source("press"), a)
	before := s.state(t)
	a.ID, a.Names[0].Text, a.Sources[0] = "b", "B", "nobody"
	a.Properties["led-by"] = kg.Value{Type: kg.ValueText, Text: "changed"}
	same(t, "the store after the caller's record changed", s.state(t), before)
}
