package compare_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"entente/bench/compare"
	"entente/bench/load"
)

// A client that tells its side's name at its first operation of a turn.
type told struct {
	name string
	turn func(name string)
	seen map[int]bool
	err  error
}

func (c *told) Do(_ context.Context, i int) error {
	if c.turn != nil {
		c.turn(c.name)
		c.turn = nil
	}
	if c.seen[i] {
		return errors.New("an operation was asked for twice")
	}
	c.seen[i] = true
	time.Sleep(10 * time.Millisecond)
	return c.err
}

func (*told) Close() error { return nil }

func TestSidesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var order []string
		side := func(name string) compare.Side {
			seen := make(map[int]bool)
			return compare.Side{Name: name, Open: func() (load.Client, error) {
				return &told{name: name, seen: seen, turn: func(name string) { order = append(order, name) }}, nil
			}}
		}
		outcomes, err := compare.Run(t.Context(), compare.Comparison{
			Sides: []compare.Side{side("a"), side("b")}, Clients: 1, Rounds: 2,
			Turn: time.Second, Warm: 500 * time.Millisecond,
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"a", "b", "a", "b", "a", "b"}; !slices.Equal(order, want) {
			t.Errorf("turns were %v, want %v: each warms, then twice one after the other", order, want)
		}
		for _, o := range outcomes {
			if len(o.Turns) != 2 || len(o.Turns[0].Waits) != 100 {
				t.Errorf("%s: got %d turns, %d answers in the first; want 2 of 100, without the warming",
					o.Side, len(o.Turns), len(o.Turns[0].Waits))
			}
		}
	})
}

func TestTheSideThatFailsIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong := errors.New("wrong")
		_, err := compare.Run(t.Context(), compare.Comparison{
			Clients: 1, Rounds: 1, Turn: time.Second, Warm: time.Second,
			Sides: []compare.Side{{Name: "b", Open: func() (load.Client, error) {
				return &told{seen: make(map[int]bool), err: wrong}, nil
			}}},
		})
		if !errors.Is(err, wrong) || err.Error()[:2] != "b:" {
			t.Errorf("got %v, want the error of side b, named", err)
		}
	})
}
