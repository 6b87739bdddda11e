package kg

import (
	"context"
	"slices"
)

// MaxScope is the largest number of entities whose relationships are looked at
// together.
const MaxScope = 100

// A Scope says which relationships a question about time itself is about. It is
// about all that a view knows of, whatever its Valid: a status in Where is the only
// thing that is read at that time. What Has and HasNot in Where ask about is the time
// that is looked at.
type Scope struct {
	// Of are the entities whose relationships count, each once; nil is the whole
	// graph. Ids that lead nowhere add nothing.
	Of    []ID
	Where *RelationshipFilter
}

// each calls visit once for every relationship of the scope whose instants lie in
// the bounds, with one call of the store, where looked is the time that is looked at;
// former ids take more. It holds on to none of them: what visit keeps is all that is
// held.
func (g *Graph) each(
	ctx context.Context, v View, s Scope, looked Window, b *Bounds, visit func(Found),
) error {
	if err := checkIDs("of", s.Of, MaxScope); err != nil {
		return err
	}
	if s.Of != nil && len(s.Of) == 0 { // nobody's, not everybody's
		return nil
	}
	lists := listsOf(inOrder(slices.Clone(s.Of)),
		RelationshipList{Where: s.Where, Named: true, Anytime: true, HasIn: &looked})
	inside := idSet(s.Of)
	seen := make(map[ID]bool)
	return g.stream(ctx, v, lists, b, func(_ int, f Found) {
		if f.From.countOf(inside)+f.To.countOf(inside) > 1 { // several lists have it
			if seen[f.Record.Head().ID] {
				return
			}
			seen[f.Record.Head().ID] = true
		}
		visit(f)
	})
}

// stream calls visit for every relationship of every list whose instants lie in the
// bounds, with one call of the store.
func (g *Graph) stream(
	ctx context.Context, v View, lists []RelationshipList, b *Bounds, visit func(i int, f Found),
) error {
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return err
	}
	for i := range plans {
		wanted := plans[i].Keep
		plans[i].within(b)
		plans[i].Order = Order{Field: OrderStart} // of which stores have an index
		plans[i].Keep = func(f Found) bool {
			if wanted == nil || wanted(f) {
				visit(i, f)
			}
			return false
		}
	}
	_, err = g.findAll(ctx, v, plans)
	return err
}
