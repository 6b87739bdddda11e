package view

import (
	"context"

	"entente/kg"
)

// ParticipantConnection is the type of that name.
type ParticipantConnection struct{ *page }

// A ParticipantEdge is a value of that type.
type ParticipantEdge struct {
	spot
	Node          Entity
	Participation Relationship
}

// Participants answers the field of that name.
func (e Event) Participants(
	ctx context.Context, role *kg.TextFilter, asOf *AsOf, first *int, after *string, last *int, before *string,
) (ParticipantConnection, error) {
	order := kg.Order{Field: kg.OrderID}
	page, err := pageOf(kg.ClassRelationship, order, first, after, last, before)
	if err != nil {
		return ParticipantConnection{}, err
	}
	key := keyOf("participants", role, asOf, first, after, last, before)
	pages, err := paged(ctx, e.cohort, key, asOf, func(m member) kg.RelationshipList {
		list := kg.ParticipantList(m.rec.Head().ID, role)
		list.Order, list.Page, list.View = order, page, new(m.view.Value())
		return list
	})
	return ParticipantConnection{pages.of(e.member)}, err
}

// Edges answers the field of that name.
func (c ParticipantConnection) Edges() []ParticipantEdge {
	made := make([]ParticipantEdge, len(c.slice.Found))
	for i, found := range c.slice.Found {
		made[i] = ParticipantEdge{spot{c.page, i}, c.others.entity(found.From, c.view), c.node(i).(Relationship)}
	}
	return made
}

// Role answers the field of that name.
func (e ParticipantEdge) Role() *string { return optional(e.Participation.relationship.Role()) }

// Ties answers the field of that name.
func (e ParticipantEdge) Ties(
	ctx context.Context, where *kg.RelationshipFilter, orderBy *RelationshipOrder, asOf *AsOf,
	first *int, after *string, last *int, before *string,
) (EntityRelationshipConnection, error) {
	order := orderBy.order()
	page, err := pageOf(kg.ClassRelationship, order, first, after, last, before)
	if err != nil {
		return EntityRelationshipConnection{}, err
	}
	c := e.Participation.cohort
	others, err := c.participants(ctx)
	if err != nil {
		return EntityRelationshipConnection{}, err
	}
	key := keyOf("ties", where, orderBy, asOf, first, after, last, before)
	pages, err := paged(ctx, c, key, asOf, func(m member) kg.RelationshipList {
		r := m.rec.(*kg.Relationship)
		among := others[r.To]
		return kg.RelationshipList{
			Where: where, Of: r.From, Order: order, Page: page, View: new(m.view.Value()),
			Keep: func(f kg.Found) bool { return among[otherEnd(f, r.From).ID] },
		}
	})
	return EntityRelationshipConnection{pages.of(e.Participation.member), e.Participation.relationship.From}, err
}

// participants returns, by event, who takes part in the events of a cohort of
// participations.
func (c *cohort) participants(ctx context.Context) (kg.Participants, error) {
	return together(c, "participants", func() (kg.Participants, error) {
		var lists []kg.RelationshipList
		asked := make(map[kg.ID]bool)
		for _, m := range c.members() {
			if event := m.rec.(*kg.Relationship).To; !asked[event] {
				asked[event] = true
				list := kg.ParticipantList(event, nil)
				list.View = new(m.view.Value())
				lists = append(lists, list)
			}
		}
		return c.graph.Participants(ctx, c.members()[0].view.Value(), lists)
	})
}
