package kg

import "math"

// A NumberSpread is how far apart the numbers of a conflict lie. They are taken as
// they are written: "about 120" is 120.
type NumberSpread struct {
	// Min and Max are the smallest and the largest number written.
	Min, Max float64
	// OpenBelow and OpenAbove say that a claim sets no bound on that side, such as
	// "more than 200" above.
	OpenBelow, OpenAbove bool
	// Ratio is Max / Min, or nil where Min is not above zero.
	Ratio *float64
	// Unit is what is counted, or empty.
	Unit string
}

// A DateSpread is how far apart the dates of a conflict lie.
type DateSpread struct {
	// Earliest and Latest are the first and the last second that any of them can
	// mean; infinite where one has no bound on that side.
	Earliest, Latest Instant
	// GapDays is how many days lie at least between the two that are furthest apart:
	// 4 for the 10th and the 15th, 0 for a day and the next, 0.5 for two instants
	// twelve hours apart.
	GapDays float64
}

// spreadOf returns the spread of numbers or of dates, or neither.
func spreadOf(claims []*Claim, zone Zone) (*NumberSpread, *DateSpread) {
	if len(claims) == 0 {
		return nil, nil
	}
	switch claims[0].Value.Type {
	case ValueNumber:
		return numberSpread(claims), nil
	case ValueDate:
		return nil, dateSpread(claims, zone)
	default:
		return nil, nil
	}
}

func numberSpread(claims []*Claim) *NumberSpread {
	s := &NumberSpread{Min: math.Inf(1), Max: math.Inf(-1), Unit: claims[0].Value.Number.Unit}
	for _, c := range claims {
		q := c.Value.Number
		s.OpenBelow = s.OpenBelow || q.Min == nil
		s.OpenAbove = s.OpenAbove || q.Max == nil
		for _, n := range []*float64{q.Min, q.Max} {
			if n != nil {
				s.Min, s.Max = min(s.Min, *n), max(s.Max, *n)
			}
		}
	}
	if s.Min > 0 {
		s.Ratio = new(s.Max / s.Min)
	}
	return s
}

func dateSpread(claims []*Claim, zone Zone) *DateSpread {
	s := &DateSpread{Earliest: PosInf, Latest: NegInf}
	lastBegins, firstEnds := math.Inf(-1), math.Inf(1)
	for _, c := range claims {
		e := dateExtent(c, zone)
		s.Earliest = min(s.Earliest, instantAt(e.low))
		s.Latest = max(s.Latest, instantAt(e.high).Add(-1))
		begins, ends := reachOf(c.Value.Date, zone)
		lastBegins, firstEnds = max(lastBegins, begins), min(firstEnds, ends)
	}
	if gap := lastBegins - firstEnds; gap > 0 {
		s.GapDays = gap / daySeconds
	}
	return s
}

// reachOf returns where a date begins and ends on the line; an instant has no length.
func reachOf(text string, zone Zone) (begins, ends float64) {
	begins, ends = everywhere.low, everywhere.high
	e, err := ParseEDTF(text, zone)
	if err != nil {
		return begins, ends
	}
	if e.Start.Known() {
		begins = pointOf(e.Start.Date.First)
	}
	if last := e.End.Date; last.isInstant() {
		ends = pointOf(last.Last)
	} else if last.given() {
		ends = pointOf(last.Last.Add(1))
	}
	return begins, ends
}

// instantAt is the instant at a point that [pointOf] gave.
func instantAt(x float64) Instant {
	switch {
	case math.IsInf(x, -1):
		return NegInf
	case math.IsInf(x, 1):
		return PosInf
	default:
		return Instant(x)
	}
}
