package kg

import (
	"fmt"
	"strings"
	"unicode"
)

// An Expression is a text in EDTF, the Extended Date/Time Format of ISO 8601-2:
// one date, or an interval of two sides. Level 0 and level 1 are read, except
// seasons and years with Y; all else is refused by name.
type Expression struct {
	// Start and End are the sides of an interval. For a single date both are
	// that date.
	Start, End Side
	// Single says that one date was written, not an interval.
	Single bool
}

// A Side is what stands before or after the slash of an interval: a date, ".."
// for an open side, or nothing for an unknown one.
type Side struct {
	// Date is the date of a known side, else zero.
	Date Date
	// Open says that ".." was written: no bound, as opposed to an unknown one.
	Open bool
}

const (
	// maxEDTF is how many bytes a text may have. The longest that means anything
	// has 53: an interval of two times of day in years before 0000.
	maxEDTF = 100

	acceptDate     = "write YYYY, YYYY-MM or YYYY-MM-DD"
	acceptTime     = "write YYYY-MM-DDThh:mm:ssZ or an offset such as +03:00 for the Z"
	acceptInterval = "write one date, or two with a slash between them; a side may be .. or empty"
)

// ParseEDTF reads one date or an interval. Days, and times of day without an
// offset, are read in zone. [Expression.String] gives the canonical text, and
// reading that gives the same expression. Errors are [*InvalidError] without a
// field, or with the field "zone" if that is what cannot be read. The day 9999-12-31,
// which elsewhere stands for no end, is refused; only questions may ask about it.
func ParseEDTF(text string, zone Zone) (Expression, error) {
	e, err := readEDTF(text, zone)
	if err != nil {
		return e, err
	}
	for _, side := range []Side{e.Start, e.End} {
		if strings.HasPrefix(side.Date.Text, finalDay) {
			return Expression{}, refusal(side.Date.Text, finalDay+", which elsewhere stands for no end",
				"write .. for an open end, nothing for an unknown one")
		}
	}
	return e, nil
}

// readEDTF reads a text as [ParseEDTF] does, with all days that there are.
func readEDTF(text string, zone Zone) (Expression, error) {
	zone, err := ParseZone(string(zone))
	if err != nil {
		return Expression{}, under("zone", err)
	}
	if err := checkText(text); err != nil {
		return Expression{}, err
	}
	start, end, interval := cutInterval(text)
	if !interval {
		date, err := readDate(text, zone)
		return Expression{Start: Side{Date: date}, End: Side{Date: date}, Single: err == nil}, err
	}
	return readInterval(text, start, end, zone)
}

// cutInterval splits an interval at its slash. "..2001" is another way to write
// "../2001".
func cutInterval(text string) (start, end string, ok bool) {
	if start, end, ok = strings.Cut(text, "/"); ok {
		return start, end, true
	}
	if rest, found := strings.CutPrefix(text, ".."); found && rest != "" {
		return "..", rest, true
	}
	return "", "", false
}

func readInterval(text, start, end string, zone Zone) (Expression, error) {
	if strings.Contains(end, "/") {
		return Expression{}, refusal(text, "more than one slash",
			"write a date with hyphens, such as 2026-01-20; a slash parts two dates")
	}
	var e Expression
	var err error
	if e.Start, err = readSide(start, zone); err != nil {
		return Expression{}, err
	}
	if e.End, err = readSide(end, zone); err != nil {
		return Expression{}, err
	}
	if e.Start.Date.isInstant() && e.Start == e.End {
		return Expression{}, refusal(text, "the end is the start, so no time is left between them",
			"write a moment as a single date or instant: "+e.Start.String())
	}
	return e, nil
}

func readSide(text string, zone Zone) (Side, error) {
	switch text {
	case "":
		return Side{}, nil
	case "..":
		return Side{Open: true}, nil
	}
	date, err := readDate(text, zone)
	return Side{Date: date}, err
}

// Known reports whether a date was written.
func (s Side) Known() bool {
	return s.Date.Text != ""
}

// Unknown reports whether nothing was written.
func (s Side) Unknown() bool {
	return !s.Open && !s.Known()
}

// String writes the side as in an interval.
func (s Side) String() string {
	if s.Open {
		return ".."
	}
	return s.Date.Text
}

// String writes the canonical text of e. Times of day are in UTC.
func (e Expression) String() string {
	if e.Single {
		return e.Start.String()
	}
	return e.Start.String() + "/" + e.End.String()
}

// checkText refuses what no EDTF text has, before any other work is done on it.
func checkText(text string) error {
	switch {
	case text == "":
		return refusal(text, "a date is needed", acceptDate)
	case len(text) > maxEDTF:
		return refusal(text, fmt.Sprintf("longer than %d bytes", maxEDTF), acceptInterval)
	case strings.ContainsFunc(text, unicode.IsSpace):
		return refusal(text, "white space in a date", "leave the spaces out")
	}
	for _, r := range text {
		if r < ' ' || r > '~' {
			return refusal(text, fmt.Sprintf("character %U", r),
				"write dates with the digits 0 to 9 and a plain hyphen")
		}
	}
	return nil
}

// refusal is the error for a text that cannot be taken. It repeats no more of the
// text than fits into a message, without control characters.
func refusal(text, reason, accepted string) error {
	if len(text) > maxEDTF {
		text = text[:maxEDTF] + "…"
	}
	visible := func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}
	return &InvalidError{Value: strings.Map(visible, text), Reason: reason, Accepted: accepted}
}
