package kg

import (
	"context"
	"maps"
	"slices"
)

// A FlipQuery asks for the pairs whose ties changed their sign.
type FlipQuery struct {
	// Within is the time of the change.
	Within Window
	// Becomes is the sign of what comes after; nil: either.
	Becomes *Sign
	// Of, unless empty, are entities one of which is in the pair; at most [MaxOf].
	Of    []ID
	Where *RelationshipFilter
}

func (q FlipQuery) validate() error {
	if q.Becomes != nil {
		if err := oneOf("becomes", *q.Becomes, SignCooperative, SignHostile); err != nil {
			return err
		}
	}
	return checkIDs("of", q.Of, MaxOf)
}

// wants reports whether q asks for a flip, which v must show.
func (q FlipQuery) wants(v View, f SignFlip) bool {
	return v.admits(f.Certainty) && (q.Becomes == nil || *q.Becomes == f.After.tie().Sign)
}

// A SignFlip is a change between two entities from a tie of one sign to a tie of the
// other: from HOSTILE to COOPERATIVE or back.
type SignFlip struct {
	// Before gives way to After: After starts later and ends later, and no other
	// signed tie of the pair lies between them in that sense.
	Before, After Found
	// Earliest and Latest are the range of the first second at which After holds and
	// Before does not.
	Earliest, Latest Instant
	Certainty        Certainty
}

// SignFlips returns the changes of sign that lie within a time. A change is CERTAIN
// where for every reading of the dates the one tie gave way to the other, within
// the time; it is POSSIBLE where for some reading it did, and its range reaches
// into the time. A tie that starts and ends while one of the other sign goes on is
// no change. NEUTRAL ties do not count.
//
// All ties of a pair are looked at, whenever they held, unless the view was asked
// for a time; then only those that hold in it are.
func (g *Graph) SignFlips(ctx context.Context, v View, q FlipQuery) ([]SignFlip, error) {
	if err := q.validate(); err != nil {
		return nil, err
	}
	v = v.alwaysUnlessGiven()
	// What starts after the time can neither be nor hide a change within it.
	started := Unbounded
	started.StartEarliest = before(q.Within.Until)
	found, err := g.signedTies(ctx, v, q.Of, RelationshipList{
		Where: q.Where, Bounds: &started, Named: true,
	})
	if err != nil {
		return nil, err
	}
	var spent effort
	var flips []SignFlip
	for ties := range maps.Values(byPair(found)) {
		if err := spent.spend(len(ties) * len(ties)); err != nil {
			return nil, err
		}
		of, err := flipsOf(ties, q.Within, &spent)
		if err != nil {
			return nil, err
		}
		flips = append(flips, of...)
	}
	flips = slices.DeleteFunc(flips, func(f SignFlip) bool { return !q.wants(v, f) })
	sortByKey(flips, SignFlip.Key)
	return flips, nil
}

// flipsOf returns the flips between the signed ties of one pair.
func flipsOf(ties []Found, within Window, spent *effort) ([]SignFlip, error) {
	var flips []SignFlip
	for _, old := range ties {
		for _, next := range ties {
			if old.tie().Sign == next.tie().Sign || giveWay(spanOf(old.Record), spanOf(next.Record)) == "" {
				continue
			}
			if err := spent.spend(len(ties)); err != nil {
				return nil, err
			}
			f := SignFlip{Before: old, After: next}
			f.Earliest, f.Latest = turnRange(spanOf(old.Record), spanOf(next.Record))
			f.Certainty = weaker(succeeds(old, next, ties), liesIn(f.Earliest, f.Latest, within))
			if f.Certainty != "" {
				flips = append(flips, f)
			}
		}
	}
	return flips, nil
}

// weaker returns how sure two things are together.
func weaker(a, b Certainty) Certainty {
	switch {
	case a == "" || b == "":
		return ""
	case a == Certain && b == Certain:
		return Certain
	}
	return Possible
}

// giveWay says how surely a gives way to b: b starts later than a, and ends later.
func giveWay(a, b Span) Certainty {
	switch {
	case a.StartLatest < b.StartEarliest && a.EndLatest < b.EndEarliest:
		return Certain
	case a.StartEarliest < b.StartLatest && a.EndEarliest < b.EndLatest:
		return Possible
	}
	return ""
}

// succeeds says how surely old gives way to next with none of the other ties
// between: none that old gives way to and that gives way to next. That one reading
// leaves all of them out of between can be told from each alone, because it is the
// reading in which old reaches furthest and next begins and ends first.
func succeeds(old, next Found, ties []Found) Certainty {
	a, b := spanOf(old.Record), spanOf(next.Record)
	sure := giveWay(a, b)
	for _, other := range ties {
		if id := other.tie().ID; id == old.tie().ID || id == next.tie().ID {
			continue
		}
		first, second := giveWay(a, spanOf(other.Record)), giveWay(spanOf(other.Record), b)
		switch {
		case first == Certain && second == Certain:
			return ""
		case first != "" && second != "" && hasRoom(a, b):
			sure = weaker(sure, Possible)
		}
	}
	return sure
}

// hasRoom reports whether another tie's start and end fit between those of a and b
// for some reading.
func hasRoom(a, b Span) bool {
	return a.StartEarliest.Add(1) < b.StartLatest && a.EndEarliest.Add(1) < b.EndLatest
}

// turnRange returns the range of the first second at which b holds and a does not, over
// all readings in which a gives way to b.
func turnRange(a, b Span) (earliest, latest Instant) {
	return max(a.EndEarliest, b.StartEarliest), max(min(a.EndLatest, b.EndLatest.Add(-1)), b.StartLatest)
}

// liesIn says how surely an instant of a closed range lies in w.
func liesIn(earliest, latest Instant, w Window) Certainty {
	switch {
	case w.meets(latest, earliest.Add(1)):
		return Certain
	case w.meets(earliest, latest.Add(1)):
		return Possible
	}
	return ""
}

// Key returns the place of f in their order: by the earliest moment, then by the ids
// of the later and the earlier relationship.
func (f SignFlip) Key() Key {
	return Key{Number: int64(f.Earliest), Text: string(f.After.tie().ID), ID: f.Before.tie().ID}
}
