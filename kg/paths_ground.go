package kg

import (
	"context"
	"slices"
)

// A ground is where a search for paths finds relationships: a store, or an [Adjacency].
// Entities and relationships go by numbers in it, none of which is 0.
type ground interface {
	// find shows take the relationships of entities, question after question, until take
	// has enough for one or the context is done. Those that may not be followed it may leave
	// out. From one question to the next the graph may have changed.
	find(ctx context.Context, questions []question, take func(i int, s sight) (enough bool)) error
	// number gives what a search is to hold a number, if it has none.
	number(s *sight)
	// ids returns those of relationships.
	ids(ties []uint32) []ID
	// records returns relationships with their ends.
	records(ctx context.Context, ties []uint32) ([]Found, error)
}

// A question is for the relationships of an entity, with far ends among some entities or,
// where there are none, with any. Who asks more than once about the same far ends has them
// in one list.
type question struct {
	of  uint32
	far []uint32
}

// A sight is a relationship that a search is shown. A ground that has records shows it
// with these, and gives numbers only to what is to be held; until then they are 0.
type sight struct {
	tie, from, to uint32
	span          Span
	// refused says that it may not be followed.
	refused bool
	found   Found
}

// A storeGround is a store, as a view shows it.
type storeGround struct {
	graph *Graph
	view  View
	plan  plan
	// numbers are those of entities and relationships, which lie at them.
	numbers  map[ID]uint32
	entities []*Entity
	ties     []Found
}

func newStoreGround(g *Graph, v View, p plan) *storeGround {
	return &storeGround{
		graph: g, view: v, plan: p, numbers: make(map[ID]uint32),
		entities: make([]*Entity, 1), ties: make([]Found, 1),
	}
}

// entity returns the number of an entity.
func (g *storeGround) entity(e *Entity) uint32 {
	n, ok := g.numbers[e.ID]
	if !ok {
		n = uint32(len(g.entities))
		g.numbers[e.ID] = n
		g.entities = append(g.entities, e)
	}
	return n
}

func (g *storeGround) number(s *sight) {
	id := s.found.Record.Head().ID
	if s.tie = g.numbers[id]; s.tie == 0 {
		s.tie = uint32(len(g.ties))
		g.numbers[id] = s.tie
		g.ties = append(g.ties, s.found)
	}
	s.from, s.to = g.entity(s.found.From), g.entity(s.found.To)
}

func (g *storeGround) ids(ties []uint32) []ID {
	ids := make([]ID, len(ties))
	for i, tie := range ties {
		ids[i] = g.ties[tie].Record.Head().ID
	}
	return ids
}

func (g *storeGround) records(_ context.Context, ties []uint32) ([]Found, error) {
	found := make([]Found, len(ties))
	for i, tie := range ties {
		found[i] = g.ties[tie]
	}
	return found, nil
}

// find calls the store, once. The store passes relationships by: what take does not hold
// is gone when the call is over.
func (g *storeGround) find(
	ctx context.Context, questions []question, take func(i int, s sight) bool,
) error {
	queries := make([]Query, len(questions))
	for i, asked := range questions {
		q := g.plan.Query
		q.Of = g.entities[asked.of].ID
		if i > 0 && same(asked.far, questions[i-1].far) {
			q.Far = queries[i-1].Far
		} else {
			q.Far = g.idsOfEntities(asked.far)
		}
		if len(q.Far) == 0 {
			q.Limit = 1 // what is enough ends the query
		}
		q.Keep = func(f Found) bool {
			r := f.Record.(*Relationship)
			return take(i, sight{
				tie: g.numbers[r.ID], span: r.Validity.Span, found: f,
				refused: g.plan.Keep != nil && !g.plan.Keep(f),
			})
		}
		queries[i] = q
	}
	_, err := g.graph.from(g.view).Find(ctx, g.view, queries)
	return err
}

// same reports whether two lists are one.
func same(a, b []uint32) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func (g *storeGround) idsOfEntities(numbers []uint32) []ID {
	ids := make([]ID, len(numbers))
	for i, n := range numbers {
		ids[i] = g.entities[n].ID
	}
	slices.Sort(ids)
	return ids
}
