package kg

import (
	"cmp"
	"slices"
)

// MaxChanges is the largest number of changes that a timeline lists.
const MaxChanges = 1000

// A ChangePoint is a moment at which relationships begin or cease to be shown.
type ChangePoint struct {
	At Instant
	// Appear are shown from At on, Disappear until just before it; by id.
	Appear, Disappear []Found
	// Visible is how many relationships of the timeline are shown at At.
	Visible int
}

// Shown returns the time in which a view of one moment shows s: [From, Until). For
// CERTAIN that may be no time at all; then From is not before Until.
func (s Span) Shown(c Certainty) Window {
	if c == Certain {
		return Window{s.StartLatest, s.EndEarliest}
	}
	return Window{s.StartEarliest, s.EndLatest}
}

// A turn is a relationship that appears or disappears.
type turn struct {
	at      Instant
	appears bool
	found   Found
}

// compare orders turns: what disappears at a moment comes first, then by id.
func (c turn) compare(d turn) int {
	switch {
	case c.at == d.at && c.appears != d.appears && d.appears:
		return -1
	case c.at == d.at && c.appears != d.appears:
		return 1
	}
	return cmp.Or(cmp.Compare(c.at, d.at), cmp.Compare(c.found.Record.Head().ID, d.found.Record.Head().ID))
}

// A changeLog keeps the first changes within a time, and little more than that at
// any time. As in an [Activity], a relationship disappears in the time in which it is
// shown last: a change at the end of the time is one, an appearance there is not.
type changeLog struct {
	certainty Certainty
	within    Window
	kept      []turn
	truncated bool
}

// add adds the changes of a relationship.
func (l *changeLog) add(f Found) {
	shown := f.Record.(*Relationship).Validity.Span.Shown(l.certainty)
	if shown.From >= shown.Until {
		return
	}
	if t := shown.From; !t.Infinite() && l.within.From <= t && t < l.within.Until {
		l.kept = append(l.kept, turn{t, true, f})
	}
	if t := shown.Until; !t.Infinite() && l.within.From < t && t <= l.within.Until {
		l.kept = append(l.kept, turn{t, false, f})
	}
	if len(l.kept) > 4*MaxChanges {
		l.trim()
	}
}

// trim orders what is kept and leaves what is too much out.
func (l *changeLog) trim() {
	slices.SortFunc(l.kept, turn.compare)
	if len(l.kept) > MaxChanges {
		l.truncated = true
		clear(l.kept[MaxChanges:])
		l.kept = l.kept[:MaxChanges]
	}
}

// points returns the changes that were kept by moment, and whether others were not.
// The spans are those of all relationships.
func (l *changeLog) points(spans map[string][]Span) ([]ChangePoint, bool) {
	l.trim()
	appearing, disappearing := l.moments(spans)
	var points []ChangePoint
	for _, c := range l.kept {
		if len(points) == 0 || points[len(points)-1].At != c.at {
			points = append(points, ChangePoint{
				At: c.at, Visible: upTo(appearing, c.at) - upTo(disappearing, c.at),
			})
		}
		point := &points[len(points)-1]
		if c.appears {
			point.Appear = append(point.Appear, c.found)
		} else {
			point.Disappear = append(point.Disappear, c.found)
		}
	}
	return points, l.truncated
}

// moments returns all moments at which spans begin, and cease, to be shown, in order.
func (l *changeLog) moments(spans map[string][]Span) (from, until []Instant) {
	for _, list := range spans {
		for _, s := range list {
			if shown := s.Shown(l.certainty); shown.From < shown.Until {
				from, until = append(from, shown.From), append(until, shown.Until)
			}
		}
	}
	slices.Sort(from)
	slices.Sort(until)
	return from, until
}

// upTo returns how many of the moments, which are in order, are not after t.
func upTo(moments []Instant, t Instant) int {
	n, _ := slices.BinarySearch(moments, t+1)
	return n
}
