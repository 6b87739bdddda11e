package kg

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// What was prepared from a state of the graph that has moved on is prepared anew, at
// most maxAttempts times. Between two attempts lies a pause of a random length, up to
// longestPause: those who are in each other's way do not meet again and again.
const (
	maxAttempts  = 30
	longestPause = 64 * time.Millisecond
)

// retry calls try until it succeeds, fails for a reason that another attempt does
// not change, or has been called [maxAttempts] times. Another attempt is worth it
// after a stale [ConflictError] that again accepts.
func retry(
	ctx context.Context, try func() (Receipt, error), again func(*ConflictError) bool,
) (Receipt, error) {
	for attempt := 1; ; attempt++ {
		receipt, err := try()
		var conflict *ConflictError
		if !errors.As(err, &conflict) || !conflict.Stale || !again(conflict) {
			return receipt, err
		}
		if attempt == maxAttempts {
			return Receipt{}, &ConflictError{
				Record: conflict.Record,
				Reason: "others changed it each time that this change was about to be written; try again later",
			}
		}
		if err := backOff(ctx, attempt); err != nil {
			return Receipt{}, err
		}
	}
}

// backOff waits before another attempt: up to 2 ms after the first, and longer after
// each one.
func backOff(ctx context.Context, attempt int) error {
	pause(ctx, rand.N(min(time.Millisecond<<min(attempt, 10), longestPause)))
	return ctx.Err()
}

// alone calls f while no other change of this Graph reads, edits and writes a
// record, so that they queue in the place of being in each other's way.
func (g *Graph) alone(ctx context.Context, f func() (Receipt, error)) (Receipt, error) {
	select {
	case <-ctx.Done():
		return Receipt{}, ctx.Err()
	case g.changing <- struct{}{}:
		defer func() { <-g.changing }()
		return f()
	}
}
