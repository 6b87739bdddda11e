package kg

import (
	"context"
	"slices"
)

// A look reads the relationships of some nodes on a frontier, with one call of the
// store. The store passes them by and holds none.
type look struct {
	*pathSearch
	side, other *pathSide
	// of are the nodes.
	of []int
	// most is how many relationships a node may have before it is left as a hub; 0 is
	// no limit.
	most int
	// whole is whether everything is kept, or only what leads to what the other side
	// has reached. It ends when too much is held.
	whole bool
	// counts are how many relationships each node has, found those that are kept.
	counts  []int
	found   [][]Found
	holding int
	failed  error
	stop    context.CancelFunc
}

// look reads the relationships of nodes. Those of up to most are whole afterwards,
// or joined where not everything was kept; the others are hubs.
func (s *pathSearch) look(
	ctx context.Context, side *pathSide, nodes []int, most int, whole bool,
) error {
	if len(nodes) == 0 {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	l := &look{
		pathSearch: s, side: side, other: s.opposite(side), of: nodes, most: most, whole: whole,
		counts: make([]int, len(nodes)), found: make([][]Found, len(nodes)), stop: stop,
	}
	queries := make([]Query, len(nodes))
	for i := range nodes {
		queries[i] = s.plan.Query
		queries[i].Of, queries[i].Keep = l.entity(i).ID, l.keep(i)
		queries[i].Limit = 1 // what is kept by the store ends the query
	}
	_, err := s.graph.from(s.view).Find(ctx, s.view, queries)
	if l.failed != nil {
		return l.failed
	}
	if err == nil {
		l.hold()
	}
	return err
}

// hold puts what was found into the net.
func (l *look) hold() {
	for i, n := range l.of {
		switch {
		case l.isHub(i):
			l.nodes[n].hub = true
			continue
		case l.whole:
			l.nodes[n].whole = true
		default:
			l.side.joined[n] = true
		}
		for _, f := range l.found[i] {
			l.tie(f)
		}
	}
}

// keep returns the Keep of the query for node i. It takes what is to be held and
// returns true when no more of the node needs to be looked at.
func (l *look) keep(i int) func(Found) bool {
	return func(f Found) bool {
		l.seen++
		switch {
		case l.failed != nil:
			return true
		case l.seen > l.limits.seen:
			return l.fail(pastLimit("relationships looked at", l.limits.seen))
		case l.plan.Keep != nil && !l.plan.Keep(f):
			return false
		}
		l.counts[i]++
		if l.isHub(i) {
			l.holding -= len(l.found[i])
			l.found[i] = nil
			return true
		}
		if l.held[f.Record.Head().ID] || !l.whole && !l.leadsOn(i, f) {
			return false
		}
		l.found[i] = append(l.found[i], f)
		l.holding++
		return l.tooMany() && l.fail(pastLimit("relationships held", l.limits.held))
	}
}

func (l *look) isHub(i int) bool { return l.most > 0 && l.counts[i] > l.most }

// fail ends the call of the store.
func (l *look) fail(err error) bool {
	l.failed = err
	l.stop()
	return true
}

// tooMany reports whether more is held than may be, even of what leads on.
func (l *look) tooMany() bool {
	if len(l.ties)+l.holding <= l.limits.held {
		return false
	}
	if l.whole {
		l.whole, l.holding = false, 0
		for i := range l.found {
			l.found[i] = slices.DeleteFunc(l.found[i], func(f Found) bool { return !l.leadsOn(i, f) })
			l.holding += len(l.found[i])
		}
	}
	return len(l.ties)+l.holding > l.limits.held
}

// leadsOn reports whether a relationship of node i leads to what the other side has
// reached.
func (l *look) leadsOn(i int, f Found) bool {
	far := f.To.ID
	if far == l.entity(i).ID {
		far = f.From.ID
	}
	place, ok := l.places[far]
	return ok && l.other.reached[place]
}

func (l *look) entity(i int) *Entity { return l.nodes[l.of[i]].entity }
