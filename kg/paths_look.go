package kg

import (
	"cmp"
	"context"
)

// A look is one call of the ground for relationships of nodes. They pass by: what may have to
// be dropped again is put into the net when the call is over only.
type look struct {
	*pathSearch
	questions []question
	found     [][]sight
	holding   int
	// failed is what ended the call, by stop.
	failed error
	stop   context.CancelFunc
}

// newLook returns a look at the relationships of nodes, to which more can be added.
func (s *pathSearch) newLook() *look { return &look{pathSearch: s} }

// add has the look ask for the relationships of a node; see [question].
func (l *look) add(node int, far []uint32) {
	l.questions = append(l.questions, question{l.nodes[node].number, far})
	l.found = append(l.found, nil)
}

// run calls the ground, once. What may be followed it gives to take, which reports
// whether no more is wanted for that question.
func (l *look) run(ctx context.Context, take func(i int, s sight) (enough bool)) error {
	if len(l.questions) == 0 {
		return nil
	}
	ctx, l.stop = context.WithCancel(ctx)
	defer l.stop()
	err := l.ground.find(ctx, l.questions, func(i int, s sight) bool {
		l.seen++
		switch {
		case l.failed != nil:
			return true
		case l.seen > l.limits.seen:
			return l.fail(pastLimit("relationships looked at", l.limits.seen))
		}
		return !s.refused && take(i, s)
	})
	return cmp.Or(l.failed, err)
}

// fail ends the call of the store.
func (l *look) fail(err error) bool {
	l.failed = err
	l.stop()
	return true
}

// take notes a relationship to be held, and reports whether there is room for it.
func (l *look) take(i int, s sight) bool {
	if l.held[s.tie] {
		return true
	}
	l.found[i] = append(l.found[i], s)
	l.holding++
	return len(l.ties)+l.holding <= l.limits.held
}

// drop lets go of what was found for a question.
func (l *look) drop(i int) {
	l.holding -= len(l.found[i])
	l.found[i] = nil
}

// hold puts what was found into the net.
func (l *look) hold() {
	for _, found := range l.found {
		for _, s := range found {
			l.tie(s)
		}
	}
}

// read holds the relationships of nodes. One that has more than most of them, or more
// than there is room for, is put off as a hub.
func (s *pathSearch) read(ctx context.Context, nodes []int, most int) error {
	l := s.newLook()
	for _, n := range nodes {
		l.add(n, nil)
	}
	counts := make([]int, len(nodes))
	hub := make([]bool, len(nodes))
	err := l.run(ctx, func(i int, s sight) bool {
		counts[i]++
		hub[i] = hub[i] || counts[i] > most || !l.take(i, s)
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
// besides. All of it is to be held, so it is at once.
func (l *look) joinAll(ctx context.Context) error {
	return l.run(ctx, func(_ int, s sight) bool {
		l.tie(s)
		return len(l.ties) > l.limits.held && l.fail(pastLimit("relationships held", l.limits.held))
	})
}
