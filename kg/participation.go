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

// Participants are the ids of those who take part in events, by event.
type Participants map[ID]map[ID]bool

// add adds the one that a participation ties to its event.
func (p Participants) add(f Found) {
	if p[f.To.ID] == nil {
		p[f.To.ID] = make(map[ID]bool)
	}
	p[f.To.ID][f.From.ID] = true
}

// participantsIn returns the participants in relationships that were found.
func participantsIn(answers [][]Found) Participants {
	participants := make(Participants)
	for _, found := range answers {
		for _, f := range found {
			participants.add(f)
		}
	}
	return participants
}

// Participants returns all that lists of participants find, with one call of the
// store. More than [MaxRows] in one list are an ErrLimit.
func (g *Graph) Participants(ctx context.Context, v View, lists []RelationshipList) (Participants, error) {
	answers, err := g.tiesOfEach(ctx, v, lists, MaxRows)
	if err != nil {
		return nil, err
	}
	for _, found := range answers {
		if len(found) > MaxRows {
			return nil, &LimitError{What: "participants of an event", Value: len(found), Limit: MaxRows}
		}
	}
	return participantsIn(answers), nil
}
