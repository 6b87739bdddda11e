package kg

import "context"

// ParticipantList returns the list of those who take part in an event: the
// participations to which a filter of their role, which may be nil, says yes.
func ParticipantList(event ID, role *TextFilter) RelationshipList {
	return RelationshipList{
		Of: event, Direction: DirectionIn, Types: []string{TypeParticipation},
		Where: &RelationshipFilter{Property: roleFilter(role)},
	}
}

// roleFilter asks for those whose role is as a filter says, or for all.
func roleFilter(role *TextFilter) *PropertyFilter {
	if role == nil {
		return nil
	}
	return &PropertyFilter{Name: PropertyRole, Text: role}
}

// Participants returns, for each list of participants, the ids of all of them, with
// one call of the store. More than [MaxRows] of one event are an ErrLimit.
func (g *Graph) Participants(ctx context.Context, v View, lists []RelationshipList) ([]map[ID]bool, error) {
	answers, err := g.tiesOfEach(ctx, v, lists, MaxRows)
	if err != nil {
		return nil, err
	}
	participants := make([]map[ID]bool, len(lists))
	for i, found := range answers {
		if len(found) > MaxRows {
			return nil, &LimitError{What: "participants of an event", Value: len(found), Limit: MaxRows}
		}
		participants[i] = make(map[ID]bool, len(found))
		for _, f := range found {
			participants[i][f.From.ID] = true
		}
	}
	return participants, nil
}
