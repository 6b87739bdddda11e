package gate

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// slots let a number of things go on at once and some more wait, in the order in which
// they came, for a while.
type slots struct {
	taken   chan struct{}
	waiting atomic.Int64
	queue   int64
	wait    time.Duration
}

func newSlots(n, queue int, wait time.Duration) *slots {
	return &slots{taken: make(chan struct{}, n), queue: int64(queue), wait: wait}
}

// take returns the function that gives the slot back, which may be called again, or why
// there is none.
func (s *slots) take(ctx context.Context) (give func(), refused *RefusedError) {
	select {
	case s.taken <- struct{}{}:
	default:
		if refused := s.await(ctx); refused != nil {
			return nil, refused
		}
	}
	return sync.OnceFunc(func() { <-s.taken }), nil
}

// await waits for a slot.
func (s *slots) await(ctx context.Context) *RefusedError {
	defer s.waiting.Add(-1)
	if s.waiting.Add(1) > s.queue {
		return busy("as many requests go on and wait as may")
	}
	timer := time.NewTimer(s.wait)
	defer timer.Stop()
	select {
	case s.taken <- struct{}{}:
		return nil
	case <-timer.C:
		return busy("this request waited for " + s.wait.String() + " for others to end")
	case <-ctx.Done():
		return busy("the request was given up while it waited")
	}
}

// shares count what each client has at once, so that nobody takes what is for all.
type shares[K comparable] struct {
	limit int

	mu   sync.Mutex
	held map[K]int
}

func newShares[K comparable](limit int) *shares[K] {
	return &shares[K]{limit: limit, held: make(map[K]int)}
}

// take reports whether a client may have one more.
func (s *shares[K]) take(key K) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[key] >= s.limit {
		return false
	}
	s.held[key]++
	return true
}

// give takes back what take gave.
func (s *shares[K]) give(key K) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[key]--; s.held[key] <= 0 {
		delete(s.held, key)
	}
}
