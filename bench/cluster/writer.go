package cluster

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// A written tie is one whose end a server has acknowledged.
type written struct {
	tie     string
	version int
	token   string
}

// expireOnce ends a tie under a key, so that it may be sent again whatever became of it.
const expireOnce = `mutation($input: ExpireRelationshipInput!) {
  expireRelationship(input: $input) { relationship { version } consistency }
}`

// expireBy ends a tie through a caller.
func (w *Work) expireBy(ctx context.Context, k *caller, tie string) (written, error) {
	var data struct {
		ExpireRelationship struct {
			Relationship struct{ Version int }
			Consistency  string
		}
	}
	err := k.ask(ctx, expireOnce, map[string]any{"input": map[string]any{
		"id": tie, "end": w.End, "reason": "It ended.", "idempotencyKey": w.keys + tie,
		"claim": map[string]any{"source": w.Source, "quote": "It has ended."},
	}}, "", &data)
	it := data.ExpireRelationship
	return written{tie, it.Relationship.Version, it.Consistency}, err
}

// attempts is how often a write is sent before it is given up.
const attempts = 20

// A writer ends ties one after the other. When its server is gone it connects anew and
// sends again what it has no answer to.
type writer struct {
	cluster *Cluster
	work    *Work
	caller  *caller
	retried int
}

// write ends a tie.
func (w *writer) write(ctx context.Context, tie string) error {
	return w.again(ctx, func(k *caller) error {
		_, err := w.work.expireBy(ctx, k, tie)
		return err
	})
}

// again asks until there is an answer, over a new connection each time.
func (w *writer) again(ctx context.Context, ask func(*caller) error) error {
	for n := 1; ; n++ {
		err := w.attempt(ctx, ask)
		if err == nil || !errors.Is(err, errPassing) || ctx.Err() != nil {
			return err
		}
		if n == attempts {
			return fmt.Errorf("after %d attempts: %w", n, err)
		}
		w.retried++
		w.close()
	}
}

func (w *writer) attempt(ctx context.Context, ask func(*caller) error) (err error) {
	if w.caller == nil {
		if w.caller, err = w.cluster.newCaller(ctx); err != nil {
			return err
		}
	}
	return ask(w.caller)
}

func (w *writer) close() {
	if w.caller != nil {
		w.caller.close()
	}
	w.caller = nil
}

// write has writers end ties, and returns which.
func (c *Cluster) write(ctx context.Context, w *Work, watch Watch) (Heard, []string, error) {
	ties := make([]string, watch.Writes)
	for i := range ties {
		var err error
		if ties[i], err = w.nextTie(); err != nil {
			return Heard{}, nil, err
		}
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	writers := make([]writer, watch.Writers)
	var running sync.WaitGroup
	for i := range writers {
		one := &writers[i]
		*one = writer{cluster: c, work: w}
		running.Go(func() {
			defer one.close()
			for n := int(next.Add(1)) - 1; n < len(ties) && ctx.Err() == nil; n = int(next.Add(1)) - 1 {
				if err := one.write(ctx, ties[n]); err != nil {
					stop(fmt.Errorf("end %s: %w", ties[n], err))
				}
				if watch.Kill && n == len(ties)/2 {
					if err := c.kill(); err != nil {
						stop(err)
					}
				}
			}
		})
	}
	running.Wait()
	found := Heard{Writes: len(ties)}
	for i := range writers {
		found.Retried += writers[i].retried
	}
	return found, ties, context.Cause(ctx)
}
