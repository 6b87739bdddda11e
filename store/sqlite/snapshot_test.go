package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// TestASnapshotUnderWritesIsAPrefixOfTheLog takes snapshots of a graph that is written to
// all the time.
func TestASnapshotUnderWritesIsAPrefixOfTheLog(t *testing.T) {
	s := openAt(t, newPath(t))
	g := allowed(t, s)
	ctx, stop := context.WithCancel(t.Context())
	wrote, ended := make(chan int, 1000), make(chan error)
	go func() {
		for n := 0; ; n++ {
			a, tie := newActor(kg.ID(fmt.Sprint("n", n))), newTie(t, kg.ID(fmt.Sprint("t", n)), "a", kg.ID(fmt.Sprint("n", n)), "2014/")
			tie.Sources = []kg.ID{"press"}
			b := batchOf(fmt.Sprint("b", n), a, tie)
			if _, err := g.Write(ctx, b); err != nil {
				ended <- err
				return
			}
			select {
			case wrote <- n:
			default:
			}
		}
	}()
	folder := t.TempDir()
	var copies []string
	for range 4 {
		for range 20 {
			<-wrote
		}
		path, err := s.Snapshot(t.Context(), folder)
		if err != nil {
			t.Fatalf("Snapshot: got error %v, want a file", err)
		}
		copies = append(copies, path)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatalf("the writer: got error %v, want none but that it was stopped", err)
	}
	log := changesOf(t, s)
	sound(t, g)
	for i, path := range copies {
		copied := openAt(t, path)
		got := changesOf(t, copied)
		if len(got) == 0 || len(got) > len(log) || i == 0 && len(got) == len(log) {
			t.Fatalf("copy %d has %d changes, want some of the %d", i, len(got), len(log))
		}
		if diff := cmp.Diff(log[:len(got)], got); diff != "" {
			t.Errorf("changes (-log +copy):\n%s", diff)
		}
		sound(t, kg.NewGraph(copied, time.Now))
	}
}

// changesOf returns the whole log.
func changesOf(tb testing.TB, s kg.Store) []kg.Change {
	tb.Helper()
	changes, err := s.Changes(tb.Context(), editor, 0, 1<<30)
	if err != nil {
		tb.Fatal(err)
	}
	return changes
}

// sound wants an audit to find nothing.
func sound(tb testing.TB, g *kg.Graph) {
	tb.Helper()
	for _, f := range audited(tb, g) {
		tb.Errorf("Audit: got %v, want nothing", f)
	}
}

func TestASnapshotIsOneFileForItsOwner(t *testing.T) {
	s := openAt(t, newPath(t))
	allowed(t, s)
	folder := t.TempDir()
	path, err := s.Snapshot(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := namesIn(t, folder); len(got) != 1 || filepath.Join(folder, got[0]) != path {
		t.Errorf("files: got %v, want %s alone", got, path)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode: got %v, %v, want 0600", info.Mode(), err)
	}
	last, err := s.Last(t.Context(), editor)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := sqlite.Inspect(t.Context(), path); err != nil || b.Last != last || b.Size == 0 {
		t.Errorf("Inspect: got %+v, %v, want the end of the log, %+v", b, err, last)
	}
}

// namesIn lists the files of a folder.
func namesIn(tb testing.TB, folder string) (names []string) {
	tb.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		tb.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestASnapshotThatFailsLeavesNothing(t *testing.T) {
	s := openAt(t, newPath(t))
	allowed(t, s)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	if _, err := s.Snapshot(done, folder); !errors.Is(err, context.Canceled) {
		t.Errorf("Snapshot with a context that is done: got %v, want its error", err)
	}
	if _, err := s.Snapshot(t.Context(), filepath.Join(folder, "none")); err == nil {
		t.Error("Snapshot into a folder that is not there: got no error, want one")
	}
	closeNow(t, s)
	if _, err := s.Snapshot(t.Context(), folder); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("Snapshot after Close: got %v, want ErrUnavailable", err)
	}
	if got := namesIn(t, folder); len(got) != 0 {
		t.Errorf("files: got %v, want none", got)
	}
}

// TestAKilledSnapshotIsNoBackup kills a process that makes copies beside the graph.
func TestAKilledSnapshotIsNoBackup(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 4000)
	closeNow(t, s)
	c := startChild(t, copyVariable, path)
	for range 3 {
		if c.lines.Scan(); c.lines.Text() != "copied" {
			t.Fatalf("the child says %q, want \"copied\"", c.lines.Text())
		}
	}
	c.kill(t) // in the middle of the next copy, or nearly so
	for _, name := range namesIn(t, filepath.Dir(path)) {
		if !strings.HasPrefix(name, filepath.Base(path)) && !strings.Contains(name, ".part") {
			t.Errorf("got the file %s, want none that is not called a part", name)
		}
	}
	closeNow(t, openAt(t, path))
	if got := namesIn(t, filepath.Dir(path)); len(got) != 2 {
		t.Errorf("files once the graph was opened: got %v, want it and its lock", got)
	}
}

func TestACopyOfAnOlderFileStaysOld(t *testing.T) {
	path := newPath(t)
	closeNow(t, openAt(t, path))
	foreign(t, path, "DROP INDEX record_by_ends", "PRAGMA user_version = 2")
	copied, err := sqlite.Snapshot(t.Context(), path, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, database(t, copied), "PRAGMA user_version"); fmt.Sprint(got) != "[[2]]" {
		t.Errorf("the version of its tables: got %v, want 2", got)
	}
}

func TestAFileThatIsOpenIsCopiedByItsStoreAlone(t *testing.T) {
	path := newPath(t)
	openAt(t, path)
	if _, err := sqlite.Snapshot(t.Context(), path, t.TempDir()); !errors.Is(err, sqlite.ErrInUse) {
		t.Errorf("of a file that is open: got %v, want ErrInUse", err)
	}
	if _, err := sqlite.Snapshot(t.Context(), newPath(t), t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file: got %v, want ErrNotExist", err)
	}
}
