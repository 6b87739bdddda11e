package storetest

import (
	"errors"
	"testing"
	"time"

	"entente/kg"
)

var keyCases = []contractCase{
	{"makes a repeated batch harmless", keyIsHarmless},
	{"is refused for another payload", keyOfAnotherPayload},
	{"belongs to its writer", keyIsTheWriters},
	{"answers before anything is checked", keyComesFirst},
	{"of a refused batch is free", keyOfRefused},
	{"protects nothing when empty", keyMayBeEmpty},
	{"is kept for its days", keyIsKept},
	{"is kept for its days from when a history was brought along", keyOfHistoryIsKept},
	{"gives the receipt to who asks for it", keyGivesReceipt},
}

// keyed returns a batch with a key and a payload.
func (s *harness) keyed(key, payload string, records ...kg.Record) kg.Batch {
	b := s.batch(puts(records...)...)
	b.Key, b.Payload = key, payload
	return b
}

// likeReceipt compares receipts but for the token, which may be made anew.
func likeReceipt(t *testing.T, what string, got, want kg.Receipt) {
	t.Helper()
	if got.Consistency == "" {
		t.Errorf("%s: got no consistency token, want one", what)
	}
	got.Consistency, want.Consistency = "", ""
	same(t, what, got, want)
}

// keyIsHarmless repeats with other writes: the payload is all that is compared.
func keyIsHarmless(t *testing.T, s *harness) {
	first := s.apply(t, s.keyed("k", "p", actor("a", "A"), source("b")))
	before := s.state(t)
	s.clock.advance(time.Hour)
	for range 3 {
		again := s.apply(t, s.keyed("k", "p", actor("a", "Another"), actor("c", "C")))
		likeReceipt(t, "receipt of the repeated batch", again, first)
	}
	same(t, "the store after the repeated batches", s.state(t), before)
}

// keyOfAnotherPayload has payloads that are nearly equal.
func keyOfAnotherPayload(t *testing.T, s *harness) {
	s.apply(t, s.keyed("k", "p", actor("a", "A")))
	for _, payload := range []string{"q", "", "P", "p "} {
		if err := s.refuse(t, s.keyed("k", payload, actor("a", "A"))); !errors.Is(err, kg.ErrConflict) {
			t.Errorf("Apply with payload %q: got error %v, want ErrConflict", payload, err)
		}
	}
}

func keyIsTheWriters(t *testing.T, s *harness) {
	mine := s.keyed("k", "p", actor("a", "A"))
	s.apply(t, mine)
	theirs := s.keyed("k", "q", actor("b", "B"))
	theirs.Writer = "another"
	s.apply(t, theirs)
	same(t, "All", idsOf(s.all(t, editor)), []kg.ID{"a", "b"})
	// Neither writer and key run into one another.
	glued := s.keyed("rk", "r", actor("c", "C"))
	glued.Writer = "teste"
	s.apply(t, glued)
	same(t, "All", idsOf(s.all(t, editor)), []kg.ID{"a", "b", "c"})
}

// keyComesFirst repeats batches that could not be applied a second time.
func keyComesFirst(t *testing.T, s *harness) {
	b := s.keyed("k", "p", actor("a", "A"))
	b.Writes[0].Expect = kg.Absent
	first := s.apply(t, b)
	likeReceipt(t, "receipt of the repeated creation", s.apply(t, b), first)
	gone := s.keyed("g", "p")
	gone.Writes = retractions(actor("a", "A"))
	first = s.apply(t, gone)
	likeReceipt(t, "receipt of the repeated retraction", s.apply(t, gone), first)
}

// keyOfRefused uses the key again for what comes right.
func keyOfRefused(t *testing.T, s *harness) {
	s.conflict(t, s.keyed("k", "p", tie("r", "a", "b")))
	s.apply(t, s.keyed("k", "q", actor("a", "A")))
	same(t, "All", idsOf(s.all(t, editor)), []kg.ID{"a"})
}

// keyMayBeEmpty writes thrice without a key.
func keyMayBeEmpty(t *testing.T, s *harness) {
	s.apply(t, s.keyed("", "p", actor("a", "A")))
	s.apply(t, s.keyed("", "p", actor("a", "A")))
	s.apply(t, s.keyed("", "q", actor("a", "A")))
	same(t, "version", s.record(t, "a").Head().Version, 3)
	got, err := s.Receipt(t.Context(), "tester", "")
	if got != nil || err != nil {
		t.Errorf("Receipt of the empty key: got %v, %v; want none", got, err)
	}
}

// keyIsKept repeats a batch at the end of its days, when others were written.
func keyIsKept(t *testing.T, s *harness) {
	b := s.keyed("k", "p", actor("a", "A"))
	first := s.apply(t, b)
	s.clock.advance(kg.KeyDays*24*time.Hour - time.Minute)
	s.apply(t, s.keyed("other", "p", actor("b", "B")))
	likeReceipt(t, "receipt after days", s.apply(t, b), first)
}

// keyOfHistoryIsKept repeats a batch of years ago when one of now was written.
func keyOfHistoryIsKept(t *testing.T, s *harness) {
	b := s.keyed("k", "p", actor("a", "A"))
	b.RecordedAt = kg.RecordedTime(morning.AddDate(-3, 0, 0).UnixMicro())
	first := s.apply(t, b)
	s.apply(t, s.keyed("other", "p", actor("b", "B")))
	likeReceipt(t, "receipt of history", s.apply(t, b), first)
}

// keyGivesReceipt asks for others' keys too.
func keyGivesReceipt(t *testing.T, s *harness) {
	b := s.keyed("k", "p", actor("a", "A"), source("b"))
	want := s.apply(t, b)
	got, err := s.Receipt(t.Context(), b.Writer, "k")
	if err != nil || got == nil {
		t.Fatalf("Receipt(tester, k): got %v, %v; want the receipt", got, err)
	}
	likeReceipt(t, "Receipt(tester, k)", *got, want)
	for _, other := range [][2]string{
		{"tester", "K"}, {"another", "k"}, {"tester", "none"}, {"", "k"},
	} {
		if got, err := s.Receipt(t.Context(), other[0], other[1]); got != nil || err != nil {
			t.Errorf("Receipt(%s, %s): got %v, %v; want none", other[0], other[1], got, err)
		}
	}
}
