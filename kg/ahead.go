package kg

import "context"

// An Ahead is a page of the relationships of an entity that was found together with the
// entity, before anybody asked for it.
type Ahead struct {
	slice Slice
	rows  int
}

// EntityWith returns the entity that l is of, and ahead of time the page of its
// relationships, with one call of the store. The entity is nil where [Graph.Lookup] has to
// say what there is: nothing by that id, another record, or what a former id leads to; and
// where l asks for what this cannot promise to answer as [Find] does: with a filter, of the
// past, or as somebody tells it.
//
// The page is taken out of the budget of the request only by [Ahead.Take], since an entity
// whose relationships are read at another time than v's has no use for it.
func (g *Graph) EntityWith(ctx context.Context, v View, l RelationshipList) (*Entity, *Ahead, error) {
	if v.Known != 0 || v.Perspective != nil || l.Where != nil || l.View != nil || l.Of.Validate() != nil {
		return nil, nil, nil
	}
	plans, err := plansOf(ctx, g, v, []RelationshipList{l})
	if err != nil {
		return nil, nil, err
	}
	q := plans[0].Query
	q.Order = l.Order
	if l.Page.apply(&q) != nil || plans[0].nothing || q.Keep != nil {
		return nil, nil, nil // who asks for it tells what is wrong with it
	}
	found, err := g.Store().Find(ctx, v, []Query{{Class: ClassEntity, IDs: []ID{l.Of}, Limit: 1}, q})
	if err != nil || len(found[0]) == 0 {
		return nil, nil, err
	}
	if b := budgetOf(ctx); b != nil {
		if err := b.returned.add(1); err != nil {
			return nil, nil, err
		}
	}
	return found[0][0].Record.(*Entity), &Ahead{l.Page.slice(found[1], l.Order), len(found[1])}, nil
}

// Take returns the page, once it is asked for, and takes it out of the budget.
func (a *Ahead) Take(ctx context.Context) (Slice, error) {
	if b := budgetOf(ctx); b != nil {
		_ = b.returned.add(a.rows) // check tells
		if err := b.check(); err != nil {
			return Slice{}, err
		}
	}
	return a.slice, nil
}
