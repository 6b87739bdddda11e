package kg

import "fmt"

// A Batch is a set of writes that become visible together, at one recorded time,
// or not at all.
type Batch struct {
	// ID names the batch in the change log.
	ID string
	// Writer is who writes; Reason is why, in their words. It may be empty.
	Writer string
	Reason string
	// Key makes a repeated batch harmless: where Writer has applied a batch with the
	// same Key before, Apply does nothing and returns that batch's receipt, or
	// ErrConflict if its Payload differs. Empty means no protection.
	Key string
	// Payload tells requests with one key apart; what it holds is the caller's affair.
	Payload string
	// RecordedAt is when the batch is recorded, for who brings the history of another
	// graph along. 0 leaves that to the store. Apply refuses with an [*InvalidError] a
	// moment that its clock has not come to, or that is not later than all that was
	// recorded or read as of a recorded time, so that the past stays as it was known.
	RecordedAt RecordedTime
	Writes     []Write
	// Unchanged lists records that the writes were derived from. Apply refuses with
	// a stale [ConflictError] when one is no longer at that version.
	Unchanged []RecordVersion
}

// A Write puts a record in the place of the one with its ID, or retracts it.
type Write struct {
	// Record is what is written. To retract, it is the record as it was read.
	Record Record
	// Retract takes the record out of the graph; its versions stay. A record that
	// others refer to cannot be retracted.
	Retract bool
	// Expect is the version that the record must have now: Absent, AnyVersion or
	// the number.
	Expect int
	// Reason is why this one record changes where that differs from the batch's.
	Reason string
}

// What a Write may expect in place of a version number.
const (
	// Absent says that there must be no such record.
	Absent = 0
	// AnyVersion makes no demand.
	AnyVersion = -1
)

// A RecordVersion names one version of a record.
type RecordVersion struct {
	ID      ID  `json:"id"`
	Version int `json:"version"`
}

// A Receipt acknowledges a batch. What it acknowledges survives a power failure.
type Receipt struct {
	Batch      string       `json:"batch"`
	RecordedAt RecordedTime `json:"recordedAt"`
	// Sequence is that of the batch's last change.
	Sequence int64 `json:"sequence"`
	// Records are the versions written, in the order of the writes; a retracted
	// record has the version that was retracted.
	Records []RecordVersion `json:"records"`
	// Payload is that of the batch, to compare a repeated request with.
	Payload string `json:"payload,omitempty"`
	// Consistency is a token that, given with a later read, makes sure that the read
	// sees this batch.
	Consistency string `json:"consistency"`
}

// BadToken refuses a text as a consistency token: the store never gave it out.
func BadToken(token string) error {
	return &InvalidError{
		Field: "consistency", Value: token, Reason: "not a consistency token of this store",
		Accepted: "send back the text that a write answered with",
	}
}

// KeyDays is how long a batch's Key is kept: as many days, at the least.
const KeyDays = 7

// ChangeAction says what a change did to its record.
type ChangeAction string

// The actions.
const (
	ActionCreated   ChangeAction = "CREATED"
	ActionUpdated   ChangeAction = "UPDATED"
	ActionRetracted ChangeAction = "RETRACTED"
)

// A Change is one entry of the append-only log: one record written.
type Change struct {
	// Sequence increases from entry to entry; numbers may be left out.
	Sequence   int64
	RecordedAt RecordedTime
	Batch      string
	Writer     string
	Reason     string
	Record     ID
	Class      Class
	Version    int
	Action     ChangeAction
}

// A LogEnd is the place of the last entry of the log.
type LogEnd struct {
	Sequence   int64
	RecordedAt RecordedTime
}

// A Version is one state of a record and when the database held it.
type Version struct {
	Record Record
	// From and To bound the recorded time, half-open: To is excluded, and
	// StillCurrent for the version in force.
	From, To RecordedTime
	// Change is the entry of the log that made the version.
	Change Change
}

// A ConflictError says which record is not as a batch expects it. It is an
// [ErrConflict].
type ConflictError struct {
	Record ID
	Reason string
	// Stale is true when the record has moved on since the batch was prepared, so
	// that preparing it anew may succeed.
	Stale bool
}

// Error says what is in the way.
func (e *ConflictError) Error() string { return fmt.Sprintf("%s: %s", e.Record, e.Reason) }

// Unwrap makes e an ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// CheckExpected reports whether a write that expects a version may replace the
// current one (0: there is no record). Stores call it under their write lock.
func CheckExpected(id ID, expect, current int) error {
	switch {
	case expect == AnyVersion || expect == current:
		return nil
	case expect == Absent:
		return &ConflictError{Record: id, Reason: "there is already a record with this id"}
	case current == 0:
		return &ConflictError{Record: id, Reason: "the record is no longer there", Stale: true}
	default:
		return &ConflictError{
			Record: id, Stale: true,
			Reason: fmt.Sprintf("is at version %d, not at the expected version %d", current, expect),
		}
	}
}
