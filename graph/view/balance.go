package view

import (
	"context"

	"entente/kg"
)

// SignFlipConnection is the type of that name.
type SignFlipConnection struct{ shownWindow[kg.SignFlip] }

// SignFlipEdge is the type of that name.
type SignFlipEdge struct {
	Cursor string
	Node   SignFlip
}

// A SignFlip is a value of that type.
type SignFlip struct {
	flip  kg.SignFlip
	shown shown
}

// SignFlips answers the root field of that name.
func SignFlips(
	ctx context.Context, asOf *AsOf, within string, q kg.FlipQuery, first *int, after *string,
) (SignFlipConnection, error) {
	p, err := answer(ctx, asOf, byFlip, kg.SignFlip.Key, first, after,
		func(r Reader) ([]kg.SignFlip, error) {
			window, err := kg.ParseWindow(within, r.View.Zone)
			if err != nil {
				return nil, kg.InField("within", err)
			}
			q.Within = window
			return r.Graph.SignFlips(ctx, r.View, q)
		},
		func(f kg.SignFlip) []kg.Found { return []kg.Found{f.Before, f.After} })
	return SignFlipConnection{p}, err
}

// Edges answers the field of that name.
func (c SignFlipConnection) Edges() []SignFlipEdge {
	return shownEdges(c.shownWindow, func(cursor string, f kg.SignFlip, s shown) SignFlipEdge {
		return SignFlipEdge{cursor, SignFlip{f, s}}
	})
}

// A answers the field of that name.
func (f SignFlip) A() Entity { return f.shown.entity(f.flip.Before.From) }

// B answers the field of that name.
func (f SignFlip) B() Entity { return f.shown.entity(f.flip.Before.To) }

// Before answers the field of that name.
func (f SignFlip) Before() Relationship { return f.shown.relationship(f.flip.Before) }

// After answers the field of that name.
func (f SignFlip) After() Relationship { return f.shown.relationship(f.flip.After) }

// Becomes answers the field of that name.
func (f SignFlip) Becomes() kg.Sign { return f.After().Sign() }

// Earliest answers the field of that name.
func (f SignFlip) Earliest() *string { return finite(f.flip.Earliest) }

// Latest answers the field of that name.
func (f SignFlip) Latest() *string { return finite(f.flip.Latest) }

// Certainty answers the field of that name.
func (f SignFlip) Certainty() kg.Certainty { return f.flip.Certainty }

// TieToBothConnection is the type of that name.
type TieToBothConnection struct{ shownWindow[kg.TieToBoth] }

// TieToBothEdge is the type of that name.
type TieToBothEdge struct {
	Cursor string
	Node   TieToBoth
}

// A TieToBoth is a value of that type.
type TieToBoth struct {
	Entity   Entity
	ToA, ToB Relationship
	Overlap  Overlap
}

// TiedToBoth answers the root field of that name.
func TiedToBoth(
	ctx context.Context, asOf *AsOf, a, b kg.ID, where *kg.RelationshipFilter, first *int, after *string,
) (TieToBothConnection, error) {
	p, err := answer(ctx, asOf, bySides, kg.TieToBoth.Key, first, after,
		func(r Reader) ([]kg.TieToBoth, error) {
			return r.Graph.TiedToBoth(ctx, r.View, kg.SidesQuery{A: a, B: b, Where: where})
		},
		func(t kg.TieToBoth) []kg.Found { return []kg.Found{t.ToA, t.ToB} })
	return TieToBothConnection{p}, err
}

// Edges answers the field of that name.
func (c TieToBothConnection) Edges() []TieToBothEdge {
	return shownEdges(c.shownWindow, func(cursor string, t kg.TieToBoth, s shown) TieToBothEdge {
		return TieToBothEdge{cursor, TieToBoth{
			s.entity(t.Entity), s.relationship(t.ToA), s.relationship(t.ToB), Overlap{t.Overlap},
		}}
	})
}

// TriadConnection is the type of that name.
type TriadConnection struct{ shownWindow[kg.Triad] }

// TriadEdge is the type of that name.
type TriadEdge struct {
	Cursor string
	Node   Triad
}

// A Triad is a value of that type.
type Triad struct {
	triad kg.Triad
	shown shown
}

// UnbalancedTriads answers the root field of that name.
func UnbalancedTriads(
	ctx context.Context, asOf *AsOf, of []kg.ID, where *kg.RelationshipFilter, first *int, after *string,
) (TriadConnection, error) {
	p, err := answer(ctx, asOf, byTriad, kg.Triad.Key, first, after,
		func(r Reader) ([]kg.Triad, error) {
			return r.Graph.UnbalancedTriads(ctx, r.View, kg.TriadQuery{Of: of, Where: where})
		},
		func(t kg.Triad) []kg.Found { return t.Ties[:] })
	return TriadConnection{p}, err
}

// Edges answers the field of that name.
func (c TriadConnection) Edges() []TriadEdge {
	return shownEdges(c.shownWindow, func(cursor string, t kg.Triad, s shown) TriadEdge {
		return TriadEdge{cursor, Triad{t, s}}
	})
}

// Entities answers the field of that name.
func (t Triad) Entities() []Entity {
	entities := make([]Entity, len(t.triad.Entities))
	for i, e := range t.triad.Entities {
		entities[i] = t.shown.entity(e)
	}
	return entities
}

// Relationships answers the field of that name.
func (t Triad) Relationships() []Relationship {
	relationships := make([]Relationship, len(t.triad.Ties))
	for i, tie := range t.triad.Ties {
		relationships[i] = t.shown.relationship(tie)
	}
	return relationships
}

// Hostile answers the field of that name.
func (t Triad) Hostile() int { return t.triad.Hostile() }

// Ambivalent answers the field of that name.
func (t Triad) Ambivalent() bool { return t.triad.Ambivalent }

// Overlap answers the field of that name.
func (t Triad) Overlap() Overlap { return Overlap{t.triad.Overlap} }
