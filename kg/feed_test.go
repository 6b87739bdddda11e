package kg_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// TestFollowForgetsWhatIsRestrictedLater has one reader who comes late, when the feed
// still keeps the entry of when the record was public.
func TestFollowForgetsWhatIsRestrictedLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		beginning, err := f.store.Last(ctx, f.View())
		if err != nil {
			t.Fatal(err)
		}
		first := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		f.entity("spy", kg.ClassActor, "2020/..")
		f.entity("mayor", kg.ClassActor, "2020/..")
		if diff := cmp.Diff([]kg.ID{"spy", "mayor"}, recordsOf(first())); diff != "" {
			t.Errorf("while both are public (-want +got):\n%s", diff)
		}
		f.restrict("spy", kg.AccessRestricted)
		if got := first(); len(got) != 0 {
			t.Errorf("who was there before: got %v, want no word of the restriction", recordsOf(got))
		}
		late := heard(f.Follow(ctx, f.View(), nil, &beginning.Sequence))(t)
		editor := heard(f.Follow(ctx, kg.View{Restricted: true}, nil, &beginning.Sequence))(t)
		if diff := cmp.Diff([]kg.ID{"mayor"}, recordsOf(late())); diff != "" {
			t.Errorf("a late reader (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]kg.ID{"spy", "mayor", "spy"}, recordsOf(editor())); diff != "" {
			t.Errorf("a late editor (-want +got):\n%s", diff)
		}
		f.restrict("spy", kg.AccessPublic)
		if diff := cmp.Diff([]kg.ID{"spy"}, recordsOf(late())); diff != "" {
			t.Errorf("once it is public again (-want +got):\n%s", diff)
		}
	})
}

// TestFollowForgetsWhatASlowReaderHasNotTaken restricts a record while a reader is
// busy with the entry before: of those that the feed keeps, and of those that only
// the store has.
func TestFollowForgetsWhatASlowReaderHasNotTaken(t *testing.T) {
	for name, late := range map[string]bool{"kept by the feed": false, "read from the store": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := live(t)
				ctx, cancel := context.WithCancel(t.Context())
				end, err := f.store.Last(ctx, f.View())
				if err != nil {
					t.Fatal(err)
				}
				write := func() {
					for _, id := range []kg.ID{"mayor", "spy", "clerk"} {
						f.entity(id, kg.ClassActor, "2020/..")
					}
				}
				if late {
					write()
				}
				sequence, err := f.Follow(ctx, f.View(), nil, &end.Sequence)
				if err != nil {
					t.Fatal(err)
				}
				if !late {
					write()
				}
				synctest.Wait()
				next, stop := iter.Pull2(sequence)
				var got []kg.ID
				for range 2 {
					change, err, _ := next()
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, change.Record)
					f.restrict("spy", kg.AccessRestricted)
					synctest.Wait()
				}
				if diff := cmp.Diff([]kg.ID{"mayor", "clerk"}, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				stop()
				cancel()
				synctest.Wait()
			})
		})
	}
}

// TestFollowTellsNoReasonOfARestrictedVersion has a record restricted for a while by
// another server, so that the feed reads of it when it is public again. One reader has
// to be told by the store.
func TestFollowTellsNoReasonOfARestrictedVersion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		other := f
		other.Graph = kg.NewGraph(f.store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		beginning, err := f.store.Last(ctx, f.View())
		if err != nil {
			t.Fatal(err)
		}
		reader := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		editor := heard(f.Follow(ctx, kg.View{Restricted: true}, nil, nil))(t)
		reader()
		explain(other)
		late := heard(f.Follow(ctx, f.View(), nil, &beginning.Sequence))(t)
		time.Sleep(time.Second) // of the bubble
		for name, tt := range map[string]struct {
			got  []kg.Change
			want []string
		}{
			"a reader": {reader(), toldReaders}, "an editor": {editor(), toldEditors},
			"a late reader": {late(), toldReaders},
		} {
			if diff := cmp.Diff(tt.want, reasonsOf(tt.got)); diff != "" {
				t.Errorf("what %s is told (-want +got):\n%s", name, diff)
			}
		}
	})
}

// A countedStore counts its reads of the log and of all relationships.
type countedStore struct {
	kg.Store
	changes, finds atomic.Int64
}

