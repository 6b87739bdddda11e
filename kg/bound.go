package kg

import "strings"

// BoundKind says what is known of the start or the end of a validity.
type BoundKind string

const (
	// BoundKnown is a bound with a date, however rough.
	BoundKnown BoundKind = "KNOWN"
	// BoundOpen is a start that never was, or an end that has not come: ongoing.
	BoundOpen BoundKind = "OPEN"
	// BoundUnknown is a bound of which no date is known. It is not known either
	// whether such an end is past.
	BoundUnknown BoundKind = "UNKNOWN"
	// BoundEndedUnknownDate is an end that is past, at an unknown date.
	BoundEndedUnknownDate BoundKind = "ENDED_UNKNOWN_DATE"
	// BoundScheduled is a written end that was set in advance.
	BoundScheduled BoundKind = "SCHEDULED"
)

// A Bound is the start or the end of a validity.
type Bound struct {
	// EDTF is what is written: a date, ".." or nothing. A single date is written
	// for both bounds.
	EDTF string
	Kind BoundKind
	// Earliest and Latest are the closed range in which the bound lies. An end is
	// the first second at which it no longer holds.
	Earliest, Latest Instant
	// Uncertain and Approximate tell how the date is qualified.
	Uncertain, Approximate bool
}

// Start returns the start of v.
func (v Validity) Start() Bound {
	text, _, _ := strings.Cut(v.EDTF, "/")
	b := boundOf(text, v.Span.StartEarliest, v.Span.StartLatest)
	b.Kind = kindOf(text)
	return b
}

// End returns the end of v.
func (v Validity) End() Bound {
	text, end, interval := strings.Cut(v.EDTF, "/")
	if interval {
		text = end
	}
	b := boundOf(text, v.Span.EndEarliest, v.Span.EndLatest)
	b.Kind = kindOf(text)
	switch {
	case v.Scheduled:
		b.Kind = BoundScheduled
	case v.Ended:
		b.Kind = BoundEndedUnknownDate
	}
	return b
}

func boundOf(text string, earliest, latest Instant) Bound {
	return Bound{
		EDTF: text, Earliest: earliest, Latest: latest,
		Uncertain: uncertain(text), Approximate: approximate(text),
	}
}

func kindOf(text string) BoundKind {
	switch text {
	case "":
		return BoundUnknown
	case "..":
		return BoundOpen
	}
	return BoundKnown
}
