package kg

import (
	"context"
	"maps"
	"slices"
)

// findAll returns what each plan finds, with at most one call of the store; see
// ask for the others.
func (g *Graph) findAll(ctx context.Context, v View, plans []plan) ([][]Found, error) {
	return ask(ctx, g, v, plans, func(queries []Query) ([][]Found, error) {
		return g.from(v).Find(ctx, v, queries)
	})
}

// countAll counts what each plan finds, as findAll finds it.
func (g *Graph) countAll(ctx context.Context, v View, plans []plan) ([][]Tally, error) {
	return ask(ctx, g, v, plans, func(queries []Query) ([][]Tally, error) {
		return g.from(v).Count(ctx, v, queries)
	})
}

// ask sends the queries of the plans that can match at all to the store, in one
// call, and puts the answers in the order of the plans. Where plans name entities that
// are not there, it takes one call more to see where their ids lead, and if they lead
// anywhere another one, in which these plans are asked again.
//
// A Keep may be called anew then. It was not before where the plan is about the
// relationships of the one that is not there.
func ask[T any](
	ctx context.Context, g *Graph, v View, plans []plan, call func([]Query) ([][]T, error),
) ([][]T, error) {
	var missing roll
	answers, err := askOnce(plans, &missing, call)
	if err != nil {
		return nil, err
	}
	current, err := g.currentIDs(ctx, v, missing.absent())
	if err != nil || len(current) == 0 {
		return answers, err
	}
	again := make([]plan, len(plans))
	for i, p := range plans {
		again[i] = p.renamed(current)
	}
	others, err := askOnce(again, nil, call)
	for i := range others {
		if !again[i].nothing {
			answers[i] = others[i]
		}
	}
	return answers, err
}

// askOnce is ask with one call of the store. Names, if given, learns which of the
// entities are there that the plans name.
func askOnce[T any](
	plans []plan, names *roll, call func([]Query) ([][]T, error),
) ([][]T, error) {
	var queries []Query
	for _, p := range plans {
		if !p.nothing {
			queries = append(queries, p.Query)
			names.add(p)
		}
	}
	answers := make([][]T, len(plans))
	if len(queries) == 0 {
		return answers, nil
	}
	found, err := call(append(queries, names.queries()...))
	if err != nil {
		return nil, err
	}
	for i, p := range plans {
		if !p.nothing {
			answers[i], found = found[0], found[1:]
		}
	}
	return answers, nil
}

// renamed returns p with current ids in the place of those that are no more, or with
// nothing to ask where it names none.
func (p plan) renamed(current map[ID]ID) plan {
	names := false
	for _, id := range p.named {
		names = names || current[id] != ""
	}
	if !names {
		p.nothing = true
		return p
	}
	if p.current != nil {
		maps.Copy(p.current, current)
	}
	one := func(id ID) ID { return renamed([]ID{id}, current)[0] }
	p.Of, p.About = one(p.Of), one(p.About)
	p.IDs, p.Cites = renamed(p.IDs, current), renamed(p.Cites, current)
	return p
}

// A roll calls the names of records.
type roll struct {
	// named are those called, there those that are there.
	named, there map[ID]bool
	// claims says that what claims are about is named too.
	claims bool
}

func (r *roll) add(p plan) {
	if r == nil || len(p.named) == 0 {
		return
	}
	if r.named == nil {
		r.named, r.there = make(map[ID]bool), make(map[ID]bool)
	}
	r.claims = r.claims || p.Class == ClassClaim
	for _, id := range p.named {
		r.named[id] = true
	}
}

// queries asks which of them are there, whoever tells of them.
func (r *roll) queries() []Query {
	if r == nil || len(r.named) == 0 {
		return nil
	}
	q := Query{IDs: sortedIDs(r.named), untold: true, Keep: func(f Found) bool {
		r.there[f.Record.Head().ID] = true
		return false
	}}
	var queries []Query
	for _, class := range []Class{ClassEntity, ClassRelationship} {
		if class == ClassEntity || r.claims {
			q.Class = class
			queries = append(queries, q)
		}
	}
	return queries
}

// absent returns the named ones that are not there.
func (r *roll) absent() []ID {
	absent := maps.Clone(r.named)
	maps.DeleteFunc(absent, func(id ID, _ bool) bool { return r.there[id] })
	return sortedIDs(absent)
}

func sortedIDs(ids map[ID]bool) []ID { return slices.Sorted(maps.Keys(ids)) }
