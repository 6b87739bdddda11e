package kg_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestAnAdjacencyHasWhatWasPutInLast puts ties in at random, in batches before and after
// they were sorted, some of them again, elsewhere or gone.
func TestAnAdjacencyHasWhatWasPutInLast(t *testing.T) {
	const entities, numbers = 6, 40
	r := rand.New(rand.NewPCG(1, 2))
	a, want := kg.NewAdjacency(), make(map[uint32]kg.Tie)
	for batch := range 400 {
		var ties []kg.Tie
		for range 1 + r.IntN(12) {
			n := entities + 1 + r.Uint32N(numbers)
			tie := kg.Tie{
				Number: n, From: 1 + r.Uint32N(entities), To: 1 + r.Uint32N(entities),
				ID: kg.ID(fmt.Sprint("r", r.IntN(1000))), Type: []string{"pact", "feud"}[r.IntN(2)],
				Span:      kg.Span{StartEarliest: kg.Instant(r.IntN(9))},
				Symmetric: r.IntN(2) == 0, Restricted: r.IntN(2) == 0,
			}
			if r.IntN(4) == 0 {
				tie = kg.Tie{Number: n, Gone: true}
			}
			ties = append(ties, tie)
			if want[n] = tie; tie.Gone {
				delete(want, n)
			}
		}
		a.Put(ties...)
		if batch == 20 {
			a.Sort()
		}
		if batch < 20 {
			continue
		}
		if a.Size() != len(want) {
			t.Fatalf("batch %d: got size %d, want %d", batch, a.Size(), len(want))
		}
		for entity := range uint32(entities + 1) {
			got := a.Of(entity)
			if !slices.IsSortedFunc(got, compareOthers(entity)) {
				t.Fatalf("batch %d, entity %d: got ties out of order", batch, entity)
			}
			if diff := gocmp.Diff(tiesOf(want, entity), byOther(got, entity)); diff != "" {
				t.Fatalf("batch %d, entity %d (-want +got):\n%s", batch, entity, diff)
			}
		}
	}
}

// tiesOf returns those of an entity, ordered by the other end.
func tiesOf(all map[uint32]kg.Tie, entity uint32) []kg.Tie {
	list := []kg.Tie{}
	for _, tie := range all {
		if tie.From == entity || tie.To == entity {
			list = append(list, tie)
		}
	}
	return byOther(list, entity)
}

// byOther sorts ties of an entity by the other end, and those between the same two by number,
// among which an adjacency has an order of its own.
func byOther(list []kg.Tie, entity uint32) []kg.Tie {
	slices.SortFunc(list, func(a, b kg.Tie) int {
		return cmp.Or(compareOthers(entity)(a, b), cmp.Compare(a.Number, b.Number))
	})
	return list
}

// compareOthers compares ties of an entity by the other end.
func compareOthers(entity uint32) func(a, b kg.Tie) int {
	return func(a, b kg.Tie) int { return cmp.Compare(a.From+a.To-entity, b.From+b.To-entity) }
}

// TestRoomIsTakenForRelationshipsAndNotForNumbers numbers every tenth record a tie.
func TestRoomIsTakenForRelationshipsAndNotForNumbers(t *testing.T) {
	const ties = 20_000
	dense, sparse := kg.NewAdjacency(), kg.NewAdjacency()
	for i := range uint32(ties) {
		tie := kg.Tie{Number: 3 + i, From: 1, To: 2, ID: "r", Type: "pact"}
		dense.Put(tie)
		tie.Number = 3 + 10*i
		sparse.Put(tie)
	}
	if dense.Room() != sparse.Room() {
		t.Errorf("places of facts: got %d of ties numbered in tens, want %d as of others", sparse.Room(), dense.Room())
	}
	for i := range uint32(ties) {
		sparse.Put(kg.Tie{Number: 3 + 10*i, Gone: true}, kg.Tie{Number: 8 + 10*i, From: 1, To: 2, ID: "r", Type: "pact"})
	}
	if dense.Room() != sparse.Room() {
		t.Errorf("places of facts: got %d once others came in their place, want %d", sparse.Room(), dense.Room())
	}
}

// TestASearchInMemoryEndsWithItsContext passes over much, of which nothing is wanted.
func TestASearchInMemoryEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := kg.PassOver(ctx, 5000); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want one that says that nobody waits", err)
	}
}
