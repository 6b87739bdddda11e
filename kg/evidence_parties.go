package kg

import (
	"context"
	"maps"
	"slices"
)

// Parties are the entities that are a party to records, by the records' ids.
type Parties map[ID][]ID

// Made reports whether a party to what the claim is about makes it.
func (p Parties) Made(c *Claim) bool { return slices.Contains(p[c.About], c.claimant()) }

// Parties returns, by the id of each record, the entities that are a party to it,
// with at most one call of the store: the two ends of a relationship, the actors
// that a participation ties to an event (whenever it held), and any other record itself.
// Nobody else is one: a spokesman of a party, or a part of it, only where the graph
// has them as such.
func (g *Graph) Parties(ctx context.Context, v View, records []Record) (Parties, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	var answers [][]Found
	if queries := participationsOf(records, vocabulary); len(queries) > 0 {
		if answers, err = g.from(v).Find(ctx, v, queries); err != nil {
			return nil, err
		}
	}
	if err := withinRows(answers); err != nil {
		return nil, err
	}
	participants, parties := participantsIn(answers), make(Parties, len(records))
	for _, r := range records {
		parties[r.Head().ID] = partiesOf(r, participants)
	}
	return parties, nil
}

// participationsOf asks for the participations in those of the records that are events.
func participationsOf(records []Record, vocabulary *Vocabulary) []Query {
	if vocabulary.byID[TermID(TermRelationshipType, TypeParticipation)] == nil {
		return nil
	}
	var queries []Query
	for _, r := range records {
		if e, ok := r.(*Entity); ok && e.EntityClass == ClassEvent {
			list := ParticipantList(e.ID, nil)
			queries = append(queries, Query{
				Class: ClassRelationship, Kinds: list.Types, Of: list.Of, Direction: list.Direction,
				Limit: MaxRows + 1,
			})
		}
	}
	return queries
}

// partiesOf returns the parties to a record, given the participants of events.
func partiesOf(r Record, participants Participants) []ID {
	switch r := r.(type) {
	case *Relationship:
		return []ID{r.From, r.To}
	case *Entity:
		if r.EntityClass == ClassEvent {
			return slices.Sorted(maps.Keys(participants[r.ID]))
		}
	}
	return []ID{r.Head().ID}
}
