package sqlite_test

import (
	"os"
	"testing"
)

// TestReadyTellsWhatBecameOfTheFile damages, removes and puts back the file of a store
// that still has all answers in its memory.
func TestReadyTellsWhatBecameOfTheFile(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 3)
	ready := func(when string) {
		t.Helper()
		if err := s.Ready(t.Context()); err != nil {
			t.Errorf("Ready %s: got error %v, want none", when, err)
		}
	}
	ready("when all is well")
	head := readFile(t, path)[:16]
	overwrite(t, path, make([]byte, len(head)))
	unavailable(t, s.Ready(t.Context()), "overwritten while it was open; restore it from a backup")
	overwrite(t, path, head)
	ready("once the file is as it was")
	if err := os.Rename(path, path+"-moved"); err != nil {
		t.Skipf("this system keeps open files in their place: %v", err)
	}
	unavailable(t, s.Ready(t.Context()), "put it back, or restart")
	if err := os.Rename(path+"-moved", path); err != nil {
		t.Fatal(err)
	}
	ready("once the file is back")
	closeNow(t, s)
	unavailable(t, s.Ready(t.Context()), "closed")
}

// overwrite writes over the beginning of a file. It leaves it open, for closing it would
// drop the locks that SQLite has on it in this process.
func overwrite(t *testing.T, path string, begins []byte) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	if _, err := file.WriteAt(begins, 0); err != nil {
		t.Fatal(err)
	}
}
