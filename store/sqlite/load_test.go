package sqlite_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// TestStoreWhileLoading holds a store whose load never ends to the whole contract.
func TestStoreWhileLoading(t *testing.T) {
	storetest.Run(t, func(t *testing.T, clock func() time.Time) kg.Store {
		s := openWith(t, sqlite.Clock(clock))
		beginLoad(t, s)
		return s
	})
}

// TestStoreAfterLoading has the load end after the third batch.
func TestStoreAfterLoading(t *testing.T) {
	storetest.Run(t, func(t *testing.T, clock func() time.Time) kg.Store {
		s := openWith(t, sqlite.Clock(clock))
		return &loadedStore{Store: s, end: beginLoad(t, s)}
	})
}

// A loadedStore is one whose load ends after the third batch.
type loadedStore struct {
	kg.Store
	end     func(context.Context) error
	batches atomic.Int64
}

func (s *loadedStore) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	receipt, err := s.Store.Apply(ctx, b)
	if s.batches.Add(1) == 3 && err == nil {
		err = s.end(context.WithoutCancel(ctx))
	}
	return receipt, err
}

func (s *loadedStore) Unwrap() kg.Store { return s.Store }

// beginLoad begins to load a store.
func beginLoad(tb testing.TB, s kg.Store) (end func(context.Context) error) {
	tb.Helper()
	end, err := s.(kg.Loader).BeginLoad(tb.Context())
	if err != nil {
		tb.Fatalf("BeginLoad: got error %v, want none", err)
	}
	return end
}

// loadSome writes what a load may: new records, and such as replace others.
func loadSome(tb testing.TB, s kg.Store) {
	tb.Helper()
	putStar(tb, s, 50)
	apply(tb, s, batchOf("again", newActor("far-001"), newTie(tb, "tie-001", "hub", "far-001", "1999/2001")))
}

// schemaOf returns what makes the tables and indexes of a file, without the quotes that
// renaming puts around names.
func schemaOf(tb testing.TB, path string) map[string]string {
	tb.Helper()
	schema := make(map[string]string)
	db := openRaw(tb, path)
	for _, row := range rowsOf(tb, db, "SELECT name, coalesce(sql, '') FROM sqlite_schema") {
		schema[fmt.Sprint(row[0])] = strings.ReplaceAll(fmt.Sprint(row[1]), `"`, "")
	}
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
	return schema
}

// checkLoaded checks that a file is as if it had been written without a load.
func checkLoaded(t *testing.T, path string) {
	t.Helper()
	s := openAt(t, path)
	plainPath := newPath(t)
	plain := openAt(t, plainPath)
	loadSome(t, plain)
	ignoreTimes := cmp.Comparer(func(a, b kg.RecordedTime) bool { return true })
	if diff := cmp.Diff(everything(t, plain), everything(t, s), ignoreTimes); diff != "" {
		t.Errorf("what was loaded (-without a load +with it):\n%s", diff)
	}
	closeNow(t, s)
	closeNow(t, plain)
	if diff := cmp.Diff(schemaOf(t, plainPath), schemaOf(t, path)); diff != "" {
		t.Errorf("the tables (-without a load +with it):\n%s", diff)
	}
	for _, table := range []string{"edge", "name_key", "reference"} {
		got, want := tableOf(t, path, table), tableOf(t, plainPath, table)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("table %s (-without a load +with it):\n%s", table, diff)
		}
	}
}

// tableOf returns the rows of a table in its own order.
func tableOf(tb testing.TB, path, table string) [][]any {
	tb.Helper()
	db := openRaw(tb, path)
	defer db.Close()
	return rowsOf(tb, db, "SELECT * FROM "+table)
}

func TestLoadLeavesWhatWritingLeaves(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	end := beginLoad(t, s)
	loadSome(t, s)
	for range 2 { // the second does nothing
		if err := end(t.Context()); err != nil {
			t.Fatalf("end: got error %v, want none", err)
		}
	}
	closeNow(t, s)
	checkLoaded(t, path)
}

// TestLoadCutOffEndsWhenOpened stops after each of the steps that end a load.
func TestLoadCutOffEndsWhenOpened(t *testing.T) {
	for steps := range 20 {
		path := newPath(t)
		s := openAt(t, path)
		beginLoad(t, s)
		loadSome(t, s)
		left, err := s.EndSome(t.Context(), steps)
		if err != nil {
			t.Fatalf("%d steps: got error %v, want none", steps, err)
		}
		closeNow(t, s)
		checkLoaded(t, path)
		if left == 0 {
			return
		}
	}
	t.Error("the load did not end after 20 steps")
}

// TestLoadCanceledCanEndLater cancels the end of a load before it begins.
func TestLoadCanceledCanEndLater(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	end := beginLoad(t, s)
	loadSome(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := end(ctx); err == nil {
		t.Error("end of a canceled context: got no error, want one")
	}
	if err := end(t.Context()); err != nil {
		t.Errorf("end again: got error %v, want none", err)
	}
	closeNow(t, s)
	checkLoaded(t, path)
}

func TestLoadOfWrittenGraphChangesNothing(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	loadSome(t, s)
	before := schemaOf(t, path)
	end := beginLoad(t, s)
	if diff := cmp.Diff(before, schemaOf(t, path)); diff != "" {
		t.Errorf("the tables (-before +after BeginLoad):\n%s", diff)
	}
	if err := end(t.Context()); err != nil {
		t.Errorf("end: got error %v, want none", err)
	}
}

// TestLoadersSurviveKill kills one who loads, and looks for what was acknowledged.
func TestLoadersSurviveKill(t *testing.T) {
	path := newPath(t)
	c := startChild(t, loadVariable, path)
	acknowledged := -1
	for range 60 {
		if !c.lines.Scan() {
			t.Fatal("the child ended, want it to write without end")
		}
		if _, err := fmt.Sscan(c.lines.Text(), &acknowledged); err != nil {
			t.Fatalf("the child says %q, want a number", c.lines.Text())
		}
	}
	c.kill(t)
	if _, loading := schemaOf(t, path)["left_out"]; !loading {
		t.Error("the file of a killed loader bears no mark, want table left_out")
	}
	checkBatches(t, path, acknowledged+1)
	plain := newPath(t)
	closeNow(t, openAt(t, plain))
	if diff := cmp.Diff(schemaOf(t, plain), schemaOf(t, path)); diff != "" {
		t.Errorf("the tables (-new file +file of a killed loader):\n%s", diff)
	}
}
