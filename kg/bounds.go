package kg

// A Range is a closed range of instants.
type Range struct{ Min, Max Instant }

// anyInstant admits all instants, the infinite ones included.
var anyInstant = Range{NegInf, PosInf}

// Bounds are ranges for the four instants of a validity. They are how questions
// about time reach a store, which only compares numbers.
type Bounds struct {
	StartEarliest, StartLatest, EndEarliest, EndLatest Range
}

// Unbounded admits every validity.
var Unbounded = Bounds{anyInstant, anyInstant, anyInstant, anyInstant}

// Admit reports whether each instant of s lies in its range. A nil b admits all.
func (b *Bounds) Admit(s Span) bool {
	return b == nil ||
		b.StartEarliest.admit(s.StartEarliest) && b.StartLatest.admit(s.StartLatest) &&
			b.EndEarliest.admit(s.EndEarliest) && b.EndLatest.admit(s.EndLatest)
}

func (r Range) admit(t Instant) bool { return r.Min <= t && t <= r.Max }

// and returns what both bounds admit; nil admits all.
func (b *Bounds) and(c *Bounds) *Bounds {
	switch {
	case b == nil:
		return c
	case c == nil:
		return b
	}
	both := b.intersect(*c)
	return &both
}

// empty reports whether a range has no instant, so that b admits nothing.
func (b *Bounds) empty() bool {
	return b.StartEarliest.empty() || b.StartLatest.empty() || b.EndEarliest.empty() || b.EndLatest.empty()
}

func (r Range) empty() bool { return r.Min > r.Max }

// intersect returns what both bounds admit.
func (b Bounds) intersect(c Bounds) Bounds {
	return Bounds{
		b.StartEarliest.intersect(c.StartEarliest), b.StartLatest.intersect(c.StartLatest),
		b.EndEarliest.intersect(c.EndEarliest), b.EndLatest.intersect(c.EndLatest),
	}
}

func (r Range) intersect(s Range) Range { return Range{max(r.Min, s.Min), min(r.Max, s.Max)} }

// before and after are the ranges of instants on one side of an excluded bound.
// An infinite bound of a question passes its comparison.
func before(t Instant) Range {
	if t == PosInf {
		return anyInstant
	}
	return Range{NegInf, t.Add(-1)}
}

func after(t Instant) Range {
	if t == NegInf {
		return anyInstant
	}
	return Range{t.Add(1), PosInf}
}

// possibleBounds admits what possibly or certainly holds in w.
func possibleBounds(w Window) *Bounds {
	b := Unbounded
	b.StartEarliest, b.EndLatest = before(w.Until), after(w.From)
	return &b
}

// activeBounds admits what certainly holds in w.
func activeBounds(w Window) *Bounds {
	b := Unbounded
	b.StartLatest, b.EndEarliest = before(w.Until), after(w.From)
	return &b
}

// upcomingBounds admits what is still to come after w.
func upcomingBounds(w Window) *Bounds {
	b := Unbounded
	b.StartEarliest = Range{w.Until, PosInf}
	return &b
}

// expiredBounds admits what was over before w.
func expiredBounds(w Window) *Bounds {
	b := Unbounded
	b.EndLatest = Range{NegInf, w.From}
	return &b
}
