package kg

// A CountRange is how many there are: Certain for every reading of the dates, and
// Possible for some reading. Possible includes Certain.
type CountRange struct{ Certain, Possible int }

// An Activity tells what relationships do in a stretch of time: how many are
// active at some second of it, how many start in it, and how many end in it.
//
// What starts in it has its first second there, what ends in it its last. So what
// ended on 20 January ended in January, and what holds until midnight of the 31st
// does too.
type Activity struct{ Active, Started, Ended CountRange }

// empty reports whether nothing is even possible.
func (a Activity) empty() bool {
	return a.Active.Possible == 0 && a.Started.Possible == 0 && a.Ended.Possible == 0
}

// plus returns a with n times b.
func (a Activity) plus(n int, b Activity) Activity {
	return Activity{a.Active.plus(n, b.Active), a.Started.plus(n, b.Started), a.Ended.plus(n, b.Ended)}
}

func (c CountRange) plus(n int, d CountRange) CountRange {
	return CountRange{c.Certain + n*d.Certain, c.Possible + n*d.Possible}
}

// A histogram tells what relationships do in each unit of a calendar. While they
// are added up, each place holds by how much it differs from the one before, so
// that a span costs the same however many units it covers.
type histogram []Activity

// tally tells what spans do in each unit of c.
func (c *calendar) tally(spans []Span) histogram {
	h := make(histogram, c.size()+1)
	for _, s := range spans {
		h.add(c, s)
	}
	for i := range c.size() {
		h[i+1] = h[i+1].plus(1, h[i])
	}
	return h[:c.size()]
}

// add adds a span. A bound that is infinite for every reading starts or ends nothing.
func (h histogram) add(c *calendar, s Span) {
	certain, possible := CountRange{Certain: 1}, CountRange{Possible: 1}
	startEarliest, startLatest := c.place(s.StartEarliest), c.place(s.StartLatest)
	endEarliest, endLatest := c.place(s.EndEarliest.Add(-1)), c.place(s.EndLatest.Add(-1))
	h.between(startEarliest, endLatest, Activity{Active: possible})
	h.between(startLatest, endEarliest, Activity{Active: certain})
	if s.StartLatest != NegInf {
		h.between(startEarliest, startLatest, Activity{Started: possible})
		if startEarliest == startLatest {
			h.between(startEarliest, startLatest, Activity{Started: certain})
		}
	}
	if s.EndEarliest != PosInf {
		h.between(endEarliest, endLatest, Activity{Ended: possible})
		if endEarliest == endLatest {
			h.between(endEarliest, endLatest, Activity{Ended: certain})
		}
	}
}

// between adds to the places from one up to and including another, as far as h has
// them, and nothing where the second comes first.
func (h histogram) between(from, to int, a Activity) {
	from, to = max(from, 0), min(to, len(h)-2)
	if from <= to {
		h[from], h[to+1] = h[from].plus(1, a), h[to+1].plus(-1, a)
	}
}
