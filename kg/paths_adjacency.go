package kg

import (
	"context"
	"errors"
	"slices"
)

// An adjacencyGround is an [Adjacency], in which a search follows what some conditions on
// keys let through. Only what is on the paths that it finds is read from the store.
type adjacencyGround struct {
	*Adjacency
	graph *Graph
	view  View
	query Query
}

// errMoved says that what a search found in an [Adjacency] is not so in the store by now.
var errMoved = errors.New("the graph changed during a search")

// groundInMemory returns the ground of a search in memory and the numbers of its ends
// there, or nil where the store has to be asked: it has no [Adjacency] at hand, another time
// or telling is asked about, or p has conditions that need more than keys.
func (g *Graph) groundInMemory(
	ctx context.Context, v View, p plan, ends [2]*Entity,
) (ground, [2]uint32, error) {
	var numbers [2]uint32
	adjoiner, ok := Ability[Adjoiner](g.Store())
	if !ok || v.Known != 0 || v.Perspective != nil || !p.onlyKeys() {
		return nil, numbers, nil
	}
	a, found, err := adjoiner.Adjacency(ctx, []ID{ends[0].ID, ends[1].ID})
	if err != nil || a == nil {
		return nil, numbers, err
	}
	copy(numbers[:], found)
	if numbers[0] == 0 || numbers[1] == 0 {
		return nil, numbers, nil // one of them has just been retracted
	}
	return &adjacencyGround{a, g, v, p.Query}, numbers, nil
}

// onlyKeys reports whether p asks for relationships by type and time, and by nothing else.
func (p plan) onlyKeys() bool {
	return p.Class == ClassRelationship && p.Keep == nil && len(p.IDs) == 0 &&
		len(p.EntityClasses) == 0 && p.Of == "" && p.About == "" && len(p.Cites) == 0
}

func (*adjacencyGround) number(*sight) {}

func (g *adjacencyGround) ids(ties []uint32) []ID {
	g.mu.RLock()
	defer g.mu.RUnlock()
	ids := make([]ID, len(ties))
	for i, tie := range ties {
		ids[i] = ID(g.texts.get(g.facts.get(tie).id))
	}
	return ids
}

// records reads from the store what has to be told of relationships.
func (g *adjacencyGround) records(ctx context.Context, ties []uint32) ([]Found, error) {
	q, ids := g.query, g.ids(ties)
	q.IDs, q.Order = slices.Compact(slices.Sorted(slices.Values(ids))), Order{}
	pages, err := g.graph.from(g.view).Find(ctx, g.view, []Query{q})
	if err != nil {
		return nil, err
	}
	byID := make(map[ID]Found, len(ties))
	for _, f := range pages[0] {
		byID[f.Record.Head().ID] = f
	}
	found := make([]Found, len(ties))
	for i, id := range ids {
		found[i] = byID[id]
	}
	return found, nil
}

// find goes through the relationships of each entity or, where these are fewer, looks for
// each of its far ends among them. Between two questions others may put something in.
func (g *adjacencyGround) find(
	ctx context.Context, questions []question, take func(i int, s sight) bool,
) error {
	l := listing{adjacencyGround: g, ctx: ctx, take: take}
	for i, q := range questions {
		if err := l.answer(i, q); err != nil {
			return err
		}
	}
	if b := budgetOf(ctx); b != nil {
		return b.visited.add(l.shown)
	}
	return nil
}

// A listing is one call of find.
type listing struct {
	*adjacencyGround
	ctx  context.Context //nolint:containedctx // a listing is one call
	take func(i int, s sight) bool
	// passed are the steps taken, shown the relationships that were shown.
	passed, shown int
}

// answer shows the relationships that one question asks for.
func (l *listing) answer(i int, q question) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	own := l.ends[q.of]
	switch {
	case len(q.far) == 0:
		_, err := l.show(i, q.of, own)
		return err
	case len(own) < len(q.far):
		return l.amongFar(i, q, own)
	default:
		return l.amongOwn(i, q, own)
	}
}

// amongFar goes through what an entity is tied to, and looks whether it was asked for.
func (l *listing) amongFar(i int, q question, own []adjacent) error {
	for n, e := range own {
		if err := l.pass(); err != nil {
			return err
		}
		if _, ok := slices.BinarySearch(q.far, e.other); !ok {
			continue
		}
		if enough, err := l.show(i, q.of, own[n:n+1]); enough || err != nil {
			return err
		}
	}
	return nil
}

// amongOwn goes through the far ends asked for, and looks for each in what the entity is
// tied to.
func (l *listing) amongOwn(i int, q question, own []adjacent) error {
	for _, other := range q.far {
		if err := l.pass(); err != nil {
			return err
		}
		from, _ := slices.BinarySearchFunc(own, adjacent{other, 0}, adjacent.compare)
		own = own[from:]
		n := 0
		for n < len(own) && own[n].other == other {
			n++
		}
		if enough, err := l.show(i, q.of, own[:n]); enough || err != nil {
			return err
		}
	}
	return nil
}

// pass takes a step, and now and then looks whether anybody still waits.
func (l *listing) pass() error {
	const often = 1024
	if l.passed++; l.passed%often == 0 {
		return l.ctx.Err()
	}
	return nil
}

// show shows those relationships of an entity that may be followed.
func (l *listing) show(i int, entity uint32, ties []adjacent) (enough bool, err error) {
	for _, e := range ties {
		if err := l.pass(); err != nil {
			return false, err
		}
		f := l.facts.get(e.tie)
		if !l.admits(f, &l.query, l.view.Restricted) {
			continue
		}
		l.shown++
		if l.take(i, sight{tie: e.tie, from: entity, to: e.other, span: f.span}) {
			return true, nil
		}
	}
	return false, nil
}
