package kg

import (
	"bytes"
	"strconv"
)

// A Span is what a validity means in numbers: two closed ranges of instants, one
// in which the start lies and one in which the end lies. What it describes holds
// from its start until just before its end: [start, end).
//
//	StartEarliest ≤ StartLatest < EndLatest
//	StartEarliest < EndEarliest ≤ EndLatest
//
// where an infinite instant may stand on both sides of a <. Bounds are infinite in
// different ways: an open start is −∞ … −∞ and an unknown one −∞ … the end, an
// ongoing end is +∞ … +∞ and an unknown one the start … +∞.
type Span struct {
	StartEarliest, StartLatest, EndEarliest, EndLatest Instant
}

// The ways to write an infinite instant in JSON. Null is infinite in the direction
// in which its place does not limit the bound: past for an Earliest, future for a
// Latest. An open start and an ongoing end are infinite the other way.
const (
	jsonNegInf = `"-inf"`
	jsonPosInf = `"+inf"`
)

// MarshalJSON writes the four instants in order as seconds since 1970. No limit
// is null, so "/" is [null,null,null,null]; an open start is [null,"-inf", and an
// ongoing end "+inf",null].
func (s Span) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 64)
	b = append(b, '[')
	for i, t := range [...]Instant{s.StartEarliest, s.StartLatest, s.EndEarliest, s.EndLatest} {
		if i > 0 {
			b = append(b, ',')
		}
		switch {
		case t == unlimited(i):
			b = append(b, "null"...)
		case t == NegInf:
			b = append(b, jsonNegInf...)
		case t == PosInf:
			b = append(b, jsonPosInf...)
		default:
			b = strconv.AppendInt(b, int64(t), 10)
		}
	}
	return append(b, ']'), nil
}

// UnmarshalJSON reads what MarshalJSON writes. It takes the order of the instants
// as it comes. Errors are [*InvalidError] with the field "span".
func (s *Span) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	inner, opened := bytes.CutPrefix(bytes.TrimSpace(data), []byte("["))
	inner, closed := bytes.CutSuffix(inner, []byte("]"))
	places := bytes.Split(inner, []byte(","))
	if !opened || !closed || len(places) != 4 {
		return blame("span", "", "not an array of four instants", "")
	}
	var read [4]Instant
	for i, place := range places {
		t, err := instantFromJSON(i, string(bytes.TrimSpace(place)))
		if err != nil {
			return err
		}
		read[i] = t
	}
	*s = Span{read[0], read[1], read[2], read[3]}
	return nil
}

func instantFromJSON(place int, text string) (Instant, error) {
	switch text {
	case "null":
		return unlimited(place), nil
	case jsonNegInf:
		return NegInf, nil
	case jsonPosInf:
		return PosInf, nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, under("span", refusal(text, "not an instant in whole seconds", ""))
	}
	return Instant(seconds), nil
}

// unlimited is what null means at a place of the array.
func unlimited(place int) Instant {
	if place%2 == 0 {
		return NegInf
	}
	return PosInf
}

// validate refuses a span whose instants are out of order, which is so for the
// zero Span too.
func (s Span) validate() error {
	if s.StartEarliest <= s.StartLatest && s.EndEarliest <= s.EndLatest &&
		s.StartEarliest < s.EndLatest {
		return nil
	}
	return blame("validity", "", "its span is out of order: the start lies from "+
		s.StartEarliest.String()+" to "+s.StartLatest.String()+", the end from "+
		s.EndEarliest.String()+" to "+s.EndLatest.String(), "")
}
