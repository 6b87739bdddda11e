package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
)

// TestFindNeverMixesTwoStates rewrites a relationship and both its ends together,
// with one note, while others read them.
func TestFindNeverMixesTwoStates(t *testing.T) {
	s := openAt(t, newPath(t))
	write := func(n int) {
		from, to, tie := newActor("from"), newActor("to"), newTie(t, "tie", "from", "to", "2014/2020")
		note := strconv.Itoa(n)
		from.Note, to.Note, tie.Note = note, note, note
		apply(t, s, batchOf("b"+note, from, to, tie))
	}
	write(0)
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for ctx.Err() == nil {
				checkNotes(t, s)
			}
		})
	}
	for n := range 300 {
		write(n)
	}
	stop()
	readers.Wait()
	if got := checkNotes(t, s); got != "299" {
		t.Errorf("note after the last write: got %s, want 299", got)
	}
}

// checkNotes checks that a relationship and its ends have one note, and returns it.
func checkNotes(t *testing.T, s kg.Store) string {
	found, err := s.Find(t.Context(), kg.View{}, []kg.Query{{Class: kg.ClassRelationship, Of: "from"}})
	if err != nil || len(found[0]) != 1 {
		t.Errorf("Find: got %v, %v; want one relationship", found, err)
		return ""
	}
	f := found[0][0]
	note := f.Record.Head().Note
	if f.From.Note != note || f.To.Note != note {
		t.Errorf("notes of a relationship and its ends: got %s, %s, %s; want one",
			note, f.From.Note, f.To.Note)
	}
	return note
}

// TestCacheForgetsRetractedRecords writes a record in the place of one that was read
// and retracted: inside the file it has the same number.
func TestCacheForgetsRetractedRecords(t *testing.T) {
	s := openAt(t, newPath(t))
	apply(t, s, batchOf("put", newActor("a")))
	if got := record(t, s, "a"); got == nil {
		t.Fatal("Records(a): got none, want the actor")
	}
	apply(t, s, kg.Batch{ID: "retract", Writer: "tester", Writes: []kg.Write{
		{Record: newActor("a"), Retract: true, Expect: 1},
	}})
	apply(t, s, batchOf("put", newActor("b")))
	if a, b := record(t, s, "a"), record(t, s, "b"); a != nil || b == nil || b.Head().ID != "b" {
		t.Errorf("Records(a, b): got %v, %v; want none and b", a, b)
	}
}

// TestSupersededVersionsStayCached reads one again after a write of something else. As
// of a recorded time a read has four statements without those that read records:
// BEGIN and COMMIT, where the log stands, and which version it is.
func TestSupersededVersionsStayCached(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	v := kg.View{Known: apply(t, s, batchOf("old", newActor("a"))).RecordedAt}
	apply(t, s, batchOf("new", newActor("a")))
	read := func() {
		records, err := s.Records(t.Context(), v, []kg.ID{"a"})
		if err != nil || records[0] == nil || records[0].Head().Version != 1 {
			t.Errorf("Records(a) then: got %v, %v; want version 1", records, err)
		}
	}
	first := ranBy(t, s, read)
	apply(t, s, batchOf("other", newActor("b")))
	if second := ranBy(t, s, read); first != 5 || second != 4 {
		t.Errorf("statements of one read and another: got %d and %d, want 5 and 4", first, second)
	}
}

