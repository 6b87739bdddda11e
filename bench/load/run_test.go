package load_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"entente/bench/load"
)

// A slow client answers after a time, and notes the numbers of its operations.
type slow struct {
	takes time.Duration
	mu    *sync.Mutex
	done  map[int]int
	fails int // the operation that fails, or 0
}

func (c slow) Do(_ context.Context, i int) error {
	time.Sleep(c.takes)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done[i]++
	if c.fails != 0 && i == c.fails {
		return errWrong
	}
	return nil
}

func (slow) Close() error { return nil }

var errWrong = errors.New("wrong answer")

func openSlow(c slow) func() (load.Client, error) {
	return func() (load.Client, error) { return c, nil }
}

func newSlow(takes time.Duration) slow {
	return slow{takes: takes, mu: new(sync.Mutex), done: make(map[int]int)}
}

func TestAClosedLoopAsksAgainOnceItHasAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newSlow(10 * time.Millisecond)
		sample, err := load.Run(t.Context(), load.Plan{Clients: 4, For: time.Second, From: 7}, openSlow(c))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(sample.Waits); got != 400 {
			t.Errorf("got %d answers, want 400: four clients, 100 each", got)
		}
		if got := sample.Quantile(1); got != 10*time.Millisecond {
			t.Errorf("the longest wait is %s, want 10ms", got)
		}
		for i := 7; i < 407; i++ {
			if c.done[i] != 1 {
				t.Fatalf("operation %d was done %d times, want once", i, c.done[i])
			}
		}
	})
}

func TestAnOpenLoopCountsFromWhenARequestWasDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Ten a second are due, one client takes 200 ms for each: the n-th waits n × 100 ms
		// longer than the first.
		sample, err := load.Run(t.Context(), load.Plan{
			Clients: 1, Rate: 10, For: time.Second,
		}, openSlow(newSlow(200*time.Millisecond)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(sample.Waits); got != 10 {
			t.Fatalf("got %d answers, want all 10 that were due", got)
		}
		if least, most := sample.Waits[0], sample.Waits[9]; least != 200*time.Millisecond ||
			most != 1100*time.Millisecond {
			t.Errorf("waits are %s to %s, want 200ms to 1.1s", least, most)
		}
	})
}

func TestAWrongAnswerEndsARun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newSlow(time.Millisecond)
		c.fails = 20
		_, err := load.Run(t.Context(), load.Plan{Clients: 2, For: time.Hour}, openSlow(c))
		if !errors.Is(err, errWrong) {
			t.Errorf("got error %v, want that of the operation", err)
		}
	})
}

func TestARunEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		_, err := load.Run(ctx, load.Plan{
			Clients: 2, Rate: 0.001, For: time.Hour,
		}, openSlow(newSlow(time.Millisecond)))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got error %v, want that of the context", err)
		}
	})
}

func TestAQuantileIsAWaitThatWasMeasured(t *testing.T) {
	sample := load.Sample{Waits: []time.Duration{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}
	for _, tt := range []struct {
		q    float64
		want time.Duration
	}{{0.01, 1}, {0.1, 1}, {0.11, 2}, {0.5, 5}, {0.95, 10}, {0.99, 10}, {1, 10}} {
		if got := sample.Quantile(tt.q); got != tt.want {
			t.Errorf("quantile %v of 1 to 10: got %d, want %d", tt.q, got, tt.want)
		}
	}
	if got := (load.Sample{}).Quantile(0.5); got != 0 {
		t.Errorf("quantile of nothing: got %d, want 0", got)
	}
}
