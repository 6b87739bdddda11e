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
		conflict := staleIn(err)
		if conflict == nil || !again(conflict) {
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

// staleIn returns the conflict with what has moved on that err is, or nil.
func staleIn(err error) *ConflictError {
	var conflict *ConflictError
	if !errors.As(err, &conflict) || !conflict.Stale {
		return nil
	}
	return conflict
}

// retryInTurn makes a first attempt at the change of a record while others change other
// records. Where one of these was in its way, it is retried alone: so one that many
// records follow comes to its end, however many change meanwhile.
func (g *Graph) retryInTurn(
	ctx context.Context, id ID, try func() (Receipt, error), again func(*ConflictError) bool,
) (Receipt, error) {
	receipt, err := g.inTurn(ctx, id, try)
	if conflict := staleIn(err); conflict == nil || !again(conflict) {
		return receipt, err
	}
	return g.retryAlone(ctx, try, again)
}

func (g *Graph) retryAlone(
	ctx context.Context, try func() (Receipt, error), again func(*ConflictError) bool,
) (Receipt, error) {
	return g.alone(ctx, func() (Receipt, error) { return retry(ctx, try, again) })
}

// backOff waits before another attempt: up to 2 ms after the first, and longer after
// each one.
func backOff(ctx context.Context, attempt int) error {
	pause(ctx, rand.N(min(time.Millisecond<<min(attempt, 10), longestPause)))
	return ctx.Err()
}
