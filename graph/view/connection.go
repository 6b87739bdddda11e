package view

import "entente/kg"

// The connections of the schema: a page of a list, typed for its field.

// EntityConnection is the type of that name.
type EntityConnection struct{ *page }

// EntityEdge is the type of that name.
type EntityEdge struct {
	Cursor string
	Node   Entity
}

// Edges answers the field of that name.
func (c EntityConnection) Edges() []EntityEdge {
	return edges(c.page, func(cursor string, node Node) EntityEdge {
		return EntityEdge{cursor, node.(Entity)}
	})
}

// ActorConnection is the type of that name.
type ActorConnection struct{ *page }

// ActorEdge is the type of that name.
type ActorEdge struct {
	Cursor string
	Node   Actor
}

// Edges answers the field of that name.
func (c ActorConnection) Edges() []ActorEdge {
	return edges(c.page, func(cursor string, node Node) ActorEdge {
		return ActorEdge{cursor, node.(Actor)}
	})
}

// PlaceConnection is the type of that name.
type PlaceConnection struct{ *page }

// PlaceEdge is the type of that name.
type PlaceEdge struct {
	Cursor string
	Node   Place
}

// Edges answers the field of that name.
func (c PlaceConnection) Edges() []PlaceEdge {
	return edges(c.page, func(cursor string, node Node) PlaceEdge {
		return PlaceEdge{cursor, node.(Place)}
	})
}

// EventConnection is the type of that name.
type EventConnection struct{ *page }

// EventEdge is the type of that name.
type EventEdge struct {
	Cursor string
	Node   Event
}

// Edges answers the field of that name.
func (c EventConnection) Edges() []EventEdge {
	return edges(c.page, func(cursor string, node Node) EventEdge {
		return EventEdge{cursor, node.(Event)}
	})
}

// RelationshipConnection is the type of that name.
type RelationshipConnection struct{ *page }

// RelationshipEdge is the type of that name.
type RelationshipEdge struct {
	Cursor string
	Node   Relationship
}

// Edges answers the field of that name.
func (c RelationshipConnection) Edges() []RelationshipEdge {
	return edges(c.page, func(cursor string, node Node) RelationshipEdge {
		return RelationshipEdge{cursor, node.(Relationship)}
	})
}

// ClaimConnection is the type of that name.
type ClaimConnection struct{ *page }

// ClaimEdge is the type of that name.
type ClaimEdge struct {
	Cursor string
	Node   Claim
}

// Edges answers the field of that name.
func (c ClaimConnection) Edges() []ClaimEdge {
	return edges(c.page, func(cursor string, node Node) ClaimEdge {
		return ClaimEdge{cursor, node.(Claim)}
	})
}

// SourceConnection is the type of that name.
type SourceConnection struct{ *page }

// SourceEdge is the type of that name.
type SourceEdge struct {
	Cursor string
	Node   Source
}

// Edges answers the field of that name.
func (c SourceConnection) Edges() []SourceEdge {
	return edges(c.page, func(cursor string, node Node) SourceEdge {
		return SourceEdge{cursor, node.(Source)}
	})
}

// edges makes the edges of a page.
func edges[E any](p *page, edge func(cursor string, node Node) E) []E {
	made := make([]E, len(p.slice.Found))
	for i := range made {
		made[i] = edge(p.cursor(i), p.node(i))
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
	Cursor    string
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
			Cursor: c.cursor(i), Direction: r.relationship.DirectionFrom(c.of), Node: r,
			Other: c.others.entity(far, c.view),
		}
	}
	return made
}
