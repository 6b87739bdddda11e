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

// NextRecordedTime returns the moment of a write: the clock's, or the moment
// after the last write where the clock stands still or was set back. Stores call
// it under the lock that orders their writes.
func NextRecordedTime(clock time.Time, last RecordedTime) RecordedTime {
	return max(RecordedTime(clock.UnixMicro()), last+1)
}
