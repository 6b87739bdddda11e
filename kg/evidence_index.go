package kg

import (
	"context"
	"sync"
)

// An evidenceIndex is the evidence for all records, as filters ask for it: it is read
// before the first record is looked at, because a store must not be asked while it
// answers.
type evidenceIndex struct {
	*docket
	vocabulary *Vocabulary
	// shown has the sources that the view shows; nil: all.
	shown map[ID]bool
	// participants returns those of all events, read when they are first needed.
	participants func() (Participants, error)
}

// evidence reads what filters on the evidence of records need.
func (g *Graph) evidence(ctx context.Context, v View) (*evidenceIndex, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	x := &evidenceIndex{vocabulary: vocabulary}
	var further []Query
	if !v.Restricted {
		x.shown = make(map[ID]bool)
		further = append(further, Query{Class: ClassSource, Keep: func(f Found) bool {
			x.shown[f.Record.Head().ID] = true
			return false
		}})
	}
	x.docket, err = g.collect(ctx, v, []Query{{}}, further...)
	x.participants = sync.OnceValues(func() (Participants, error) { return g.allParticipants(ctx, v, vocabulary) })
	return x, err
}

// allParticipants returns the participants of every event.
func (g *Graph) allParticipants(
	ctx context.Context, v View, vocabulary *Vocabulary,
) (Participants, error) {
	participants := make(Participants)
	if vocabulary.byID[TermID(TermRelationshipType, TypeParticipation)] == nil {
		return participants, nil
	}
	_, err := g.from(v).Find(ctx, v, []Query{{
		Class: ClassRelationship, Kinds: []string{TypeParticipation}, Keep: func(f Found) bool {
			participants.add(f)
			return false
		},
	}})
	return participants, err
}

// of returns the evidence for a record with these parties.
func (x *evidenceIndex) of(r Record, parties []ID) Evidence {
	sources := r.Head().Sources
	if x.shown != nil {
		sources = shownOf(sources, x.shown)
	}
	return evidenceOf(sources, x.claims[r.Head().ID], parties)
}
