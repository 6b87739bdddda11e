package kg

import (
	"context"
	"slices"
)

// A Matter is a record and all that is needed to judge what is said of it.
type Matter struct {
	Record Record
	// Claims are those about the record that the view shows, as they are shown: by
	// rank, and what was said earlier first.
	Claims []*Claim
	// Parties are the entities that have a part in it; see [Graph.Parties].
	Parties []ID
	// Sources are those of the record's own that the view shows.
	Sources []ID

	vocabulary *Vocabulary
}

// Matters returns the matter of each record, in the order given, with one call of
// the store. More than [MaxRows] claims and participations are an ErrLimit.
func (g *Graph) Matters(ctx context.Context, v View, records []Record) ([]Matter, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil || len(records) == 0 {
		return nil, err
	}
	queries := participationsOf(records, vocabulary)
	events := len(queries)
	for _, r := range records {
		queries = append(queries, Query{
			Class: ClassClaim, About: r.Head().ID, Order: Order{Field: OrderRank}, Limit: MaxRows + 1,
		})
	}
	claims := len(queries)
	if sources := sourcesOf(records); len(sources) > 0 {
		queries = append(queries, Query{Class: ClassSource, IDs: sources})
	}
	answers, err := g.from(v).Find(ctx, v, queries)
	if err != nil {
		return nil, err
	}
	if err := withinRows(answers[:claims]); err != nil {
		return nil, err
	}
	shown := idsIn(answers[claims:])
	participants := participantsIn(answers[:events])
	matters := make([]Matter, len(records))
	for i, r := range records {
		matters[i] = Matter{
			Record: r, Claims: claimsIn(answers[events+i]), Parties: partiesOf(r, participants),
			Sources: shownOf(r.Head().Sources, shown), vocabulary: vocabulary,
		}
	}
	return matters, nil
}

// withinRows refuses answers of more than [MaxRows] records together.
func withinRows(answers [][]Found) error {
	rows := 0
	for _, found := range answers {
		rows += len(found)
	}
	if rows > MaxRows {
		return &LimitError{What: "records on one level", Value: rows, Limit: MaxRows}
	}
	return nil
}

func claimsIn(found []Found) []*Claim {
	claims := make([]*Claim, len(found))
	for i, f := range found {
		claims[i] = f.Record.(*Claim)
	}
	return claims
}

func sourcesOf(records []Record) []ID {
	var ids []ID
	for _, r := range records {
		ids = append(ids, r.Head().Sources...)
	}
	return inOrder(ids)
}

func idsIn(answers [][]Found) map[ID]bool {
	ids := make(map[ID]bool)
	for _, found := range answers {
		for _, f := range found {
			ids[f.Record.Head().ID] = true
		}
	}
	return ids
}

// shownOf returns those of the ids that are shown.
func shownOf(ids []ID, shown map[ID]bool) []ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { return !shown[id] })
}

// Evidence returns what the record rests on.
func (m *Matter) Evidence() Evidence { return evidenceOf(m.Sources, m.Claims, m.Parties) }
