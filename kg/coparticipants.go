package kg

import (
	"cmp"
	"context"
	"slices"
)

// MaxShared is the largest number of participations of one entity from which those
// who took part with it are found.
const MaxShared = 500

// A CoParticipantList asks for those who took part in events together with one
// entity.
type CoParticipantList struct {
	Of ID
	// Where says which events count, Role and OtherRole in which role the entity and
	// the other took part; nil: any.
	Where           *EntityFilter
	Role, OtherRole *TextFilter
	// View is the one that this list is read in.
	View View
}

// A CoParticipant is an entity that took part in events together with another one.
type CoParticipant struct {
	Entity *Entity
	// Events is the number of events that they share.
	Events int
	// Shared are these events, by earliest start and id: once for each participation
	// of the one with each of the other.
	Shared []SharedEvent
}

// A SharedEvent is an event in which two entities took part.
type SharedEvent struct {
	Event *Entity
	// Own and Other are the participations of the two.
	Own, Other Found
}

// CoParticipants answers each list with those who took part in events together with
// its entity, those first who share most. Events count whenever they were, unless
// the view was asked for a time. The store is asked twice, for all lists together.
func (g *Graph) CoParticipants(
	ctx context.Context, v View, lists []CoParticipantList,
) ([][]CoParticipant, error) {
	own, err := g.ownParticipations(ctx, v, lists)
	if err != nil {
		return nil, err
	}
	others, err := g.otherParticipations(ctx, v, lists, own)
	if err != nil {
		return nil, err
	}
	answers := make([][]CoParticipant, len(lists))
	for i, l := range lists {
		answers[i] = togetherWith(l, own[i], others)
	}
	return answers, nil
}

// ownParticipations returns the participations of the entity of each list.
func (g *Graph) ownParticipations(ctx context.Context, v View, lists []CoParticipantList) ([][]Found, error) {
	asked := make([]RelationshipList, len(lists))
	for i, l := range lists {
		asked[i] = RelationshipList{
			Of: l.Of, Direction: DirectionOut, Types: []string{TypeParticipation},
			Where: &RelationshipFilter{To: l.Where, Property: roleFilter(l.Role)},
			View:  new(l.View.alwaysUnlessGiven()),
		}
	}
	own, err := g.tiesOfEach(ctx, v, asked, MaxShared)
	if err != nil {
		return nil, Within("where.property.text", "role", Within("where.to", "where", err))
	}
	rows := 0
	for _, found := range own {
		if rows += len(found); len(found) > MaxShared {
			return nil, &LimitError{
				What: "participations", Value: len(found), Limit: MaxShared, Advice: "narrow where",
			}
		}
	}
	if rows > MaxRows {
		return nil, &LimitError{What: "participations on one level", Value: rows, Limit: MaxRows}
	}
	return own, nil
}

// An occasion is an event as a view shows it.
type occasion struct {
	event ID
	view  View
}

// otherParticipations returns all participations in the events of the entities' own,
// each event asked for once.
func (g *Graph) otherParticipations(
	ctx context.Context, v View, lists []CoParticipantList, own [][]Found,
) (map[occasion][]Found, error) {
	others := make(map[occasion][]Found)
	var occasions []occasion
	var asked []RelationshipList
	for i, l := range lists {
		for _, f := range own[i] {
			at := occasion{f.To.ID, l.View.alwaysUnlessGiven()}
			if _, met := others[at]; met {
				continue
			}
			others[at] = nil
			list := ParticipantList(at.event, l.OtherRole)
			list.View = &at.view
			occasions, asked = append(occasions, at), append(asked, list)
		}
	}
	answers, err := g.tiesOfEach(ctx, v, asked, MaxRows)
	if err != nil {
		return nil, Within("where.property.text", "otherRole", err)
	}
	rows := 0
	for i, found := range answers {
		if rows += len(found); rows > MaxRows {
			return nil, &LimitError{What: "participations on one level", Value: rows, Limit: MaxRows}
		}
		others[occasions[i]] = found
	}
	return others, nil
}

// togetherWith groups the participations of others by who they are, in the order.
func togetherWith(l CoParticipantList, own []Found, others map[occasion][]Found) []CoParticipant {
	places := make(map[ID]int)
	var together []CoParticipant
	for _, mine := range own {
		for _, theirs := range others[occasion{mine.To.ID, l.View.alwaysUnlessGiven()}] {
			if theirs.From.ID == l.Of {
				continue
			}
			i, met := places[theirs.From.ID]
			if !met {
				i = len(together)
				places[theirs.From.ID] = i
				together = append(together, CoParticipant{Entity: theirs.From})
			}
			together[i].Shared = append(together[i].Shared, SharedEvent{mine.To, mine, theirs})
		}
	}
	for i := range together {
		together[i].sort()
	}
	sortByKey(together, CoParticipant.Key)
	return together
}

// sort puts the shared events in order and counts them.
func (c *CoParticipant) sort() {
	slices.SortFunc(c.Shared, func(a, b SharedEvent) int {
		return cmp.Or(
			cmp.Compare(a.Event.Validity.Span.StartEarliest, b.Event.Validity.Span.StartEarliest),
			cmp.Compare(a.Event.ID, b.Event.ID),
			cmp.Compare(a.Own.tie().ID, b.Own.tie().ID), cmp.Compare(a.Other.tie().ID, b.Other.tie().ID))
	})
	for i, s := range c.Shared {
		if i == 0 || s.Event.ID != c.Shared[i-1].Event.ID {
			c.Events++
		}
	}
}

// Key returns the place of c in their order: those who share most events first, then
// by id.
func (c CoParticipant) Key() Key { return Key{Number: int64(-c.Events), ID: c.Entity.ID} }
