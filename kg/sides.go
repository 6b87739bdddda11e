package kg

import (
	"context"
	"slices"
	"strings"
)

// MaxSide is the largest number of relationships of one side that
// [Graph.TiedToBoth] looks at, and MaxBetween the largest number of items it finds.
const (
	MaxSide    = 5000
	MaxBetween = 50000
)

// A SidesQuery asks for the entities that are tied to two others at once.
type SidesQuery struct {
	// A and B are the two; they differ.
	A, B  ID
	Where *RelationshipFilter
}

// A TieToBoth is an entity with one tie to each of two others, which hold at once.
type TieToBoth struct {
	Entity   *Entity
	ToA, ToB Found
	Overlap  Overlap
}

// TiedToBoth returns the entities that have, at one and the same second of the
// view's time, a tie to A and a tie to B: one item for each two such ties. Only
// those that do so for every reading of the dates count where the view is CERTAIN.
// An id that leads nowhere is tied to nothing.
func (g *Graph) TiedToBoth(ctx context.Context, v View, q SidesQuery) ([]TieToBoth, error) {
	if err := q.A.Validate(); err != nil {
		return nil, under("a", err)
	}
	if err := q.B.Validate(); err != nil {
		return nil, under("b", err)
	}
	if q.A == q.B {
		return nil, q.refuseOne()
	}
	lists := listsOf([]ID{q.A, q.B}, RelationshipList{Where: q.Where, Named: true})
	sides, err := g.tiesOfEach(ctx, v, lists, MaxSide)
	if err != nil {
		return nil, err
	}
	for _, found := range sides {
		if len(found) > MaxSide {
			return nil, tooManyTies(len(found), MaxSide)
		}
	}
	if len(sides[0]) > 0 && q.isOne(sides[0][0]) {
		return nil, q.refuseOne()
	}
	return joinSides(v, q, sides[0], sides[1])
}

// isOne reports whether A and B are the same end of a tie.
func (q SidesQuery) isOne(f Found) bool {
	return slices.ContainsFunc([]*Entity{f.From, f.To}, func(e *Entity) bool {
		return e.goesBy(q.A) && e.goesBy(q.B)
	})
}

// refuseOne says that A and B are the same entity.
func (q SidesQuery) refuseOne() error {
	return &InvalidError{
		Field: "b", Value: string(q.B), Reason: "is a itself", Accepted: "name two entities",
	}
}

// tooManyTies refuses a question about more relationships than can be looked at.
func tooManyTies(n, limit int) error {
	return &LimitError{
		What: "relationships to look at", Value: n, Limit: limit,
		Advice: "narrow where, or give of where there is one",
	}
}

// joinSides pairs the ties of A and B that have a far end in common and hold at once.
func joinSides(v View, q SidesQuery, ofA, ofB []Found) ([]TieToBoth, error) {
	toA := make(map[ID][]Found)
	for _, f := range ofA {
		far := farFrom(q.A, f).ID
		toA[far] = append(toA[far], f)
	}
	var between []TieToBoth
	for _, b := range ofB {
		entity := farFrom(q.B, b)
		for _, a := range toA[entity.ID] {
			o := OverlapIn(v.Valid, spanOf(a.Record), spanOf(b.Record))
			if !v.admits(o.Certainty) {
				continue
			}
			if len(between) == MaxBetween {
				return nil, tooManyTies(MaxBetween+1, MaxBetween)
			}
			between = append(between, TieToBoth{entity, a, b, o})
		}
	}
	sortByKey(between, TieToBoth.Key)
	return between, nil
}

// admits reports whether v shows what is so with a certainty, which may be empty.
func (v View) admits(c Certainty) bool {
	return c == Certain || c == Possible && v.Certainty != Certain
}

// Key returns the place of t in their order: by the ids of the entity and of the ties.
func (t TieToBoth) Key() Key {
	return Key{Text: joinIDs(t.Entity.ID, t.ToA.tie().ID, t.ToB.tie().ID), ID: t.Entity.ID}
}

// joinIDs writes ids so that the texts are ordered as the lists of ids are: a space
// comes before all that an id has.
func joinIDs(ids ...ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " ")
}
