package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// together applies batches that all wait for the writer, and returns the answers and how
// many commits that took.
func together(t *testing.T, s *sqlite.Store, batches ...kg.Batch) (asked []*sqlite.Asked, commits int) {
	t.Helper()
	for _, b := range batches {
		asked = append(asked, &sqlite.Asked{Context: t.Context(), Batch: b})
	}
	before := s.Commits()
	s.ApplyTogether(asked...)
	return asked, s.Commits() - before
}

// actorBatch returns a batch that makes an actor.
func actorBatch(id kg.ID) kg.Batch { return batchOf("batch-"+string(id), newActor(id)) }

// there lists those of some ids that have a record.
func there(t *testing.T, s *sqlite.Store, ids ...kg.ID) (found []kg.ID) {
	t.Helper()
	records, err := s.Records(t.Context(), editor, ids)
	if err != nil {
		t.Fatal(err)
	}
	for i, record := range records {
		if record != nil {
			found = append(found, ids[i])
		}
	}
	return found
}

func TestBatchesThatWaitAreCommittedTogetherAndOneThatFailsTakesNoneWithIt(t *testing.T) {
	for failing := range 3 {
		t.Run(fmt.Sprint("the one at ", failing), func(t *testing.T) {
			s := openAt(t, newPath(t))
			putStar(t, s, 1)
			ids := []kg.ID{"a", "b", "c"}
			batches := []kg.Batch{actorBatch("a"), actorBatch("b"), actorBatch("c")}
			// Refused once all is written, since a tie refers to the hub.
			refused := actorBatch("x")
			refused.Writes = append(refused.Writes, kg.Write{
				Record: newActor("hub"), Retract: true, Expect: kg.AnyVersion,
			})
			batches[failing] = refused
			ids = append(ids[:failing:failing], ids[failing+1:]...)
			asked, commits := together(t, s, batches...)
			if commits != 1 {
				t.Errorf("commits: got %d, want 1", commits)
			}
			if err := asked[failing].Err; !errors.Is(err, kg.ErrConflict) {
				t.Errorf("the one that fails: got error %v, want ErrConflict", err)
			}
			if diff := cmp.Diff(ids, there(t, s, "a", "b", "c", "x")); diff != "" {
				t.Errorf("records that are there: (-want +got):\n%s", diff)
			}
			apply(t, s, actorBatch("later"))
			changes, err := s.Changes(t.Context(), editor, 3, 10)
			if err != nil || len(changes) != 3 || changes[2].Sequence != 6 {
				t.Errorf("the log: got %v, %v; want one change after the other", changes, err)
			}
		})
	}
}

func TestBatchesOfOneCommitAreRecordedOneAfterTheOther(t *testing.T) {
	s := openAt(t, newPath(t))
	asked, commits := together(t, s, actorBatch("a"), batchOf("two", newActor("a"), newActor("b")),
		actorBatch("a"))
	if commits != 1 {
		t.Errorf("commits: got %d, want 1", commits)
	}
	for i, a := range asked {
		if a.Err != nil {
			t.Fatalf("batch %d: got error %v, want none", i, a.Err)
		}
		if got, want := a.Receipt.Records[0].Version, i+1; got != want {
			t.Errorf("batch %d: got version %d of a, want %d", i, got, want)
		}
		if i > 0 && a.Receipt.RecordedAt <= asked[i-1].Receipt.RecordedAt {
			t.Errorf("batch %d was recorded no later than the one before, want later", i)
		}
	}
	if got := asked[2].Receipt.Sequence; got != 4 {
		t.Errorf("sequence of the last: got %d, want 4", got)
	}
}

