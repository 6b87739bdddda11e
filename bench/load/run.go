package load

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// A Client does one operation after another, as a single user would. It is not for
// concurrent use.
type Client interface {
	// Do does operation i of the run and returns once its answer is there and was found
	// right.
	Do(ctx context.Context, i int) error
	Close() error
}

// A Plan is how much load there is, and for how long.
type Plan struct {
	// Clients is how many ask at once.
	Clients int
	// Rate is how many requests a second are due in an open loop; 0 is a closed loop. In
	// an open loop Clients bounds how many wait for an answer at once.
	Rate float64
	// For is how long requests are begun. The run ends when the last is answered.
	For time.Duration
	// From is the number of the first operation.
	From int
}

// Run puts load on what open connects to, one connection a client. The first operation
// that fails ends it, for the times of wrong answers are worth nothing.
func Run(ctx context.Context, p Plan, open func() (Client, error)) (Sample, error) {
	clients := make([]Client, p.Clients)
	defer func() {
		for _, c := range clients {
			if c != nil {
				_ = c.Close() // all its answers have come
			}
		}
	}()
	for i := range clients {
		c, err := open()
		if err != nil {
			return Sample{}, fmt.Errorf("connect: %w", err)
		}
		clients[i] = c
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r := run{Plan: p, begin: time.Now()}
	r.next.Store(int64(p.From))
	waits := make([][]time.Duration, len(clients))
	var all sync.WaitGroup
	for i, c := range clients {
		all.Go(func() {
			var err error
			if waits[i], err = r.user(ctx, c); err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		return Sample{}, err
	}
	return newSample(waits, time.Since(r.begin)), nil
}

// A run is a plan that is being carried out.
type run struct {
	Plan
	begin time.Time
	next  atomic.Int64
}

// user has a client do operations until the time is over, and returns how long it
// waited for each.
func (r *run) user(ctx context.Context, c Client) ([]time.Duration, error) {
	waits := make([]time.Duration, 0, 1<<14)
	for {
		i := int(r.next.Add(1)) - 1
		due, ok := r.due(ctx, i-r.From)
		if !ok {
			return waits, nil
		}
		if err := c.Do(ctx, i); err != nil {
			if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
				return nil, nil // another failed before and ended this
			}
			return nil, fmt.Errorf("operation %d: %w", i, err)
		}
		waits = append(waits, time.Since(due))
	}
}

// due waits until the n-th operation is due and returns when that was, or false once the
// time is over.
func (r *run) due(ctx context.Context, n int) (time.Time, bool) {
	if ctx.Err() != nil {
		return time.Time{}, false
	}
	if r.Rate == 0 {
		now := time.Now()
		return now, now.Sub(r.begin) < r.For
	}
	after := time.Duration(float64(n) / r.Rate * float64(time.Second))
	if after >= r.For {
		return time.Time{}, false
	}
	due := r.begin.Add(after)
	wait := time.NewTimer(time.Until(due))
	defer wait.Stop()
	select {
	case <-wait.C:
		return due, true
	case <-ctx.Done():
		return time.Time{}, false
	}
}
