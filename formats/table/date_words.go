package table

import (
	"regexp"
	"strings"

	"entente/kg"
)

const wordDate = `(\d{4}(?:-\d\d){0,2})`

var (
	aboutWords = regexp.MustCompile(`(?i)^(?:c|ca|circa|approx|approximately|about|around|um|vers)\.?\s*` +
		wordDate + `$`)
	beforeWords = regexp.MustCompile(`(?i)^(?:before|until|by|vor|bis|avant)\s+` + wordDate + `$`)
	afterWords  = regexp.MustCompile(`(?i)^(?:after|since|nach|seit|après|depuis)\s+` + wordDate + `$`)
	twoYears    = regexp.MustCompile(`^(\d{4})\s*[-–—/]\s*(\d{4}|\d\d)$`)
)

// inWords returns the EDTF of a date that has words, or of two years with a dash between
// them; empty if it is another text, such as one that is EDTF already.
func inWords(text string) string {
	if _, err := kg.ParseEDTF(text, ""); err == nil {
		return ""
	}
	if m := aboutWords.FindStringSubmatch(text); m != nil {
		return m[1] + "~"
	}
	if m := beforeWords.FindStringSubmatch(text); m != nil {
		return "../" + m[1]
	}
	if m := afterWords.FindStringSubmatch(text); m != nil {
		return m[1] + "/.."
	}
	if m := twoYears.FindStringSubmatch(text); m != nil {
		end := m[2]
		if len(end) == 2 {
			end = m[1][:2] + end
		}
		if end > m[1] {
			return m[1] + "/" + end
		}
	}
	return ""
}

// instead says what to write in the place of a date in words; empty if there are none.
// The bounds of an interval take one date, so that one side of it is written another way.
func instead(text, field string) string {
	edtf := inWords(text)
	first, last, interval := strings.Cut(edtf, "/")
	const whole = " in a column of the whole validity"
	switch {
	case edtf == "":
		return ""
	case !interval || field == "validity":
		return "write " + edtf
	case field != "start" && field != "end":
		return ""
	case first == "..":
		return "write .." + last + ", or " + edtf + whole
	case last == "..":
		return "write " + first + "..; or " + edtf + whole
	}
	return "write one date here, or " + edtf + whole
}
