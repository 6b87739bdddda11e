package kg

import (
	"fmt"
	"math"
	"time"
)

// An Instant is a whole second, counted from 1970-01-01T00:00:00Z in the
// proleptic Gregorian calendar without leap seconds. A fraction of a second is
// never kept, so two instants are either equal or at least a second apart.
type Instant int64

// The sentinels for a bound that lies beyond every date. They are kept as they
// are, never as null, so that a comparison needs no special case.
const (
	// NegInf is before every instant.
	NegInf Instant = math.MinInt64
	// PosInf is after every instant.
	PosInf Instant = math.MaxInt64
)

// Infinite reports whether t is one of the sentinels.
func (t Instant) Infinite() bool {
	return t == NegInf || t == PosInf
}

// Add returns the instant so many seconds later, or earlier when seconds is
// negative. An infinite instant stays what it is, and a sum that does not fit
// becomes infinite.
func (t Instant) Add(seconds int64) Instant {
	if t.Infinite() {
		return t
	}
	sum := t + Instant(seconds)
	switch {
	case seconds > 0 && sum < t:
		return PosInf
	case seconds < 0 && sum > t:
		return NegInf
	}
	return sum
}

// String writes t in UTC, such as "2026-01-20T17:00:00Z". Years before 0000 have
// a minus sign, years after 9999 a plus sign; infinities are "-∞" and "+∞".
func (t Instant) String() string {
	switch t {
	case NegInf:
		return "-∞"
	case PosInf:
		return "+∞"
	}
	at := time.Unix(int64(t), 0).UTC()
	year, sign := at.Year(), ""
	switch {
	case year < 0:
		year, sign = -year, "-"
	case year > maxYear:
		sign = "+"
	}
	return fmt.Sprintf("%s%04d-%s", sign, year, at.Format("01-02T15:04:05Z"))
}

// InstantOf returns the second in which t lies. What t has beyond the whole
// second is dropped, towards the past.
func InstantOf(t time.Time) Instant {
	return Instant(t.Unix())
}

// ParseInstant reads a date with a time of day in whole seconds, such as
// "2026-01-20T17:00:00Z" or "2026-01-20T20:00:00+03:00". Without an offset it is
// UTC. Errors are [*InvalidError] without a field.
func ParseInstant(text string) (Instant, error) {
	date, err := ParseDate(text, "")
	if err != nil {
		return 0, err
	}
	if !date.isInstant() {
		return 0, refusal(text, "a date without a time of day", acceptTime)
	}
	return date.First, nil
}