func (s *countedStore) Changes(ctx context.Context, v kg.View, after int64, limit int) ([]kg.Change, error) {
	s.changes.Add(1)
	return s.Store.Changes(ctx, v, after, limit)
}

func (s *countedStore) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	if slices.ContainsFunc(queries, func(q kg.Query) bool { return q.Class == kg.ClassRelationship }) {
		s.finds.Add(1)
	}
	return s.Store.Find(ctx, v, queries)
}

func TestAFeedReadsTheLogOnceATickForAllWhoFollow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := storetest.NewModel(time.Now)
		f := newFixtureOver(t, model, time.Now)
		store := &countedStore{Store: model}
		f.Graph = kg.NewGraph(store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for range 10 {
			heard(f.Follow(ctx, f.View(), nil, nil))(t)()
		}
		store.changes.Store(0)
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		if got := store.changes.Load(); got != 20 {
			t.Errorf("ten quiet seconds: got %d reads of the log, want 20", got)
		}
		store.changes.Store(0)
		f.entity("a", kg.ClassActor, "2020/..")
		synctest.Wait()
		if got := store.changes.Load(); got != 2 {
			t.Errorf("a write: got %d reads of the log, want 2", got)
		}
	})
}

// A brokenLog fails to read its log with an error that does not pass.
type brokenLog struct {
	kg.Store
	broken atomic.Bool
}

var errBrokenLog = errors.New("the log is broken")

func (s *brokenLog) Changes(ctx context.Context, v kg.View, after int64, limit int) ([]kg.Change, error) {
	if s.broken.Load() {
		return nil, errBrokenLog
	}
	return s.Store.Changes(ctx, v, after, limit)
}

func TestAnErrorOfTheFeedEndsAllWhoFollowAndANewOneBegins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := storetest.NewModel(time.Now)
		f := newFixtureOver(t, model, time.Now)
		store := &brokenLog{Store: model}
		f.Graph = kg.NewGraph(store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ends := []<-chan error{
			endOf(f.Follow(ctx, f.View(), nil, nil)), endOf(f.FollowStatus(ctx, f.View(), nil)),
		}
		synctest.Wait()
		store.broken.Store(true)
		time.Sleep(time.Second)
		synctest.Wait()
		for i, end := range ends {
			select {
			case err := <-end:
				if !errors.Is(err, errBrokenLog) {
					t.Errorf("follower %d: got error %v, want %v", i, err, errBrokenLog)
				}
			default:
				t.Errorf("follower %d: goes on, want it to end with the error", i)
			}
		}
		store.broken.Store(false)
		taken := heard(f.Follow(ctx, f.View(), nil, nil))(t)
		f.entity("a", kg.ClassActor, "2020/..")
		if diff := cmp.Diff([]kg.ID{"a"}, recordsOf(taken())); diff != "" {
			t.Errorf("who comes when it is mended (-want +got):\n%s", diff)
		}
	})
}

// endOf returns a channel of the error that ends a sequence, nil where none does.
func endOf[T any](sequence iter.Seq2[T, error], err error) <-chan error {
	end := make(chan error, 1)
	go func() {
		if err == nil {
			for _, last := range sequence {
				err = last
			}
		}
		end <- err
	}()
	return end
}

// A stalledStore does not answer where its log ends until it is released.
type stalledStore struct {
	kg.Store
	release chan struct{}
}

func (s *stalledStore) Last(ctx context.Context, v kg.View) (kg.LogEnd, error) {
	<-s.release
	return s.Store.Last(ctx, v)
}

func TestAStoreThatStallsFollowersStallsNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := storetest.NewModel(time.Now)
		newFixtureOver(t, model, time.Now)
		store := &stalledStore{model, make(chan struct{})}
		g := kg.NewGraph(store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		end := make(chan error, 1)
		go func() { end <- <-endOf(g.Follow(ctx, g.View(), nil, nil)) }()
		synctest.Wait()
		read := make(chan error, 1)
		go func() {
			_, err := g.Vocabulary(ctx)
			read <- err
		}()
		synctest.Wait() // for ever, where the lock is held
		select {
		case err := <-read:
			if err != nil {
				t.Error(err)
			}
		default:
			t.Error("the vocabulary waits for the end of the log, want it read")
		}
		close(store.release)
		synctest.Wait()
		cancel()
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
}
