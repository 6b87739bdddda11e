package kg

import (
	"context"
	"slices"
)

// Limits of a picture: the largest number of entities that it may be asked to have
// besides others, and of relationships among its entities besides those followed.
const (
	MaxPicture = 500
	MaxAmong   = 2000
)

// A picture finds the relationships among some entities. It asks of each for those that
// lead from it to another, so that hubs among them cost what they have to do with the
// others and nothing besides.
type picture struct {
	// most is how many relationships are shown.
	most int
	// known are those that were shown or met before, found the earliest of those that
	// were met, beyond the others.
	known  map[ID]bool
	found  []Found
	beyond []ID
}

// complete adds to the subgraph every relationship that v shows among its entities, or
// the earliest so many. It takes one call of the store, and none where there are fewer
// than two entities.
func (w *walk) complete(ctx context.Context, g *Graph, v View, most int) error {
	if len(w.Entities) < 2 {
		return nil
	}
	ids := make([]ID, len(w.Entities))
	for i, e := range w.Entities {
		ids[i] = e.ID
	}
	plans, err := plansOf(ctx, g, v, listsOf(ids, RelationshipList{Direction: DirectionOut}))
	if err != nil {
		return err
	}
	p := picture{most: most, known: w.relationships}
	for i := range plans {
		plans[i].Far, plans[i].Keep = ids, p.meet
	}
	if _, err := g.findAll(ctx, v, plans); err != nil {
		return err
	}
	p.trim()
	for _, f := range p.found {
		w.Relationships = append(w.Relationships, f.tie())
	}
	w.Beyond = p.beyond
	w.Truncated = w.Truncated || len(p.beyond) > 0
	return nil
}

// meet is a Keep that takes what it is given, and lets the store hold none of it. What
// has no direction it meets from either end.
func (p *picture) meet(f Found) bool {
	if id := f.Record.Head().ID; !p.known[id] {
		p.known[id] = true
		p.found = append(p.found, f)
		if len(p.found) > 4*p.most {
			p.trim()
		}
	}
	return false
}

// trim orders what was found and leaves out what is too much.
func (p *picture) trim() {
	order := Order{Field: OrderStart}
	slices.SortFunc(p.found, func(a, b Found) int {
		return order.Compare(order.keyOf(a), order.keyOf(b))
	})
	kept := min(len(p.found), p.most)
	for _, f := range p.found[kept:] {
		p.beyond = append(p.beyond, f.Record.Head().ID)
	}
	clear(p.found[kept:])
	p.found = p.found[:kept]
}
