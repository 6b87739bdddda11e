package sqlite

import (
	"context"
	"errors"

	"entente/kg"
)

// What an entity is tied to is found in memory where the store keeps that, and in the file
// otherwise. Both may happen in one call, which is to see one state of the graph. So what is
// recalled is of the generation of the cache that the reading hopes for, and where its first
// statement shows another one, all is read anew from the file.

// errForgotten says that a commit came between what a reading recalled and what it read.
var errForgotten = errors.New("the graph changed during a read")

// recalls has a reading find what it can in memory. Those that ask for a Keep do not: it is
// not to be called for one state and then for another.
func (r *reading) recalls(ctx context.Context, s *Store, v kg.View, queries []kg.Query) {
	if v.Known != 0 || r.forgetful {
		return
	}
	of := false
	for _, q := range queries {
		if q.Keep != nil {
			return
		}
		of = of || q.Of != ""
	}
	if of {
		r.memory = s.adjacency(ctx)
	}
}

// recall finds the candidates of a page in memory, and reports whether it could.
func (r *reading) recall(p *page) bool {
	if r.memory == nil || !r.usable || p.query.Of == "" || p.near != 0 {
		return false
	}
	var self [1]uint32
	if !r.cache.numbers([]kg.ID{p.query.Of}, self[:]) {
		return false
	}
	list, ok := r.memory.List(self[0], p.query, p.view.Restricted, p.after, p.step)
	if !ok {
		return false
	}
	if now, settled := r.cache.current(); !settled || now != r.generation {
		return false
	}
	for _, n := range list {
		c := candidate{number: int64(n.Relationship), other: int64(n.Other), self: int64(self[0])}
		if p.leads(c) {
			p.candidates = append(p.candidates, c)
		}
	}
	r.recalled = true
	return true
}
