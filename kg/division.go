package kg

import "time"

// A Division is a stretch of time divided into units of the calendar, for those who
// count relationships outside of a Graph and want to count as it does.
type Division struct{ calendar calendar }

// Divide returns the units that w meets, whole, with days in a zone. A w that is infinite
// ends with the years that can be written, and one that ends before it begins has no
// unit. More units than the limit are an [ErrLimit], and a unit that there is none of is
// an [*InvalidError] about the bucket.
func Divide(w Window, unit TimeBucket, zone Zone, limit int) (Division, error) {
	if err := oneOf("bucket", unit, timeBuckets...); err != nil {
		return Division{}, err
	}
	c, err := divideInto(limit, w, unit, zone)
	return Division{c}, err
}

// Size is how many units there are.
func (d Division) Size() int { return d.calendar.size() }

// Window is the time that the units cover. Where there is no unit it is [Nowhere].
func (d Division) Window() Window {
	if d.Size() == 0 {
		return Nowhere
	}
	return d.calendar.window()
}

// Period returns the unit in a place, from 0 on.
func (d Division) Period(place int) Period { return d.calendar.period(place) }

// Days returns the first and the last day of the unit in a place, as midnights in the
// calendar of the zone.
func (d Division) Days(place int) (first, last time.Time) {
	w := d.calendar.period(place).Window
	return w.From.local(d.calendar.zone), w.Until.local(d.calendar.zone).Add(-day)
}

// Tally tells what relationships of some spans do in the units from a place on, as far as
// any of them possibly holds: there is nothing to tell of the others.
func (d Division) Tally(spans []Span) (place int, activities []Activity) {
	first, last := d.Size(), -1
	for _, s := range spans {
		first = min(first, d.calendar.place(s.StartEarliest))
		last = max(last, d.calendar.place(s.EndLatest.Add(-1)))
	}
	first, last = max(first, 0), min(last, d.Size()-1)
	if first > last {
		return 0, nil
	}
	part := calendar{unit: d.calendar.unit, zone: d.calendar.zone, borders: d.calendar.borders[first : last+2]}
	return first, part.tally(spans)
}

// Nowhere is a window without any time, which [Span.Reach] begins with.
var Nowhere = Window{PosInf, NegInf}

// Reach returns w, widened to the first and the last second that a bound of s is dated to.
func (s Span) Reach(w Window) Window {
	for _, t := range [...]Instant{
		s.StartEarliest, s.StartLatest, s.EndEarliest.Add(-1), s.EndLatest.Add(-1),
	} {
		if !t.Infinite() {
			w = Window{min(w.From, t), max(w.Until, t.Add(1))}
		}
	}
	return w
}
