package kg

// A Window is the time that a question is about: [From, Until). An infinite side
// asks without a bound on that side.
type Window struct{ From, Until Instant }

// Always is the window that asks about all time.
var Always = Window{NegInf, PosInf}

// ParseWindow reads a question about time. A date is all its seconds, an instant
// one second; an interval reaches to the end of its last date; a side that is ".."
// is unbounded. Dates with X are all that they can mean. Dates with ? ~ or %, and
// unknown sides, are refused, since a question has to say what it asks. Days are
// read in zone, the last one, 9999-12-31, too. Errors are as in [ParseEDTF].
func ParseWindow(text string, zone Zone) (Window, error) {
	e, err := parseQuestion(text, zone)
	if err != nil {
		return Window{}, err
	}
	w := Always
	if e.Start.Known() {
		w.From = e.Start.Date.First
	}
	if e.End.Known() {
		w.Until = e.End.Date.Last.Add(1)
	}
	return w, e.inOrder(w)
}

// inOrder refuses an expression that was read as a window without any time in it.
func (e Expression) inOrder(w Window) error {
	if w.From < w.Until {
		return nil
	}
	return refusal(e.String(), e.Start.String()+" is not before the end of "+e.End.String(),
		"write the earlier date first")
}

// parseQuestion reads a date or interval that says what it asks.
func parseQuestion(text string, zone Zone) (Expression, error) {
	e, err := readEDTF(text, zone)
	if err != nil {
		return e, err
	}
	for _, side := range []Side{e.Start, e.End} {
		switch {
		case side.Date.Uncertain() || side.Date.Approximate():
			return e, refusal(side.String(), "a qualifier in a question",
				"leave ? ~ and % out")
		case side.Unknown():
			return e, refusal(text, "an unknown side in a question",
				"write .. where the question has no bound")
		}
	}
	return e, nil
}

// asBound returns the range in which a start, or an end, lies that is written as
// e: that of a date is all its seconds, or for an end those after each of them; an
// instant is exact. A side that is ".." is infinite.
func (e Expression) asBound(start bool) Range {
	r := anyInstant
	if e.Start.Known() {
		r.Min = e.Start.asBound(start).Min
	}
	if e.End.Known() {
		r.Max = e.End.asBound(start).Max
	}
	return r
}

func (s Side) asBound(start bool) Range {
	r := Range{s.Date.First, s.Date.Last}
	if !start && !s.Date.isInstant() {
		r = Range{r.Min.Add(1), r.Max.Add(1)}
	}
	return r
}

// parseExtent reads a question as the exact time of something that it is compared
// with: from the first second of its first date to the last of its last. An
// interval's instants are its bounds; a lone one is a second.
func parseExtent(text string, zone Zone) (Span, error) {
	e, err := parseQuestion(text, zone)
	if err != nil {
		return Span{}, err
	}
	w := Window{e.asBound(true).Min, e.asBound(false).Max}
	if e.Single && e.Start.Date.isInstant() {
		w = WindowAt(w.From)
	}
	return Span{w.From, w.From, w.Until, w.Until}, e.inOrder(w)
}

// WindowAt is the one second at t, which must be finite.
func WindowAt(t Instant) Window {
	return Window{t, t.Add(1)}
}

// Unbounded reports whether w asks about all time.
func (w Window) Unbounded() bool {
	return w == Always
}

// and returns the time that lies in both windows. Where there is none, it ends before
// it begins, or as it does.
func (w Window) and(x Window) Window {
	return Window{max(w.From, x.From), min(w.Until, x.Until)}
}
