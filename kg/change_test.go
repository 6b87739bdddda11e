package kg_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestDuplicatesThatOverlapAreAnsweredAlike sends a request twice, the second one
// between the first one's look for a receipt and its reading.
func TestDuplicatesThatOverlapAreAnsweredAlike(t *testing.T) {
	options := kg.WriteOptions{IdempotencyKey: ptr("once")}
	version := ptr(1)
	tests := map[string]func(*kg.Graph) (kg.Receipt, error){
		"updateEntity": func(g *kg.Graph) (kg.Receipt, error) {
			_, receipt, err := g.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
				ID: "sdf", ExpectedVersion: version, Note: ptr("x"), WriteOptions: options,
			})
			return receipt, err
		},
		"expireRelationship": func(g *kg.Graph) (kg.Receipt, error) {
			_, receipt, err := g.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{
				ID: "war", ExpectedVersion: version, End: "2019", WriteOptions: options,
			})
			return receipt, err
		},
		"retract": func(g *kg.Graph) (kg.Receipt, error) {
			return g.Retract(t.Context(), "tester", kg.RetractInput{ID: "war", WriteOptions: options})
		},
		"createEntity": func(g *kg.Graph) (kg.Receipt, error) {
			_, receipt, err := g.CreateEntity(t.Context(), "tester", kg.CreateEntityInput{
				ID: ptr(kg.ID("new")), Class: kg.ClassActor, Kind: "armed-group",
				Names: []kg.NameInput{{Text: "New"}}, WriteOptions: options,
			})
			return receipt, err
		},
	}
	for name, request := range tests {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.entity("sdf", kg.ClassActor, "/")
			f.entity("is", kg.ClassActor, "/")
			f.tie("war", "conflict", "sdf", "is", "2016/..")
			g, store := f.racing()
			var first kg.Receipt
			store.afterReceipt = func() {
				var err error
				first, err = request(f.Graph)
				f.must(first, err)
			}
			second, err := request(g)
			f.must(second, err)
			if diff := cmp.Diff(first, second); diff != "" {
				t.Errorf("the receipts of two of one request (-first +second):\n%s", diff)
			}
		})
	}
}

func TestARepeatedRequestIsAnsweredAsTheFirstTimeWhateverBecameOfTheRecord(t *testing.T) {
	f := newFixture(t)
	create := kg.CreateEntityInput{
		ID: ptr(kg.ID("sdf")), Class: kg.ClassActor, Kind: "armed-group", Names: []kg.NameInput{{Text: "SDF"}},
		WriteOptions: kg.WriteOptions{IdempotencyKey: ptr("create")},
	}
	first, receipt, err := f.CreateEntity(t.Context(), "tester", create)
	f.must(receipt, err)
	again := func(when string) {
		t.Helper()
		got, r, err := f.CreateEntity(t.Context(), "tester", create)
		if err != nil || !cmp.Equal(r, receipt) || !cmp.Equal(got, first) {
			t.Errorf("%s: got %+v, %+v, %v; want what the first request got", when, got, r, err)
		}
	}
	_, r, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{ID: "sdf", Summary: ptr("Changed.")})
	f.must(r, err)
	again("after an update")
	f.must(f.Retract(t.Context(), "tester", kg.RetractInput{ID: "sdf"}))
	again("after it was retracted")
}

func TestABlankKeyIsRefused(t *testing.T) {
	f := newFixture(t)
	for _, key := range []string{"", " ", "\t", strings.Repeat("k", kg.MaxIdempotent+1)} {
		_, err := f.Retract(t.Context(), "tester", kg.RetractInput{
			ID: "news", WriteOptions: kg.WriteOptions{IdempotencyKey: &key},
		})
		if got := field(err); got != "idempotencyKey" {
			t.Errorf("with the key %.10q: blames %q, want idempotencyKey (%v)", key, got, err)
		}
	}
}

func TestManyChangesOfOneRecordByTwoServersAllCount(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	const writers = 24
	servers := []*kg.Graph{f.Graph, kg.NewGraph(f.store, noon)}
	var wait sync.WaitGroup
	failed := make(chan error, writers)
	for i := range writers {
		wait.Go(func() {
			_, _, err := servers[i%2].UpdateEntity(context.Background(), "tester", kg.UpdateEntityInput{
				ID: "sdf", Summary: ptr(strconv.Itoa(i)),
			})
			failed <- err
		})
	}
	wait.Wait()
	for range writers {
		if err := <-failed; err != nil {
			t.Errorf("a concurrent update failed: %v", err)
		}
	}
	if got := read[*kg.Entity](f, "sdf").Version; got != 1+writers {
		t.Errorf("the entity is at version %d, want %d", got, 1+writers)
	}
}

// TestAChangeThatNeverGetsThroughSaysSo lets another server be quicker each time.
func TestAChangeThatNeverGetsThroughSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t)
		f.entity("sdf", kg.ClassActor, "/")
		g, store := f.racing()
		tried := 0
		store.each = func() {
			tried++
			_, receipt, err := f.UpdateEntity(context.Background(), "other", kg.UpdateEntityInput{
				ID: "sdf", Summary: ptr(strconv.Itoa(tried)),
			})
			f.must(receipt, err)
		}
		update := func(ctx context.Context) error {
			_, _, err := g.UpdateEntity(ctx, "tester", kg.UpdateEntityInput{ID: "sdf", Note: ptr("x")})
			return err
		}
		err := update(t.Context())
		if !errors.Is(err, kg.ErrConflict) || !strings.Contains(err.Error(), "others changed it each time") {
			t.Errorf("after all attempts: got %v, want a conflict that says that others were quicker", err)
		}
		if tried < 10 {
			t.Errorf("tried %d times, want 10 at the least", tried)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer cancel()
		if err := update(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("once its time is up: got %v, want DeadlineExceeded", err)
		}
	})
}
