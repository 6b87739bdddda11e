package view

import (
	"context"

	"entente/kg"
)

// A Subgraph is a value of that type.
type Subgraph struct {
	Entities      []Entity
	Relationships []Relationship
	Truncated     bool

	reader Reader
	where  *kg.RelationshipFilter
	found  kg.Subgraph
}

// Explain answers the field of that name; nothing is counted unless it is asked.
func (s Subgraph) Explain(ctx context.Context) ([]kg.LeftOut, error) {
	return s.reader.Graph.LeftOut(ctx, s.reader.View, s.where, s.found)
}

// Neighborhood answers the root field of that name.
func Neighborhood(
	ctx context.Context, asOf *AsOf, of []kg.ID, depth *int, where *kg.RelationshipFilter, limit *int,
) (Subgraph, error) {
	q := kg.NeighborhoodQuery{Of: of, Depth: orElse(depth, 1), Where: where, Limit: orElse(limit, kg.MaxPage)}
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Subgraph{}, err
	}
	found, err := r.Graph.Neighborhood(ctx, r.View, q)
	if err != nil {
		return Subgraph{}, err
	}
	entities, relationships := linked(r, found.Entities, found.Relationships)
	return Subgraph{entities, relationships, found.Truncated, r, where, found}, nil
}

// linked returns entities as one cohort, and as another the relationships whose ends
// they are.
func linked(
	r Reader, entities []*kg.Entity, relationships []*kg.Relationship,
) (nodes []Entity, ties []Relationship) {
	ends := make(map[place]Entity, len(entities))
	for i, node := range nodesOf(r, entities) {
		nodes = append(nodes, node.(Entity))
		ends[place{entities[i].ID, r.View}] = node.(Entity)
	}
	for _, node := range nodesOf(r, relationships) {
		tie := node.(Relationship)
		tie.cohort.ends = ends
		ties = append(ties, tie)
	}
	return nodes, ties
}
