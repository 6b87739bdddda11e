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

// pictureLimits bound the work on the relationships among some entities.
type pictureLimits struct {
	// first is how many relationships of each entity are looked at in the first round,
	// looked how many of all are in all of them.
	first, looked int
	// among is how many are shown.
	among int
}

// defaultPictureLimits keep a picture below a second or so.
var defaultPictureLimits = pictureLimits{first: 64, looked: 100_000, among: MaxAmong}

// lookFurther is how many times as many relationships of an entity are looked at in
// each round as in the one before.
const lookFurther = 8

// A picture finds the relationships among some entities.
//
// It looks at the relationships of all entities in rounds, of each at most so many in
// one round, and is done when all of every entity but one have been seen: what joins
// that one to another is seen from there. So the ties of a hub cost no more than those
// of the entity that has most after it, and some.
type picture struct {
	limits pictureLimits
	inside map[ID]bool
	// known are the relationships that were shown or met before, found the earliest
	// of those that were met, beyond the others.
	known  map[ID]bool
	found  []Found
	beyond []ID
	looked int
}

// complete adds to the subgraph every relationship that v shows among its entities.
// It takes no call of the store where there are fewer than two of them, one unless
// several have many relationships, and never more than the limits allow rounds. What
// joins several of too many is looked for among the earliest of each.
func (w *walk) complete(ctx context.Context, g *Graph, v View, limits pictureLimits) error {
	ids := make([]ID, len(w.Entities))
	for i, e := range w.Entities {
		ids[i] = e.ID
	}
	plans, err := plansOf(ctx, g, v, listsOf(ids, RelationshipList{}))
	if err != nil {
		return err
	}
	p := picture{limits: limits, inside: w.entities, known: w.relationships}
	for most := limits.first; len(plans) > 1; most *= lookFurther {
		most = min(most, (limits.looked-p.looked)/len(plans))
		if most == 0 {
			w.Truncated = true
			break
		}
		if plans, err = p.look(ctx, g, v, plans, most); err != nil {
			return err
		}
	}
	p.trim()
	for _, f := range p.found {
		w.Relationships = append(w.Relationships, f.tie())
	}
	w.Beyond = p.beyond
	w.Truncated = w.Truncated || len(p.beyond) > 0
	return nil
}

// look goes on with the relationships of entities, of each at most so many, with one
// call of the store, and returns the plans for those that may have more.
func (p *picture) look(
	ctx context.Context, g *Graph, v View, plans []plan, most int,
) (more []plan, err error) {
	for i := range plans {
		plans[i].Order, plans[i].Limit = Order{Field: OrderStart}, 1 // what is kept ends the query
		plans[i].Keep = p.keep(most)
	}
	pages, err := g.findAll(ctx, v, plans)
	if err != nil {
		return nil, err
	}
	for i, page := range pages {
		if len(page) > 0 {
			plans[i].After = new(plans[i].Order.keyOf(page[0]))
			more = append(more, plans[i])
		}
	}
	return more, nil
}

// keep returns the Keep of one entity's query. It takes what is among the entities
// and returns true when no more of the entity is to be looked at.
func (p *picture) keep(most int) func(Found) bool {
	return func(f Found) bool {
		p.looked++
		most--
		if id := f.Record.Head().ID; p.inside[f.From.ID] && p.inside[f.To.ID] && !p.known[id] {
			p.known[id] = true
			p.found = append(p.found, f)
			if len(p.found) > 4*p.limits.among {
				p.trim()
			}
		}
		return most == 0
	}
}

// trim orders what was found and leaves out what is too much.
func (p *picture) trim() {
	order := Order{Field: OrderStart}
	slices.SortFunc(p.found, func(a, b Found) int {
		return order.Compare(order.keyOf(a), order.keyOf(b))
	})
	kept := min(len(p.found), p.limits.among)
	for _, f := range p.found[kept:] {
		p.beyond = append(p.beyond, f.Record.Head().ID)
	}
	clear(p.found[kept:])
	p.found = p.found[:kept]
}
