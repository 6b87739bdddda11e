package kg

import "time"

// A View says as of when, and for whom, the graph is read. Everything below a
// read inherits it.
//
// What is not in force in Valid is hidden from lists of relationships, counts and
// subgraphs, and nowhere else: never an entity, event, claim or source, nor a
// record asked for by id.
type View struct {
	// Valid is the time asked about. A Graph turns it into the Bounds of a Query;
	// stores do not look at it.
	Valid Window
	// Given says that Valid was asked for and not taken from the clock.
	Given bool
	// Now is the moment of the request; all of its parts agree on it.
	Now Instant
	// Certainty says whether relationships that were possibly in force count, or
	// only those that certainly were. Empty means POSSIBLE.
	Certainty Certainty
	// Zone is the one in which the date-only text of filters is read.
	Zone Zone
	// Known is the recorded time as of which the graph is read: every record, with its
	// names, claims and sources, is the version that was current then. 0 is the latest.
	Known RecordedTime
	// Perspective, if set, reads the graph as some claimants tell it.
	Perspective *Perspective
	// Restricted shows restricted records too.
	Restricted bool
	// Consistency is the token of a receipt that the read must see, or empty. What is
	// no token of the store's is refused; see [BadToken].
	Consistency string
}

// ViewAt returns the public view of a request that arrives at t and asks for no
// other time.
func ViewAt(t time.Time) View {
	now := InstantOf(t)
	return View{Valid: WindowAt(now), Now: now, Certainty: Possible}
}

// During returns v with the window that was asked for.
func (v View) During(w Window) View {
	v.Valid, v.Given = w, true
	return v
}

// Below returns the view for what hangs on e. Below an event, unless a time was
// asked for, it is the time of the event.
func (v View) Below(e *Entity) View {
	if e.EntityClass == ClassEvent && !v.Given {
		v.Valid = v.At(e).Valid
	}
	return v
}

// At returns v at the time of an event: from the first moment at which it may have
// begun to the last at which it may have ended. It is given, so all that lies below
// keeps to it.
func (v View) At(event *Entity) View {
	return v.During(Window{event.Validity.Span.StartEarliest, event.Validity.Span.EndLatest})
}

// StatusWindow returns the time at which statuses are read: Valid, or Now where
// Valid is unbounded and no status could be told.
func (v View) StatusWindow() Window {
	if v.Valid.Unbounded() {
		return WindowAt(v.Now)
	}
	return v.Valid
}

// bounds returns the ranges that the instants of a validity lie in when it holds
// in v, or nil where v admits all.
func (v View) bounds() *Bounds {
	if v.Valid.Unbounded() {
		return nil
	}
	if v.Certainty == Certain {
		return activeBounds(v.Valid)
	}
	return possibleBounds(v.Valid)
}
