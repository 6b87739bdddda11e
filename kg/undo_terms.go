package kg

import (
	"context"
	"fmt"
)

// usersOf are the classes of records that use terms of a kind, as their Keys' Kind.
var usersOf = map[TermKind]Class{
	TermKindOfEntity:     ClassEntity,
	TermRelationshipType: ClassRelationship,
	TermClaimProperty:    ClassClaim,
}

// checkTermsUnused refuses writes that retract a term which a record uses that they do
// not take back as well: it could not be changed any more. It asks the store once.
func (g *Graph) checkTermsUnused(ctx context.Context, writes []Write) error {
	written := make(map[ID]bool, len(writes))
	names := make(map[TermKind][]string)
	for _, w := range writes {
		written[w.Record.Head().ID] = true
		if t, ok := w.Record.(*Term); ok && w.Retract {
			names[t.TermKind] = append(names[t.TermKind], t.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	var queries []Query
	for _, kind := range []TermKind{TermKindOfEntity, TermRelationshipType, TermClaimProperty} {
		if len(names[kind]) > 0 {
			queries = append(queries, Query{
				Class: usersOf[kind], Kinds: names[kind], Limit: 1,
				Keep: func(f Found) bool { return !written[f.Record.Head().ID] },
			})
		}
	}
	pages, err := g.store.Find(ctx, everything, queries)
	for _, page := range pages {
		if len(page) > 0 && err == nil {
			r := page[0].Record
			err = &ConflictError{
				Record: r.Head().ID,
				Reason: fmt.Sprintf("uses %s, which is to be retracted; retract or change it first", r.Keys().Kind),
			}
		}
	}
	return err
}
