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
// read in zone. Errors are as in [ParseEDTF].
func ParseWindow(text string, zone Zone) (Window, error) {
	e, err := ParseEDTF(text, zone)
	if err != nil {
		return Window{}, err
	}
	for _, side := range []Side{e.Start, e.End} {
		switch {
		case side.Date.Uncertain() || side.Date.Approximate():
			return Window{}, refusal(side.String(), "a qualifier in a question",
				"leave ? ~ and % out")
		case side.Unknown():
			return Window{}, refusal(text, "an unknown side in a question",
				"write .. where the question has no bound")
		}
	}
	w := Always
	if e.Start.Known() {
		w.From = e.Start.Date.First
	}
	if e.End.Known() {
		w.Until = e.End.Date.Last.Add(1)
	}
	if w.From >= w.Until {
		return Window{}, refusal(text, e.Start.String()+" is not before the end of "+e.End.String(),
			"write the earlier date first")
	}
	return w, nil
}

// WindowAt is the one second at t, which must be finite.
func WindowAt(t Instant) Window {
	return Window{t, t.Add(1)}
}

// Unbounded reports whether w asks about all time.
func (w Window) Unbounded() bool {
	return w == Always
}
