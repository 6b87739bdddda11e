package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestPathsAtTheLimitsAreAnswered(t *testing.T) {
	a := seeded(t).ok(`{
	  paths(from: "united-states", to: "syria-transitional-government", maxLength: 6, first: 50,
	    mode: CONTINUOUS) { length }
	}`, nil)
	if got := len(a.all("paths.*")); got != 50 {
		t.Errorf("got %d paths, want 50", got)
	}
}

func TestNullArgumentsOfPathsAreTheDefaults(t *testing.T) {
	c := seeded(t)
	const fields = `{ certainty hops { relationship { id } } }`
	plain := c.ok(`{ paths(from: "united-states", to: "sdf", asOf: {valid: "2025"}) `+fields+` }`, nil)
	nulls := c.ok(`{ paths(from: "united-states", to: "sdf", asOf: {valid: "2025"}, mode: null,
	  maxLength: null, where: null, within: null, first: null) `+fields+` }`, nil)
	if diff := cmp.Diff(plain.Data, nulls.Data); diff != "" || len(plain.all("paths.*")) != 5 {
		t.Errorf("got %d paths; with nulls (-want +got):\n%s", len(plain.all("paths.*")), diff)
	}
}

func TestThatThereIsNoPathIsTheEmptyList(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/")
	w.actor("b", "/")
	a := w.ok(`{ paths(from: "a", to: "b") { length } }`, nil)
	if len(a.all("paths")) != 1 || len(a.all("paths.*")) != 0 {
		t.Errorf("got %s, want an empty list", a.Body)
	}
}

// TestTheTimeOfAPathMayBeInfinite tells an end that never comes from a date.
func TestTheTimeOfAPathMayBeInfinite(t *testing.T) {
	w := newWorld(t)
	for _, id := range []kg.ID{"a", "b", "c"} {
		w.actor(id, "/")
	}
	w.tie("one", "pact", "a", "b", "../..")
	w.tie("two", "pact", "b", "c", "/")
	w.tie("three", "custody", "a", "c", "2015/..")
	a := w.ok(`{
	  open: paths(from: "a", to: "b", mode: CONSECUTIVE) { ...time }
	  unknown: paths(from: "b", to: "c", mode: CONSECUTIVE, maxLength: 1) { ...time }
	  known: paths(from: "a", to: "c", mode: CONSECUTIVE, maxLength: 1, within: "2020/..") { ...time }
	  always: paths(from: "a", to: "b", mode: CONTINUOUS) { interval { certain { from until } possible { from until } } }
	}
	fragment time on Path { departure { kind earliest latest } arrival { kind earliest latest } interval { possible { from } } }`, nil)
	for path, want := range map[string]any{
		"open.0.arrival.kind": "OPEN", "open.0.departure.latest": nil, "open.0.interval": nil,
		"unknown.0.arrival.kind": "UNKNOWN", "unknown.0.arrival.earliest": nil,
		"known.0.departure.kind": "KNOWN", "known.0.departure.latest": "2020-01-01T00:00:00Z",
		"always.0.interval.certain.from": nil, "always.0.interval.possible.until": nil,
	} {
		if got := a.all(path); len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %v, want %v alone", path, got, want)
		}
	}
}
