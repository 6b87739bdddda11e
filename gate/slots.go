package gate

import (
	"context"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// slots let a number of things go on at once and some more wait, for a while. A slot that
// gets free goes to the client that has the fewest, and of several such to the one that
// has waited longest: who sends a hundred waits for their own ninety-nine, and who sends
// one waits for the others' first.
type slots struct {
	queue int
	wait  time.Duration

	mu      sync.Mutex
	free    int
	held    map[netip.Addr]int
	waiters []*waiter // in the order in which they came
}

// A waiter waits for a slot.
type waiter struct {
	who netip.Addr
	// told is sent nil with a slot, or why there is none. It has room for that.
	told chan *RefusedError
}

func newSlots(n, queue int, wait time.Duration) *slots {
	return &slots{queue: queue, wait: wait, free: n, held: make(map[netip.Addr]int)}
}

// take returns the function that gives the slot of a client back, which may be called
// again, or why there is none.
func (s *slots) take(ctx context.Context, who netip.Addr) (give func(), refused *RefusedError) {
	if w := s.enter(who); w != nil {
		if refused := s.await(ctx, w); refused != nil {
			return nil, refused
		}
	}
	return sync.OnceFunc(func() { s.give(who) }), nil
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

// give gives the slot of a client to the next who waits.
func (s *slots) give(who netip.Addr) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[who]--; s.held[who] <= 0 {
		delete(s.held, who)
	}
	var next *waiter
	for _, w := range s.waiters {
		if next == nil || s.held[w.who] < s.held[next.who] {
			next = w
		}
	}
	if next == nil {
		s.free++
		return
	}
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

// lastOfMost returns the last that came of the client of whom most wait. It needs the lock.
func (s *slots) lastOfMost() (last *waiter) {
	count, most := make(map[netip.Addr]int), 0
	for _, w := range s.waiters {
		if count[w.who]++; count[w.who] >= most {
			last, most = w, count[w.who]
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
