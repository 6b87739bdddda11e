package storetest

import (
	"testing"
	"time"

	"entente/kg"
)

var recordedCases = []contractCase{
	{"time is the clock's", recordedByClock},
	{"time increases when the clock stands still or goes back", recordedIncreases},
	{"time is one moment for a batch", recordedAtOnce},
	{"time is microseconds", recordedInMicroseconds},
}

// recordedByClock goes fifty years ahead, past all seconds of 32 bits.
func recordedByClock(t *testing.T, s *harness) {
	for _, step := range []time.Duration{0, time.Microsecond, time.Hour, 50 * 365 * 24 * time.Hour} {
		s.clock.advance(step)
		if step == 0 {
			s.clock.advance(time.Second)
		}
		got := s.put(t, actor("a", "A")).RecordedAt
		same(t, "recorded time", got.Time(), s.clock.Now())
	}
}

// recordedIncreases sets the clock back by hours and by years.
func recordedIncreases(t *testing.T, s *harness) {
	last := s.put(t, actor("a", "A")).RecordedAt
	sequence := int64(0)
	for _, step := range []time.Duration{
		0, 0, -time.Hour, 0, -30 * 365 * 24 * time.Hour, time.Minute, 0, time.Hour, -time.Second,
	} {
		s.clock.advance(step)
		receipt := s.put(t, actor("a", "A"))
		if receipt.RecordedAt <= last || receipt.Sequence <= sequence {
			t.Errorf("recorded at %d as %d: got no later than %d and %d, want later",
				receipt.RecordedAt, receipt.Sequence, last, sequence)
		}
		last, sequence = receipt.RecordedAt, receipt.Sequence
	}
	versions := s.versions(t, editor, "a")[0]
	for i := range versions[1:] {
		same(t, "To", versions[i].To, versions[i+1].From)
	}
}

// recordedAtOnce has versions end when others of the same batch begin.
func recordedAtOnce(t *testing.T, s *harness) {
	s.put(t, actor("old", "Old"), actor("gone", "Gone"))
	b := s.batch(puts(town()...)...)
	b.Writes = append(b.Writes, puts(actor("old", "Old"))...)
	b.Writes = append(b.Writes, retractions(actor("gone", "Gone"))...)
	receipt := s.apply(t, b)
	same(t, "To", s.versions(t, editor, "gone")[0][0].To, receipt.RecordedAt)
	same(t, "To", s.versions(t, editor, "old")[0][0].To, receipt.RecordedAt)
	for _, record := range s.all(t, editor) {
		head := record.Head()
		same(t, "recorded time of "+string(head.ID), head.RecordedAt, receipt.RecordedAt)
	}
	for _, change := range s.changes(t, editor, 0)[2:] {
		same(t, "recorded time of a change", change.RecordedAt, receipt.RecordedAt)
	}
}

// recordedInMicroseconds has a clock that counts finer than the store.
func recordedInMicroseconds(t *testing.T, s *harness) {
	s.clock.advance(1500 * time.Nanosecond)
	got := s.put(t, actor("a", "A")).RecordedAt
	same(t, "recorded time", got, kg.RecordedTime(morning.UnixMicro()+1))
	same(t, "recorded time as read", s.record(t, "a").Head().RecordedAt, got)
}
