package kg

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// A Date is one EDTF date, known to some precision: a century ("20XX"), a decade
// ("201X"), a year, a month, a day or a second.
type Date struct {
	// Text is the canonical text. A time of day is in UTC.
	Text string `json:"text"`
	// Zone is where the day of Text begins and ends. It is kept for times of day
	// too, to show them in.
	Zone Zone `json:"zone,omitempty"`
	// First and Last are the first and the last second that Text can mean. An
	// approximate date is widened on each side by one unit of what is known of it:
	// a century, decade, year, month or day.
	First Instant `json:"first"`
	Last  Instant `json:"last"`
}

// maxYear is the last year that can be written; the first is -maxYear. Years are
// astronomical: 0000 is 1 BCE.
const maxYear = 9999

var (
	datePattern = regexp.MustCompile(
		`^(-?(?:\d{4}|\d{3}X|\d{2}XX))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)$`)
	timePattern = regexp.MustCompile(
		`^(-?\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d(?::\d\d)?)?$`)
)

// ParseDate reads one EDTF date, no interval. Days, and times of day without an
// offset, are read in zone. Errors are as in [ParseEDTF].
func ParseDate(text string, zone Zone) (Date, error) {
	e, err := ParseEDTF(text, zone)
	switch {
	case err != nil:
		return Date{}, err
	case !e.Single:
		return Date{}, refusal(text, "an interval in place of one date", acceptDate)
	}
	return e.Start.Date, nil
}

// Uncertain reports whether the date is marked with ? or %: its source is doubtful,
// which says nothing about how far it may be off.
func (d Date) Uncertain() bool {
	return uncertain(d.Text)
}

// Approximate reports whether the date is marked with ~ or %.
func (d Date) Approximate() bool {
	return approximate(d.Text)
}

func uncertain(text string) bool {
	return strings.HasSuffix(text, "?") || strings.HasSuffix(text, "%")
}

func approximate(text string) bool {
	return strings.HasSuffix(text, "~") || strings.HasSuffix(text, "%")
}

// isInstant reports whether the date is known to the second.
func (d Date) isInstant() bool {
	return strings.Contains(d.Text, "T")
}

// readDate reads a date whose characters [checkText] has let pass. The zone is
// canonical.
func readDate(text string, zone Zone) (Date, error) {
	if m := timePattern.FindStringSubmatch(text); m != nil {
		return readTime(text, m[1:], zone)
	}
	m := datePattern.FindStringSubmatch(text)
	if m == nil {
		return Date{}, explain(text)
	}
	return readDay(text, m[1], m[2], m[3], zone)
}

// readDay reads a date without a time of day from its components, of which month
// and day may be missing.
func readDay(text, year, month, day string, zone Zone) (Date, error) {
	if err := checkPlaces(text, year, month, day); err != nil {
		return Date{}, err
	}
	if err := checkDay(text, year, month, day); err != nil {
		return Date{}, err
	}
	margin := 0
	if approximate(text) {
		margin = 1
	}
	first, after := reach(year, month, day, margin)
	offset := zone.seconds()
	return Date{
		Text: text, Zone: zone, First: first.Add(-offset), Last: after.Add(-offset - 1),
	}, nil
}

// checkPlaces refuses an X that is not at the right end, where level 1 has it.
func checkPlaces(text, year, month, day string) error {
	if strings.HasSuffix(year, "X") && month != "" || month == "XX" && isDay(day) {
		return refusal(text, "X before a known digit (EDTF level 2)", acceptX)
	}
	return nil
}

// checkDay refuses components that no calendar has. An X passes. From 21
// to 41 EDTF has seasons and the like in place of months.
func checkDay(text, year, month, day string) error {
	switch {
	case year == "-0000":
		return refusal(text, "year -0000", "write 0000 for the year before 0001")
	case month == "XX" || month == "":
		return nil
	case day == "" && month > "20" && month <= "41":
		return explain(text)
	case month < "01" || month > "12":
		return refusal(text, fmt.Sprintf("month %d", number(month)), acceptDate)
	case !isDay(day):
		return nil
	}
	y, m, d := signed(year), number(month), number(day)
	if length := daysIn(y, m); d < 1 || d > length {
		return refusal(text, fmt.Sprintf("day %d of a month of %d days", d, length), acceptDate)
	}
	return nil
}

