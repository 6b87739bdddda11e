package view

import (
	"context"
	"unique"

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

// NeighborhoodArguments are the arguments of the root field of that name.
type NeighborhoodArguments struct {
	Of    []kg.ID
	Depth *int
	Where *kg.RelationshipFilter
	Limit *int
	With  []kg.ID
}

func (a NeighborhoodArguments) query() kg.NeighborhoodQuery {
	return kg.NeighborhoodQuery{
		Of: a.Of, Depth: orElse(a.Depth, 1), Where: a.Where, Limit: orElse(a.Limit, kg.MaxPage),
		With: a.With,
	}
}

// Neighborhood answers the root field of that name.
func Neighborhood(ctx context.Context, asOf *AsOf, a NeighborhoodArguments) (Subgraph, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Subgraph{}, err
	}
	found, err := r.Graph.Neighborhood(ctx, r.View, a.query())
	if err != nil {
		return Subgraph{}, err
	}
	entities, relationships := linked(r, found.Entities, found.Relationships)
	return Subgraph{entities, relationships, found.Truncated, r, a.Where, found}, nil
}

// linked returns entities as one cohort, and as another the relationships whose ends
// they are.
func linked(
	r Reader, entities []*kg.Entity, relationships []*kg.Relationship,
) (nodes []Entity, ties []Relationship) {
	v, ends := unique.Make(r.View), make(map[place]Entity, len(entities))
	for i, node := range nodesOf(r, entities) {
		nodes = append(nodes, node.(Entity))
		ends[place{entities[i].ID, v}] = node.(Entity)
	}
	for _, node := range nodesOf(r, relationships) {
		tie := node.(Relationship)
		tie.cohort.ends = ends
		ties = append(ties, tie)
	}
	return nodes, ties
}
