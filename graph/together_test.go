package graph_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
	"entente/store/storetest"
)

// TestWhatIsAskedOfOneObjectIsAskedAtTheSameTime holds two calls of the store until both
// have come: if they were made one after the other, the request would run out of time.
func TestWhatIsAskedOfOneObjectIsAskedAtTheSameTime(t *testing.T) {
	for _, tt := range []struct {
		name, query string
		before      int32 // calls that lead to the two
	}{
		{
			"lists of one record",
			// Without a time of its own the page would have come together with the entity.
			`{ entity(id: "sdf") {
			  relationships(first: 1, asOf: {valid: "2026"}) { edges { cursor } }
			  claims(first: 1) { edges { cursor } }
			} }`, 1,
		},
		{
			"lists of the first record of a list, for all of them",
			`{ entities(first: 5) { edges { node {
			  relationships(first: 1) { edges { cursor } } claims(first: 1) { edges { cursor } }
			} } } }`, 1,
		},
		{
			"records that one refers to, and a list",
			`{ entity(id: "sdf") { sources { id } claims(first: 1) { edges { cursor } } } }`, 1,
		},
		{
			"fields of the root",
			`{ entities(first: 1) { edges { cursor } } claims(first: 1) { edges { cursor } } }`, 0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			model := storetest.NewModel(today)
			plant(t, model)
			var calls atomic.Int32
			var hold atomic.Bool
			both := make(chan struct{})
			store := faultyStore{model, func(ctx context.Context) error {
				if !hold.Load() {
					return nil
				}
				switch calls.Add(1) - tt.before {
				case 1:
				case 2:
					close(both)
				default:
					return nil
				}
				select {
				case <-both:
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			}}
			c := newClient(t, store, graph.Options{Guard: guard, Limits: within(5 * time.Second)})
			c.ok(tt.query, nil) // reads the vocabulary
			hold.Store(true)
			a := c.send(tt.query, nil)
			if got, want := calls.Load(), tt.before+2; len(a.Errors) > 0 || got != want {
				t.Errorf("got %d calls and errors %v, want %d calls and no errors", got, a.Errors, want)
			}
		})
	}
}

// TestErrorsInAListAreInItsOrderAndNameTheirElements asks for the status of relationships
// at no time, which each refuses, and which must not be null.
func TestErrorsInAListAreInItsOrderAndNameTheirElements(t *testing.T) {
	a := seeded(t).send(`{ now relationships(first: 3) { edges { node { id status(at: "..") } } } }`, nil)
	if len(a.Errors) != 3 || a.Data != nil {
		t.Fatalf("got %d errors and data %v, want one a record and no data", len(a.Errors), a.Data)
	}
	for i, e := range a.Errors {
		if got, want := fmt.Sprint(e.Path), fmt.Sprintf("[relationships edges %d node status]", i); got != want {
			t.Errorf("error %d: got the path %s, want %s", i, got, want)
		}
	}
}
