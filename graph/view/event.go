package view

import (
	"context"
	"unique"

	"entente/kg"
)

// AsItHappened answers the field of that name: an entity at the time of the event.
func (e Event) AsItHappened(ctx context.Context, id kg.ID) (Entity, error) {
	if err := id.Validate(); err != nil {
		return nil, kg.InField("id", err)
	}
	nodes, err := together(e.cohort, keyOf("asItHappened", id), func() (map[place]Node, error) {
		var places []place
		for _, m := range e.cohort.members() {
			if event, ok := m.rec.(*kg.Entity); ok && event.EntityClass == kg.ClassEvent {
				places = append(places, place{id, atTimeOf(m, event)})
			}
		}
		return e.cohort.fetchBy(ctx, places, e.cohort.graph.Named)
	})
	found, _ := nodes[place{id, atTimeOf(e.member, e.entity.entity)}].(Entity)
	return found, err
}

// atTimeOf returns the view of a member at the time of an event.
func atTimeOf(m member, event *kg.Entity) handle { return unique.Make(m.view.Value().At(event)) }
