package kg

import "strings"

// told returns a validity with the words of the claimants in the place of accepted
// bounds. Where they leave no time between start and end, the bound that they say
// nothing of, or else the end, is unknown. Limits bound an end that is unknown for
// them, as far as they leave any time.
func (a *account) told(v Validity, event bool, lifetimes ...Span) Validity {
	starts := a.starts(v.Zone)
	ends := a.ends(v.Zone, v.Span.EndLatest, event)
	if len(starts) == 0 && len(ends) == 0 {
		return v
	}
	start := side{Range{v.Span.StartEarliest, v.Span.StartLatest}, Written{}, len(starts) > 0}
	end := side{Range{v.Span.EndEarliest, v.Span.EndLatest}, Written{}, len(ends) > 0}
	start.text.EDTF, end.text.EDTF = sidesOf(v.EDTF)
	start.text.StartedAfter, start.text.AttestedFrom = v.StartedAfter, v.AttestedFrom
	end.text.EndedBefore, end.text.AttestedUntil = v.EndedBefore, v.AttestedUntil
	end.text.Ended, end.text.Scheduled = v.Ended, v.Scheduled
	if start.told {
		start.tellStart(starts)
	}
	if end.told {
		end.tellEnd(ends, lifetimes)
	}
	return join(start, end, v.Zone)
}

// A side is one bound of a validity on its way to another.
type side struct {
	within Range
	// text is the written side, in EDTF, with the remarks about it.
	text Written
	// told says that it is the claimants'.
	told bool
}

// sidesOf splits the text of a validity. A single date stands for both sides.
func sidesOf(edtf string) (start, end string) {
	start, end, interval := strings.Cut(edtf, "/")
	if !interval {
		return edtf, edtf
	}
	return start, end
}

// hull returns the range from the earliest to the latest that words admit.
func hull(words []word, end bool) Range {
	within := words[0].bound(end)
	for _, w := range words[1:] {
		b := w.bound(end)
		within = Range{min(within.Min, b.Min), max(within.Max, b.Max)}
	}
	return within
}

func (s *side) tellStart(words []word) {
	s.within = hull(words, false)
	if len(words) == 1 {
		s.text = Written{EDTF: words[0].date.Text}
		return
	}
	s.text = Written{StartedAfter: words[0].date.Text, AttestedFrom: words[len(words)-1].date.Text}
}

func (s *side) tellEnd(words []word, lifetimes []Span) {
	s.within = hull(words, true)
	first, last := words[0], words[len(words)-1]
	if len(words) == 1 && !first.attested {
		s.text = Written{EDTF: first.date.Text}
		return
	}
	s.text = Written{AttestedUntil: first.date.Text}
	if s.within.Max != PosInf {
		s.text.EndedBefore, s.text.Ended = last.date.Text, true
		return
	}
	for _, life := range lifetimes {
		if life.EndLatest > s.within.Min {
			s.within.Max = min(s.within.Max, life.EndLatest)
		}
	}
}

// join makes a validity of two sides.
func join(start, end side, zone Zone) Validity {
	if start.within.Min >= end.within.Max {
		if start.told {
			end = side{within: Range{NegInf, PosInf}}
		} else {
			start = side{within: Range{NegInf, PosInf}}
		}
	}
	v := Validity{Written: end.text}
	v.Zone = zone
	v.StartedAfter, v.AttestedFrom = start.text.StartedAfter, start.text.AttestedFrom
	v.EDTF = start.text.EDTF + "/" + end.text.EDTF
	if start.text.EDTF == end.text.EDTF && start.text.EDTF != "" && start.text.EDTF != ".." {
		v.EDTF = start.text.EDTF
	}
	v.Span = Span{
		StartEarliest: start.within.Min, StartLatest: min(start.within.Max, end.within.Max.Add(-1)),
		EndEarliest: max(end.within.Min, start.within.Min.Add(1)), EndLatest: end.within.Max,
	}
	return v
}
