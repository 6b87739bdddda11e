package sqlite

import (
	"context"
	"errors"
	"slices"

	"entente/kg"
)

// What an entity is tied to is found in memory where the store keeps that, so are records by
// id that are kept, and all else is found in the file. Both may happen in one call, which is
// to see one state of the graph. So what is recalled is of the generation of the cache that
// the reading hopes for, and where its first statement shows another one, all is read anew
// from the file.

// errForgotten says that a commit came between what a reading recalled and what it read.
var errForgotten = errors.New("the graph changed during a read")

// recalls has a reading find what it can in memory. Those that ask for a Keep do not: it is
// not to be called for one state and then for another.
func (r *reading) recalls(ctx context.Context, s *Store, v kg.View, queries []kg.Query) {
	keeps := func(q kg.Query) bool { return q.Keep != nil }
	if v.Known != 0 || r.forgetful || slices.ContainsFunc(queries, keeps) {
		return
	}
	r.recalling = true
	if slices.ContainsFunc(queries, func(q kg.Query) bool { return q.Of != "" }) {
		r.memory = s.adjacency(ctx)
	}
}

// recall finds the candidates of a page in memory, and reports whether it could.
func (r *reading) recall(p *page) bool {
	if !r.recalling || !r.usable || p.near != 0 {
		return false
	}
	var found []candidate
	var ok bool
	if p.query.Of != "" {
		found, ok = r.recallTies(p)
	} else {
		found, ok = r.recallByID(p)
	}
	if now, settled := r.cache.current(); !ok || !settled || now != r.generation {
		return false
	}
	p.candidates, r.recalled = found, true
	return true
}

// recallTies finds what an entity is tied to, if that is in memory and the entity is kept.
func (r *reading) recallTies(p *page) ([]candidate, bool) {
	var self [1]uint32
	if r.memory == nil || !r.cache.numbers([]kg.ID{p.query.Of}, self[:]) {
		return nil, false
	}
	list, ok := r.memory.List(self[0], p.query, p.view.Restricted, p.after, p.step)
	if !ok {
		return nil, false
	}
	found := make([]candidate, 0, len(list))
	for _, n := range list {
		c := candidate{number: int64(n.Relationship), other: int64(n.Other), self: int64(self[0])}
		if p.leads(c) {
			found = append(found, c)
		}
	}
	return found, true
}

// recallByID finds records that are asked for by their ids, if all of them are kept.
func (r *reading) recallByID(p *page) ([]candidate, bool) {
	q := p.query
	if len(q.IDs) == 0 || q.About != "" || len(q.Cites) > 0 {
		return nil, false
	}
	kept := make([]slot, len(q.IDs))
	if !r.cache.eachByID(q.IDs, func(i int, s *slot) { kept[i] = *s }) {
		return nil, false
	}
	type placed struct {
		key    kg.Key
		number int64
	}
	var found []placed
	for _, s := range kept {
		keys := s.stored.record.Keys()
		key := q.Order.KeyOf(s.stored.record.Head().ID, keys)
		if (p.view.Restricted || !s.stored.restricted) && admits(q, s.stored.record.Class(), keys) &&
			(p.after == nil || q.Order.Compare(key, *p.after) > 0) {
			found = append(found, placed{key, s.number})
		}
	}
	slices.SortFunc(found, func(a, b placed) int { return q.Order.Compare(a.key, b.key) })
	found = slices.Compact(found) // an id may be asked for twice
	candidates := make([]candidate, min(len(found), p.step))
	for i := range candidates {
		candidates[i].number = found[i].number
	}
	return candidates, true
}

// admits reports whether q asks for a record of a class and keys, as far as these tell.
func admits(q kg.Query, class kg.Class, keys kg.Keys) bool {
	return class == q.Class && q.Bounds.Admit(keys.Span) &&
		(len(q.Kinds) == 0 || slices.Contains(q.Kinds, keys.Kind)) &&
		(len(q.EntityClasses) == 0 || slices.Contains(q.EntityClasses, keys.EntityClass))
}
