package faulttest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"entente/kg"
)

// everything is the view of who may see all of it.
var everything = kg.View{Restricted: true}

// check checks the invariants of a graph that the writers of a ledger wrote to, with
// whatever was done to it meanwhile. The store is any store, opened on what is there.
//
//	I1  what was acknowledged is there as it was acknowledged
//	I2  what was not is wholly there or wholly absent, and nothing is there twice
//	I3  recorded time increases, and the past stays as it was
//	I4  as of any recorded time it is what the naive model says, and so (I6) are lists,
//	    counts and searches, which are answered from indexes
//	I5  no relationship is without its ends and a source
//
// I10, that errors have a code and tell nothing, is [answer.mistake].
func check(t *testing.T, s kg.Store, l *ledger) {
	t.Helper()
	h := readHistory(t, s)
	h.checkTimes(t)
	h.checkVersions(t)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.checkWrites(t, h)
	checkTies(t, s)
	checkModel(t, s, h)
	l.checkPasts(t, s, h)
}

// A history is all that a store knows of its past.
type history struct {
	changes  []kg.Change
	versions map[kg.ID][]kg.Version
}

func readHistory(t *testing.T, s kg.Store) *history {
	t.Helper()
	changes, err := s.Changes(t.Context(), everything, 0, 1<<30)
	if err != nil {
		t.Fatalf("Changes: %v", err)
	}
	h := &history{changes: changes, versions: make(map[kg.ID][]kg.Version)}
	for _, change := range changes {
		h.versions[change.Record] = nil
	}
	ids := slices.Sorted(maps.Keys(h.versions))
	for some := range slices.Chunk(ids, 1000) {
		lists, err := s.Versions(t.Context(), everything, some)
		if err != nil {
			t.Fatalf("Versions: %v", err)
		}
		for i, id := range some {
			h.versions[id] = lists[i]
		}
	}
	return h
}

// batches returns the log batch by batch.
func (h *history) batches() [][]kg.Change {
	var batches [][]kg.Change
	begin := 0
	for i := range h.changes {
		if end := i + 1; end == len(h.changes) || h.changes[end].RecordedAt != h.changes[i].RecordedAt {
			batches, begin = append(batches, h.changes[begin:end]), end
		}
	}
	return batches
}

// checkTimes checks that sequence and recorded time increase, and that a recorded time is
// that of one batch.
func (h *history) checkTimes(t *testing.T) {
	t.Helper()
	for i, change := range h.changes {
		if i == 0 {
			continue
		}
		before := h.changes[i-1]
		if change.Sequence != before.Sequence+1 || change.RecordedAt < before.RecordedAt {
			t.Errorf("the log goes from %d at %v to %d at %v, want the next and no earlier",
				before.Sequence, before.RecordedAt, change.Sequence, change.RecordedAt)
		}
		if change.RecordedAt == before.RecordedAt && change.Batch != before.Batch {
			t.Errorf("%v is the time of the batches %s and %s, want it to be of one",
				change.RecordedAt, before.Batch, change.Batch)
		}
	}
}

// checkVersions checks that the versions of each record count up, end where the next
// begins, and are those of the log.
func (h *history) checkVersions(t *testing.T) {
	t.Helper()
	logged := make(map[kg.ID]int)
	for _, change := range h.changes {
		if change.Action != kg.ActionRetracted {
			logged[change.Record]++
		}
	}
	for id, versions := range h.versions {
		if len(versions) != logged[id] {
			t.Errorf("%s has %d versions, want the %d of the log", id, len(versions), logged[id])
		}
		for i, version := range versions {
			if version.Change.Version != i+1 || version.From >= version.To ||
				i > 0 && versions[i-1].To > version.From {
				t.Errorf("%s: version %d from %v to %v follows %d others, want it in order",
					id, version.Change.Version, version.From, version.To, i)
			}
		}
	}
}