// isDay reports whether a day is given and known.
func isDay(day string) bool {
	return day != "" && day != "XX"
}

// readTime reads a date with a time of day: year, month, day, hour, minute, second
// and offset, the last of which may be missing.
func readTime(text string, part []string, zone Zone) (Date, error) {
	if err := checkDay(text, part[0], part[1], part[2]); err != nil {
		return Date{}, err
	}
	hour, minute, second := number(part[3]), number(part[4]), number(part[5])
	for _, unit := range []struct {
		name  string
		value int
		max   int
	}{{"hour", hour, 23}, {"minute", minute, 59}, {"second", second, 59}} {
		if unit.value > unit.max {
			reason := fmt.Sprintf("%s %d", unit.name, unit.value)
			return Date{}, refusal(text, reason, "write times from 00:00:00 to 23:59:59")
		}
	}
	offset := zone
	if part[6] != "" {
		var err error
		if offset, err = ParseZone(part[6]); err != nil {
			return Date{}, refusal(text, "offset "+part[6], acceptZone)
		}
	}
	midnight := civil(signed(part[0]), number(part[1]), number(part[2]))
	at := midnight.Add(int64(hour*60+minute)*60 + int64(second) - offset.seconds())
	return instantDate(text, at, zone)
}

// finalDay is the last day that there is.
const finalDay = "9999-12-31"

// writable is the time of the years that can be written, in UTC.
var writable = Window{civil(-maxYear, 1, 1), civil(maxYear+1, 1, 1)}

// writableIn is that time where the days are those of a zone.
func writableIn(zone Zone) Window {
	offset := zone.seconds()
	return Window{writable.From.Add(-offset), writable.Until.Add(-offset)}
}

// instantDate is the date of one second, unless its canonical text, which is in
// UTC, could not be read again.
func instantDate(text string, at Instant, zone Zone) (Date, error) {
	if at < writable.From || at >= writable.Until {
		return Date{}, refusal(text, "in UTC, "+at.String()+" is out of range",
			"write times from -9999-01-01 to 9999-12-31")
	}
	return Date{Text: at.String(), Zone: zone, First: at, Last: at}, nil
}

// reach is the first second that the components can mean and the second after the
// last, in UTC, both moved outwards by so many units of what is known.
func reach(year, month, day string, margin int) (first, after Instant) {
	if month == "" || month == "XX" {
		from, to, unit := years(year)
		return civil(from-margin*unit, 1, 1), civil(to+1+margin*unit, 1, 1)
	}
	y, m := signed(year), number(month)
	if !isDay(day) {
		return civil(y, m-margin, 1), civil(y, m+1+margin, 1)
	}
	d := number(day)
	return civil(y, m, d-margin), civil(y, m, d+1+margin)
}

// years is the first and the last year that a year with or without X can mean, and
// the number of years that its X stand for.
func years(year string) (from, to, unit int) {
	unit = 1
	for range strings.Count(year, "X") {
		unit *= 10
	}
	low := strings.ReplaceAll(year, "X", "0")
	if strings.HasPrefix(low, "-") {
		to = signed(low)
		return to - unit + 1, min(to, -1), unit // -000X ends with -0001: there is no year -0000
	}
	from = number(low)
	return from, from + unit - 1, unit
}

// signed is the value of a year.
func signed(year string) int {
	if digits, negative := strings.CutPrefix(year, "-"); negative {
		return -number(digits)
	}
	return number(year)
}

// civil is midnight UTC at the begin of a day. Months and days out of range run on
// into the neighbouring ones, so month 0 is the December before.
func civil(year, month, day int) Instant {
	return InstantOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
