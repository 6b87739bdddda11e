package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// A faultyStore lets fault decide, before each call, whether the call goes wrong.
type faultyStore struct {
	kg.Store
	fault func(ctx context.Context) error
}

func (s faultyStore) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	if err := s.fault(ctx); err != nil {
		return nil, err
	}
	return s.Store.Records(ctx, v, ids)
}

func (s faultyStore) Find(ctx context.Context, v kg.View, qs []kg.Query) ([][]kg.Found, error) {
	if err := s.fault(ctx); err != nil {
		return nil, err
	}
	return s.Store.Find(ctx, v, qs)
}

func (s faultyStore) Count(ctx context.Context, v kg.View, qs []kg.Query) ([][]kg.Tally, error) {
	if err := s.fault(ctx); err != nil {
		return nil, err
	}
	return s.Store.Count(ctx, v, qs)
}

func (s faultyStore) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	if err := s.fault(ctx); err != nil {
		return nil, err
	}
	return s.Store.Search(ctx, v, probes)
}

func (s faultyStore) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	if err := s.fault(ctx); err != nil {
		return nil, err
	}
	return s.Store.Receipt(ctx, writer, key)
}

func (s faultyStore) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	if err := s.fault(ctx); err != nil {
		return kg.Receipt{}, err
	}
	return s.Store.Apply(ctx, b)
}

// faults are what a store may do wrong, and what the client is told of it. All of
// them hold the word "secret".
var faults = []struct {
	name          string
	fault         func(ctx context.Context) error
	code, message string
}{
	{
		"it cannot be reached",
		func(context.Context) error {
			return fmt.Errorf("dial secret.example:7687: refused: %w", kg.ErrUnavailable)
		},
		"UNAVAILABLE", "the store cannot be reached at present; try again later",
	},
	{
		"an error of its own",
		func(context.Context) error { return errors.New("SELECT secret FROM record: near /home/secret.db") },
		"INTERNAL", "internal error",
	},
	{
		"it panics",
		func(context.Context) error { panic("secret: MATCH (n) RETURN n") },
		"INTERNAL", "internal error",
	},
	{
		"it blocks until the deadline",
		func(ctx context.Context) error {
			<-ctx.Done()
			return fmt.Errorf("the secret query was not asked to the end: %w", ctx.Err())
		},
		"TIMEOUT", "the request took too long and was stopped: ask for less at once or, where that is not it, try again later",
	},
}

// faultyOperations reach every method of a store that requests use.
var faultyOperations = []struct{ name, query string }{
	{"a record", `{ entity(id: "a") { name } }`},
	{"a list", `{ relationships { edges { node { id } } } }`},
	{"statistics", `{ statistics { sources } }`},
	{"the vocabulary", `{ vocabulary { kinds { name } } }`},
	{"a neighbourhood", `{ neighborhood(of: ["a"]) { truncated } }`},
	{"a write", `mutation { addSource(input: {title: "x", idempotencyKey: "k"}) { consistency } }`},
	{"a change", `mutation { updateEntity(input: {id: "a", summary: "x"}) { consistency } }`},
}

func TestAStoreThatFailsTellsNothing(t *testing.T) {
	for _, f := range faults {
		for _, operation := range faultyOperations {
			t.Run(f.name+"/"+operation.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					model := storetest.NewModel(today)
					worldOver(t, model).actor("a", "/..")
					var log bytes.Buffer
					c := newClient(t, faultyStore{model, f.fault}, graph.Options{
						Guard: guard, Log: slog.New(slog.NewTextHandler(&log, nil)),
					})
					a := c.send(operation.query, nil)
					if a.code() != f.code || a.message() != f.message {
						t.Errorf("got %s %q, want %s %q", a.code(), a.message(), f.code, f.message)
					}
					if strings.Contains(a.Body, "secret") {
						t.Errorf("the response tells the secret, want it kept: %s", a.Body)
					}
					if !strings.Contains(log.String(), "secret") {
						t.Errorf("the log does not say what happened, want it there: %s", &log)
					}
				})
			})
		}
	}
}

// everywhere reads in every way that costs a store call, one after the other.
const everywhere = `{
  entity(id: "a") { sources { title } relationships { totalCount edges {
    node { sources { title } claims { totalCount edges { node { source { title } assertedBy { name } } } } }
    other { name relationships { edges { node { statement } } } }
  } } }
  nodes(ids: ["r"]) { ... on Relationship { from { name } to { name } } }
}`

// TestTheNthStoreCallFails fails each call of a request in turn.
func TestTheNthStoreCallFails(t *testing.T) {
	for _, f := range faults[:3] {
		t.Run(f.name, func(t *testing.T) {
			model := storetest.NewModel(today)
			w := worldOver(t, model)
			w.actor("a", "/..")
			w.actor("b", "/..")
			w.tie("r", "pact", "a", "b", "/..")
			w.claim("c", "r", "1", "2026")
			for n := int64(1); ; n++ {
				var calls atomic.Int64
				c := newClient(t, faultyStore{model, func(ctx context.Context) error {
					if calls.Add(1) == n {
						return f.fault(ctx)
					}
					return nil
				}}, graph.Options{})
				a := c.send(everywhere, nil)
				if calls.Load() < n {
					if n < 10 {
						t.Errorf("only %d calls were made to fail, want at least 10", n-1)
					}
					return
				}
				if a.code() != f.code || strings.Contains(a.Body, "secret") {
					t.Errorf("call %d: got %s, want the code %s and no secret", n, a.Body, f.code)
				}
			}
		})
	}
}

// TestAFailedPartLeavesTheRest checks that a field which may be null is, and that
// its neighbours are answered.
func TestAFailedPartLeavesTheRest(t *testing.T) {
	a := seeded(t).send(`{
	  good: entity(id: "sdf") { id } bad: entity(id: "sdf", asOf: {valid: "?"}) { id }
	}`, nil)
	if got := a.at("good.id"); got != "sdf" || a.at("bad") != nil || len(a.Errors) != 1 {
		t.Errorf("got %s, want good answered, bad null and one error", a.Body)
	}
}

// TestARequestWhoseTimeIsUpHasAnAnswer gives a request no time at all.
func TestARequestWhoseTimeIsUpHasAnAnswer(t *testing.T) {
	c := newClient(t, storetest.NewModel(today), graph.Options{Limits: within(time.Nanosecond)})
	a := c.send(`{ statistics { sources } }`, nil)
	if a.code() != "TIMEOUT" {
		t.Errorf("got %s, want an error TIMEOUT", a.Body)
	}
}

// TestWhoGoesAwayIsNoWarning since a flood of requests that are given up, each for twenty
// fields, would be a flood of lines.
func TestWhoGoesAwayIsNoWarning(t *testing.T) {
	for fault, want := range map[error]bool{context.Canceled: false, context.DeadlineExceeded: true} {
		var log bytes.Buffer
		store := faultyStore{storetest.NewModel(today), func(context.Context) error { return fault }}
		c := newClient(t, store, graph.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
		if a := c.send(`{ entities { totalCount } }`, nil); a.code() != "TIMEOUT" {
			t.Errorf("%v: got %s, want the code TIMEOUT", fault, a.Body)
		}
		if got := strings.Contains(log.String(), "WARN"); got != want {
			t.Errorf("%v: a warning is written: %t, want %t\n%s", fault, got, want, log.String())
		}
	}
}
