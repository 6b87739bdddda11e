package view

import (
	"context"
	"unique"

	"entente/kg"
)

// CoParticipantConnection is the type of that name.
type CoParticipantConnection struct{ shownWindow[kg.CoParticipant] }

// CoParticipantEdge is the type of that name.
type CoParticipantEdge struct {
	Cursor string
	Node   CoParticipant
}

// A CoParticipant is a value of that type.
type CoParticipant struct {
	Entity Entity
	Events int
	Shared []SharedEvent
}

// A SharedEvent is a value of that type.
type SharedEvent struct {
	Event                             Event
	Participation, OtherParticipation Relationship
}

// CoParticipants answers the field of that name.
func (a Actor) CoParticipants(
	ctx context.Context, where *kg.EntityFilter, role, otherRole *kg.TextFilter,
	asOf *AsOf, first *int, after *string,
) (CoParticipantConnection, error) {
	key := keyOf("coParticipants", where, role, otherRole, asOf, first, after)
	pages, err := together(a.cohort, key, func() (map[place]shownWindow[kg.CoParticipant], error) {
		lists := make([]kg.CoParticipantList, len(a.cohort.members()))
		for i, m := range a.cohort.members() {
			v, err := asOf.apply(ctx, a.cohort.graph, m.view.Value())
			if err != nil {
				return nil, err
			}
			lists[i] = kg.CoParticipantList{
				Of: m.rec.Head().ID, Where: where, Role: role, OtherRole: otherRole, View: v,
			}
		}
		return a.cohort.coParticipants(ctx, lists, first, after)
	})
	return CoParticipantConnection{pages[a.place()]}, err
}

// coParticipants answers a list of each member, all together.
func (c *cohort) coParticipants(
	ctx context.Context, lists []kg.CoParticipantList, first *int, after *string,
) (map[place]shownWindow[kg.CoParticipant], error) {
	answers, err := c.graph.CoParticipants(ctx, lists[0].View, lists)
	if err != nil {
		return nil, err
	}
	windows := make([]window[kg.CoParticipant], len(lists))
	sights := make([]sight, len(lists))
	for i, all := range answers {
		if windows[i], err = windowOf(all, byShared, kg.CoParticipant.Key, first, after); err != nil {
			return nil, err
		}
		sights[i].view = unique.Make(lists[i].View)
		for _, item := range windows[i].items {
			for _, s := range item.Shared {
				sights[i].found = append(sights[i].found, s.Own, s.Other)
			}
		}
	}
	all := show(c.graph, sights...)
	pages := make(map[place]shownWindow[kg.CoParticipant], len(lists))
	for i, w := range windows {
		pages[c.members()[i].place()] = shownWindow[kg.CoParticipant]{w, all.in(lists[i].View)}
	}
	return pages, nil
}

// Edges answers the field of that name.
func (c CoParticipantConnection) Edges() []CoParticipantEdge {
	return shownEdges(c.shownWindow, func(cursor string, item kg.CoParticipant, s shown) CoParticipantEdge {
		node := CoParticipant{s.entity(item.Entity), item.Events, make([]SharedEvent, len(item.Shared))}
		for i, shared := range item.Shared {
			node.Shared[i] = SharedEvent{
				s.event(shared.Event), s.relationship(shared.Own), s.relationship(shared.Other),
			}
		}
		return CoParticipantEdge{cursor, node}
	})
}

// Role answers the field of that name.
func (s SharedEvent) Role() *string { return optional(s.Participation.relationship.Role()) }

// OtherRole answers the field of that name.
func (s SharedEvent) OtherRole() *string { return optional(s.OtherParticipation.relationship.Role()) }
