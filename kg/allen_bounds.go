package kg

import "cmp"

// bounds returns ranges that the instants of every a lie in which stands, as surely
// as asked, in r to b. They are what four comparisons can say: some a that lies in
// them may stand otherwise, so what they admit is still to be tested.
func (r AllenRelation) bounds(b Span, certainty Certainty) Bounds {
	group := r.groups()
	bounds := Unbounded
	others := [...]Range{
		startB: {b.StartEarliest, b.StartLatest}, endB: {b.EndEarliest, b.EndLatest},
	}
	for _, endpoint := range []int{startA, endA} {
		earliest, latest := bounds.bound(endpoint == startA)
		for _, other := range []int{startB, endB} {
			order := cmp.Compare(group[endpoint], group[other])
			e, l := compared(order, others[other], certainty)
			*earliest, *latest = earliest.intersect(e), latest.intersect(l)
		}
	}
	return bounds
}

// groups returns, for each endpoint, which group of r's chain it is in.
func (r AllenRelation) groups() (group [4]int) {
	chain, direct := allenChains[r]
	if !direct {
		chain = allenChains[r.Inverse()]
	}
	for i, endpoints := range chain {
		for _, endpoint := range endpoints {
			if !direct {
				endpoint = (endpoint + startB) % len(group) // a and b change places
			}
			group[endpoint] = i
		}
	}
	return group
}

// compared returns the ranges of the earliest and latest instant of a bound that is
// before (-1), at (0) or after (1) another, which lies in the range given.
func compared(order int, other Range, certainty Certainty) (earliest, latest Range) {
	certain := certainty == Certain
	switch {
	case order < 0 && certain:
		return anyInstant, before(other.Min)
	case order < 0:
		return before(other.Max), anyInstant
	case order > 0 && certain:
		return after(other.Max), anyInstant
	case order > 0:
		return anyInstant, after(other.Min)
	case certain:
		exact := Range{other.Max, other.Min} // empty where the other is not exact
		return exact, exact
	}
	return Range{NegInf, other.Max}, Range{other.Min, PosInf}
}

// bound returns the ranges of the two instants of the start, or of the end.
func (b *Bounds) bound(start bool) (earliest, latest *Range) {
	if start {
		return &b.StartEarliest, &b.StartLatest
	}
	return &b.EndEarliest, &b.EndLatest
}

// nowhere admits no validity.
var nowhere = Bounds{StartEarliest: Range{PosInf, NegInf}}

// join returns bounds that admit all that either does; a nil b admits nothing.
func (b *Bounds) join(c Bounds) *Bounds {
	if b == nil {
		return &c
	}
	return &Bounds{
		b.StartEarliest.join(c.StartEarliest), b.StartLatest.join(c.StartLatest),
		b.EndEarliest.join(c.EndEarliest), b.EndLatest.join(c.EndLatest),
	}
}

func (r Range) join(s Range) Range {
	switch {
	case r.Min > r.Max:
		return s
	case s.Min > s.Max:
		return r
	}
	return Range{min(r.Min, s.Min), max(r.Max, s.Max)}
}
