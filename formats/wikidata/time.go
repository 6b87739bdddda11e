package wikidata

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A timeValue is a date as Wikidata writes it: a year with its sign, of the calendar
// that is named, and how many of its places count.
type timeValue struct {
	Time      string `json:"time"`
	Precision int    `json:"precision"`
	Calendar  string `json:"calendarmodel"`
}

// The codes of precision.
const (
	precisionMillennium = 6
	precisionCentury    = 7
	precisionDecade     = 8
	precisionYear       = 9
	precisionMonth      = 10
	precisionDay        = 11
)

// julianCalendar is the item of the calendar before the Gregorian one.
const julianCalendar = "Q1985786"

// A date is a timeValue in the terms of package kg.
type date struct {
	// edtf is its text, or empty where EDTF, as it is read here, has none.
	edtf string
	// first and last are the years that it can be in; both 0 where edtf says it.
	first, last int
	// remark says what was read otherwise than it was written.
	remark string
}

var timePattern = regexp.MustCompile(`^([+-])(\d{1,16})-(\d\d)-(\d\d)T\d\d:\d\d:\d\dZ$`)

// date reads v, and reports whether it is a date at all.
//
// Wikidata counts years as historians do: −0044 is 44 BCE, which is −0043 here and in
// ISO 8601, and there is no year 0. Its centuries end with a year that ends in 00, its
// decades begin with one that ends in 0, as its own pages show them.
func (v timeValue) date() (date, bool) {
	part := timePattern.FindStringSubmatch(v.Time)
	if part == nil {
		return date{}, false
	}
	digits := strings.TrimLeft(part[2], "0")
	year, err := strconv.Atoi(digits)
	if err != nil { // "" too
		return date{}, false
	}
	month, _ := strconv.Atoi(part[3])
	day, _ := strconv.Atoi(part[4])
	return v.of(year, part[1] == "-", month, day), true
}

// of returns the date of a year of an era.
func (v timeValue) of(year int, before bool, month, day int) date {
	astronomical := year
	if before {
		astronomical = 1 - year
	}
	precision := v.precision(month, day)
	switch {
	case precision < precisionMillennium || astronomical < -9999 || astronomical > 9999:
		return date{remark: v.Time + " cannot be written here and is left out"}
	case precision == precisionMillennium:
		return years(year, 1000, before)
	case precision == precisionCentury:
		return century(year, before)
	case precision == precisionDecade:
		return decade(year, before)
	case precision == precisionYear:
		return date{edtf: yearText(astronomical)}
	default:
		return v.day(astronomical, month, day)
	}
}

// precision is that of v, as far as month and day bear it out.
func (v timeValue) precision(month, day int) int {
	switch {
	case v.Precision >= precisionMonth && (month < 1 || month > 12):
		return precisionYear
	case v.Precision >= precisionDay && day == 0:
		return precisionMonth
	default:
		return min(v.Precision, precisionDay)
	}
}

// day returns the date of a month, or of a day in it.
func (v timeValue) day(year, month, day int) date {
	julian := strings.HasSuffix(v.Calendar, "/"+julianCalendar)
	text := fmt.Sprintf("%s-%02d", yearText(year), month)
	switch {
	case v.precision(month, day) == precisionMonth && julian:
		return date{
			edtf: text + "~", remark: v.Time + ": a month of the Julian calendar, read as about that of the Gregorian",
		}
	case v.precision(month, day) == precisionMonth:
		return date{edtf: text}
	case julian:
		year, month, day = gregorian(year, month, day)
		text = fmt.Sprintf("%s-%02d", yearText(year), month)
	}
	return date{edtf: fmt.Sprintf("%s-%02d", text, day)}
}

// century is 1801 to 1900 for the year 1822: as text, 18XX, which is 1800 to 1899.
func century(year int, before bool) date {
	c := (year+99)/100 - 1
	if before { // the 5th century BCE, 500 to 401, is −0499 to −0400: all of −04XX
		if c == 0 {
			return years(year, 100, before)
		}
		return date{edtf: fmt.Sprintf("-%02dXX", c)}
	}
	text := fmt.Sprintf("%02dXX", c)
	return date{edtf: text, remark: fmt.Sprintf("the years %d to %d, read as %s", c*100+1, c*100+100, text)}
}

// decade is 1980 to 1989 for the year 1988.
func decade(year int, before bool) date {
	if !before {
		return date{edtf: fmt.Sprintf("%03dX", year/10)}
	}
	first := year / 10 * 10
	return date{first: 1 - first - 9, last: 1 - max(first, 1), remark: bce(max(first, 1), first+9)}
}

// years is so many years, of which one that is divided by their number is the last.
func years(year, size int, before bool) date {
	last := (year + size - 1) / size * size
	first := last - size + 1
	if before {
		return date{first: 1 - last, last: 1 - first, remark: bce(first, last)}
	}
	return date{first: first, last: last, remark: fmt.Sprintf("the years %d to %d, kept as a limit", first, last)}
}

func bce(first, last int) string {
	return fmt.Sprintf("the years %d to %d BCE, kept as a limit", last, first)
}

// yearText writes an astronomical year as EDTF does.
func yearText(year int) string {
	if year < 0 {
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", year)
}
