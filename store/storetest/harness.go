package storetest

import (
	"errors"
	"fmt"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/kg"
)

// A clock stands still until it is set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

// morning is when the clock of every harness begins.
var morning = time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)

// Now returns the moment that c was last set to.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// advance moves c on or, by a negative duration, back.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A harness is a fresh store, the clock that it reads, and calls of its methods
// that end the test on an error.
type harness struct {
	kg.Store
	clock   *clock
	batches atomic.Int64
}

func newHarness(t *testing.T, open Opener) *harness {
	t.Helper()
	c := &clock{now: morning}
	return &harness{Store: open(t, c.Now), clock: c}
}

// The views of those who may see restricted records, and of all others.
var (
	editor = kg.View{Restricted: true}
	public = kg.View{}
)

// batch returns a batch of the writes under an id of its own.
func (s *harness) batch(writes ...kg.Write) kg.Batch {
	id := fmt.Sprintf("batch-%d", s.batches.Add(1))
	return kg.Batch{ID: id, Writer: "tester", Reason: "a test", Writes: writes}
}

// apply applies a batch that must be acknowledged.
func (s *harness) apply(t *testing.T, b kg.Batch) kg.Receipt {
	t.Helper()
	receipt, err := s.Apply(t.Context(), b)
	if err != nil {
		t.Fatalf("Apply(%s): got error %v, want a receipt", show(b.Writes), err)
	}
	return receipt
}

// put writes records whether or not they are there.
func (s *harness) put(t *testing.T, records ...kg.Record) kg.Receipt {
	t.Helper()
	return s.apply(t, s.batch(puts(records...)...))
}

// retract retracts records.
func (s *harness) retract(t *testing.T, records ...kg.Record) kg.Receipt {
	t.Helper()
	return s.apply(t, s.batch(retractions(records...)...))
}

// refuse applies a batch that must be refused and must leave nothing behind.
func (s *harness) refuse(t *testing.T, b kg.Batch) error {
	t.Helper()
	before := s.state(t)
	_, err := s.Apply(t.Context(), b)
	if err == nil {
		t.Fatalf("Apply(%s): got a receipt, want an error", show(b.Writes))
	}
	same(t, "the store after a refused batch", s.state(t), before)
	return err
}

// foreignWords are those of databases; what users read is free of them.
var foreignWords = regexp.MustCompile(`(?i)sql|cypher|neo4j|constraint|unique|foreign key|node`)

// conflict applies a batch that must be refused with a ConflictError.
func (s *harness) conflict(t *testing.T, b kg.Batch) *kg.ConflictError {
	t.Helper()
	err := s.refuse(t, b)
	var conflict *kg.ConflictError
	if !errors.Is(err, kg.ErrConflict) || !errors.As(err, &conflict) {
		t.Fatalf("Apply(%s): got error %v, want a ConflictError", show(b.Writes), err)
	}
	if word := foreignWords.FindString(err.Error()); word != "" {
		t.Errorf("Apply(%s): got error %q, want one without %q", show(b.Writes), err, word)
	}
	return conflict
}

// state is all that can be read of a store.
func (s *harness) state(t *testing.T) any {
	t.Helper()
	records := s.all(t, editor)
	var ids []kg.ID
	for _, record := range records {
		ids = append(ids, record.Head().ID)
	}
	return []any{records, s.changes(t, editor, 0), s.versions(t, editor, ids...)}
}

// same reports a difference between what was got and what was wanted. Lists
// without items are the same.
func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: got %s, want %s; the difference (-want +got):\n%s",
			what, show(got), show(want), diff)
	}
}