func TestAReaderSeesWhatTheLastOfACommitMadeOfARecord(t *testing.T) {
	s := openAt(t, newPath(t))
	apply(t, s, batchOf("before", newActor("a"), newActor("b")))
	there(t, s, "a", "b") // keeps them
	changed := func(id kg.ID, note string) kg.Batch {
		actor := newActor(id)
		actor.Note = note
		return batchOf(note, actor)
	}
	together(t, s, changed("a", "first"), changed("b", "second"), changed("a", "third"))
	records, err := s.Records(t.Context(), editor, []kg.ID{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"third", "second"} {
		if got := records[i].Head().Note; got != want {
			t.Errorf("note of record %d: got %q, want %q", i, got, want)
		}
	}
}

func TestOneKeyTwiceInOneCommitIsDoneOnce(t *testing.T) {
	s := openAt(t, newPath(t))
	keyed := actorBatch("a")
	keyed.Key, keyed.Payload = "once", "same"
	other := keyed
	other.Payload = "another"
	asked, _ := together(t, s, keyed, keyed, other)
	if diff := cmp.Diff(asked[0].Receipt, asked[1].Receipt); diff != "" || asked[1].Err != nil {
		t.Errorf("the second time: got error %v; receipts (-first +second):\n%s", asked[1].Err, diff)
	}
	if !errors.Is(asked[2].Err, kg.ErrConflict) {
		t.Errorf("the key for another request: got error %v, want ErrConflict", asked[2].Err)
	}
	if changes, err := s.Changes(t.Context(), editor, 0, 10); err != nil || len(changes) != 1 {
		t.Errorf("the log: got %v, %v; want one change", changes, err)
	}
}

func TestALargeBatchIsCommittedAlone(t *testing.T) {
	many := make([]kg.Record, sqlite.MaxGrouped)
	for i := range many {
		many[i] = newActor(kg.ID(fmt.Sprint("many-", i)))
	}
	for _, tt := range []struct {
		writes, commits int
	}{
		// Each counts for its writes and one more.
		{sqlite.MaxGrouped - 5, 1}, {sqlite.MaxGrouped - 4, 2}, {sqlite.MaxGrouped, 3},
	} {
		s := openAt(t, newPath(t))
		_, commits := together(t, s, actorBatch("a"), batchOf("large", many[:tt.writes]...), actorBatch("b"))
		if commits != tt.commits {
			t.Errorf("two small batches and one of %d writes: got %d commits, want %d",
				tt.writes, commits, tt.commits)
		}
	}
}

// A lateContext ends after it was looked at so many times.
type lateContext struct {
	context.Context
	looks *int
}

func (c lateContext) Err() error {
	if *c.looks--; *c.looks < 0 {
		return context.Canceled
	}
	return nil
}

func TestOneThatIsCancelledWhileItIsWrittenTakesNoOtherWithIt(t *testing.T) {
	cancelled := 0
	for looks := range 10 {
		s := openAt(t, newPath(t))
		late := lateContext{context.Background(), &looks}
		asked := []*sqlite.Asked{
			{Context: t.Context(), Batch: actorBatch("a")},
			{Context: late, Batch: batchOf("late", newActor("x"), newActor("y"))},
			{Context: t.Context(), Batch: actorBatch("b")},
		}
		s.ApplyTogether(asked...)
		want := []kg.ID{"a", "b", "x", "y"}
		if err := asked[1].Err; err != nil {
			cancelled++
			want = want[:2]
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got error %v, want Canceled", err)
			}
		}
		if diff := cmp.Diff(want, there(t, s, "a", "b", "x", "y")); diff != "" {
			t.Errorf("records that are there: (-want +got):\n%s", diff)
		}
	}
	if cancelled < 3 || cancelled == 10 {
		t.Errorf("%d of 10 were cancelled, want some and not all", cancelled)
	}
}

func TestADiskThatIsFullForOneIsNotForTheOthers(t *testing.T) {
	for large := range 3 {
		s := openAt(t, newPath(t))
		putStar(t, s, 3)
		if err := s.LimitPages(t.Context(), 40); err != nil {
			t.Fatal(err)
		}
		batches := []kg.Batch{actorBatch("a"), actorBatch("b"), actorBatch("c")}
		batches[large] = batchOf("large", someActors(80)...)
		asked, _ := together(t, s, batches...)
		for i, a := range asked {
			if i == large {
				unavailable(t, a.Err, "disk is full")
			} else if a.Err != nil {
				t.Errorf("batch %d beside a large one at %d: got error %v, want none", i, large, a.Err)
			}
		}
		if got := there(t, s, "a", "b", "c", "actor-0"); len(got) != 2 {
			t.Errorf("records that are there: got %v, want those of the small batches", got)
		}
	}
}

// TestATransactionThatEndedForOneIsWrittenAgainForTheOthers has SQLite end it by itself, as
// it does where it has no memory left.
func TestATransactionThatEndedForOneIsWrittenAgainForTheOthers(t *testing.T) {
	for ending := range 3 {
		path := newPath(t)
		s := openAt(t, path)
		endAt(t, path, "x")
		batches := []kg.Batch{
			batchOf("first", newActor("a"), newActor("b")), batchOf("second", newActor("a")),
			batchOf("third", newActor("a"), newActor("c")),
		}
		batches[ending] = batchOf("ending", newActor("x"))
		asked, _ := together(t, s, batches...)
		for i, a := range asked {
			if (a.Err != nil) != (i == ending) {
				t.Errorf("batch %d beside the one at %d that ends it: got error %v", i, ending, a.Err)
			}
		}
		versions, err := s.Versions(t.Context(), editor, []kg.ID{"a", "x"})
		if err != nil || len(versions[0]) != 2 || len(versions[1]) != 0 {
			t.Errorf("versions of a and x: got %v, %v; want two and none", versions, err)
		}
	}
}

