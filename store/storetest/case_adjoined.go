package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"entente/kg"
)

// adjoinedCases hold a store that is a [kg.Adjoiner] to what it has in memory. Any other
// passes them.
var adjoinedCases = []contractCase{
	{"to keep who is tied to whom ends with the store and with its context", adjoinerTells},
	{"has in memory who is tied to whom, through every change", adjoinerFollows},
	{"has in memory what is written while that is made", adjoinerCatchesUp},
	{"hides from readers what editors have just read", memoryHides},
}

// memoryHides has an editor read everything, so that a store that keeps it answers a reader
// from memory.
func memoryHides(t *testing.T, s *harness) {
	s.put(t, append(around(), with(tie("secret", "a", "b"), func(r *kg.Relationship) {
		r.Restricted = true
	}))...)
	ids := kg.Query{Class: kg.ClassRelationship, IDs: []kg.ID{"arms", "secret"}}
	open := []kg.ID{"arms", "hits", "pact", "truce"}
	for range 2 { // the second time all is kept
		same(t, "what an editor finds", s.ids(t, editor, kg.Query{Class: kg.ClassRelationship, Of: "a"}, ids),
			[][]kg.ID{{"arms", "hits", "pact", "secret", "truce"}, {"arms", "secret"}})
		s.record(t, "a")
		same(t, "what a reader finds", s.ids(t, public, kg.Query{Class: kg.ClassRelationship, Of: "a"}, ids),
			[][]kg.ID{open, {"arms"}})
	}
}

func adjoinerTells(t *testing.T, s *harness) {
	adjoiner, ok := kg.Ability[kg.Adjoiner](s.Store)
	if !ok {
		return
	}
	s.put(t, town()...)
	endsAsCallsDo(t, s, call{"Adjacency", func(ctx context.Context, _ kg.Store) error {
		_, _, err := adjoiner.Adjacency(ctx, nil)
		return err
	}})
}

// CheckAdjacency compares what a store has in memory of who is tied to whom with what it
// yields, after something was done. Nobody may write meanwhile.
func CheckAdjacency(t *testing.T, s kg.Store, after string) {
	t.Helper()
	got, err := adjoining{}.do(t.Context(), &side{Store: s})
	if err != nil {
		t.Fatalf("Adjacency after %s: got error %v, want none", after, err)
	}
	want, err := adjoining{}.do(t.Context(), &side{Store: s, oracle: true})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "what is in memory after "+after, got, want)
}

// adjoinerFollows changes each thing that an adjacency tells of a relationship.
func adjoinerFollows(t *testing.T, s *harness) {
	CheckAdjacency(t, s.Store, "nothing")
	s.put(t, around()...)
	CheckAdjacency(t, s.Store, "the first batch")
	for _, change := range []struct {
		what string
		do   func(r *kg.Relationship)
	}{
		{"another time", func(r *kg.Relationship) { r.Validity = during(50, 60) }},
		{"another type", func(r *kg.Relationship) { r.Type = "feud" }},
		{"a restriction", func(r *kg.Relationship) { r.Restricted = true }},
		{"the end of the restriction", func(r *kg.Relationship) { r.Restricted = false }},
		{"another end", func(r *kg.Relationship) { r.To = "c" }},
		{"both ends of one", func(r *kg.Relationship) { r.From, r.To = "b", "b" }},
		{"two ends again", func(r *kg.Relationship) { r.From, r.To = "b", "a" }},
		{"ends turned round", func(r *kg.Relationship) { r.From, r.To = "a", "b" }},
	} {
		arms := *s.record(t, "arms").(*kg.Relationship)
		change.do(&arms)
		s.put(t, &arms)
		CheckAdjacency(t, s.Store, change.what)
	}
	arms := s.record(t, "arms")
	s.retract(t, arms)
	CheckAdjacency(t, s.Store, "its retraction")
	s.put(t, actor("z", "Z"), tie("new", "z", "a"))
	CheckAdjacency(t, s.Store, "others in its place")
	s.put(t, arms)
	CheckAdjacency(t, s.Store, "its return")
}

// adjoinerCatchesUp writes from the moment on at which what is in memory is first asked for.
func adjoinerCatchesUp(t *testing.T, s *harness) {
	adjoiner, ok := kg.Ability[kg.Adjoiner](s.Store)
	if !ok {
		return
	}
	s.put(t, around()...)
	var group sync.WaitGroup
	for writer := range writers {
		group.Go(func() {
			for i := range 10 {
				id := kg.ID(fmt.Sprintf("own-%d-%d", writer, i%4))
				own := with(tie(id, "a", "b"), func(r *kg.Relationship) {
					r.Validity = during(kg.Instant(i), kg.PosInf)
				})
				if _, err := s.Apply(t.Context(), s.batch(puts(own)...)); err != nil {
					t.Errorf("Apply: got error %v, want none", err)
				}
				if _, _, err := adjoiner.Adjacency(t.Context(), nil); err != nil {
					t.Errorf("Adjacency: got error %v, want none", err)
				}
			}
		})
	}
	group.Wait()
	CheckAdjacency(t, s.Store, "many batches")
}
