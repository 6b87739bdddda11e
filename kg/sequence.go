package kg

import (
	"context"
	"slices"
)

// MaxSequence is the largest number of relationships of a sequence.
const MaxSequence = 500

// A SequenceQuery asks for the relationships between two sides.
type SequenceQuery struct {
	// Between and And are the entities of the two sides, at least one and at most
	// [MaxOf] each.
	Between, And []ID
	Where        *RelationshipFilter
}

func (q SequenceQuery) validate() error {
	for _, side := range []struct {
		field string
		ids   []ID
	}{{"between", q.Between}, {"and", q.And}} {
		if len(side.ids) == 0 {
			return &InvalidError{Field: side.field, Reason: "names nobody", Accepted: "name at least one entity"}
		}
		if err := checkIDs(side.field, side.ids, MaxOf); err != nil {
			return err
		}
	}
	return nil
}

// Sequence returns the relationships between an entity of one side and one of the
// other as a chain with a step for each: in order, with the agreement on which each
// rests, and the links between these. The first [MaxSequence] are kept.
//
// They count whenever they held, unless the view was asked for a time. The store is
// asked at most three times; former ids take more.
func (g *Graph) Sequence(ctx context.Context, v View, q SequenceQuery) (Chain, error) {
	if err := q.validate(); err != nil {
		return Chain{}, err
	}
	v = v.alwaysUnlessGiven()
	one, other := idSet(q.Between), idSet(q.And)
	found, more, err := g.ties(ctx, v, listsOf(q.Between, RelationshipList{
		Where: q.Where, Named: true, Keep: func(f Found) bool {
			return f.From.isAmong(one) && f.To.isAmong(other) || f.To.isAmong(one) && f.From.isAmong(other)
		},
	}), MaxSequence)
	if err != nil {
		return Chain{}, err
	}
	agreements, err := g.agreementsOf(ctx, v, found)
	if err != nil {
		return Chain{}, err
	}
	c := Chain{Truncated: more}
	for _, f := range found {
		c.Steps = append(c.Steps, ChainStep{Agreement: agreements[f.tie().Agreement()], Ties: []Found{f}})
	}
	links, err := g.linksAmong(ctx, v, agreements)
	if err != nil {
		return Chain{}, err
	}
	c.link(links)
	c.measure()
	return c, nil
}

// agreementsOf returns the agreements on which ties rest, by id. What is named and is
// no event, or is hidden, is not among them.
func (g *Graph) agreementsOf(ctx context.Context, v View, ties []Found) (map[ID]*Entity, error) {
	var ids []ID
	for _, f := range ties {
		if id := f.tie().Agreement(); id != "" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	records, err := g.Referred(ctx, v, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	agreements := make(map[ID]*Entity, len(records))
	for id, record := range records {
		if e, ok := record.(*Entity); ok && e.EntityClass == ClassEvent {
			agreements[id] = e
		}
	}
	return agreements, nil
}

// linksAmong returns the links of [LinkTypes] between agreements, in order of start.
func (g *Graph) linksAmong(ctx context.Context, v View, agreements map[ID]*Entity) ([]Found, error) {
	if len(agreements) == 0 {
		return nil, nil
	}
	var ids []ID
	for id := range agreements {
		ids = append(ids, id)
	}
	links, _, err := g.ties(ctx, v, listsOf(ids, RelationshipList{
		Direction: DirectionOut, Types: LinkTypes, Keep: func(f Found) bool { return agreements[f.To.ID] != nil },
	}), maxChainLinks)
	return links, err
}
