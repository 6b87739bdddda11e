package kg

// Written is a validity as people write it: a text in EDTF and remarks about its
// bounds. All dates among the remarks are EDTF too: one date, no interval. The
// span of a remark counts whole, so "2014" is any second of that year.
//
// Contradictions are refused: Ended beside a written or open end, Scheduled
// without a written end, StartedAfter beside an open start, EndedBefore beside
// an open end, AttestedFrom later than AttestedUntil.
type Written struct {
	// EDTF is one date (an event), or "start/end". A side may be ".." for open
	// (no beginning, still going on) or empty for unknown.
	EDTF string `json:"edtf"`
	// AttestedFrom and AttestedUntil are dates at some second of which it held. If
	// only one is given it serves for both.
	AttestedFrom  string `json:"attestedFrom,omitempty"`
	AttestedUntil string `json:"attestedUntil,omitempty"`
	// StartedAfter limits the start: it is no earlier than this date begins. A
	// written start is limited too.
	StartedAfter string `json:"startedAfter,omitempty"`
	// EndedBefore limits the end: it is no later than the second after this date. A
	// written end is limited too; beside an empty end it says that Ended is true.
	EndedBefore string `json:"endedBefore,omitempty"`
	// Ended says that an empty end is past, though its date is not known.
	Ended bool `json:"ended,omitempty"`
	// Scheduled says that the written end was set in advance.
	Scheduled bool `json:"scheduled,omitempty"`
	// Zone is where days, and times of day without an offset, are read.
	Zone Zone `json:"zone,omitempty"`
}

// Read gives w its meaning. The Written of the result is canonical: reading it
// again, at any time, gives the same. That is why an end that is Ended without
// EndedBefore gets now, the moment of writing, as its EndedBefore.
//
// Errors are [*InvalidError] whose Field is the JSON name of one field of w.
func (w Written) Read(now Instant) (Validity, error) {
	r, err := w.parse()
	if err != nil {
		return Validity{}, err
	}
	if err := r.settleEnd(now); err != nil {
		return Validity{}, err
	}
	if err := r.consistent(); err != nil {
		return Validity{}, err
	}
	span, err := r.span(nil)
	if err != nil {
		return Validity{}, err
	}
	return Validity{Written: r.written(), Span: span}, nil
}

// reading is a Written whose texts have been read. A remark that was not made is
// a zero Date.
type reading struct {
	expression                                             Expression
	attestedFrom, attestedUntil, startedAfter, endedBefore Date
	ended, scheduled                                       bool
	zone                                                   Zone
}

// parse reads the texts of w, without a look at how they go together.
func (w Written) parse() (reading, error) {
	zone, err := ParseZone(string(w.Zone))
	if err != nil {
		return reading{}, under("zone", err)
	}
	r := reading{ended: w.Ended, scheduled: w.Scheduled, zone: zone}
	if w.EDTF == "" {
		return r, blame("edtf", "", "a validity is needed", "write / when neither bound is known")
	}
	if r.expression, err = ParseEDTF(w.EDTF, zone); err != nil {
		return r, under("edtf", err)
	}
	for _, remark := range []struct {
		field, text string
		date        *Date
	}{
		{"attestedFrom", w.AttestedFrom, &r.attestedFrom},
		{"attestedUntil", w.AttestedUntil, &r.attestedUntil},
		{"startedAfter", w.StartedAfter, &r.startedAfter},
		{"endedBefore", w.EndedBefore, &r.endedBefore},
	} {
		if remark.text == "" {
			continue
		}
		if *remark.date, err = ParseDate(remark.text, zone); err != nil {
			return r, under(remark.field, err)
		}
	}
	return r, nil
}

// settleEnd fixes when an end of unknown date is known to be past.
func (r *reading) settleEnd(now Instant) (err error) {
	if !r.expression.End.Unknown() {
		return nil
	}
	switch {
	case r.endedBefore.given():
		r.ended = true
	case r.ended:
		r.endedBefore, err = ParseDate(now.String(), r.zone)
	}
	return under("endedBefore", err)
}

// consistent refuses remarks that contradict the text whatever the dates are.
func (r *reading) consistent() error {
	start, end := r.expression.Start, r.expression.End
	from, until := r.attestedFrom, r.attestedUntil
	switch {
	case r.ended && end.Known():
		return blame("ended", "true", "the end is written: "+end.String(),
			"leave ended out, or leave the end empty")
	case r.ended && end.Open:
		return blame("ended", "true", "the end is .., which says that it goes on",
			"leave the end empty if it ended at an unknown date")
	case r.scheduled && !end.Known():
		return blame("scheduled", "true", "no end is written that could be scheduled",
			"write the end, or leave scheduled out")
	case r.startedAfter.given() && start.Open:
		return blame("startedAfter", r.startedAfter.Text, "the start is .., so there is none",
			"leave the start empty if it is unknown")
	case r.endedBefore.given() && end.Open:
		return blame("endedBefore", r.endedBefore.Text, "the end is .., which says that it goes on",
			"leave the end empty if it is unknown")
	case from.given() && until.given() && from.First > until.Last:
		return blame("attestedUntil", until.Text, "earlier than attestedFrom "+from.Text, "")
	}
	return nil
}

// written writes the canonical form of what was read.
func (r *reading) written() Written {
	return Written{
		EDTF:          r.expression.String(),
		AttestedFrom:  r.attestedFrom.Text,
		AttestedUntil: r.attestedUntil.Text,
		StartedAfter:  r.startedAfter.Text,
		EndedBefore:   r.endedBefore.Text,
		Ended:         r.ended,
		Scheduled:     r.scheduled,
		Zone:          r.zone,
	}
}

// given reports whether d was written at all.
func (d Date) given() bool {
	return d.Text != ""
}

func blame(field, value, reason, accepted string) error {
	return &InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted}
}
