package neo4j

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestGate(t *testing.T) {
	t.Run("lets as many reads in as it has places", func(t *testing.T) {
		g := newGate(2)
		for range 2 {
			if err := g.enter(t.Context()); err != nil {
				t.Fatalf("enter: got error %v, want a place", err)
			}
		}
		if err := g.enter(done(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("enter a full gate: got %v, want Canceled", err)
		}
	})
	t.Run("closes once the reads are over and opens for those that wait", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			g := newGate(3)
			if err := g.enter(t.Context()); err != nil {
				t.Fatal(err)
			}
			var steps []string
			go func() {
				if err := g.close(t.Context()); err != nil {
					t.Errorf("close: got error %v, want none", err)
				}
				steps = append(steps, "closed")
				g.open()
			}()
			synctest.Wait()
			steps = append(steps, "read ends")
			g.leave()
			synctest.Wait()
			if err := g.enter(t.Context()); err != nil {
				t.Errorf("enter after the commit: got error %v, want a place", err)
			}
			if len(steps) != 2 || steps[0] != "read ends" {
				t.Errorf("steps: got %v, want the commit after the read", steps)
			}
		})
	})
	t.Run("gives up all places when a commit stops waiting", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			g := newGate(3)
			if err := g.enter(t.Context()); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- g.close(ctx) }()
			synctest.Wait()
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("close: got %v, want Canceled", err)
			}
			g.leave()
			if err := g.close(t.Context()); err != nil {
				t.Errorf("close again: got error %v, want none", err)
			}
		})
	})
	t.Run("lets commits in one after another", func(t *testing.T) {
		g := newGate(1)
		if err := g.close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := g.close(done(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("close a closed gate: got %v, want Canceled", err)
		}
		g.open()
		if err := g.enter(t.Context()); err != nil {
			t.Errorf("enter an open gate: got error %v, want a place", err)
		}
	})
}

// done returns a context that is over.
func done(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