// TestCacheKeepsAllThatFits reads as many records as the cache may hold, in turn, and
// then a few of them and others. What is kept takes no statement at all.
func TestCacheKeepsAllThatFits(t *testing.T) {
	const most = 20
	s := openAt(t, newPath(t), sqlite.KeptBytes(most*bytesOf(t, newActor("far-000"))), sqlite.Readers(1))
	putStar(t, s, 2*most)
	ran := func(i int) int {
		return ranBy(t, s, func() { record(t, s, kg.ID(fmt.Sprintf("far-%03d", i))) })
	}
	for i := range most {
		if got := ran(i); got == 0 {
			t.Errorf("record %d for the first time: got no statement, want some", i)
		}
	}
	for i := range most {
		if got := ran(i); got != 0 {
			t.Errorf("record %d of %d again: got %d statements, want none", i, most, got)
		}
	}
	ran(most) // pushes out any of them, for all were used alike
	ran(0)
	for i := 1; i < most; i++ { // one new after the other, and one again in between
		ran(most + i)
		if got := ran(0); got != 0 {
			t.Errorf("the record in use, after %d new ones: got %d statements, want none", i, got)
		}
	}
}

// TestWhatIsKeptIsShownAsItIs reads a record from memory by those who may see it and those
// who may not, then what writes make of it, with a context that is done, and after all.
func TestWhatIsKeptIsShownAsItIs(t *testing.T) {
	s := openAt(t, newPath(t))
	spy := newActor("spy")
	spy.Access = kg.AccessRestricted
	apply(t, s, batchOf("first", spy, newActor("a")))
	read := func(v kg.View) []kg.Record {
		t.Helper()
		records, err := s.Records(t.Context(), v, []kg.ID{"spy", "a", "spy"})
		if err != nil {
			t.Fatalf("Records: got error %v, want none", err)
		}
		return records
	}
	read(editor) // from now on they are kept
	if got := read(kg.View{}); got[0] != nil || got[1] == nil || got[2] != nil {
		t.Errorf("a reader: got %v, want the actor that is not restricted alone", got)
	}
	if got := read(editor); got[0] == nil || got[1] == nil || got[2] != got[0] {
		t.Errorf("an editor: got %v, want both", got)
	}
	spy.Access, spy.Note = kg.AccessPublic, "retired"
	apply(t, s, batchOf("second", spy))
	if got := read(kg.View{}); got[0] == nil || got[0].Head().Note != "retired" {
		t.Errorf("a reader, once it is public: got %v, want its new version", got)
	}
	done, end := context.WithCancel(t.Context())
	end()
	if _, err := s.Records(done, editor, []kg.ID{"a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Records with a context that is done: got error %v, want context.Canceled", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Records(t.Context(), editor, []kg.ID{"a"}); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("Records of a closed store: got error %v, want kg.ErrUnavailable", err)
	}
}

// bytesOf is how many bytes a store reckons that a record takes.
func bytesOf(t *testing.T, r kg.Record) int {
	t.Helper()
	n, err := sqlite.BytesOf(r)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestWhatIsKeptIsBoundedInBytes reads small records, a large one, which takes the place of
// several, and one that is larger than all may be.
func TestWhatIsKeptIsBoundedInBytes(t *testing.T) {
	large, huge := newActor("large"), newActor("huge")
	large.Note, huge.Note = strings.Repeat("x", 1000), strings.Repeat("x", 10_000)
	most := 2*bytesOf(t, large) + 1
	s := openAt(t, newPath(t), sqlite.KeptBytes(most))
	putStar(t, s, 20)
	apply(t, s, batchOf("large", large, huge))
	small := func() {
		for i := range 20 {
			record(t, s, kg.ID(fmt.Sprintf("far-%03d", i)))
		}
	}
	small()
	before, records := s.Held()
	if one := bytesOf(t, newActor("far-000")); before > most || before+one <= most || records != before/one {
		t.Errorf("after small records of %d: got %d of %d bytes for %d, want as many as fit",
			one, before, most, records)
	}
	record(t, s, "huge")
	if after, n := s.Held(); after != before || n != records {
		t.Errorf("after one that is too large: got %d bytes for %d, want %d for %d", after, n, before, records)
	}
	record(t, s, "large")
	after, fewer := s.Held()
	if after > most || fewer >= records {
		t.Errorf("after a large one: got %d of %d bytes for %d records, want fewer than %d", after, most, fewer, records)
	}
	apply(t, s, batchOf("again", large)) // what is written is forgotten, and its bytes with it
	if held, n := s.Held(); held != after-bytesOf(t, large) || n != fewer-1 {
		t.Errorf("once it is written: got %d bytes for %d, want %d for %d",
			held, n, after-bytesOf(t, large), fewer-1)
	}
	small()
	if held, _ := s.Held(); held > most {
		t.Errorf("after small ones again: got %d bytes, want at most %d", held, most)
	}
}

// TestSmallCacheStaysRight reads more records than the cache holds, again and again.
func TestSmallCacheStaysRight(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.KeptBytes(10*bytesOf(t, newActor("far-000"))))
	putStar(t, s, 100)
	for i := range 300 {
		id := kg.ID(fmt.Sprintf("far-%03d", i*7%100))
		if got := record(t, s, id); got == nil || got.Head().ID != id {
			t.Fatalf("Records(%s): got %v, want it", id, got)
		}
	}
}

// record returns one record, or nil.
func record(t *testing.T, s kg.Store, id kg.ID) kg.Record {
	t.Helper()
	records, err := s.Records(t.Context(), editor, []kg.ID{id})
	if err != nil {
		t.Fatalf("Records(%s): got error %v, want none", id, err)
	}
	return records[0]
}

// TestPanicOfAKeepTakesNoReader panics more often than there are readers.
func TestPanicOfAKeepTakesNoReader(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(2))
	putStar(t, s, 3)
	find := func(keep func(kg.Found) bool) (found [][]kg.Found, panicked any) {
		defer func() { panicked = recover() }()
		found, err := s.Find(t.Context(), editor, []kg.Query{{Class: kg.ClassEntity, Keep: keep}})
		if err != nil {
			t.Errorf("Find: got error %v, want none", err)
		}
		return found, nil
	}
	for range 5 {
		if _, panicked := find(func(kg.Found) bool { panic("no") }); panicked != "no" {
			t.Errorf("Find: got panic %v, want that of Keep", panicked)
		}
	}
	if found, _ := find(func(kg.Found) bool { return true }); len(found) != 1 || len(found[0]) != 4 {
		t.Errorf("Find after the panics: got %v, want four entities", found)
	}
}

