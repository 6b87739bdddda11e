package kg

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Limits of a neighbourhood.
const (
	MaxDepth         = 3
	MaxNeighborhood  = 1000
	MaxNeighborhoods = 20
)

// A NeighborhoodQuery asks for what lies around some entities.
type NeighborhoodQuery struct {
	// Of are the entities to begin at, at most [MaxNeighborhoods].
	Of []ID
	// Depth is how many relationships away from them, at most [MaxDepth].
	Depth int
	Where *RelationshipFilter
	// Limit is the largest number of relationships followed, at most [MaxNeighborhood].
	Limit int
	// With, unless it is nil, makes a picture of the answer: it has besides these
	// entities, at most [MaxPicture], and every relationship that the view shows
	// among all of its entities. Where and Limit are not about those.
	With []ID
}

// A Subgraph is a part of the graph: every relationship comes with both ends.
type Subgraph struct {
	// Entities has those to begin at first, then others as they are reached, and last
	// those of a picture that were not.
	Entities []*Entity
	// Relationships are those followed, ordered by distance, earliest start and id,
	// and then the others among the entities of a picture, by earliest start and id.
	Relationships []*Relationship
	// Truncated says that a limit left out at least one relationship: that some were
	// not followed, that there are more than [MaxAmong] others of a picture, or that
	// some may join those of its entities that have too many to look at.
	Truncated bool
	// Beyond are those of a picture that are left out.
	Beyond []ID
	// Walked are the entities whose relationships were looked for: all but the
	// outermost and, where the limit was reached, those beyond it.
	Walked []ID
}

func (q NeighborhoodQuery) validate() error {
	switch {
	case len(q.Of) > MaxNeighborhoods:
		return &LimitError{What: "of", Value: len(q.Of), Limit: MaxNeighborhoods}
	case q.Depth > MaxDepth:
		return &LimitError{What: "depth", Value: q.Depth, Limit: MaxDepth}
	case q.Limit > MaxNeighborhood:
		return &LimitError{What: "limit", Value: q.Limit, Limit: MaxNeighborhood}
	case q.Depth < 0:
		return &InvalidError{Field: "depth", Reason: "must not be negative"}
	case q.Limit < 0:
		return &InvalidError{Field: "limit", Reason: "must not be negative"}
	}
	return checkIDs("with", q.With, MaxPicture)
}

// Neighborhood returns the relationships that v shows within a distance of some
// entities. Ids that lead nowhere add nothing. It asks the store once for the
// entities and once for each step of depth, and for a picture once more for what is
// among its entities.
func (g *Graph) Neighborhood(ctx context.Context, v View, q NeighborhoodQuery) (Subgraph, error) {
	return g.neighborhood(ctx, v, q, MaxAmong)
}

func (g *Graph) neighborhood(
	ctx context.Context, v View, q NeighborhoodQuery, among int,
) (Subgraph, error) {
	if err := q.validate(); err != nil {
		return Subgraph{}, err
	}
	named, err := g.entitiesOf(ctx, v, slices.Concat(q.Of, q.With))
	if err != nil {
		return Subgraph{}, err
	}
	walk := &walk{entities: make(map[ID]bool), relationships: make(map[ID]bool), limit: q.Limit}
	walk.include(named, q.Of)
	for range q.Depth {
		if err := walk.step(ctx, g, v, q.Where); err != nil {
			return Subgraph{}, err
		}
	}
	if q.With == nil {
		return walk.Subgraph, nil
	}
	walk.include(named, q.With)
	err = walk.complete(ctx, g, v, among)
	return walk.Subgraph, err
}

// entitiesOf returns those that have some ids, by these. It takes a call of the store
// for each [MaxIDs] of them.
func (g *Graph) entitiesOf(ctx context.Context, v View, ids []ID) (map[ID]*Entity, error) {
	entities := make(map[ID]*Entity, len(ids))
	for part := range slices.Chunk(inOrder(ids), MaxIDs) {
		records, err := g.Lookup(ctx, v, part)
		if err != nil {
			return nil, err
		}
		for i, record := range records {
			if e, ok := record.(*Entity); ok {
				entities[part[i]] = e
			}
		}
	}
	return entities, nil
}

