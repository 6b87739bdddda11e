package kg

import "cmp"

// A Chain is what came after what between some parties: agreements, and the ties
// that rest on them, in the order in which they came into force.
type Chain struct {
	// Steps are ordered by earliest start of what is in force under them, or where
	// nothing is, of the agreement; then by id.
	Steps []ChainStep
	// InForce is how long at least one tie of the steps holds; what two cover counts
	// once.
	InForce Length
	// CertainGaps is the number of steps before which, for every reading of the
	// dates, nothing earlier is in force any more; PossibleGaps of those for some.
	CertainGaps, PossibleGaps int
	// Truncated says that a limit left out steps, and what is counted lacks them.
	Truncated bool
}

// A ChainStep is an agreement with the ties that rest on it, or a tie with the
// agreement on which it rests.
type ChainStep struct {
	// Agreement is the event of its making, or nil where none is recorded.
	Agreement *Entity
	// Ties are the relationships that name it, by earliest start and id.
	Ties []Found
	// InForce is how long at least one of the ties holds. It is nil where there is
	// none, and so are Gap and Overlap; these two are nil for the first step too.
	InForce *Length
	// Gap is the time from the last end of the earlier steps to the first start of
	// this one, and 0 where it starts before that.
	Gap *Length
	// Overlap is how long this step and the earlier one that ends last hold together,
	// each from its first start to its last end.
	Overlap *Length
	// Links are the relationships between its agreement and those of other steps, by
	// earliest start and id.
	Links []ChainLink
}

// A ChainLink says how an agreement is linked to another one.
type ChainLink struct {
	// Direction is OUT where the agreement extends (supersedes, implements, violates)
	// the other, IN where the other does so to it.
	Direction Direction
	Tie       Found
	Other     *Entity
}

// start returns what a step is ordered by.
func (s ChainStep) start() (Instant, ID) {
	switch {
	case s.Agreement == nil:
		return spanOf(s.Ties[0].Record).StartEarliest, s.Ties[0].tie().ID
	case len(s.Ties) == 0:
		return s.Agreement.Validity.Span.StartEarliest, s.Agreement.ID
	}
	return spanOf(s.Ties[0].Record).StartEarliest, s.Agreement.ID
}

func compareSteps(a, b ChainStep) int {
	startOfA, idOfA := a.start()
	startOfB, idOfB := b.start()
	return cmp.Or(cmp.Compare(startOfA, startOfB), cmp.Compare(idOfA, idOfB))
}

// hull returns the time from the first start to the last end of a step's ties.
func (s ChainStep) hull() Span {
	hull := spanOf(s.Ties[0].Record)
	for _, tie := range s.Ties[1:] {
		span := spanOf(tie.Record)
		hull.StartEarliest = min(hull.StartEarliest, span.StartEarliest)
		hull.StartLatest = min(hull.StartLatest, span.StartLatest)
		hull.EndEarliest = max(hull.EndEarliest, span.EndEarliest)
		hull.EndLatest = max(hull.EndLatest, span.EndLatest)
	}
	return hull
}

// measure sets how long the chain and its steps, which are in order, are in force,
// and what lies between them.
func (c *Chain) measure() {
	var all []Span
	var last Span // the earlier step that ends last
	for i := range c.Steps {
		step := &c.Steps[i]
		var spans []Span
		for _, tie := range step.Ties {
			spans = append(spans, spanOf(tie.Record))
		}
		if len(spans) == 0 {
			continue
		}
		step.InForce = new(inForce(spans))
		hull := step.hull()
		if len(all) > 0 {
			step.Gap = new(gapBefore(endOf(all), hull))
			step.Overlap = new(lengthOf(OverlapIn(Always, last, hull)))
			c.CertainGaps += min(1, int(step.Gap.Least))
			c.PossibleGaps += min(1, int(step.Gap.Most))
		}
		if len(all) == 0 || endsLater(hull, last) {
			last = hull
		}
		all = append(all, spans...)
	}
	c.InForce = inForce(all)
}

// endsLater reports whether a is the one that lasts longer, by latest and then by
// earliest end.
func endsLater(a, b Span) bool {
	return cmp.Or(cmp.Compare(a.EndLatest, b.EndLatest), cmp.Compare(a.EndEarliest, b.EndEarliest)) > 0
}

// endOf returns the range in which the last end of spans lies.
func endOf(spans []Span) Range {
	end := Range{NegInf, NegInf}
	for _, s := range spans {
		end = Range{max(end.Min, s.EndEarliest), max(end.Max, s.EndLatest)}
	}
	return end
}

// lengthOf returns how long spans certainly and possibly overlap.
func lengthOf(o Overlap) Length {
	var certain Window
	if o.Certain != nil {
		certain = *o.Certain
	}
	return lengthIn(certain, o.Possible)
}

// link puts each relationship between agreements of the chain on both of its steps.
func (c *Chain) link(found []Found) {
	places := make(map[ID][]int)
	for i, step := range c.Steps {
		if step.Agreement != nil {
			places[step.Agreement.ID] = append(places[step.Agreement.ID], i)
		}
	}
	for _, f := range found {
		from, to := places[f.From.ID], places[f.To.ID]
		if len(from) == 0 || len(to) == 0 {
			continue
		}
		for _, i := range from {
			c.Steps[i].Links = append(c.Steps[i].Links, ChainLink{DirectionOut, f, f.To})
		}
		for _, i := range to {
			c.Steps[i].Links = append(c.Steps[i].Links, ChainLink{DirectionIn, f, f.From})
		}
	}
}
