package view

import (
	"context"

	"entente/kg"
)

// Ties are the arguments of the field relationships of an entity.
type Ties struct {
	Where     *kg.RelationshipFilter
	Direction *kg.Direction
	OrderBy   *RelationshipOrder
	AsOf      *AsOf
	Page      Page
}

// key tells requests for ties apart.
func (t Ties) key() string {
	return keyOf("relationships", t.Where, t.Direction, t.OrderBy, t.AsOf,
		t.Page.First, t.Page.After, t.Page.Last, t.Page.Before)
}

// list returns the list of ties of an entity that is named later.
func (t Ties) list() (kg.RelationshipList, error) {
	order := t.OrderBy.order()
	page, err := pageOf(kg.ClassRelationship, order, t.Page.First, t.Page.After, t.Page.Last, t.Page.Before)
	list := kg.RelationshipList{Where: t.Where, Order: order, Page: page}
	if t.Direction != nil {
		list.Direction = *t.Direction
	}
	return list, err
}

// An ahead is a page that was found together with the one member of a cohort, for what is
// asked of that by a key and in a view.
type ahead struct {
	key  string
	view handle
	page *kg.Ahead
}

// take returns the page where it is what is asked for, and nothing otherwise.
func (a *ahead) take(ctx context.Context, key string, v handle) ([]kg.Slice, error) {
	if a == nil || a.key != key || a.view != v {
		return nil, nil
	}
	slice, err := a.page.Take(ctx)
	return []kg.Slice{slice}, err
}

// EntityWith is [Any] for an entity of which ties will be asked next: where these can be
// had with it, one call of the store brings both. Nil stands for none.
func EntityWith[N Node](ctx context.Context, asOf *AsOf, id kg.ID, ties *Ties) (N, error) {
	var none N
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return none, err
	}
	node, err := r.entityWith(ctx, id, ties)
	if err != nil {
		return none, err
	}
	if node == nil {
		return anyIn[N](ctx, r, id)
	}
	found, _ := node.(N)
	return found, nil
}

// OnlyWith is EntityWith for the root fields of one type.
func OnlyWith[N Node](ctx context.Context, asOf *AsOf, id kg.ID, ties *Ties) (*N, error) {
	node, err := EntityWith[Node](ctx, asOf, id, ties)
	if only, ok := node.(N); ok {
		return &only, err
	}
	return nil, err
}

// entityWith returns an entity whose ties are there already, or nil where they could not
// be had with it.
func (r Reader) entityWith(ctx context.Context, id kg.ID, ties *Ties) (Node, error) {
	if ties == nil || ties.AsOf != nil {
		return nil, nil
	}
	list, err := ties.list()
	if err != nil {
		return nil, nil //nolint:nilerr // the field that asks for them tells
	}
	list.Of = id
	e, page, err := r.Graph.EntityWith(ctx, r.View, list)
	if e == nil || err != nil {
		return nil, err
	}
	m := memberOf(e, r.View)
	c := newCohort(r.Graph, []member{m})
	c.ahead = &ahead{ties.key(), m.view, page}
	return c.node(m), nil
}
