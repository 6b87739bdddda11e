package kg

import "context"

// A look is one call of the store for relationships of nodes. The store passes them by:
// what is to be held is put into the net when the call is over.
type look struct {
	*pathSearch
	queries []Query
	found   [][]Found
	holding int
	// failed is what ended the call, by stop.
	failed error
	stop   context.CancelFunc
}

// newLook returns a look at the relationships of nodes, to which more can be added.
func (s *pathSearch) newLook() *look { return &look{pathSearch: s} }

// add has the look ask for the relationships of a node, with far ends among those given
// or, where none are, with any.
func (l *look) add(node int, far []ID) {
	q := l.plan.Query
	q.Of, q.Far = l.nodes[node].entity.ID, far
	l.queries = append(l.queries, q)
	l.found = append(l.found, nil)
}

// run calls the store, once. What the plan lets through it gives to take, which reports
// whether no more of that query is wanted.
func (l *look) run(ctx context.Context, take func(i int, f Found) (enough bool)) error {
	if len(l.queries) == 0 {
		return nil
	}
	ctx, l.stop = context.WithCancel(ctx)
	defer l.stop()
	for i := range l.queries {
		l.queries[i].Keep = func(f Found) bool {
			l.seen++
			switch {
			case l.failed != nil:
				return true
			case l.seen > l.limits.seen:
				return l.fail(pastLimit("relationships looked at", l.limits.seen))
			}
			return (l.plan.Keep == nil || l.plan.Keep(f)) && take(i, f)
		}
	}
	_, err := l.graph.from(l.view).Find(ctx, l.view, l.queries)
	if l.failed != nil {
		return l.failed
	}
	return err
}

// fail ends the call of the store.
func (l *look) fail(err error) bool {
	l.failed = err
	l.stop()
	return true
}

// take notes a relationship to be held, and reports whether there is room for it.
func (l *look) take(i int, f Found) bool {
	if l.held[f.Record.Head().ID] {
		return true
	}
	l.found[i] = append(l.found[i], f)
	l.holding++
	return len(l.ties)+l.holding <= l.limits.held
}

// drop lets go of what was found for a query.
func (l *look) drop(i int) {
	l.holding -= len(l.found[i])
	l.found[i] = nil
}

// hold puts what was found into the net.
func (l *look) hold() {
	for _, found := range l.found {
		for _, f := range found {
			l.tie(f)
		}
	}
}

// read holds the relationships of nodes. One that has more than most of them, or more
// than there is room for, is put off as a hub.
func (s *pathSearch) read(ctx context.Context, nodes []int, most int) error {
	l := s.newLook()
	for _, n := range nodes {
		l.add(n, nil)
		l.queries[len(l.queries)-1].Limit = 1 // what is enough ends the query
	}
	counts := make([]int, len(nodes))
	hub := make([]bool, len(nodes))
	err := l.run(ctx, func(i int, f Found) bool {
		counts[i]++
		hub[i] = hub[i] || counts[i] > most || !l.take(i, f)
		if hub[i] {
			l.drop(i)
		}
		return hub[i]
	})
	if err != nil {
		return err
	}
	for i, n := range nodes {
		s.nodes[n].whole, s.nodes[n].hub = !hub[i], hub[i]
	}
	l.hold()
	return nil
}

// joinAll holds what the look asks for, however many relationships its nodes have
// besides.
func (l *look) joinAll(ctx context.Context) error {
	err := l.run(ctx, func(i int, f Found) bool {
		return !l.take(i, f) && l.fail(pastLimit("relationships held", l.limits.held))
	})
	if err == nil {
		l.hold()
	}
	return err
}

// idsOf returns the ids of nodes.
func (s *pathSearch) idsOf(nodes []int) []ID {
	ids := make([]ID, len(nodes))
	for i, n := range nodes {
		ids[i] = s.nodes[n].entity.ID
	}
	return ids
}
