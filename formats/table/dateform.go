package table

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"entente/formats"
	"entente/kg"
)

// The days that spreadsheets count from.
var (
	excelDay0    = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	excelDay1904 = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// newForm returns the form of a name.
func newForm(name string) (dateForm, error) {
	switch name {
	case "edtf":
		return dateForm{name, func(s string) (string, bool) { return s, true }}, nil
	case "excel":
		return dateForm{name, func(s string) (string, bool) { return serial(s, excelDay0) }}, nil
	case "excel1904":
		return dateForm{name, func(s string) (string, bool) { return serial(s, excelDay1904) }}, nil
	}
	p, err := newPattern(name)
	if err != nil {
		return dateForm{}, err
	}
	return dateForm{name, p.read}, nil
}

// serial reads how many days have passed since a day. Spreadsheets count one too many
// before March 1900; those numbers are not read.
func serial(s string, since time.Time) (string, bool) {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n < 61 || n > 2_958_465 {
		return "", false
	}
	return since.AddDate(0, 0, n).Format(time.DateOnly), true
}

// inForm returns a text of a date as EDTF.
func (r *dateRule) inForm(text string) (string, error) {
	if r.digit != "" {
		text = knownDigits(text, r.digit)
	}
	if len(r.forms) == 0 {
		return text, nil
	}
	names := make([]string, len(r.forms))
	for i, form := range r.forms {
		if date, ok := form.read(text); ok {
			return date, nil
		}
		names[i] = form.name
	}
	return "", &kg.InvalidError{
		Value: text, Reason: "not a date of the form " + strings.Join(names, " or "),
		Accepted: "mend the cell, or name its form or what it means in the mapping",
	}
}

// knownDigits writes a date with a sign for unknown digits as EDTF has it: 195#-##-## is
// 195X, 98-##-## is 0098, and a date without any digit is empty.
func knownDigits(text, sign string) string {
	parts := strings.Split(strings.TrimPrefix(text, "-"), "-")
	for len(parts) > 0 && strings.Trim(parts[len(parts)-1], sign) == "" {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 {
		return ""
	}
	year := strings.ReplaceAll(strings.Join(parts, "-"), sign, "X")
	if n := len(parts[0]); n < 4 {
		year = padded("", 4-n) + year
	}
	if strings.HasPrefix(text, "-") {
		return "-" + year
	}
	return year
}

// historical counts the years before 1 without a year 0, so that -1 is 0000.
func historical(text string) string {
	if len(text) < 5 || text[0] != '-' {
		return text
	}
	year, err := strconv.Atoi(text[1:5])
	if err != nil || year == 0 {
		return text
	}
	if year--; year == 0 {
		return "0000" + text[5:]
	}
	return "-" + padded(strconv.Itoa(year), 4) + text[5:]
}

// asPlaced reports whether err is one with a place, and gives it.
func asPlaced(err error, to **formats.Error) bool { return errors.As(err, to) }
