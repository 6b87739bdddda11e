package storetest

import (
	"fmt"
	"slices"
	"testing"

	"entente/kg"
)

var applyCases = []contractCase{
	{"is all or nothing", applyIsAllOrNothing},
	{"acknowledges each write in order", applyAcknowledges},
	{"makes creations, updates and retractions together", applyMixes},
	{"refuses two writes to one record", applyRefusesTwice},
	{"takes a batch without writes", applyOfNothing},
	{"takes ten thousand writes", applyOfMany},
	{"is seen by the reads that follow", applyIsSeen},
}

// applyIsAllOrNothing looks for the good writes of bad batches through every
// door.
func applyIsAllOrNothing(t *testing.T, s *harness) {
	sdf := actor("sdf", "Syrian Democratic Forces")
	s.conflict(t, s.batch(puts(sdf, tie("r1", "sdf", "nobody"))...))
	same(t, "All", s.all(t, editor), nil)
	same(t, "Changes", s.changes(t, editor, 0), nil)
	same(t, "Versions", s.versions(t, editor, "sdf", "r1"), [][]kg.Version{nil, nil})
	same(t, "hits", hits(s.search(t, editor, wholeName(sdf))[0]), nil)
	s.put(t, sdf)
	same(t, "version", s.record(t, "sdf").Head().Version, 1)
	s.conflict(t, s.batch(
		kg.Write{Record: actor("sdf", "Renamed"), Expect: 1},
		kg.Write{Record: actor("other", "Other"), Expect: 4},
	))
	same(t, "hits", len(s.search(t, editor, wholeName(sdf))[0]), 1)
}

// applyAcknowledges has the receipt follow the writes, not the ids or classes.
func applyAcknowledges(t *testing.T, s *harness) {
	s.put(t, actor("b", "B"), actor("c", "C"))
	s.put(t, actor("b", "B"))
	b := s.batch(puts(actor("b", "B"), actor("a", "A"))...)
	b.Writes = append(b.Writes, retractions(actor("c", "C"))...)
	b.Payload = "a payload"
	receipt := s.apply(t, b)
	same(t, "batch", receipt.Batch, b.ID)
	same(t, "payload", receipt.Payload, b.Payload)
	same(t, "records", receipt.Records, []kg.RecordVersion{
		{ID: "b", Version: 3}, {ID: "a", Version: 1}, {ID: "c", Version: 1},
	})
	if receipt.Consistency == "" || receipt.Sequence <= 0 || receipt.RecordedAt <= 0 {
		t.Errorf("receipt: got %s, want a token, a sequence and a time", show(receipt))
	}
}

// applyMixes leaves one of each in the batch.
func applyMixes(t *testing.T, s *harness) {
	s.put(t, town()...)
	b := s.batch(puts(actor("new", "New"), actor("militia", "Renamed"))...)
	b.Writes = append(b.Writes, retractions(claim("numbers", "holds"), source("wire"))...)
	s.apply(t, b)
	got := s.records(t, editor, "new", "militia", "numbers", "wire")
	if got[0] == nil || got[1] == nil || got[2] != nil || got[3] != nil {
		t.Errorf("Records: got %s, want the first two only", show(got))
	}
}

// applyRefusesTwice has the two writes agree, differ, and be of two classes.
func applyRefusesTwice(t *testing.T, s *harness) {
	a := actor("a", "A")
	s.refuse(t, s.batch(puts(a, a)...))
	s.put(t, a)
	s.refuse(t, s.batch(puts(a, actor("a", "Another"))...))
	s.refuse(t, s.batch(slices.Concat(puts(a), retractions(a))...))
	s.refuse(t, s.batch(slices.Concat(retractions(a), puts(source("a")))...))
}

// applyOfNothing only checks what it is said to be derived from.
func applyOfNothing(t *testing.T, s *harness) {
	s.put(t, town()...)
	before := s.state(t)
	b := s.batch()
	b.Unchanged = []kg.RecordVersion{{ID: "army", Version: 1}}
	receipt := s.apply(t, b)
	same(t, "batch", receipt.Batch, b.ID)
	same(t, "records", receipt.Records, nil)
	same(t, "the store", s.state(t), before)
}

// applyOfMany writes a chain of actors, each tied to the next, ties first.
func applyOfMany(t *testing.T, s *harness) {
	actors := many(5000)
	var records []kg.Record
	for i := range actors {
		next := actors[(i+1)%len(actors)].Head().ID
		id := kg.ID(fmt.Sprintf("r-%05d", i))
		records = append(records, tie(id, actors[i].Head().ID, next))
	}
	receipt := s.put(t, append(records, actors...)...)
	same(t, "number acknowledged", len(receipt.Records), 10000)
	counts := s.count(t, editor,
		kg.Query{Class: kg.ClassEntity}, kg.Query{Class: kg.ClassRelationship})
	same(t, "entities and relationships", []int{total(counts[0]), total(counts[1])}, []int{5000, 5000})
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "e-00000"}, "r-00000", "r-04999")
}

// applyIsSeen reads at once what was acknowledged, again and again.
func applyIsSeen(t *testing.T, s *harness) {
	for i := range 50 {
		id := kg.ID(fmt.Sprintf("a%d", i))
		s.put(t, actor(id, "A"))
		if s.record(t, id).Head().Version != 1 {
			t.Fatalf("record %s: got another version, want 1", id)
		}
		same(t, "Count", total(s.count(t, public, kg.Query{Class: kg.ClassEntity})[0]), i+1)
	}
}