// TestWhatIsWrittenAgainIsWrittenAsItFindsTheGraph has the first batch cancelled sooner or
// later: perhaps when it is written again, so that the second finds nothing.
func TestWhatIsWrittenAgainIsWrittenAsItFindsTheGraph(t *testing.T) {
	again := 0
	for looks := range 12 {
		path := newPath(t)
		s := openAt(t, path)
		endAt(t, path, "x")
		left := looks
		asked := []*sqlite.Asked{
			{Context: lateContext{context.Background(), &left}, Batch: actorBatch("a")},
			{Context: t.Context(), Batch: batchOf("second", newActor("a"))},
			{Context: t.Context(), Batch: actorBatch("x")},
		}
		s.ApplyTogether(asked...)
		want := 1
		if asked[0].Err == nil {
			want, again = 2, again+1
		}
		versions, err := s.Versions(t.Context(), editor, []kg.ID{"a"})
		if err != nil || len(versions[0]) != want || asked[1].Err != nil {
			t.Errorf("cancelled after %d looks: got %v, %v and %v for the second; want %d versions",
				looks, versions, err, asked[1].Err, want)
		}
	}
	if again == 0 || again == 12 {
		t.Errorf("%d of 12 were cancelled, want some and not all", 12-again)
	}
}

// endAt has SQLite end each transaction that writes a record of an id.
func endAt(t *testing.T, path string, id kg.ID) {
	t.Helper()
	db := openRaw(t, path)
	_, err := db.Exec("CREATE TRIGGER ending BEFORE INSERT ON record WHEN NEW.id = '" + string(id) +
		"' BEGIN SELECT RAISE(ROLLBACK, 'ended'); END")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// A panickingContext panics the third time that it is looked at.
type panickingContext struct{ lateContext }

func (c panickingContext) Err() error {
	if c.lateContext.Err() != nil {
		panic("looked at")
	}
	return nil
}

func TestAPanicWhileOneIsWrittenLeavesNobodyWaiting(t *testing.T) {
	s := openAt(t, newPath(t))
	looks := 2
	asked := []*sqlite.Asked{
		{Context: t.Context(), Batch: actorBatch("a")},
		{Context: panickingContext{lateContext{t.Context(), &looks}}, Batch: batchOf("p", newActor("x"), newActor("y"))},
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("got no panic, want one")
			}
		}()
		s.ApplyTogether(asked...)
	}()
	unavailable(t, asked[0].Err, "try again")
	if got := there(t, s, "a", "x"); len(got) != 0 {
		t.Errorf("records that are there: got %v, want none", got)
	}
	apply(t, s, actorBatch("a"))
}

func TestAFileThatIsLockedIsUnavailableToAllThatWait(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	if err := s.ShortenWait(t.Context()); err != nil {
		t.Fatal(err)
	}
	db := openRaw(t, path)
	defer db.Close()
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	asked, _ := together(t, s, actorBatch("a"), actorBatch("b"))
	for _, a := range asked {
		unavailable(t, a.Err, "another program is writing")
	}
	if _, err := db.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	asked, commits := together(t, s, actorBatch("a"), actorBatch("b"))
	if asked[0].Err != nil || asked[1].Err != nil || commits != 1 {
		t.Errorf("afterwards: got %v, %v in %d commits; want both in one", asked[0].Err, asked[1].Err, commits)
	}
}

// TestWritersThatWaitAreServedByWhoeverGetsTheWriter has real callers wait, one of whom
// gives up.
func TestWritersThatWaitAreServedByWhoeverGetsTheWriter(t *testing.T) {
	s := openAt(t, newPath(t))
	before := s.Commits()
	release := s.Hold()
	ctx, cancel := context.WithCancel(t.Context())
	const writers = 20
	errs := make([]error, writers)
	var group sync.WaitGroup
	for i := range writers {
		group.Go(func() {
			asking := t.Context()
			if i == 7 {
				asking = ctx
			}
			_, errs[i] = s.Apply(asking, actorBatch(kg.ID(fmt.Sprint("w", i))))
		})
	}
	for s.Waiting() < writers {
		runtime.Gosched()
	}
	cancel()
	for s.Waiting() == writers {
		runtime.Gosched()
	}
	release()
	group.Wait()
	for i, err := range errs {
		if i == 7 && !errors.Is(err, context.Canceled) || i != 7 && err != nil {
			t.Errorf("writer %d: got error %v", i, err)
		}
	}
	if got := s.Commits() - before; got != 1 {
		t.Errorf("commits: got %d, want 1", got)
	}
	if got := there(t, s, "w6", "w7", "w8"); len(got) != 2 {
		t.Errorf("records that are there: got %v, want all but that of who gave up", got)
	}
}

func TestWhoWaitsWhileTheStoreIsClosedIsTold(t *testing.T) {
	s := openAt(t, newPath(t))
	release := s.Hold()
	told := make(chan error)
	go func() {
		_, err := s.Apply(t.Context(), actorBatch("a"))
		told <- err
	}()
	for s.Waiting() == 0 {
		runtime.Gosched()
	}
	closed := make(chan struct{})
	go func() { closeNow(t, s); close(closed) }()
	unavailable(t, <-told, "closed")
	release()
	<-closed
}
