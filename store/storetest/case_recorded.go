package storetest

import (
	"errors"
	"testing"
	"time"

	"entente/kg"
)

var recordedCases = []contractCase{
	{"time is the clock's", recordedByClock},
	{"time increases when the clock stands still or goes back", recordedIncreases},
	{"time is one moment for a batch", recordedAtOnce},
	{"time is microseconds", recordedInMicroseconds},
	{"time is that of a history brought along", recordedAsGiven},
	{"time given is refused unless it has passed and nothing came after", recordedTooLate},
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

// dated returns a batch that is to be recorded at a moment before the morning.
func (s *harness) dated(ago time.Duration, writes ...kg.Write) kg.Batch {
	b := s.batch(writes...)
	b.RecordedAt = kg.RecordedTime(morning.Add(-ago).UnixMicro())
	return b
}

// recordedAsGiven brings ten years of one record along, and then goes on by the clock.
func recordedAsGiven(t *testing.T, s *harness) {
	const month = 30 * 24 * time.Hour
	old := actor("old", "A")
	history := []kg.Batch{
		s.dated(120*month, puts(actor("old", "First"))...), s.dated(60*month, puts(old)...),
		s.dated(12*month, retractions(old)...), s.dated(time.Microsecond, puts(old)...),
	}
	var froms []kg.RecordedTime
	for _, b := range history {
		same(t, "recorded time", s.apply(t, b).RecordedAt, b.RecordedAt)
	}
	for i, change := range s.changes(t, editor, 0) {
		same(t, "recorded time of a change", change.RecordedAt, history[i].RecordedAt)
	}
	versions := s.versions(t, editor, "old")[0]
	for _, version := range versions {
		froms = append(froms, version.From)
	}
	same(t, "From of the versions", froms, []kg.RecordedTime{
		history[0].RecordedAt, history[1].RecordedAt, history[3].RecordedAt,
	})
	same(t, "To of the retracted version", versions[1].To, history[2].RecordedAt)
	names := []string{"First", "A", ""}
	for i, want := range names {
		same(t, "name as of then", s.nameAt(t, history[i].RecordedAt+1, "old"), want)
	}
	same(t, "recorded time by the clock", s.put(t, old).RecordedAt.Time(), morning)
}

// recordedTooLate leaves nothing behind that was refused.
func recordedTooLate(t *testing.T, s *harness) {
	writes := puts(actor("a", "A"))
	misdated := func(what string, b kg.Batch) {
		t.Helper()
		var invalid *kg.InvalidError
		if err := s.refuse(t, b); !errors.As(err, &invalid) || invalid.Field != "recordedAt" {
			t.Errorf("Apply of %s: got error %v, want an InvalidError on recordedAt", what, err)
		}
	}
	misdated("the next microsecond", s.dated(-time.Microsecond, writes...))
	misdated("a negative moment", kg.Batch{ID: "b", RecordedAt: -1, Writes: writes})
	s.apply(t, s.dated(time.Hour, writes...))
	misdated("the moment of the last write", s.dated(time.Hour, writes...))
	misdated("a moment before the last write", s.dated(2*time.Hour, writes...))

	halfAgo := kg.RecordedTime(morning.Add(-30 * time.Minute).UnixMicro())
	s.records(t, at(halfAgo), "a")
	misdated("a moment that was read as of", s.dated(30*time.Minute, writes...))
	s.apply(t, s.dated(30*time.Minute-time.Microsecond, writes...))
	s.apply(t, s.dated(0, writes...))
}
