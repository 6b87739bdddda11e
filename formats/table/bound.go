package table

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"entente/kg"
)

// A bound is what a cell says of a start, an end or a date.
type bound struct {
	// text is a date in EDTF, ".." where there is none, or empty where it is unknown.
	text string
	// attested is a date at which it held, where that is all that is known.
	attested string
	// limit is a date that an unknown start is not before, and an unknown end not after.
	limit            string
	ended, scheduled bool
}

// read reads a date. Where end is set it is the end of something.
func (r *dateRule) read(row *row, field string, end bool) (bound, error) {
	if r == nil {
		return bound{}, nil
	}
	text, whole := r.written(row)
	if meaning, ok := r.means[text]; ok {
		return r.meaning(row, field, text, meaning)
	}
	switch text {
	case "":
		return bound{}, nil
	case "..":
		return bound{text: ".."}, nil
	}
	b, err := r.sides(text, end, whole)
	if err != nil {
		return b, r.refuse(row, field, err)
	}
	if meaning, ok := r.means[b.text]; ok && b.text != "" {
		return r.meaning(row, field, b.text, meaning)
	}
	if b.text != "" {
		b.text, err = r.refine(row, b.text, end)
	}
	if err == nil && b.text != "" && r.scheduledAfter != "" {
		var date kg.Date
		date, err = kg.ParseDate(b.text, kg.Zone(r.zone))
		b.scheduled = date.First > r.latest
	}
	if err != nil {
		return b, r.refuse(row, field, err)
	}
	return b, nil
}

// meaning returns what a text stands for.
func (r *dateRule) meaning(row *row, field, text, meaning string) (bound, error) {
	switch meaning {
	case meansUnknown:
		return bound{}, nil
	case meansOpen, meansOngoing:
		return bound{text: ".."}, nil
	case meansEnded:
		return bound{ended: true}, nil
	case meansAttested:
		date, err := r.inForm(text)
		if err != nil {
			return bound{}, r.refuse(row, field, err)
		}
		return bound{attested: date}, nil
	}
	return bound{text: meaning}, nil
}

var (
	notAfter  = regexp.MustCompile(`^\[?\.\.([^.\]/]+)\]?$`)
	notBefore = regexp.MustCompile(`^\[?([^.\[/]+)\.\.\]?$`)
)

// sides reads a date that may be given from one side: "..1816" is 1816 or before and
// "2017.." 2017 or after. What was there by a date held then, and what ended by one has
// ended.
func (r *dateRule) sides(text string, end, whole bool) (bound, error) {
	form := r.inForm
	if whole {
		form = func(s string) (string, error) { return s, nil }
	}
	var before, after []string
	if strings.Contains(text, "..") {
		before, after = notAfter.FindStringSubmatch(text), notBefore.FindStringSubmatch(text)
	}
	switch {
	case before != nil:
		date, err := form(before[1])
		if end {
			return bound{limit: date}, err
		}
		return bound{attested: date}, err
	case after != nil:
		date, err := form(after[1])
		if end {
			return bound{attested: date}, err
		}
		return bound{limit: date}, err
	}
	date, err := form(text)
	if r.noYearZero {
		date = historical(date)
	}
	return bound{text: date}, err
}

// refine gives a date its precision and mark of doubt, and an exclusive end its last day.
func (r *dateRule) refine(row *row, date string, end bool) (string, error) {
	precision, err := precise(date, r.precision.of(row))
	if err != nil {
		return "", err
	}
	if date = precision; end && r.exclusive {
		if date, err = dayBefore(date); err != nil {
			return "", err
		}
	}
	mark := r.qualifier.of(row)
	for word, sign := range map[string]string{"uncertain": "?", "approximate": "~", "both": "%"} {
		if strings.EqualFold(mark, word) {
			mark = sign
		}
	}
	if mark != "" && !slices.Contains([]string{"?", "~", "%"}, mark) {
		return "", &kg.InvalidError{
			Value: mark, Reason: "not a mark of doubt", Accepted: "write ?, ~, %, uncertain, approximate or both",
		}
	}
	return date + mark, nil
}

// precise cuts a date to what is known of it.
func precise(date, precision string) (string, error) {
	lengths := map[string]int{"century": 2, "decade": 3, "year": 4, "month": 7, "day": 10}
	length, known := lengths[strings.ToLower(precision)]
	sign := ""
	if rest, negative := strings.CutPrefix(date, "-"); negative {
		sign, date = "-", rest
	}
	switch {
	case precision == "" || strings.EqualFold(precision, "second"):
		return sign + date, nil
	case !known:
		return "", &kg.InvalidError{
			Value: precision, Reason: "not a precision", Accepted: "write day, month, year, decade or century",
		}
	case len(date) > length:
		date = date[:length]
	}
	return sign + (date + "XX")[:max(len(date), 4)], nil
}

// dayBefore returns the unit before a date: the day, month or year.
func dayBefore(date string) (string, error) {
	parsed, err := kg.ParseDate(date, "")
	if err != nil || strings.ContainsAny(date, "XT?~%") {
		return date, err
	}
	at := time.Unix(int64(parsed.First)-1, 0).UTC()
	sign, year := "", at.Year()
	if year < 0 {
		sign, year = "-", -year
	}
	full := fmt.Sprintf("%s%04d-%s", sign, year, at.Format("01-02"))
	return full[:min(len(date)-strings.Count(date[:1], "-")+len(sign), len(full))], nil
}
