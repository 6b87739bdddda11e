package neo4j

import (
	"context"
	"sync"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A roster counts the sessions that are open. The driver must not be closed under one: it
// looks at its pool then without a lock.
type roster struct {
	mu   sync.Mutex
	open int
	// over says that no more may begin; empty is closed once the last has ended then.
	over  bool
	empty chan struct{}
}

func newRoster() *roster { return &roster{empty: make(chan struct{})} }

// begin counts one more, unless it is over.
func (r *roster) begin() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return errClosed
	}
	r.open++
	return nil
}

// end counts one less.
func (r *roster) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open--
	r.tell()
}

// close lets no more begin, and waits until none is open or ctx is done. It reports whether
// it was the first to.
func (r *roster) close(ctx context.Context) (first bool) {
	r.mu.Lock()
	first, r.over = !r.over, true
	if first {
		r.tell()
	}
	r.mu.Unlock()
	if first {
		select {
		case <-r.empty:
		case <-ctx.Done():
		}
	}
	return first
}

// tell tells who waits that none is open. It needs the lock.
func (r *roster) tell() {
	if r.over && r.open == 0 {
		close(r.empty)
	}
}

// closed reports whether no more may begin.
func (r *roster) closed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.over
}

// session begins a session, which has to be closed.
func (s *Store) session(ctx context.Context, c neo4j.SessionConfig) (neo4j.SessionWithContext, error) {
	if err := s.sessions.begin(); err != nil {
		return nil, err
	}
	c.DatabaseName = s.database
	return &counted{s.driver.NewSession(ctx, c), sync.OnceFunc(s.sessions.end)}, nil
}

// A counted session is one of a roster until it is closed.
type counted struct {
	neo4j.SessionWithContext
	end func()
}

// Close ends the session.
func (c *counted) Close(ctx context.Context) error {
	defer c.end()
	return c.SessionWithContext.Close(ctx)
}
