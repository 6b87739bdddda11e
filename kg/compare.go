package kg

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// MaxCompared is how many relationships each side of a comparison may show.
const MaxCompared = MaxRows

// A DifferenceKind says how a relationship differs between two views.
type DifferenceKind string

// The kinds of differences, in the order in which they are listed.
const (
	// DifferenceStarted is shown after and not before, since it came into force.
	DifferenceStarted DifferenceKind = "STARTED"
	// DifferenceEnded is shown before and not after, since it went out of force.
	DifferenceEnded DifferenceKind = "ENDED"
	// DifferenceAppeared is shown after and not before, though in the world it was
	// in force, or not, all the same.
	DifferenceAppeared DifferenceKind = "APPEARED"
	// DifferenceDisappeared is shown before and not after, likewise.
	DifferenceDisappeared DifferenceKind = "DISAPPEARED"
	// DifferenceChanged is shown on both sides, in another state.
	DifferenceChanged DifferenceKind = "CHANGED"
)

// kindsInOrder are the kinds as lists have them.
var kindsInOrder = []DifferenceKind{
	DifferenceStarted, DifferenceEnded, DifferenceAppeared, DifferenceDisappeared, DifferenceChanged,
}

// A DifferenceReason says why.
type DifferenceReason string

// The reasons, in the order in which the steps from one view to the other are taken.
const (
	// ReasonToldOtherwise: the claimants of the two views tell it differently.
	ReasonToldOtherwise DifferenceReason = "TOLD_OTHERWISE"
	// ReasonLearned: it, or what is new about it, was recorded in between.
	ReasonLearned DifferenceReason = "WE_LEARNED"
	// ReasonCorrected: what was recorded of it before was changed or retracted.
	ReasonCorrected DifferenceReason = "WE_CORRECTED"
	// ReasonWorldChanged: by what is known in the later view, it stood otherwise at the
	// two times.
	ReasonWorldChanged DifferenceReason = "WORLD_CHANGED"
)

// A Difference is a relationship that two views show differently.
type Difference struct {
	ID      ID
	Kind    DifferenceKind
	Reasons []DifferenceReason
	// Before and After are the relationship as each view has it, shown or not; nil where
	// it has none.
	Before, After *Relationship
	// Changed are the fields that differ between the two.
	Changed []FieldChange
}

// Key returns the place of a difference in the order of lists.
func (d Difference) Key() Key { return Key{Number: int64(d.Kind.place()), ID: d.ID} }

// A ComparisonQuery asks what differs between two views.
type ComparisonQuery struct {
	Before, After View
	// Of are the entities whose relationships are compared; none means all.
	Of    []ID
	Where *RelationshipFilter
}

// A comparison is the graph in the views between Before and After, each of which
// differs from the one before it in one thing only. What is shown in one and not in
// the next differs for the reason of that step.
type comparison struct {
	// before is as q.Before has it; told takes the claimants of q.After, known its
	// recorded time too, and after all of it.
	before, told, known, after map[ID]Found
}

// Compare returns the relationships that differ between two views, by kind and then
// id. Only those that one of the views shows are compared. More than [MaxCompared]
// of them on one side are an ErrLimit. It asks the store once for each view between
// the two that differs, once each for what only one side shows, and once for what
// changed records may name although it is hidden; former ids take more. What an id
// of Of leads to in one view counts in both, so that nobody's ties seem to come or go
// because of a merger.
func (g *Graph) Compare(ctx context.Context, q ComparisonQuery) ([]Difference, error) {
	if err := checkIDs("of", q.Of, MaxNeighborhoods); err != nil {
		return nil, err
	}
	c, err := g.comparison(ctx, q)
	if err != nil {
		return nil, err
	}
	for more := c.successors(q); len(more) > 0; more = c.successors(q) {
		q.Of = slices.Concat(q.Of, more)
		if c, err = g.comparison(ctx, q); err != nil {
			return nil, err
		}
	}
	sides, err := g.sides(ctx, q, c)
	if err != nil {
		return nil, err
	}
	hidden, err := g.hiddenOn(ctx, q, sides)
	if err != nil {
		return nil, err
	}
	return c.differences(q, sides, hidden)
}

// comparison gathers what the views between Before and After show.
func (g *Graph) comparison(ctx context.Context, q ComparisonQuery) (c comparison, err error) {
	told, known := q.Before, q.Before
	told.Perspective = q.After.Perspective
	known.Perspective, known.Known = q.After.Perspective, q.After.Known
	if c.before, err = g.gather(ctx, q.Before, q.Of, q.Where, MaxCompared); err != nil {
		return c, err
	}
	if c.told, err = g.gatherUnless(ctx, told, q.Before, c.before, q); err != nil {
		return c, err
	}
	if c.known, err = g.gatherUnless(ctx, known, told, c.told, q); err != nil {
		return c, err
	}
	c.after, err = g.gatherUnless(ctx, q.After, known, c.known, q)
	return c, err
}

