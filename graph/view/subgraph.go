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
	subgraph := Subgraph{Truncated: found.Truncated, reader: r, where: where, found: found}
	ends := make(map[place]Entity, len(found.Entities))
	for i, node := range nodesOf(r, found.Entities) {
		subgraph.Entities = append(subgraph.Entities, node.(Entity))
		ends[place{found.Entities[i].ID, r.View}] = node.(Entity)
	}
	for _, node := range nodesOf(r, found.Relationships) {
		relationship := node.(Relationship)
		relationship.cohort.ends = ends
		subgraph.Relationships = append(subgraph.Relationships, relationship)
	}
	return subgraph, nil
}
