package kg

import (
	"bytes"
	"cmp"
	"slices"
)

// A Neighbor is what a page of an [Adjacency] lists: the number of a relationship, and of
// what it leads to.
type Neighbor struct{ Relationship, Other uint32 }

// longestList is of how many relationships an entity may have for a page of them to be found
// in memory: they are looked through, and put in order.
const longestList = 512

// List returns the relationships of an entity that q asks for, in its order, those after a
// key if that is set, at most limit of them; Of, Far, After, Limit and Keep of q do not
// count. It returns false where a store has to find them: q has conditions or an order that
// an Adjacency does not know, or the entity has more than [longestList].
func (a *Adjacency) List(
	entity uint32, q Query, restricted bool, after *Key, limit int,
) (page []Neighbor, ok bool) {
	ordered := q.Order.Field != OrderName && q.Order.Field != OrderRank
	if !ordered || q.Class != ClassRelationship || q.About != "" ||
		len(q.IDs)+len(q.EntityClasses)+len(q.Cites) > 0 {
		return nil, false
	}
	a.mu.RLock()
	defer a.mu.RUnlock()
	all := a.ends[entity]
	if len(all) > longestList {
		return nil, false
	}
	l := lister{Adjacency: a, query: q, entity: entity, restricted: restricted}
	found := make([]placed, 0, len(all))
	for _, e := range all {
		if f := a.facts.get(e.tie); l.wants(f) {
			if one := l.place(e, f); after == nil || l.compareKey(one, after) > 0 {
				found = append(found, one)
			}
		}
	}
	slices.SortFunc(found, l.compare)
	page = make([]Neighbor, min(limit, len(found)))
	for i := range page {
		page[i] = Neighbor{found[i].number, found[i].other}
	}
	return page, true
}

// A lister makes one page.
type lister struct {
	*Adjacency
	query      Query
	entity     uint32
	restricted bool
}

// A placed is a relationship with its place in the order: a value and then the id.
type placed struct {
	number, other uint32
	at            int64
	id            uint32
}

// wants reports whether the query asks for a relationship.
func (l *lister) wants(f facts) bool {
	if !l.admits(f, &l.query, l.restricted) {
		return false
	}
	switch l.query.Direction {
	case DirectionOut:
		return f.symmetric() || f.from == l.entity
	case DirectionIn:
		return f.symmetric() || f.from != l.entity // what ties it to itself goes out
	}
	return true
}

func (l *lister) place(e adjacent, f facts) placed {
	one := placed{number: f.number, other: e.other, id: f.id}
	switch l.query.Order.Field {
	case OrderStart:
		one.at = int64(f.span.StartEarliest)
	case OrderEnd:
		one.at = int64(f.span.EndLatest)
	}
	return one
}

func (l *lister) compare(a, b placed) int {
	return l.turned(cmp.Or(cmp.Compare(a.at, b.at),
		bytes.Compare(l.texts.get(a.id), l.texts.get(b.id))))
}

func (l *lister) compareKey(a placed, key *Key) int {
	return l.turned(cmp.Or(cmp.Compare(a.at, key.Number),
		bytes.Compare(l.texts.get(a.id), []byte(key.ID))))
}

// turned turns a comparison round where the order is descending.
func (l *lister) turned(c int) int {
	if l.query.Order.Descending {
		return -c
	}
	return c
}
