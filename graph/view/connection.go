package view

import "entente/kg"

// The connections of the schema: a page of a list, typed for its field.

// A spot is where an edge is in its page.
type spot struct {
	page *page
	i    int
}

// Cursor answers the field of that name.
func (s spot) Cursor() string { return s.page.cursor(s.i) }

// EntityConnection is the type of that name.
type EntityConnection struct{ *page }

// EntityEdge is the type of that name.
type EntityEdge struct {
	spot
	Node Entity
}

// Edges answers the field of that name.
func (c EntityConnection) Edges() []EntityEdge {
	return edges(c.page, func(s spot, node Node) EntityEdge {
		return EntityEdge{s, node.(Entity)}
	})
}

// ActorConnection is the type of that name.
type ActorConnection struct{ *page }

// ActorEdge is the type of that name.
type ActorEdge struct {
	spot
	Node Actor
}

// Edges answers the field of that name.
func (c ActorConnection) Edges() []ActorEdge {
	return edges(c.page, func(s spot, node Node) ActorEdge {
		return ActorEdge{s, node.(Actor)}
	})
}

// PlaceConnection is the type of that name.
type PlaceConnection struct{ *page }

// PlaceEdge is the type of that name.
type PlaceEdge struct {
	spot
	Node Place
}

// Edges answers the field of that name.
func (c PlaceConnection) Edges() []PlaceEdge {
	return edges(c.page, func(s spot, node Node) PlaceEdge {
		return PlaceEdge{s, node.(Place)}
	})
}

// EventConnection is the type of that name.
type EventConnection struct{ *page }

// EventEdge is the type of that name.
type EventEdge struct {
	spot
	Node Event
}

// Edges answers the field of that name.
func (c EventConnection) Edges() []EventEdge {
	return edges(c.page, func(s spot, node Node) EventEdge {
		return EventEdge{s, node.(Event)}
	})
}

// RelationshipConnection is the type of that name.
type RelationshipConnection struct{ *page }

// RelationshipEdge is the type of that name.
type RelationshipEdge struct {
	spot
	Node Relationship
}

// Edges answers the field of that name.
func (c RelationshipConnection) Edges() []RelationshipEdge {
	return edges(c.page, func(s spot, node Node) RelationshipEdge {
		return RelationshipEdge{s, node.(Relationship)}
	})
}

// ClaimConnection is the type of that name.
type ClaimConnection struct{ *page }

// ClaimEdge is the type of that name.
type ClaimEdge struct {
	spot
	Node Claim
}

// Edges answers the field of that name.
func (c ClaimConnection) Edges() []ClaimEdge {
	return edges(c.page, func(s spot, node Node) ClaimEdge {
		return ClaimEdge{s, node.(Claim)}
	})
}

// SourceConnection is the type of that name.
type SourceConnection struct{ *page }

// SourceEdge is the type of that name.
type SourceEdge struct {
	spot
	Node Source
}

// Edges answers the field of that name.
func (c SourceConnection) Edges() []SourceEdge {
	return edges(c.page, func(s spot, node Node) SourceEdge {
		return SourceEdge{s, node.(Source)}
	})
}

// edges makes the edges of a page.
func edges[E any](p *page, edge func(s spot, node Node) E) []E {
	made := make([]E, len(p.slice.Found))
	for i := range made {
		made[i] = edge(spot{p, i}, p.node(i))
	}
	return made
}

// EntityRelationshipConnection is the type of that name: the relationships of one
// entity.
type EntityRelationshipConnection struct {
	*page
	of kg.ID
}

// EntityRelationshipEdge is the type of that name.
type EntityRelationshipEdge struct {
	spot
	Direction kg.Direction
	Node      Relationship
	Other     Entity
}

// Edges answers the field of that name.
func (c EntityRelationshipConnection) Edges() []EntityRelationshipEdge {
	made := make([]EntityRelationshipEdge, len(c.slice.Found))
	for i, found := range c.slice.Found {
		r := c.node(i).(Relationship)
		far := found.To
		if r.relationship.From != c.of {
			far = found.From
		}
		made[i] = EntityRelationshipEdge{
			spot: spot{c.page, i}, Direction: r.relationship.DirectionFrom(c.of), Node: r,
			Other: c.others.entity(far, c.view),
		}
	}
	return made
}
