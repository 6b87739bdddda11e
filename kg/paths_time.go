package kg

// A CommonInterval is the time in which all hops of a path hold together.
type CommonInterval struct {
	// Certain is the part in which they do for every reading of their bounds. It is
	// nil where no second is certain, which may be so of a path that is.
	Certain *Window
	// Possible is the part in which they do for some reading.
	Possible Window
}

// A Moment lies in the closed range from Earliest to Latest: where exactly depends
// on how bounds are read.
type Moment struct{ Earliest, Latest Instant }

// Kind is OPEN where m lies before every date, UNKNOWN where it has no limit on one
// side, and KNOWN where it has both.
func (m Moment) Kind() BoundKind {
	switch {
	case m.Latest == NegInf:
		return BoundOpen
	case m.Earliest == NegInf, m.Latest == PosInf:
		return BoundUnknown
	}
	return BoundKnown
}

// A pathRule says which relationships can follow one another on a path.
type pathRule struct {
	mode PathMode
	// window is the time in which each of them must hold.
	window Window
	// byStatus says that this is a SNAPSHOT in which a status is asked for. It decides
	// alone which relationships are followed, whatever the certainty that is asked for.
	byStatus bool
}

// rule returns that of q in v.
func (q PathQuery) rule(v View) pathRule {
	r := pathRule{q.Mode, Always, q.Mode == PathSnapshot && q.Where.mentionsStatus()}
	switch {
	case r.byStatus:
		r.window = v.StatusWindow()
	case q.Mode == PathSnapshot:
		r.window = v.Valid
	case q.Within != nil:
		r.window = *q.Within
	case v.Given:
		r.window = v.Valid
	}
	return r
}

// hop returns when a relationship can be followed by the reading of its bounds that
// counts for a certainty: the narrowest for CERTAIN, the widest for POSSIBLE. In a
// SNAPSHOT it can at any time. It returns false where it cannot at all. Of statuses
// that were asked for only POSSIBLY_ACTIVE is not certain.
func (r pathRule) hop(s Span, c Certainty) (Window, bool) {
	holds := s.Holds(r.window)
	switch {
	case r.mode == PathSnapshot:
		return Always, c == Possible || holds != Possible
	case c == Certain:
		return Window{s.StartLatest, s.EndEarliest}, holds == Certain
	}
	return Window{s.StartEarliest, s.EndLatest}, holds != ""
}

// start returns what [pathRule.join] begins with.
func (r pathRule) start() Window {
	if r.mode == PathSnapshot {
		return Always
	}
	return r.window
}

// join adds a hop to the latest start and the earliest end of the hops before it,
// and reports whether it can follow them.
//
// A hop is not compared with itself: its start lies before its end in every
// reading, even where the latest start lies after the earliest end. So a path by
// an event of some moment of 2014 is certain, though no second of it is.
func (r pathRule) join(sofar, hop Window) (Window, bool) {
	follows := precedes(sofar.From, hop.Until)
	if r.mode == PathContinuous {
		follows = follows && precedes(hop.From, sofar.Until)
	}
	return Window{max(sofar.From, hop.From), min(sofar.Until, hop.Until)}, follows
}

// allows reports whether hops, in this order, make a path as surely as c says.
func (r pathRule) allows(hops []Span, c Certainty) bool {
	sofar := r.start()
	for _, s := range hops {
		hop, ok := r.hop(s, c)
		if !ok {
			return false
		}
		if sofar, ok = r.join(sofar, hop); !ok {
			return false
		}
	}
	return true
}

// interval returns the common interval of hops that make a CONTINUOUS path.
func (r pathRule) interval(hops []Span) *CommonInterval {
	certain, possible := r.window, r.window
	for _, s := range hops {
		certain.From = max(certain.From, s.StartLatest)
		certain.Until = min(certain.Until, s.EndEarliest)
		possible.From = max(possible.From, s.StartEarliest)
		possible.Until = min(possible.Until, s.EndLatest)
	}
	if certain.From < certain.Until {
		return &CommonInterval{&certain, possible}
	}
	return &CommonInterval{nil, possible}
}

// arrival returns when the last of hops that make a CONSECUTIVE path can be taken at
// the earliest. It is a range over those readings of their bounds for which the
// path is there: no hop then starts after a later one ends.
func (r pathRule) arrival(hops []Span) *Moment {
	m := Moment{r.window.From, r.window.From}
	end := r.window.Until
	for i := len(hops) - 1; i >= 0; i-- {
		end = min(end, hops[i].EndLatest)
		m.Earliest = max(m.Earliest, hops[i].StartEarliest)
		m.Latest = max(m.Latest, min(hops[i].StartLatest, end.Add(-1)))
	}
	return &m
}

// departure returns when the first of hops that make a CONSECUTIVE path can be taken
// at the earliest, over the same readings as [pathRule.arrival].
func (r pathRule) departure(hops []Span) *Moment {
	end := r.window.Until
	for _, s := range hops {
		end = min(end, s.EndLatest)
	}
	return &Moment{
		Earliest: max(r.window.From, hops[0].StartEarliest),
		Latest:   max(r.window.From, min(hops[0].StartLatest, end.Add(-1))),
	}
}
