package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"entente/kg"
)

// An Option changes how the random check runs.
type Option func(*settings)

type settings struct {
	operations int
	seed       uint64
}

// Operations sets how many random operations there are: 3000 unless it is given.
func Operations(n int) Option { return func(s *settings) { s.operations = n } }

// settle applies the options. The random operations come from seed 1 unless the
// environment variable ENTENTE_TEST_SEED gives another.
func settle(t *testing.T, options []Option) settings {
	t.Helper()
	chosen := settings{operations: 3000, seed: 1}
	for _, option := range options {
		option(&chosen)
	}
	if text := os.Getenv("ENTENTE_TEST_SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("ENTENTE_TEST_SEED: got %q, want a whole number", text)
		}
		chosen.seed = seed
	}
	return chosen
}

// RunModel does random operations on a store and on a [Model] and compares every
// answer. When they differ, it prints the seed and the fewest operations it has
// found that show the difference. [Run] includes it.
func RunModel(t *testing.T, open Opener, options ...Option) {
	t.Helper()
	chosen := settle(t, options)
	opened := func() *pair { return newPair(newHarness(t, open)) }
	done, difference := explore(t.Context(), opened(), chosen)
	if difference == "" {
		return
	}
	fewest, last := shrink(t.Context(), opened, done)
	if last == "" {
		fewest, last = done[max(0, len(done)-10):], difference+"\n(Done again, it did not differ.)"
	}
	t.Errorf("seed %d, operation %d: the store differs from the model after\n%s\n%s",
		chosen.seed, len(done), listing(fewest), last)
}

// explore does random operations until one differs. It returns all that it did.
func explore(ctx context.Context, p *pair, chosen settings) ([]operation, string) {
	defer p.close()
	g := newGenerator(chosen.seed, p.model.Store.(*Model))
	var done []operation
	for range chosen.operations {
		done = append(done, g.operation())
		if difference := p.compare(ctx, done[len(done)-1]); difference != "" {
			return done, difference
		}
	}
	for _, op := range everything {
		done = append(done, op)
		if difference := p.compare(ctx, op); difference != "" {
			return done, difference
		}
	}
	return done, unsound(ctx, p.store.Store)
}

// listing writes operations, one a line.
func listing(ops []operation) string {
	text := ""
	for i, op := range ops {
		text += fmt.Sprintf("%4d. %v\n", i+1, op)
	}
	return text
}

// A pair is a store and the Model that it is compared with, on one clock.
type pair struct {
	clock        *clock
	store, model *side
}

// A side is one of the two. Stores choose their own sequence numbers, so the
// sides are compared by the place of an entry in the log.
type side struct {
	kg.Store
	log []int64
	// oracle says that it is the Model that the other is compared with.
	oracle bool
}

func newPair(s *harness) *pair {
	return &pair{
		clock: s.clock, store: &side{Store: s.Store}, model: &side{Store: NewModel(s.clock.Now), oracle: true},
	}
}

func (p *pair) close() { _ = p.store.Close() }

// An operation is one random thing to do, as data, so that it can be written down
// and done again.
type operation interface {
	// do does it on one side and returns what is to be compared.
	do(ctx context.Context, s *side) (any, error)
	// wait is how far the clock moves before.
	wait() time.Duration
}

// compare does an operation on both sides and returns how they differ, or "".
func (p *pair) compare(ctx context.Context, op operation) string {
	p.clock.advance(op.wait())
	var conflicts []*kg.ConflictError
	if apply, ok := op.(applying); ok {
		conflicts = p.model.Store.(*Model).conflicts(apply.Batch)
	}
	want, wantErr := op.do(ctx, p.model)
	got, gotErr := op.do(ctx, p.store)
	if kindOf(gotErr) != kindOf(wantErr) || !explains(gotErr, conflicts) {
		return fmt.Sprintf("got error %v, want %v", gotErr, wantErr)
	}
	return diff(got, want)
}

// kindOf tells errors apart as far as the contract does.
func kindOf(err error) string {
	switch {
	case err == nil:
		return "no error"
	case errors.Is(err, kg.ErrConflict):
		return "conflict"
	default:
		return "another error"
	}
}

// explains says that a conflict is one of those that there are: a stale one names
// its record, because that is prepared anew; others are told by their text.
func explains(err error, conflicts []*kg.ConflictError) bool {
	var got *kg.ConflictError
	if !errors.As(err, &got) {
		return true
	}
	return slices.ContainsFunc(conflicts, func(c *kg.ConflictError) bool {
		return got.Stale == c.Stale && (got.Record == c.Record || !got.Stale)
	})
}

// place returns the place in the log of an entry; 0 is unknown.
func (s *side) place(sequence int64) int64 {
	return int64(slices.Index(s.log, sequence) + 1)
}

// sequence returns the number of the entry in a place of the log; before the
// first there is 0.
func (s *side) sequence(place int) int64 {
	if place = min(place, len(s.log)); place > 0 {
		return s.log[place-1]
	}
	return 0
}
