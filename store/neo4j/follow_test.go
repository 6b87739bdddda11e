package neo4j

import (
	"context"
	"fmt"
	"testing"
	"time"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

// TestFollowersHearOfEveryServer has two servers on one database write in turn. Who
// follows the log on one of them gets what both write, each once and in order; who
// goes on from an old place on the other, as after a restart, misses nothing.
func TestFollowersHearOfEveryServer(t *testing.T) {
	stores := []*Store{openEmpty(t), openAt(t, neo4jtest.ForTest(t))}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	follow := func(s *Store, after *int64) <-chan kg.ID {
		g := kg.NewGraph(s, time.Now)
		changes, err := g.Follow(ctx, g.View(), nil, after)
		if err != nil {
			t.Fatal(err)
		}
		heard := make(chan kg.ID)
		go func() {
			defer close(heard)
			for change, err := range changes {
				if err != nil {
					t.Errorf("Follow: got error %v, want none", err)
					return
				}
				select {
				case heard <- change.Record:
				case <-ctx.Done():
					return
				}
			}
		}()
		return heard
	}
	live := follow(stores[0], nil)
	var want []kg.ID
	for i := range 10 {
		want = append(want, kg.ID(fmt.Sprintf("a%d", i)))
		put(t, stores[i%2], fmt.Sprintf("b%d", i), actor(want[i], "A"))
	}
	beginning := int64(0)
	for name, heard := range map[string]<-chan kg.ID{
		"from now on": live, "from the beginning, on the other server": follow(stores[1], &beginning),
	} {
		for i, id := range want {
			if got := <-heard; got != id {
				t.Errorf("%s, entry %d: got %q, want %q", name, i, got, id)
			}
		}
	}
}
