package view

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"entente/kg"
)

// actorOf makes an entity of an id.
func actorOf(id kg.ID) *kg.Entity {
	e := &kg.Entity{EntityClass: kg.ClassActor, Validity: kg.Unknown}
	e.ID = id
	return e
}

func TestACohortHasEachMemberOnce(t *testing.T) {
	now, then := kg.View{Valid: kg.Always}, kg.View{Valid: kg.Window{From: 1, Until: 2}}
	c := newCohort(nil, []member{
		memberOf(actorOf("a"), now), memberOf(actorOf("b"), now), memberOf(actorOf("a"), now),
		memberOf(nil, now), memberOf(actorOf("a"), then),
	})
	if got := len(c.members()); got != 3 {
		t.Errorf("members: got %d, want 3: a and b, and a in another view", got)
	}
}

func TestWhatIsAskedTogetherIsLoadedOnce(t *testing.T) {
	c := newCohort(nil, nil)
	var loads atomic.Int64
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			got, err := together(c, "key", func() (int64, error) { return loads.Add(1), nil })
			if got != 1 || err != nil {
				t.Errorf("got %d and error %v, want 1 from the one load", got, err)
			}
		})
	}
	wait.Wait()
	if got := loads.Load(); got != 1 {
		t.Errorf("loads: got %d, want 1", got)
	}
	if got, err := together(c, "other", func() (int64, error) { return loads.Add(1), nil }); got != 2 || err != nil {
		t.Errorf("of another key: got %d and error %v, want a load of its own", got, err)
	}
}

func TestAllWhoAskedGetTheError(t *testing.T) {
	c := newCohort(nil, nil)
	lost := errors.New("lost")
	for range 2 {
		got, err := together(c, "key", func() ([]int, error) { return []int{1}, lost })
		if got != nil || !errors.Is(err, lost) {
			t.Errorf("got %v and error %v, want nothing and the error", got, err)
		}
	}
}

func TestKeysTellArgumentsApart(t *testing.T) {
	one, two := 1, 2
	text := "1"
	keys := map[string]string{}
	for name, key := range map[string]string{
		"no argument":      keyOf("f"),
		"null":             keyOf("f", (*int)(nil)),
		"1":                keyOf("f", &one),
		"2":                keyOf("f", &two),
		"a text":           keyOf("f", &text),
		"another field":    keyOf("g", &one),
		"in another place": keyOf("f", (*int)(nil), &one),
		"a filter":         keyOf("f", &kg.RelationshipFilter{Not: &kg.RelationshipFilter{}}),
		"another filter":   keyOf("f", &kg.RelationshipFilter{Or: []kg.RelationshipFilter{}}),
		"an empty filter":  keyOf("f", &kg.RelationshipFilter{}),
	} {
		if other, taken := keys[key]; taken {
			t.Errorf("%s and %s have one key %s, want two", name, other, key)
		}
		keys[key] = name
	}
	if keyOf("f", &one) != keyOf("f", new(1)) {
		t.Errorf("equal arguments have two keys, want one")
	}
}
