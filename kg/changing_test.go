package kg_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"entente/kg"
)

// A gatedStore holds each Apply up until it may go on.
type gatedStore struct {
	kg.Store
	entered chan kg.ID
	goOn    chan struct{}
}

func (s *gatedStore) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	s.entered <- b.Writes[0].Record.Head().ID
	<-s.goOn
	return s.Store.Apply(ctx, b)
}

// gated returns a graph over f's store of which each Apply is held up.
func (f fixture) gated() (*kg.Graph, *gatedStore) {
	store := &gatedStore{Store: f.store, entered: make(chan kg.ID, 10), goOn: make(chan struct{})}
	return kg.NewGraph(store, noon), store
}

// summarize changes the summary of an entity and tells how that went.
func summarize(ctx context.Context, g *kg.Graph, id kg.ID, summary string) <-chan error {
	done := make(chan error, 1)
	go func() {
		_, _, err := g.UpdateEntity(ctx, "tester", kg.UpdateEntityInput{ID: id, Summary: &summary})
		done <- err
	}()
	return done
}

// next returns the record whose change is the next to be applied.
func (s *gatedStore) next(t *testing.T) kg.ID {
	t.Helper()
	select {
	case id := <-s.entered:
		return id
	case <-time.After(10 * time.Second):
		t.Fatal("no change is being applied, want one")
		return ""
	}
}

func changedWell(t *testing.T, changes ...<-chan error) {
	t.Helper()
	for i, change := range changes {
		if err := <-change; err != nil {
			t.Errorf("change %d: got error %v, want none", i, err)
		}
	}
}

func TestChangesOfDifferentRecordsAreAppliedAtOnce(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	g, store := f.gated()
	first, second := summarize(t.Context(), g, "sdf", "one"), summarize(t.Context(), g, "is", "two")
	if a, b := store.next(t), store.next(t); a == b {
		t.Errorf("both changes are of %s, want one of each", a)
	}
	close(store.goOn)
	changedWell(t, first, second)
}

func TestChangesOfOneRecordQueue(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	g, store := f.gated()
	first := summarize(t.Context(), g, "sdf", "one")
	store.next(t)
	second := summarize(t.Context(), g, "sdf", "two")
	ctx, cancel := context.WithCancel(t.Context())
	third := summarize(ctx, g, "sdf", "three")
	for g.Wanting("sdf") < 3 {
		runtime.Gosched()
	}
	cancel()
	if err := <-third; err == nil {
		t.Error("who gave up waiting: got no error, want one")
	}
	if n := len(store.entered); n != 0 {
		t.Errorf("%d more changes of the record are being applied, want them to wait", n)
	}
	store.goOn <- struct{}{}
	store.next(t)
	store.goOn <- struct{}{}
	changedWell(t, first, second)
	if got := read[*kg.Entity](f, "sdf"); got.Version != 3 || got.Summary != "two" {
		t.Errorf("got version %d with %q, want 3 with that of the second change", got.Version, got.Summary)
	}
	if n := g.Wanting("sdf"); n != 0 || g.Changing() != 0 {
		t.Errorf("%d changes want the record and %d records are kept, want none", n, g.Changing())
	}
}

func TestAMergerRunsAlone(t *testing.T) {
	f := newFixture(t)
	for _, id := range []kg.ID{"sdf", "sdf-2", "is"} {
		f.entity(id, kg.ClassActor, "/")
	}
	g, store := f.gated()
	change := summarize(t.Context(), g, "is", "one")
	store.next(t)
	merged := make(chan error, 1)
	go func() {
		_, _, err := g.MergeEntities(t.Context(), "tester", kg.MergeEntitiesInput{ID: "sdf-2", Into: "sdf"})
		merged <- err
	}()
	for !g.OneIsAlone() {
		runtime.Gosched()
	}
	late := summarize(t.Context(), g, "is", "two")
	if n := len(store.entered); n != 0 {
		t.Errorf("%d more changes are being applied, want them to wait", n)
	}
	store.goOn <- struct{}{}
	if id := store.next(t); id != "sdf" {
		t.Errorf("then comes a change of %s, want the merger", id)
	}
	close(store.goOn)
	changedWell(t, change, merged, late)
}

// TestAChangeThatOthersAreInTheWayOfGoesOnAlone has a tie that follows a change be changed
// each time that this is about to be applied, by changes that wait for their turn.
func TestAChangeThatOthersAreInTheWayOfGoesOnAlone(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	f.tie("war", "conflict", "sdf", "is", "2016")
	store := &crossedStore{Store: f.store}
	g := kg.NewGraph(store, noon)
	waited := false
	store.cross = func(b kg.Batch) {
		if b.Writes[0].Record.Head().ID != "sdf" {
			return
		}
		note := string(kg.NewID("note"))
		changed := make(chan error, 1)
		go func() {
			_, _, err := g.UpdateRelationship(t.Context(), "other", kg.UpdateRelationshipInput{ID: "war", Note: &note})
			changed <- err
		}()
		for !g.OneIsAlone() {
			select {
			case err := <-changed:
				if err != nil {
					t.Error(err)
				}
				return
			default:
				runtime.Gosched()
			}
		}
		waited = true
	}
	_, receipt, err := g.UpdateEntity(t.Context(), "tester",
		kg.UpdateEntityInput{ID: "sdf", Access: ptr(kg.AccessRestricted)})
	f.must(receipt, err)
	if !waited {
		t.Error("the other change came between each time, want it to wait in the end")
	}
	if !read[*kg.Relationship](f, "war").Restricted {
		t.Error("the tie is public, want it to follow")
	}
}

// A crossedStore has something done before each Apply.
type crossedStore struct {
	kg.Store
	cross func(kg.Batch)
}

func (s *crossedStore) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	s.cross(b)
	return s.Store.Apply(ctx, b)
}
