package neo4j

import "context"

// A gate lets many reads or one commit through at a time: each read takes one of
// its places, a commit takes all. Unlike a sync.RWMutex it stops waiting once a
// context is done. Only one commit may ask at a time, or two that hold half of
// the places would wait for each other.
type gate struct {
	places  chan struct{}
	commits chan struct{}
}

func newGate(reads int) gate {
	return gate{places: make(chan struct{}, reads), commits: make(chan struct{}, 1)}
}

// enter waits for a place; leave gives it back.
func (g gate) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) leave() { <-g.places }

// close waits until no read is under way and keeps new ones out until open.
func (g gate) close(ctx context.Context) error {
	select {
	case g.commits <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	for taken := range cap(g.places) {
		if err := g.enter(ctx); err != nil {
			g.free(taken)
			return err
		}
	}
	return nil
}

func (g gate) open() { g.free(cap(g.places)) }

func (g gate) free(taken int) {
	for range taken {
		g.leave()
	}
	<-g.commits
}
