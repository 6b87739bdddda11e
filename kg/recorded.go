package kg

import "time"

// RecordedTime is when the database held something: microseconds since
// 1970-01-01T00:00:00Z. It strictly increases from one write to the next, in all
// processes on one store.
type RecordedTime int64

// StillCurrent is the end of the recorded time of a version that has not been
// superseded.
const StillCurrent RecordedTime = 1<<63 - 1

// Time returns t as a time in UTC.
func (t RecordedTime) Time() time.Time { return time.UnixMicro(int64(t)).UTC() }

// String writes t as people do, to the microsecond.
func (t RecordedTime) String() string { return t.Time().Format("2006-01-02T15:04:05.999999Z") }

// Recorded returns when b is recorded: at its RecordedAt, if it has one, and else at
// the clock's moment, or the one after the last write where the clock stands still or
// was set back. Stores call it under the lock that orders their writes.
func (b Batch) Recorded(clock time.Time, last RecordedTime) (RecordedTime, error) {
	now := RecordedTime(clock.UnixMicro())
	switch at := b.RecordedAt; {
	case at == 0:
		return max(now, last+1), nil
	case at > now:
		return 0, b.misdated("is later than now, "+now.String(), "give a moment that has passed, or none")
	case at <= last:
		return 0, b.misdated("is not later than "+last.String()+", which was written or read as of",
			"bring a history into an empty graph, oldest first")
	default:
		return at, nil
	}
}

// misdated refuses the RecordedAt of b.
func (b Batch) misdated(reason, accepted string) error {
	return blame("recordedAt", b.RecordedAt.String(), reason, accepted)
}