// TestContextInterruptsAStatement runs one that never ends by itself.
func TestContextInterruptsAStatement(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := s.CountForever(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the statement: got error %v, want one that wraps context.DeadlineExceeded", err)
	}
	putStar(t, s, 1)
	if got := record(t, s, "hub"); got == nil {
		t.Error("the connection after it: got no record, want hub")
	}
}

// TestContextEndsReadsOfThePast asks before anything was recorded and before the last
// write, with a context that is done.
func TestContextEndsReadsOfThePast(t *testing.T) {
	s := openAt(t, newPath(t))
	first := apply(t, s, batchOf("old", newActor("a"))).RecordedAt
	apply(t, s, batchOf("new", newActor("a")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, v := range []kg.View{{Known: first - 1}, {Known: first}} {
		_, err := s.Records(ctx, v, []kg.ID{"a"})
		_, findErr := s.Find(ctx, v, []kg.Query{{Class: kg.ClassEntity}})
		_, countErr := s.Count(ctx, v, []kg.Query{{Class: kg.ClassEntity}})
		_, searchErr := s.Search(ctx, v, []kg.NameProbe{{Form: kg.NameToken, Text: "a", Limit: 1}})
		errs := []error{err, findErr, countErr, searchErr}
		for record, err := range s.All(ctx, v) {
			if record != nil {
				t.Errorf("All: got %v, want an error", record)
			}
			errs = append(errs, err)
		}
		for i, err := range errs {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("read %d as of %d: got error %v, want one that wraps context.Canceled",
					i, v.Known, err)
			}
		}
		if len(errs) != 5 {
			t.Errorf("All as of %d: got no error, want one", v.Known)
		}
	}
}