// A walk goes outwards from some entities, one step after the other.
type walk struct {
	Subgraph
	entities      map[ID]bool
	relationships map[ID]bool
	// frontier is what the last step reached.
	frontier []ID
	limit    int
}

// include reaches those of the entities that have the ids, in their order.
func (w *walk) include(named map[ID]*Entity, ids []ID) {
	for _, id := range ids {
		if e := named[id]; e != nil {
			w.reach(e)
		}
	}
}

func (w *walk) reach(e *Entity) {
	if !w.entities[e.ID] {
		w.entities[e.ID] = true
		w.Entities = append(w.Entities, e)
		w.frontier = append(w.frontier, e.ID)
	}
}

// step follows the relationships of the frontier, as many as the limit leaves.
func (w *walk) step(ctx context.Context, g *Graph, v View, where *RelationshipFilter) error {
	if len(w.frontier) == 0 || w.Truncated {
		return nil
	}
	answers, err := g.tiesOfEach(ctx, v, listsOf(w.frontier, RelationshipList{Where: where}), w.limit)
	if err != nil {
		return err
	}
	w.Walked = append(w.Walked, w.frontier...)
	w.frontier = nil
	for _, found := range nearestFirst(answers) {
		w.follow(found)
	}
	return nil
}

// nearestFirst puts what one step found into one order, each relationship once.
func nearestFirst(answers [][]Found) []Found {
	byID := make(map[ID]Found)
	for _, found := range answers {
		for _, f := range found {
			byID[f.Record.Head().ID] = f
		}
	}
	order := Order{Field: OrderStart}
	return slices.SortedFunc(maps.Values(byID), func(a, b Found) int {
		return order.Compare(order.keyOf(a), order.keyOf(b))
	})
}

func (w *walk) follow(found Found) {
	r := found.Record.(*Relationship)
	if w.relationships[r.ID] {
		return
	}
	if len(w.Relationships) == w.limit {
		w.Truncated = true
		return
	}
	w.relationships[r.ID] = true
	w.Relationships = append(w.Relationships, r)
	w.reach(found.From)
	w.reach(found.To)
}

// Statistics counts the records that a view shows.
type Statistics struct {
	// Entities are counted by class and kind, Relationships by type, Claims by
	// property. Relationships are those in force in the view.
	Entities, Relationships, Claims []Tally
	Sources                         int
}

// Statistics counts all records, with one call of the store.
func (g *Graph) Statistics(ctx context.Context, v View) (Statistics, error) {
	counts, err := g.from(v).Count(ctx, v, []Query{
		{Class: ClassEntity}, {Class: ClassRelationship, Bounds: v.bounds()}, {Class: ClassClaim}, {Class: ClassSource},
	})
	if err != nil {
		return Statistics{}, err
	}
	return Statistics{counts[0], counts[1], counts[2], Total(counts[3])}, nil
}

// ByKind adds up tallies of one kind, whatever their class and direction, and
// orders them by count, the largest first, then by kind.
func ByKind(tallies []Tally) []Tally {
	sums := make(map[string]int)
	for _, t := range tallies {
		sums[t.Kind] += t.Count
	}
	var kinds []Tally
	for kind, n := range sums {
		kinds = append(kinds, Tally{Kind: kind, Count: n})
	}
	slices.SortFunc(kinds, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return kinds
}

// Statement says a relationship in words: who, to whom, what, when.
func Statement(from, label, to string, symmetric bool, v Validity) string {
	arrow := " → "
	if symmetric {
		arrow = " – "
	}
	return from + arrow + to + ": " + label + ", " + v.Text()
}
