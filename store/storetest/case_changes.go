package storetest

import (
	"testing"

	"entente/kg"
)

var changeCases = []contractCase{
	{"log one entry a record written, in the order of the writes", changesLogWrites},
	{"increase in sequence", changesIncrease},
	{"come after a sequence number, at most so many", changesArePaged},
	{"are paged without those that are hidden", changesLeaveOutHidden},
	{"give the reason of the write, or else the batch's", changesHaveReasons},
	{"are none for what was refused", changesOfRefused},
	{"end where Last says", changesEndAtLast},
}

// changesEndAtLast asks of an empty store, and after writes of which one changes
// what only editors see.
func changesEndAtLast(t *testing.T, s *harness) {
	last := func() kg.LogEnd {
		end, err := s.Last(t.Context(), public)
		if err != nil {
			t.Fatalf("Last: got error %v, want none", err)
		}
		return end
	}
	same(t, "Last of nothing", last(), kg.LogEnd{})
	for _, record := range []kg.Record{actor("a", "A"), hide(actor("x", "X"))} {
		receipt := s.put(t, record)
		want := kg.LogEnd{Sequence: receipt.Sequence, RecordedAt: receipt.RecordedAt}
		same(t, "Last", last(), want)
		changes := s.changes(t, editor, 0)
		same(t, "sequence of the last change", changes[len(changes)-1].Sequence, want.Sequence)
	}
}

// changesLogWrites has one batch of each action, not in the order of the ids.
func changesLogWrites(t *testing.T, s *harness) {
	s.put(t, actor("b", "B"), source("a"))
	b := s.batch(puts(actor("b", "B"), actor("c", "C"))...)
	b.Writes = append(b.Writes, retractions(source("a"))...)
	b.ID, b.Writer, b.Reason = "the-batch", "editor-1", "review"
	before := s.changes(t, editor, 0)
	receipt := s.apply(t, b)
	want := []kg.Change{
		{Record: "b", Class: kg.ClassEntity, Version: 2, Action: kg.ActionUpdated},
		{Record: "c", Class: kg.ClassEntity, Version: 1, Action: kg.ActionCreated},
		{Record: "a", Class: kg.ClassSource, Version: 1, Action: kg.ActionRetracted},
	}
	got := s.changes(t, editor, before[len(before)-1].Sequence)
	for i := range min(len(got), len(want)) {
		want[i].Batch, want[i].Writer, want[i].Reason = "the-batch", "editor-1", "review"
		want[i].RecordedAt, want[i].Sequence = receipt.RecordedAt, got[i].Sequence
	}
	same(t, "Changes", got, want)
	same(t, "sequence of the receipt", receipt.Sequence, got[len(got)-1].Sequence)
}

// changesIncrease allows for gaps.
func changesIncrease(t *testing.T, s *harness) {
	for range 3 {
		s.put(t, town()...)
	}
	last := int64(0)
	for _, change := range s.changes(t, editor, 0) {
		if change.Sequence <= last {
			t.Errorf("sequence: got %d after %d, want a larger one", change.Sequence, last)
		}
		last = change.Sequence
	}
}

// changesArePaged goes on from the last entry of a page, in pages of any size.
func changesArePaged(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, town()...)
	all := s.changes(t, editor, 0)
	same(t, "number of changes", len(all), 2*len(town()))
	var paged []kg.Change
	for after, limit := int64(0), 1; len(paged) < len(all); limit++ {
		page, err := s.Changes(t.Context(), editor, after, limit)
		if err != nil || len(page) != min(limit, len(all)-len(paged)) {
			t.Fatalf("Changes(%d, %d): got %d entries, %v; want a full page",
				after, limit, len(page), err)
		}
		paged = append(paged, page...)
		after = page[len(page)-1].Sequence
	}
	same(t, "Changes, page by page", paged, all)
	same(t, "Changes after the last", s.changes(t, editor, all[len(all)-1].Sequence), nil)
}

// changesLeaveOutHidden must not give short pages because of what is hidden: who
// reads the log takes a short page for its end.
func changesLeaveOutHidden(t *testing.T, s *harness) {
	s.put(t, secrets()...)
	var got []kg.ID
	for after := int64(0); ; {
		page, err := s.Changes(t.Context(), public, after, 2)
		if err != nil {
			t.Fatalf("Changes: got error %v, want none", err)
		}
		for _, change := range page {
			got, after = append(got, change.Record), change.Sequence
		}
		if len(page) < 2 {
			break
		}
	}
	same(t, "Changes, two at a time", got, revealed)
}

// changesHaveReasons leaves writer and reason empty too.
func changesHaveReasons(t *testing.T, s *harness) {
	b := s.batch(puts(actor("a", "A"), actor("b", "B"))...)
	b.Reason, b.Writes[1].Reason = "the batch's", "its own"
	s.apply(t, b)
	s.apply(t, kg.Batch{ID: "bare", Writes: puts(actor("c", "C"))})
	var reasons []string
	for _, change := range s.changes(t, editor, 0) {
		reasons = append(reasons, change.Reason)
	}
	same(t, "reasons", reasons, []string{"the batch's", "its own", ""})
	same(t, "reason of a version", s.versions(t, editor, "b")[0][0].Change.Reason, "its own")
}

// changesOfRefused looks for what a batch wrote before it was refused.
func changesOfRefused(t *testing.T, s *harness) {
	s.conflict(t, s.batch(puts(actor("a", "A"), tie("r", "a", "nobody"))...))
	same(t, "Changes", s.changes(t, editor, 0), nil)
}