// checkWrites checks what was sent against the log.
func (l *ledger) checkWrites(t *testing.T, h *history) {
	t.Helper()
	batches := make(map[string][][]kg.Change)
	for _, batch := range h.batches() {
		if l.sent[batch[0].Reason] != nil {
			batches[batch[0].Reason] = append(batches[batch[0].Reason], batch)
		}
	}
	for key, m := range l.sent {
		acked, wasAcked := l.acked[key]
		switch found := batches[key]; {
		case len(found) > 1:
			t.Errorf("%s was written %d times, want once", key, len(found))
		case len(found) == 0 && wasAcked:
			t.Errorf("%s was acknowledged and is lost", key)
		case len(found) == 0: // it was not, and is wholly absent
		case len(found[0]) != m.writes:
			t.Errorf("%s wrote %d records, want all %d or none", key, len(found[0]), m.writes)
		case wasAcked && (found[0][0].RecordedAt != acked.recordedAt || !has(found[0], acked)):
			t.Errorf("%s was acknowledged at %v as version %d of %s, got %+v",
				key, acked.recordedAt, acked.version, acked.id, found[0])
		}
	}
}

// has reports whether a batch made the version that was acknowledged.
func has(batch []kg.Change, acked acknowledgement) bool {
	return slices.ContainsFunc(batch, func(c kg.Change) bool {
		return c.Record == acked.id && c.Version == acked.version
	})
}

// checkTies checks that relationships have their ends and a source.
func checkTies(t *testing.T, s kg.Store) {
	t.Helper()
	classes := make(map[kg.ID]kg.Class)
	var ties []*kg.Relationship
	for record, err := range s.All(t.Context(), everything) {
		if err != nil {
			t.Fatalf("All: %v", err)
		}
		classes[record.Head().ID] = record.Class()
		if tie, ok := record.(*kg.Relationship); ok {
			ties = append(ties, tie)
		}
	}
	for _, tie := range ties {
		if classes[tie.From] != kg.ClassEntity || classes[tie.To] != kg.ClassEntity {
			t.Errorf("%s ties %s to %s, of which one is no entity", tie.ID, tie.From, tie.To)
		}
		sourced := slices.ContainsFunc(tie.Sources, func(id kg.ID) bool { return classes[id] == kg.ClassSource })
		if !sourced {
			t.Errorf("%s has the sources %v, want one that is there", tie.ID, tie.Sources)
		}
	}
}

// checkPasts checks that past states are as they were, and keeps the present one.
func (l *ledger) checkPasts(t *testing.T, s kg.Store, h *history) {
	t.Helper()
	for at, was := range l.pasts {
		if is := stateAt(t, s, at); is != was {
			t.Errorf("as of %v the graph has changed:\n%s", at, firstDifference(was, is))
		}
	}
	if len(h.changes) > 0 {
		now := h.changes[len(h.changes)-1].RecordedAt
		l.pasts[now] = stateAt(t, s, now)
	}
}

// stateAt returns all records as of a recorded time, a line each.
func stateAt(t *testing.T, s kg.Store, at kg.RecordedTime) string {
	t.Helper()
	view := everything
	view.Known = at
	var lines strings.Builder
	for record, err := range s.All(t.Context(), view) {
		if err != nil {
			t.Fatalf("All as of %v: %v", at, err)
		}
		lines.WriteString(line(t, record) + "\n")
	}
	return lines.String()
}

// line writes a record and its version.
func line(t *testing.T, record kg.Record) string {
	t.Helper()
	if record == nil {
		return "nothing"
	}
	body, err := kg.EncodeBody(record)
	if err != nil {
		t.Fatal(err)
	}
	head := record.Head()
	return fmt.Sprintf("%s %s@%d %d %s", record.Class(), head.ID, head.Version, head.RecordedAt, body)
}

// firstDifference returns the first lines in which two texts differ.
func firstDifference(was, is string) string {
	old, now := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range min(len(old), len(now)) {
		if old[i] != now[i] {
			return "was " + old[i] + "\nis  " + now[i]
		}
	}
	return fmt.Sprintf("was %d lines, is %d", len(old), len(now))
}
