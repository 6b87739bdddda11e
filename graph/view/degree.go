package view

import (
	"context"

	"entente/kg"
)

// A DegreeCount is a value of that type.
type DegreeCount struct {
	named
	Direction kg.Direction
	Status    kg.RelationshipStatus
	Count     int
}

// Degree answers the field of that name, for all members of the cohort with one
// call of the store.
func (e entity) Degree(
	ctx context.Context, where *kg.RelationshipFilter, asOf *AsOf,
) ([]DegreeCount, error) {
	key := keyOf("degree", where, asOf)
	degrees, err := together(e.cohort, key, func() (map[place][]kg.Degree, error) {
		members, err := e.cohort.asOf(ctx, asOf)
		if err != nil {
			return nil, err
		}
		lists := make([]kg.RelationshipList, len(members))
		for i, m := range members {
			lists[i] = kg.RelationshipList{Where: where, Of: m.rec.Head().ID, View: new(m.view.Value())}
		}
		found, err := e.cohort.graph.Degrees(ctx, members[0].view.Value(), lists)
		byPlace := make(map[place][]kg.Degree, len(found))
		for i, m := range e.cohort.members()[:len(found)] {
			byPlace[m.place()] = found[i]
		}
		return byPlace, err
	})
	counts := []DegreeCount{}
	for _, d := range degrees[e.place()] {
		counts = append(counts, DegreeCount{named{e.cohort.graph, d.Type}, d.Direction, d.Status, d.Count})
	}
	return counts, err
}
