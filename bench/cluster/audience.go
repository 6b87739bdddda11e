package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// An audience is all who listen.
type audience struct {
	subscribers []*subscriber
	running     sync.WaitGroup
	stop        context.CancelCauseFunc
	ctx         context.Context //nolint:containedctx // it is that of what runs
}

// gather has subscribers begin to listen after a cursor, one after the other, so that the
// servers have equally many.
func (c *Cluster) gather(ctx context.Context, after string, n int) (*audience, error) {
	a := new(audience)
	a.ctx, a.stop = context.WithCancelCause(ctx)
	for range n {
		s, err := c.subscribe(a.ctx, after)
		if err != nil {
			return nil, errors.Join(err, a.leave())
		}
		a.subscribers = append(a.subscribers, s)
		a.running.Go(func() {
			if err := s.run(a.ctx); err != nil {
				a.stop(fmt.Errorf("subscriber: %w", err))
			}
		})
	}
	return a, nil
}

// hearWithin is how long after the last write its event may come. What has not come then
// is lost.
const hearWithin = 30 * time.Second

// await waits until all have heard the end of the log, but not for ever.
func (a *audience) await(ctx context.Context, log []event) {
	if len(log) == 0 {
		return
	}
	ctx, stop := context.WithTimeout(ctx, hearWithin)
	defer stop()
	defer context.AfterFunc(a.ctx, stop)() // one has failed
	for _, s := range a.subscribers {
		s.await(ctx, log[len(log)-1].Cursor)
	}
}

// errLeft ends an audience that is not needed any more.
var errLeft = errors.New("it was enough")

// leave ends all subscriptions, and returns why one ended before.
func (a *audience) leave() error {
	a.stop(errLeft)
	a.running.Wait()
	if err := context.Cause(a.ctx); !errors.Is(err, errLeft) {
		return err
	}
	return nil
}

// report counts what all have heard.
func (a *audience) report(h *Heard, log []event) {
	for _, s := range a.subscribers {
		h.compare(log, s.heard)
		h.Reconnected += s.reconnected
		h.Delays.Waits = append(h.Delays.Waits, s.delays...)
	}
	slices.Sort(h.Delays.Waits)
}
