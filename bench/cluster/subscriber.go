package cluster

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A subscriber notes all that it hears. When its server is gone it goes on with another
// from the last event that it has heard.
type subscriber struct {
	cluster *Cluster
	stream  *stream
	// reconnected is how often it had to.
	reconnected int

	mu     sync.Mutex
	after  string // the cursor of the last event
	heard  []event
	delays []time.Duration
	// more gets a token when there is more.
	more chan struct{}
}

// subscribe begins to listen to what comes after a cursor.
func (c *Cluster) subscribe(ctx context.Context, after string) (*subscriber, error) {
	s := &subscriber{cluster: c, after: after, more: make(chan struct{}, 1)}
	var err error
	s.stream, err = c.listen(ctx, after)
	return s, err
}

// run notes events until ctx is done, over as many streams as that takes.
func (s *subscriber) run(ctx context.Context) error {
	for {
		e, err := s.stream.next()
		if err == nil {
			s.note(e)
			continue
		}
		s.stream.close()
		if ctx.Err() != nil {
			return nil // it was to end
		}
		if !errors.Is(err, errPassing) {
			return err
		}
		s.reconnected++
		if s.stream, err = s.cluster.listenAgain(ctx, s.after); err != nil {
			return err
		}
	}
}

// note keeps an event.
func (s *subscriber) note(e event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after = e.Cursor
	s.heard = append(s.heard, e)
	s.delays = append(s.delays, time.Since(e.Recorded))
	select {
	case s.more <- struct{}{}:
	default: // it is told already
	}
}

// await returns once the event of a cursor was heard, or once ctx is done.
func (s *subscriber) await(ctx context.Context, cursor string) {
	for {
		s.mu.Lock()
		after := s.after
		s.mu.Unlock()
		if after == cursor {
			return
		}
		select {
		case <-s.more:
		case <-ctx.Done():
			return
		}
	}
}
