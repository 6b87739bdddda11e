package kg

// An Overlap is the time at which several spans hold at once, and goes on beyond the
// window that was asked about.
type Overlap struct {
	CommonInterval
	// Certainty says how surely they hold at one and the same second of the window. It
	// is empty where they do so for no reading of their dates.
	Certainty Certainty
}

// OverlapIn returns the time at which all of one or more spans hold at once, and
// how surely some of it lies in w. All are half-open: where one ends in the second
// in which another starts, they do not overlap.
func OverlapIn(w Window, spans ...Span) Overlap {
	common := spans[0]
	for _, s := range spans[1:] {
		common.StartEarliest = max(common.StartEarliest, s.StartEarliest)
		common.StartLatest = max(common.StartLatest, s.StartLatest)
		common.EndEarliest = min(common.EndEarliest, s.EndEarliest)
		common.EndLatest = min(common.EndLatest, s.EndLatest)
	}
	if common.StartEarliest >= common.EndLatest {
		return Overlap{}
	}
	var o Overlap
	o.Possible = Window{common.StartEarliest, common.EndLatest}
	if common.StartLatest < common.EndEarliest {
		o.Certain = &Window{common.StartLatest, common.EndEarliest}
	}
	switch {
	case w.meets(common.StartLatest, common.EndEarliest) && eachOutlastsStarts(spans):
		o.Certainty = Certain
	case w.meets(common.StartEarliest, common.EndLatest):
		o.Certainty = Possible
	}
	return o
}

// eachOutlastsStarts reports whether, for every reading, no span ends before another
// has started: they then have a second in common. Of one span alone it is always so.
func eachOutlastsStarts(spans []Span) bool {
	for i, a := range spans {
		for j, b := range spans {
			if i != j && !precedes(a.StartLatest, b.EndEarliest) {
				return false
			}
		}
	}
	return true
}

// precedes reports whether a start lies before an end. Everything starts before an
// end that never comes, and what has no beginning before every end. Of the latest
// start and the earliest end it is so for every reading.
func precedes(start, end Instant) bool {
	return start < end || end == PosInf || start == NegInf
}
