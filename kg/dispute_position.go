package kg

import (
	"math"
	"slices"
)

// A position is what a claim says of a property, in numbers.
type position struct {
	claim *Claim
	// at is the time that the claim is about.
	at Window
	// says is the range of values, as points of a line; denies turns it inside out.
	says   extent
	denies bool
}

// An extent is an interval of a line. An end that is open is not part of it.
type extent struct {
	low, high         float64
	openLow, openHigh bool
}

// everywhere is the whole line.
var everywhere = extent{low: math.Inf(-1), high: math.Inf(1)}

func (e extent) holds(x float64) bool {
	return (x > e.low || x == e.low && !e.openLow) && (x < e.high || x == e.high && !e.openHigh)
}

// permits reports whether the claim may be true if x is the value.
func (p *position) permits(x float64) bool { return p.says.holds(x) != p.denies }

// approximateShare is how far about n reaches to each side of n.
const approximateShare = 10 // one part in ten

// numberExtent is the range that a number means.
func numberExtent(q *Quantity) extent {
	e := everywhere
	if q.Min != nil {
		e.low, e.openLow = *q.Min, q.AboveMin
	}
	if q.Max != nil {
		e.high, e.openHigh = *q.Max, q.BelowMax
	}
	if q.Approximate {
		e.low -= math.Abs(e.low) / approximateShare
		e.high += math.Abs(e.high) / approximateShare
	}
	return e
}

// dateExtent is the seconds that the date of a claim can mean in a zone:
// [first, last + 1).
func dateExtent(c *Claim, zone Zone) extent {
	low, high := NegInf, PosInf
	if bound, ok := c.Bound(zone); ok {
		low, high = bound.Earliest, bound.Latest.Add(1)
	} else if e, err := ParseEDTF(c.Value.Date, zone); err == nil {
		if e.Start.Known() {
			low = e.Start.Date.First
		}
		if e.End.Known() {
			high = e.End.Date.Last.Add(1)
		}
	}
	return extent{low: pointOf(low), high: pointOf(high), openHigh: true}
}

// pointOf puts an instant on the line; every second of a date that can be written
// is a whole number there.
func pointOf(t Instant) float64 {
	switch t {
	case NegInf:
		return math.Inf(-1)
	case PosInf:
		return math.Inf(1)
	}
	return float64(t)
}

// positionsOf returns what claims on one property say. All of their values are of
// one type and unit; their dates are read in a zone.
func positionsOf(claims []*Claim, constant bool, zone Zone) []position {
	positions := make([]position, len(claims))
	var texts []string
	for i, c := range claims {
		p := position{claim: c, at: Always, denies: c.Stance == StanceDenies}
		if !constant {
			p.at = c.window()
		}
		switch c.Value.Type {
		case ValueNumber:
			p.says = numberExtent(c.Value.Number)
		case ValueDate:
			p.says = dateExtent(c, zone)
		default:
			// Each text is a point of its own, as there is nothing between two of them.
			text := textOf(c.Value)
			texts = appendNew(texts, text)
			at := float64(slices.Index(texts, text))
			p.says = extent{low: at, high: at}
		}
		positions[i] = p
	}
	return positions
}

func textOf(v Value) string {
	if v.Type == ValueText {
		return FoldName(v.Text)
	}
	return v.String()
}

// appendNew appends a value unless it is there.
func appendNew[T comparable](list []T, value T) []T {
	if slices.Contains(list, value) {
		return list
	}
	return append(list, value)
}

// witnesses returns points such that any value is permitted by the same positions
// as one of them: the ends of their ranges, and a point on each side of every end.
func witnesses(positions []position, of members) []float64 {
	var ends []float64
	for i := range of.all(len(positions)) {
		for _, end := range []float64{positions[i].says.low, positions[i].says.high} {
			if !math.IsInf(end, 0) {
				ends = append(ends, end)
			}
		}
	}
	if len(ends) == 0 {
		return []float64{0}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	points := []float64{ends[0] - 1}
	for i, end := range ends {
		if i > 0 {
			points = append(points, (ends[i-1]+end)/2)
		}
		points = append(points, end)
	}
	return append(points, ends[len(ends)-1]+1)
}
