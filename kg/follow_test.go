package kg_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// live returns a graph on the clock of a bubble, with the vocabulary of fixtures.
func live(t *testing.T) fixture {
	t.Helper()
	return newFixtureOver(t, storetest.NewModel(time.Now), time.Now)
}

// heard collects what a sequence yields until the test ends. The function that it
// ends in returns what has come since the last call, once nothing more comes.
func heard[T any](sequence iter.Seq2[T, error], err error) func(t *testing.T) (taken func() []T) {
	return func(t *testing.T) func() []T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var all []T
		go func() {
			for item, err := range sequence {
				if err != nil {
					t.Errorf("the sequence: got error %v, want none", err)
					return
				}
				mu.Lock()
				all = append(all, item)
				mu.Unlock()
			}
		}()
		return func() []T {
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			got := all
			all = nil
			return got
		}
	}
}

func recordsOf(changes []kg.Change) []kg.ID {
	ids := []kg.ID{}
	for _, c := range changes {
		ids = append(ids, c.Record)
	}
	return ids
}

func TestFollowTellsWhatIsWrittenFromNowOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		f.entity("before", kg.ClassActor, "2020/..")
		ctx, cancel := context.WithCancel(t.Context())
		taken := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		if got := taken(); len(got) != 0 {
			t.Errorf("before any write: got %v, want nothing", got)
		}
		f.entity("a", kg.ClassActor, "2020/..")
		f.entity("b", kg.ClassActor, "2020/..")
		if diff := cmp.Diff([]kg.ID{"a", "b"}, recordsOf(taken())); diff != "" {
			t.Errorf("after two writes, with no time passed (-want +got):\n%s", diff)
		}
		cancel()
		synctest.Wait()
		f.entity("c", kg.ClassActor, "2020/..")
		if got := taken(); len(got) != 0 {
			t.Errorf("after the end: got %v, want nothing", got)
		}
	})
}

func TestFollowHearsOfAnotherServerWithinATick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		other := f
		other.Graph = kg.NewGraph(f.store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		taken := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		taken()
		other.entity("a", kg.ClassActor, "2020/..")
		time.Sleep(time.Second) // of the bubble
		if diff := cmp.Diff([]kg.ID{"a"}, recordsOf(taken())); diff != "" {
			t.Errorf("a second later (-want +got):\n%s", diff)
		}
	})
}

// TestFollowGoesOnWhereItStopped resumes after each place of the log, far behind and
// near, while the log grows.
func TestFollowGoesOnWhereItStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		write := func(n int) {
			batch := kg.Batch{Writer: "tester"}
			for i := range 450 {
				id := kg.ID(fmt.Sprintf("s-%d-%d", n, i))
				batch.Writes = append(batch.Writes, kg.Write{Record: &kg.Source{Header: kg.Header{ID: id}, Title: "T"}})
			}
			receipt, err := f.Write(t.Context(), batch)
			f.must(receipt, err)
		}
		for n := range 4 {
			write(n) // more than a feed keeps
		}
		for _, after := range []int64{0, 3, 200} {
			ctx, cancel := context.WithCancel(t.Context())
			taken := heard(f.Follow(ctx, f.View(), nil, &after))(t)
			got := taken()
			write(int(after) + 10)
			got = append(got, taken()...)
			sequences := []int64{}
			for _, c := range got {
				sequences = append(sequences, c.Sequence)
			}
			last, err := f.store.Last(t.Context(), f.View())
			if err != nil {
				t.Fatal(err)
			}
			want := []int64{}
			for s := after + 1; s <= last.Sequence; s++ {
				want = append(want, s)
			}
			if !slices.Equal(sequences, want) {
				t.Errorf("after %d: got %d entries, want the %d from there to the last, once and in order",
					after, len(got), len(want))
			}
			cancel()
			synctest.Wait()
		}
	})
}

func TestFollowLeavesOutWhatIsRestricted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		public := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		editor := heard(f.Follow(ctx, kg.View{Restricted: true}, nil, nil))(t)
		public()
		access := kg.AccessRestricted
		_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{
			ID: ptr(kg.ID("secret")), Title: "Secret", Access: &access,
		})
		f.must(receipt, err)
		if got := recordsOf(public()); len(got) != 0 {
			t.Errorf("for readers: got %v, want nothing", got)
		}
		if diff := cmp.Diff([]kg.ID{"secret"}, recordsOf(editor())); diff != "" {
			t.Errorf("for editors (-want +got):\n%s", diff)
		}
	})
}

// An absentStore cannot be reached while it is away.
type absentStore struct {
	kg.Store
	away atomic.Bool
}

func (s *absentStore) Changes(ctx context.Context, v kg.View, after int64, limit int) ([]kg.Change, error) {
	if s.away.Load() {
		return nil, kg.ErrUnavailable
	}
	return s.Store.Changes(ctx, v, after, limit)
}

func TestFollowOutlivesAStoreThatIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := storetest.NewModel(time.Now)
		store := &absentStore{Store: model}
		f := newFixtureOver(t, model, time.Now)
		f.Graph = kg.NewGraph(store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		beginning := int64(0)
		recent, old := heard(f.Follow(ctx, f.View(), nil, nil))(t), heard(f.Follow(ctx, f.View(), nil, &beginning))(t)
		before := len(old())
		recent()
		store.away.Store(true)
		f.entity("a", kg.ClassActor, "2020/..")
		time.Sleep(10 * time.Second)
		if got := append(recent(), old()...); len(got) != 0 || before == 0 {
			t.Errorf("while it is away: got %v, want nothing", got)
		}
		store.away.Store(false)
		time.Sleep(time.Second)
		for name, got := range map[string][]kg.Change{"from now": recent(), "from the beginning": old()} {
			if diff := cmp.Diff([]kg.ID{"a"}, recordsOf(got)); diff != "" {
				t.Errorf("%s, when it is back (-want +got):\n%s", name, diff)
			}
		}
	})
}

// A told status change, for short.
type toldStatus struct {
	ID            kg.ID
	Before, After kg.RelationshipStatus
	At            string
	Written       bool
}

func briefStatuses(changes []kg.StatusChange) []toldStatus {
	told := []toldStatus{}
	for _, c := range changes {
		told = append(told, toldStatus{c.Relationship.ID, c.Before, c.After, c.At.String(), c.Change != nil})
	}
	return told
}

// The clock of a bubble begins at midnight of 2000-01-01.
func TestFollowStatusTellsWhatTimeDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		f.entity("a", kg.ClassActor, "1990/..")
		f.entity("b", kg.ClassActor, "1990/..")
		f.tie("truce", "ceasefire", "a", "b", "2000-01-01T10:00:00Z/2000-01-01T20:00:00Z")
		f.tie("day", "conflict", "a", "b", "1999/2000-01-02")
		f.tie("always", "conflict", "a", "b", "../..")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		taken := heard(f.FollowStatus(ctx, f.View(), nil))(t)
		taken()
		time.Sleep(10*time.Hour - time.Second)
		if got := taken(); len(got) != 0 {
			t.Errorf("a second before the start: got %v, want nothing", briefStatuses(got))
		}
		time.Sleep(time.Second)
		want := []toldStatus{{"truce", kg.StatusUpcoming, kg.StatusActive, "2000-01-01T10:00:00Z", false}}
		if diff := cmp.Diff(want, briefStatuses(taken())); diff != "" {
			t.Errorf("at the start (-want +got):\n%s", diff)
		}
		time.Sleep(39 * time.Hour)
		want = []toldStatus{
			{"truce", kg.StatusActive, kg.StatusExpired, "2000-01-01T20:00:00Z", false},
			{"day", kg.StatusActive, kg.StatusPossiblyActive, "2000-01-02T00:00:01Z", false},
			{"day", kg.StatusPossiblyActive, kg.StatusExpired, "2000-01-03T00:00:00Z", false},
		}
		if diff := cmp.Diff(want, briefStatuses(taken())); diff != "" {
			t.Errorf("at the ends (-want +got):\n%s", diff)
		}
	})
}

func TestFollowStatusTellsWhatWritesDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		f.entity("a", kg.ClassActor, "1990/..")
		f.entity("b", kg.ClassActor, "1990/..")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ceasefire := "ceasefire"
		where := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: &ceasefire}}
		taken := heard(f.FollowStatus(ctx, f.View(), where))(t)
		taken()
		step := func(name string, want []toldStatus) {
			t.Helper()
			if diff := cmp.Diff(want, briefStatuses(taken())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		const now = "2000-01-01T00:00:00Z"
		f.tie("other", "conflict", "a", "b", "1999/..")
		step("what the filter does not accept", []toldStatus{})
		f.tie("truce", "ceasefire", "a", "b", "1999-01-01/..")
		step("a new one", []toldStatus{{"truce", "", kg.StatusActive, now, true}})
		_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{ID: "truce", Note: ptr("seen")})
		f.must(receipt, err)
		step("a write that leaves the status", []toldStatus{})
		_, receipt, err = f.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{ID: "truce", End: "1999-06"})
		f.must(receipt, err)
		step("an end", []toldStatus{{"truce", kg.StatusActive, kg.StatusExpired, now, true}})
		receipt, err = f.Retract(t.Context(), "tester", kg.RetractInput{ID: "truce"})
		f.must(receipt, err)
		step("a retraction", []toldStatus{{"truce", kg.StatusExpired, "", now, true}})
	})
}

func TestFollowStatusRefusesAStatus(t *testing.T) {
	f := newFixture(t)
	expired := kg.StatusExpired
	where := &kg.RelationshipFilter{Status: &kg.StatusFilter{Eq: &expired}}
	_, err := f.FollowStatus(t.Context(), f.View(), where)
	if field(err) != "where.status" {
		t.Errorf("got error %v, want where.status refused", err)
	}
}
