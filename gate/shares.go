package gate

import "sync"

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
