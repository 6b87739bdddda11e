package kg

import (
	"context"
	"maps"
)

// LeftOutReason is the rule by which a subgraph does not show a relationship.
type LeftOutReason string

// The reasons. A relationship has the first of them that applies.
const (
	// LeftOutFiltered is what the filter does not accept.
	LeftOutFiltered LeftOutReason = "FILTERED"
	// LeftOutRecordedLater is there now, and was not yet at the view's Known.
	LeftOutRecordedLater LeftOutReason = "RECORDED_LATER"
	// LeftOutDenied is denied by the latest word of a claimant of the view's
	// Perspective, and LeftOutNotAsserted not spoken of; no claimant asserts either.
	LeftOutDenied      LeftOutReason = "DENIED"
	LeftOutNotAsserted LeftOutReason = "NOT_ASSERTED"
	// LeftOutUpcoming and LeftOutExpired are not in force at the view's Valid.
	LeftOutUpcoming LeftOutReason = "UPCOMING"
	LeftOutExpired  LeftOutReason = "EXPIRED"
	// LeftOutOnlyPossible is in force for some readings of its dates, in a view
	// that is CERTAIN.
	LeftOutOnlyPossible LeftOutReason = "ONLY_POSSIBLE"
	// LeftOutOverLimit would be shown if the limit were higher.
	LeftOutOverLimit LeftOutReason = "OVER_LIMIT"
)

var leftOutReasons = []LeftOutReason{
	LeftOutFiltered, LeftOutRecordedLater, LeftOutDenied, LeftOutNotAsserted, LeftOutUpcoming,
	LeftOutExpired, LeftOutOnlyPossible, LeftOutOverLimit,
}

// A LeftOut is how many relationships a subgraph leaves out for a reason.
type LeftOut struct {
	Reason LeftOutReason
	Count  int
}

// LeftOut counts the relationships of the entities that s was walked from that s
// does not show, and those among the entities of a picture that are over its limit,
// each once; where is the filter that s was asked with. Reasons come in their order,
// those of nothing are left out. It asks the store once, and once more for each way in
// which v shows less than it might.
//
// The rank of a claim is no reason: it hides nothing.
func (g *Graph) LeftOut(
	ctx context.Context, v View, where *RelationshipFilter, s Subgraph,
) ([]LeftOut, error) {
	there, err := g.surroundings(ctx, v, where, s.Walked)
	if err != nil {
		return nil, err
	}
	shown := make(map[ID]bool, len(s.Relationships)+len(s.Beyond))
	for _, r := range s.Relationships {
		shown[r.ID] = true
	}
	counts := make(map[LeftOutReason]int)
	counts[LeftOutOverLimit] = len(s.Beyond)
	for _, id := range s.Beyond {
		shown[id] = true // is counted
	}
	for id, found := range there {
		if !shown[id] {
			counts[found.reason(v, where)]++
		}
	}
	wider, err := g.widened(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, wider := range wider {
		more, err := g.surroundings(ctx, wider.view, where, s.Walked)
		if err != nil {
			return nil, err
		}
		for id, found := range more {
			switch _, known := there[id]; {
			case !known && found.accepted:
				counts[wider.reason(id)]++
			case !known:
				counts[LeftOutFiltered]++
			}
		}
		maps.Copy(there, more)
	}
	var left []LeftOut
	for _, reason := range leftOutReasons {
		if n := counts[reason]; n > 0 {
			left = append(left, LeftOut{reason, n})
		}
	}
	return left, nil
}

// A widening is a view that shows what another does not, for a reason.
type widening struct {
	reason func(ID) LeftOutReason
	view   View
}

// widened returns the views that take one rule of v after the other away.
func (g *Graph) widened(ctx context.Context, v View) ([]widening, error) {
	var wider []widening
	if v.Perspective != nil {
		told, err := v.Perspective.tale(ctx, g.store, v)
		if err != nil {
			return nil, err
		}
		v.Perspective = nil
		wider = append(wider, widening{told.silence, v})
	}
	if v.Known != 0 {
		v.Known = 0
		later := func(ID) LeftOutReason { return LeftOutRecordedLater }
		wider = append(wider, widening{later, v})
	}
	return wider, nil
}

// silence says why a record that is not told is not.
func (t *tale) silence(id ID) LeftOutReason {
	if t.words[id] != nil { // all that is said of it
		return LeftOutDenied
	}
	return LeftOutNotAsserted
}

// A surrounding is a relationship of an entity of a subgraph.
type surrounding struct {
	span     Span
	accepted bool // by the filter
}

// reason says why v, in a subgraph without a limit, would not show s, or that it
// is over the limit.
func (s surrounding) reason(v View, where *RelationshipFilter) LeftOutReason {
	if !s.accepted {
		return LeftOutFiltered
	}
	if where.mentionsStatus() { // and has decided
		return LeftOutOverLimit
	}
	switch s.span.Status(v.Valid) {
	case StatusUpcoming:
		return LeftOutUpcoming
	case StatusExpired:
		return LeftOutExpired
	case StatusPossiblyActive:
		if v.Certainty == Certain {
			return LeftOutOnlyPossible
		}
	}
	return LeftOutOverLimit
}

// surroundings returns the relationships that v knows of, at any time, of some
// entities, with one call of the store.
func (g *Graph) surroundings(
	ctx context.Context, v View, where *RelationshipFilter, of []ID,
) (map[ID]surrounding, error) {
	lists := make([]RelationshipList, len(of), 2*len(of))
	for i, id := range of {
		lists[i] = RelationshipList{Of: id, Anytime: true}
		if where != nil {
			lists = append(lists, RelationshipList{Of: id, Anytime: true, Where: where})
		}
	}
	there := make(map[ID]surrounding)
	err := g.stream(ctx, v, lists, nil, func(i int, f Found) {
		r := f.Record.(*Relationship)
		accepted := there[r.ID].accepted || where == nil || i >= len(of)
		there[r.ID] = surrounding{r.Validity.Span, accepted}
	})
	return there, err
}
