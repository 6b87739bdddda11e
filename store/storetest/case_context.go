package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"entente/kg"
)

var contextCases = []contractCase{
	{"that is done ends every call", contextDone},
	{"that ends midway ends the call", contextEndsMidway},
	{"that is done lets nothing be written", contextWritesNothing},
}

// A call is one method of a store, called so that it would succeed.
type call struct {
	name string
	run  func(ctx context.Context, s kg.Store) error
}

// calls are all methods but Close.
func calls() []call {
	ids, entities := []kg.ID{"army"}, []kg.Query{{Class: kg.ClassEntity}}
	return []call{
		{"Records", func(ctx context.Context, s kg.Store) error {
			_, err := s.Records(ctx, editor, ids)
			return err
		}},
		{"Find", func(ctx context.Context, s kg.Store) error {
			_, err := s.Find(ctx, editor, entities)
			return err
		}},
		{"Count", func(ctx context.Context, s kg.Store) error {
			_, err := s.Count(ctx, editor, entities)
			return err
		}},
		{"Search", func(ctx context.Context, s kg.Store) error {
			_, err := s.Search(ctx, editor, []kg.NameProbe{full("a")})
			return err
		}},
		{"Versions", func(ctx context.Context, s kg.Store) error {
			_, err := s.Versions(ctx, editor, ids)
			return err
		}},
		{"Changes", func(ctx context.Context, s kg.Store) error {
			_, err := s.Changes(ctx, editor, 0, 10)
			return err
		}},
		{"Last", func(ctx context.Context, s kg.Store) error {
			_, err := s.Last(ctx, editor)
			return err
		}},
		{"All", func(ctx context.Context, s kg.Store) error { return firstError(ctx, s, func() {}) }},
		{"Receipt", func(ctx context.Context, s kg.Store) error {
			_, err := s.Receipt(ctx, "tester", "k")
			return err
		}},
		{"Apply", func(ctx context.Context, s kg.Store) error {
			_, err := s.Apply(ctx, kg.Batch{ID: "b", Writer: "tester", Writes: puts(actor("new", "New"))})
			return err
		}},
	}
}

// firstError returns the error that All ends with, and does something at each
// record before.
func firstError(ctx context.Context, s kg.Store, at func()) error {
	for _, err := range s.All(ctx, editor) {
		if err != nil {
			return err
		}
		at()
	}
	return nil
}

// contextDone goes through all methods, with a context cancelled and one too
// late.
func contextDone(t *testing.T, s *harness) {
	s.put(t, town()...)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, call := range calls() {
		for _, ctx := range []context.Context{canceled, late} {
			if err := call.run(ctx, s); !errors.Is(err, ctx.Err()) {
				t.Errorf("%s: got error %v, want one that wraps %v", call.name, err, ctx.Err())
			}
		}
		if err := call.run(t.Context(), s); err != nil {
			t.Errorf("%s after the end of another context: got error %v, want none", call.name, err)
		}
	}
}

// contextEndsMidway ends the context from within a call.
func contextEndsMidway(t *testing.T, s *harness) {
	s.put(t, many(1500)...)
	for name, run := range map[string]func(ctx context.Context, cancel func()) error{
		"Find": func(ctx context.Context, cancel func()) error {
			keep := func(kg.Found) bool { cancel(); return false }
			_, err := s.Find(ctx, editor, []kg.Query{{Class: kg.ClassEntity, Keep: keep}})
			return err
		},
		"Count": func(ctx context.Context, cancel func()) error {
			keep := func(kg.Found) bool { cancel(); return true }
			_, err := s.Count(ctx, editor, []kg.Query{{Class: kg.ClassEntity, Keep: keep}})
			return err
		},
		"Search": func(ctx context.Context, cancel func()) error {
			probe := full("a")
			probe.Keep = func(kg.NameHit) bool { cancel(); return false }
			_, err := s.Search(ctx, editor, []kg.NameProbe{probe})
			return err
		},
		"All": func(ctx context.Context, cancel func()) error { return firstError(ctx, s, cancel) },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		if err := run(ctx, cancel); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want one that wraps context.Canceled", name, err)
		}
		cancel()
	}
	same(t, "number of records", len(s.all(t, editor)), 1500)
}

// contextWritesNothing must not keep the key either.
func contextWritesNothing(t *testing.T, s *harness) {
	s.put(t, town()...)
	before := s.state(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := s.keyed("k", "p", actor("new", "New"))
	if _, err := s.Apply(ctx, b); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply: got error %v, want one that wraps context.Canceled", err)
	}
	same(t, "the store", s.state(t), before)
	b.Payload = "another"
	s.apply(t, b)
}
