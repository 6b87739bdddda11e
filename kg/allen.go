package kg

import (
	"math"
	"slices"
)

// An AllenRelation is how one time span lies towards another. For two spans whose
// bounds are exact, exactly one of the thirteen holds.
type AllenRelation string

// The relations of a to b.
const (
	AllenBefore       AllenRelation = "BEFORE"        // a ends before b starts
	AllenMeets        AllenRelation = "MEETS"         // a ends in the second at which b starts
	AllenOverlaps     AllenRelation = "OVERLAPS"      // a starts first and ends within b
	AllenStarts       AllenRelation = "STARTS"        // both start together, a ends first
	AllenDuring       AllenRelation = "DURING"        // a starts after b and ends before it
	AllenFinishes     AllenRelation = "FINISHES"      // both end together, b starts first
	AllenEquals       AllenRelation = "EQUALS"        // both start and end together
	AllenAfter        AllenRelation = "AFTER"         // inverse of BEFORE
	AllenMetBy        AllenRelation = "MET_BY"        // inverse of MEETS
	AllenOverlappedBy AllenRelation = "OVERLAPPED_BY" // inverse of OVERLAPS
	AllenStartedBy    AllenRelation = "STARTED_BY"    // inverse of STARTS
	AllenContains     AllenRelation = "CONTAINS"      // inverse of DURING
	AllenFinishedBy   AllenRelation = "FINISHED_BY"   // inverse of FINISHES
)

// AllenRelations are all thirteen in canonical order. They are not to be changed.
var AllenRelations = []AllenRelation{
	AllenBefore, AllenMeets, AllenOverlaps, AllenStarts, AllenDuring, AllenFinishes, AllenEquals,
	AllenAfter, AllenMetBy, AllenOverlappedBy, AllenStartedBy, AllenContains, AllenFinishedBy,
}

// Inverse is the relation of b to a where r is that of a to b.
func (r AllenRelation) Inverse() AllenRelation {
	const pairs = 6 // all but EQUALS, which stands between the two halves of the list
	i := slices.Index(AllenRelations, r)
	switch {
	case i < 0 || i == pairs:
		return r
	case i < pairs:
		return AllenRelations[i+pairs+1]
	}
	return AllenRelations[i-pairs-1]
}

// Allen returns the relations of a to b that some reading of their bounds has, in
// canonical order. A single one is certain. Infinite bounds lie at a distance that
// nobody knows, so two of them are never certainly equal; but nothing comes before
// an open start or after an ongoing end.
func Allen(a, b Span) []AllenRelation {
	var possible []AllenRelation
	for _, r := range AllenRelations {
		if r.possible(a, b) {
			possible = append(possible, r)
		}
	}
	return possible
}

// Between says how surely a stands in r to b: CERTAIN if every reading of their
// bounds has it so, POSSIBLE if some have, else empty.
func (r AllenRelation) Between(a, b Span) Certainty {
	if !r.possible(a, b) {
		return ""
	}
	for _, other := range AllenRelations {
		if other != r && other.possible(a, b) {
			return Possible
		}
	}
	return Certain
}

// The four endpoints of two spans, as they are numbered in allenChains.
const (
	startA = iota
	endA
	startB
	endB
)

// allenChains writes each relation as groups of endpoints: those of one group are
// equal, and each group is later than the one before it.
var allenChains = map[AllenRelation][][]int{
	AllenBefore:   {{startA}, {endA}, {startB}, {endB}},
	AllenMeets:    {{startA}, {endA, startB}, {endB}},
	AllenOverlaps: {{startA}, {startB}, {endA}, {endB}},
	AllenStarts:   {{startA, startB}, {endA}, {endB}},
	AllenDuring:   {{startB}, {startA}, {endA}, {endB}},
	AllenFinishes: {{startB}, {startA}, {endA, endB}},
	AllenEquals:   {{startA, startB}, {endA, endB}},
}

// possible reports whether instants can be chosen for the four endpoints that form
// the chain of r. Each group takes the least instant that is left to it, which
// leaves most room to the groups that follow.
func (r AllenRelation) possible(a, b Span) bool {
	chain, ok := allenChains[r]
	if !ok {
		a, b = b, a
		chain = allenChains[r.Inverse()]
	}
	ranges := [...]Range{
		startA: startRange(a), endA: endRange(a), startB: startRange(b), endB: endRange(b),
	}
	last := NegInf
	for _, group := range chain {
		room := Range{last + 1, PosInf}
		for _, endpoint := range group {
			room = room.intersect(ranges[endpoint])
		}
		if room.Min > room.Max {
			return false
		}
		last = room.Min
	}
	return len(chain) > 0
}

// Infinite starts are chosen from two instants further back than any date, infinite
// ends from two further ahead. Two are enough for equal and for either order.
const (
	farPast   Instant = math.MinInt64 / 2
	farFuture Instant = math.MaxInt64 / 2
)

// startRange is where the start of s can be chosen. All that is not −∞ is after
// the far past.
func startRange(s Span) Range {
	r := Range{s.StartEarliest, s.StartLatest}
	if r.Min == NegInf {
		r.Min = farPast
	}
	switch r.Max {
	case NegInf:
		r.Max = farPast + 1
	case PosInf:
		r.Max = farFuture - 1
	}
	return r
}

// endRange is where the end of s can be chosen. All that is not +∞ is before the
// far future, and nothing ends in the far past.
func endRange(s Span) Range {
	r := Range{s.EndEarliest, s.EndLatest}
	switch r.Min {
	case NegInf:
		r.Min = farPast + 2
	case PosInf:
		r.Min = farFuture
	}
	if r.Max == PosInf {
		r.Max = farFuture + 1
	}
	return r
}
