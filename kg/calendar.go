package kg

import (
	"fmt"
	"slices"
	"time"
)

// A TimeBucket is the unit of the calendar that time is divided into.
type TimeBucket string

// The units, from the shortest to the longest. EDTF has no text for a week.
const (
	BucketDay     TimeBucket = "DAY"
	BucketMonth   TimeBucket = "MONTH"
	BucketQuarter TimeBucket = "QUARTER"
	BucketYear    TimeBucket = "YEAR"
	BucketDecade  TimeBucket = "DECADE"
	BucketCentury TimeBucket = "CENTURY"
)

var timeBuckets = []TimeBucket{
	BucketDay, BucketMonth, BucketQuarter, BucketYear, BucketDecade, BucketCentury,
}

// MaxBuckets is the largest number of buckets that time is divided into, and
// EnoughBuckets that where the unit is chosen by itself. All years that can be
// written are so many centuries.
const (
	MaxBuckets    = 1000
	EnoughBuckets = 200
)

// A Period is a stretch of time with a text for it, which read as a question is
// that stretch; see [ParseWindow].
type Period struct {
	Window
	EDTF string
}

// A calendar is a stretch of time divided into whole units, which begin at midnight
// in a zone.
type calendar struct {
	unit TimeBucket
	zone Zone
	// borders are the first seconds of the units, and that after the last unit.
	borders []Instant
}

// divide returns the units that w meets, whole. Without a unit it takes the
// shortest of which there are not more than [EnoughBuckets]. A w that is infinite
// ends with the years that can be written. More than [MaxBuckets] are an ErrLimit.
func divide(w Window, unit TimeBucket, zone Zone) (calendar, error) {
	return divideInto(MaxBuckets, w, unit, zone)
}

// divideInto is divide with another limit.
func divideInto(limit int, w Window, unit TimeBucket, zone Zone) (calendar, error) {
	w = w.and(writableIn(zone))
	if w.From >= w.Until {
		return calendar{unit: unit, zone: zone}, nil
	}
	c := calendar{zone: zone}
	for _, c.unit = range timeBuckets {
		if c.unit == unit || unit == "" && c.meets(w) <= EnoughBuckets {
			break
		}
	}
	n := c.meets(w)
	if n > limit {
		return calendar{}, &LimitError{What: "buckets", Value: n, Limit: limit}
	}
	first := c.number(w.From)
	for i := range n + 1 {
		c.borders = append(c.borders, c.begin(first+i))
	}
	return c, nil
}

// meets returns how many units w meets.
func (c *calendar) meets(w Window) int {
	return c.number(w.Until.Add(-1)) - c.number(w.From) + 1
}

const day = daySeconds * time.Second

// number counts the units up to the one that t lies in. The one that begins with
// 1970-01-01, or with year 0, has 0.
func (c *calendar) number(t Instant) int {
	at := t.local(c.zone)
	year, month := at.Year(), int(at.Month())-1
	switch c.unit {
	case BucketDay:
		return int(civil(year, month+1, at.Day()) / daySeconds)
	case BucketMonth:
		return 12*year + month
	case BucketQuarter:
		return 4*year + month/3
	case BucketDecade:
		return groupOf(year, 10)
	case BucketCentury:
		return groupOf(year, 100)
	}
	return year
}

// groupOf numbers decades or centuries by the digits that their years share, as
// the text does: -0009 to -0001 are the decade -000X, and -001X comes before it.
func groupOf(year, size int) int {
	if year < 0 {
		return year/size - 1
	}
	return year / size
}

// firstOf is the first year of a group.
func firstOf(group, size int) int {
	if group < 0 {
		return group*size + 1
	}
	return group * size
}

// begin returns the first second of the unit with a number.
func (c *calendar) begin(n int) Instant {
	var first Instant
	switch c.unit {
	case BucketDay:
		first = Instant(n) * daySeconds
	case BucketMonth:
		first = civil(0, n+1, 1)
	case BucketQuarter:
		first = civil(0, 3*n+1, 1)
	case BucketDecade:
		first = civil(firstOf(n, 10), 1, 1)
	case BucketCentury:
		first = civil(firstOf(n, 100), 1, 1)
	default:
		first = civil(n, 1, 1)
	}
	return first.Add(-c.zone.seconds())
}

// size is how many units there are.
func (c *calendar) size() int { return max(len(c.borders)-1, 0) }

// window is the time that the units cover, which must be some.
func (c *calendar) window() Window { return Window{c.borders[0], c.borders[c.size()]} }

// place returns the place of the unit in which t lies: -1 before the first, and
// the number of units after the last.
func (c *calendar) place(t Instant) int {
	i, found := slices.BinarySearch(c.borders, t)
	if found {
		return i
	}
	return i - 1
}

// period returns the unit in a place.
func (c *calendar) period(i int) Period {
	w := Window{c.borders[i], c.borders[i+1]}
	return Period{w, c.text(w.From.local(c.zone))}
}

// text is the EDTF text of the unit that begins at a time.
func (c *calendar) text(begin time.Time) string {
	year := yearText(begin)
	switch c.unit {
	case BucketDay:
		return year + begin.Format("-01-02")
	case BucketMonth:
		return year + begin.Format("-01")
	case BucketQuarter:
		return year + begin.Format("-01/") + year + begin.AddDate(0, 2, 0).Format("-01")
	case BucketDecade:
		return year[:len(year)-1] + "X"
	case BucketCentury:
		return year[:len(year)-2] + "XX"
	}
	return year
}

// local is t as the clocks of a zone show it.
func (t Instant) local(zone Zone) time.Time {
	return time.Unix(int64(t.Add(zone.seconds())), 0).UTC()
}

// yearText writes the year of a time with four digits and its sign.
func yearText(at time.Time) string {
	if year := at.Year(); year < 0 {
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", at.Year())
}

// period returns w, which is finite, with the text of its days in a zone, or of its
// seconds where it does not begin and end with a day. What cannot be written is left
// out.
func (w Window) period(zone Zone) Period {
	w = w.and(writableIn(zone))
	from, until := w.From.local(zone), w.Until.local(zone)
	var first, last string
	if from.Equal(from.Truncate(day)) && until.Equal(until.Truncate(day)) {
		until = until.Add(-day)
		first, last = yearText(from)+from.Format("-01-02"), yearText(until)+until.Format("-01-02")
	} else {
		w = w.and(writable) // the text of a second is in UTC
		first, last = w.From.String(), w.Until.Add(-1).String()
	}
	if first == last {
		return Period{w, first}
	}
	return Period{w, first + "/" + last}
}
