package kg

// A limit is one of the four instants of a span while it is worked out, with what
// set it, so that a contradiction can name both sides.
type limit struct {
	at Instant
	// by is "start", "end", the name of a remark, or one of the two below.
	by string
	// lifetime is the instant of the lifetime that set the limit, if one did.
	lifetime Instant
}

const (
	byBirth = "the start of a lifetime at"
	byDeath = "the end of a lifetime at"
)

// limits are a span while it is worked out.
type limits struct {
	startEarliest, startLatest, endEarliest, endLatest limit
}

// raise moves a lower limit up to b, lower an upper limit down to b.
func (l *limit) raise(b limit) {
	if b.at > l.at {
		*l = b
	}
}

func (l *limit) lower(b limit) {
	if b.at < l.at {
		*l = b
	}
}

// plus is the limit so many seconds later.
func (l limit) plus(seconds int64) limit {
	l.at = l.at.Add(seconds)
	return l
}

// span works out the four instants: the bounds as written, what the remarks say
// about them, the lifetimes, and then what start and end say about each other.
func (r *reading) span(lifetimes []Span) (Span, error) {
	l := limits{
		startEarliest: limit{at: NegInf, by: "start"}, startLatest: limit{at: PosInf, by: "start"},
		endEarliest: limit{at: NegInf, by: "end"}, endLatest: limit{at: PosInf, by: "end"},
	}
	r.applyText(&l)
	r.applyRemarks(&l)
	for _, life := range lifetimes {
		r.applyLifetime(&l, life)
	}
	l.startLatest.lower(l.endLatest.plus(-1))
	l.endEarliest.raise(l.startEarliest.plus(1))
	if lower, upper, clash := l.clash(); clash {
		return Span{}, r.clashError(lower, upper)
	}
	return Span{l.startEarliest.at, l.startLatest.at, l.endEarliest.at, l.endLatest.at}, nil
}

// applyText sets the bounds as they are written. Unknown ones are left infinite on
// both sides. An open end that is attested is left so too: it goes on from then.
func (r *reading) applyText(l *limits) {
	start, end := r.expression.Start, r.expression.End
	switch {
	case start.Open:
		l.startLatest.at = NegInf
	case start.Known():
		l.startEarliest.at, l.startLatest.at = start.Date.First, start.Date.Last
	}
	switch {
	case end.Open && !r.attestedFrom.given() && !r.attestedUntil.given():
		l.endEarliest.at = PosInf
	case end.Known() && end.Date.isInstant() && !r.expression.Single:
		l.endEarliest.at, l.endLatest.at = end.Date.First, end.Date.Last
	case end.Known():
		l.endEarliest.at, l.endLatest.at = end.Date.First.Add(1), end.Date.Last.Add(1)
	}
}

// applyRemarks limits the bounds by what is remarked about them.
func (r *reading) applyRemarks(l *limits) {
	if d := r.startedAfter; d.given() {
		l.startEarliest.raise(limit{at: d.First, by: "startedAfter"})
	}
	if d := r.endedBefore; d.given() {
		l.endLatest.lower(limit{at: d.Last.Add(1), by: "endedBefore"})
	}
	from, fromBy, until, untilBy := r.attestedFrom, "attestedFrom", r.attestedUntil, "attestedUntil"
	switch {
	case !from.given() && !until.given():
		return
	case !from.given():
		from, fromBy = until, untilBy
	case !until.given():
		until, untilBy = from, fromBy
	}
	l.startLatest.lower(limit{at: from.Last, by: fromBy})
	l.endEarliest.raise(limit{at: until.First.Add(1), by: untilBy})
}

// applyLifetime limits the unknown bounds to a lifetime. Where both are unknown,
// either limit of one bound follows from the other bound's; where one is written
// it may lie outside, so both limits are set.
func (r *reading) applyLifetime(l *limits, life Span) {
	birth := limit{at: life.StartEarliest, by: byBirth, lifetime: life.StartEarliest}
	death := limit{at: life.EndLatest, by: byDeath, lifetime: life.EndLatest}
	if r.expression.Start.Unknown() {
		l.startEarliest.raise(birth)
		l.startLatest.lower(death.plus(-1))
	}
	if r.expression.End.Unknown() {
		l.endEarliest.raise(birth.plus(1))
		l.endLatest.lower(death)
	}
}

// clash finds a lower limit that leaves no room below an upper one.
func (l *limits) clash() (lower, upper limit, found bool) {
	switch {
	case l.startEarliest.at > l.startLatest.at:
		return l.startEarliest, l.startLatest, true
	case l.endEarliest.at > l.endLatest.at:
		return l.endEarliest, l.endLatest, true
	}
	return l.startEarliest, l.endLatest, l.startEarliest.at >= l.endLatest.at
}

// clashError names both limits, and blames a remark rather than the text.
func (r *reading) clashError(lower, upper limit) error {
	reason := r.describe(lower) + " is not before " + r.describe(upper)
	for _, l := range []limit{lower, upper} {
		if remark := r.remark(l.by); remark.given() {
			return blame(l.by, remark.Text, reason, "")
		}
	}
	return blame("edtf", r.expression.String(), reason, "")
}

// describe names what set a limit, with its value.
func (r *reading) describe(l limit) string {
	switch {
	case l.by == byBirth || l.by == byDeath:
		return l.by + " " + l.lifetime.String()
	case r.remark(l.by).given():
		return l.by + " " + r.remark(l.by).Text
	case r.expression.Single:
		return "date " + r.expression.String()
	case l.by == "start":
		return "start " + r.expression.Start.String()
	}
	return "end " + r.expression.End.String()
}

// remark is the date of the remark of that name, zero for any other name.
func (r *reading) remark(by string) Date {
	switch by {
	case "attestedFrom":
		return r.attestedFrom
	case "attestedUntil":
		return r.attestedUntil
	case "startedAfter":
		return r.startedAfter
	case "endedBefore":
		return r.endedBefore
	}
	return Date{}
}
