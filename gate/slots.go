package gate

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// slots let a number of things go on at once and some more wait, for a while. A slot that
// gets free goes to the client that has the fewest, of several such to the one that has had
// them for the shortest time of late, and then to the one that waits longest: who asks for
// little does not wait for all that others ask for.
type slots struct {
	queue int
	wait  time.Duration

	mu      sync.Mutex
	free    int
	held    map[netip.Addr]int
	spent   *spending
	waiters []*waiter // in the order in which they came
}

// A waiter waits for a slot.
type waiter struct {
	who netip.Addr
	// told is sent nil with a slot, or why there is none. It has room for that.
	told chan *RefusedError
}

func newSlots(n, queue int, wait time.Duration) *slots {
	return &slots{queue: queue, wait: wait, free: n, held: make(map[netip.Addr]int), spent: newSpending()}
}

// take returns the function that gives the slot of a client back, which may be called
// again, or why there is none.
func (s *slots) take(ctx context.Context, who netip.Addr) (give func(), refused *RefusedError) {
	if w := s.enter(who); w != nil {
		if refused := s.await(ctx, w); refused != nil {
			return nil, refused
		}
	}
	began := time.Now()
	return sync.OnceFunc(func() { s.give(who, time.Since(began)) }), nil
}

// enter takes a free slot, or returns who waits for one.
func (s *slots) enter(who netip.Addr) *waiter {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.free > 0 {
		s.free--
		s.held[who]++
		return nil
	}
	w := &waiter{who, make(chan *RefusedError, 1)}
	s.waiters = append(s.waiters, w)
	if len(s.waiters) > s.queue {
		s.leave(s.lastOfMost(), busy("as many requests go on and wait as may"))
	}
	return w
}

// await waits for a slot.
func (s *slots) await(ctx context.Context, w *waiter) *RefusedError {
	timer := time.NewTimer(s.wait)
	defer timer.Stop()
	why := busy("the request was given up while it waited")
	select {
	case refused := <-w.told:
		return refused
	case <-timer.C:
		why = busy("this request waited for " + s.wait.String() + " for others to end")
	case <-ctx.Done():
	}
	s.mu.Lock()
	s.leave(w, why) // unless it has just been told otherwise
	s.mu.Unlock()
	return <-w.told
}

// give gives the slot that a client had for a time to the next who waits.
func (s *slots) give(who netip.Addr, after time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.spent.add(who, after, now)
	if s.held[who]--; s.held[who] <= 0 {
		delete(s.held, who)
	}
	if len(s.waiters) == 0 {
		s.free++
		return
	}
	next := slices.MinFunc(s.waiters, func(a, b *waiter) int { // of equal ones the first
		return cmp.Or(cmp.Compare(s.held[a.who], s.held[b.who]), s.spent.compare(a.who, b.who, now))
	})
	s.held[next.who]++
	s.leave(next, nil)
}

// leave has a waiter wait no longer, and tells it why. It needs the lock.
func (s *slots) leave(w *waiter, why *RefusedError) {
	if i := slices.Index(s.waiters, w); i >= 0 {
		s.waiters = slices.Delete(s.waiters, i, i+1)
		w.told <- why
	}
}

// lastOfMost returns the last that came of the client of whom most wait or, of several
// such, of the one that has had slots for longest. It needs the lock.
func (s *slots) lastOfMost() *waiter {
	count, now := make(map[netip.Addr]int), time.Now()
	for _, w := range s.waiters {
		count[w.who]++
	}
	last := s.waiters[0]
	for _, w := range s.waiters[1:] {
		if cmp.Or(cmp.Compare(count[w.who], count[last.who]), s.spent.compare(w.who, last.who, now)) >= 0 {
			last = w
		}
	}
	return last
}

// waiting returns how many wait.
func (s *slots) waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.waiters)
}