// gatherUnless gathers what v shows, unless that is what is there for an equal view.
func (g *Graph) gatherUnless(
	ctx context.Context, v, other View, there map[ID]Found, q ComparisonQuery,
) (map[ID]Found, error) {
	if v == other {
		return there, nil
	}
	return g.gather(ctx, v, q.Of, q.Where, MaxCompared)
}

// sides are the records of both sides by id, shown or not.
type sides struct{ before, told, after map[ID]*Relationship }

// sides looks up what one of the views shows and another does not.
func (g *Graph) sides(ctx context.Context, q ComparisonQuery, c comparison) (s sides, err error) {
	told := q.Before
	told.Perspective = q.After.Perspective
	if s.before, err = g.side(ctx, q.Before, c.before, c.after); err != nil {
		return s, err
	}
	if s.after, err = g.side(ctx, q.After, c.after, c.before); err != nil {
		return s, err
	}
	s.told = s.before
	if told != q.Before {
		s.told, err = g.side(ctx, told, c.told, c.after)
	}
	return s, err
}

// side returns the relationships that a view shows, and those of another that it has
// without showing them.
func (g *Graph) side(
	ctx context.Context, v View, shown, other map[ID]Found,
) (map[ID]*Relationship, error) {
	all := make(map[ID]*Relationship, len(shown))
	var missing []ID
	for id, f := range shown {
		all[id] = f.Record.(*Relationship)
	}
	for id := range other {
		if all[id] == nil {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return all, nil
	}
	slices.Sort(missing)
	records, err := g.from(v).Records(ctx, v, missing)
	for _, record := range records {
		if r, ok := record.(*Relationship); ok {
			all[r.ID] = r
		}
	}
	return all, err
}

// differences lists what differs, in order. What is hidden is no difference.
func (c comparison) differences(
	q ComparisonQuery, s sides, hidden map[ID]bool,
) ([]Difference, error) {
	ids := maps.Clone(c.before)
	maps.Copy(ids, c.after)
	var all []Difference
	for id := range ids {
		d := Difference{ID: id, Before: s.before[id], After: s.after[id]}
		if d.Before != nil && d.After != nil {
			var err error
			if d.Changed, err = fieldChanges(without(d.Before, hidden), without(d.After, hidden)); err != nil {
				return nil, err
			}
		}
		if c.judge(&d, s.told[id] != nil, q) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b Difference) int { return Order{}.Compare(a.Key(), b.Key()) })
	return all, nil
}

func (k DifferenceKind) place() int { return slices.Index(kindsInOrder, k) }

// judge sets kind and reasons, and reports whether there is a difference at all.
// Recorded says that the relationship was there before, shown or not.
func (c comparison) judge(d *Difference, recorded bool, q ComparisonQuery) bool {
	_, before := c.before[d.ID]
	_, told := c.told[d.ID]
	_, known := c.known[d.ID]
	_, after := c.after[d.ID]
	if before && after {
		d.Kind, d.Reasons = DifferenceChanged, changeReasons(d, q)
		return len(d.Reasons) > 0
	}
	if before != told {
		d.Reasons = append(d.Reasons, ReasonToldOtherwise)
	}
	if told != known {
		reason := ReasonCorrected
		if !recorded {
			reason = ReasonLearned
		}
		d.Reasons = append(d.Reasons, reason)
	}
	if known != after {
		d.Reasons = append(d.Reasons, ReasonWorldChanged)
	}
	switch {
	case after && known != after:
		d.Kind = DifferenceStarted
	case before && known != after:
		d.Kind = DifferenceEnded
	case after:
		d.Kind = DifferenceAppeared
	default:
		d.Kind = DifferenceDisappeared
	}
	return true
}

// changeReasons says why a relationship that both views show is in another state.
func changeReasons(d *Difference, q ComparisonQuery) []DifferenceReason {
	var reasons []DifferenceReason
	sameVersion := d.Before.Version == d.After.Version
	if len(d.Changed) > 0 {
		switch {
		case sameVersion:
			reasons = append(reasons, ReasonToldOtherwise)
		case onlyAdds(d.Changed):
			reasons = append(reasons, ReasonLearned)
		default:
			reasons = append(reasons, ReasonCorrected)
		}
	}
	span := d.After.Validity.Span
	if span.Status(q.Before.StatusWindow()) != span.Status(q.After.StatusWindow()) {
		reasons = append(reasons, ReasonWorldChanged)
	}
	return reasons
}

// onlyAdds reports whether nothing that was there before is gone. The span follows
// from the rest.
func onlyAdds(changes []FieldChange) bool {
	return !slices.ContainsFunc(changes, func(c FieldChange) bool {
		return c.Field != "validity.span" && !c.adds()
	})
}

// adds reports whether the value was not there before, or is a list that has grown.
func (c FieldChange) adds() bool {
	if c.Before == "" {
		return true
	}
	var before, after []json.RawMessage
	if json.Unmarshal([]byte(c.Before), &before) != nil ||
		json.Unmarshal([]byte(c.After), &after) != nil {
		return false
	}
	return !slices.ContainsFunc(before, func(item json.RawMessage) bool {
		return !slices.ContainsFunc(after, func(other json.RawMessage) bool {
			return bytes.Equal(item, other)
		})
	})
}
