package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// TestADiskThatFailsToTakeTheLogIsNotTrusted lets the system refuse to lengthen the file, as
// a failing disk does, while the log is moved there. What was acknowledged is in the log.
func TestADiskThatFailsToTakeTheLogIsNotTrusted(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path, sqlite.Moving(1, 1), sqlite.MovingWhenTold())
	apply(t, s, batchOf("much", manyActors()...))
	moveLog(t, s)
	for i := range 50 {
		apply(t, s, batchOf(fmt.Sprint("more-", i), newActor(kg.ID(fmt.Sprint("more-", i)))))
	}
	before := everything(t, s)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}

	var pages, moved int64
	whileFilesEnd(t, info.Size(), func() { pages, moved, err = s.MoveLog(t.Context()) })
	if err != nil || moved >= pages {
		t.Errorf("MoveLog: got %d of %d pages moved and error %v, want some left", moved, pages, err)
	}

	_, err = s.Apply(t.Context(), actorBatch("next"))
	unavailable(t, err, "restart")
	if err := s.Ready(t.Context()); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("Ready: got %v, want ErrUnavailable", err)
	}
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("reads after the failure: (-want +got):\n%s", diff)
	}
	if now, _ := moveLog(t, s); now != pages {
		t.Errorf("the log after the failure: got %d pages, want %d as before", now, pages)
	}
	closeNow(t, s)
	s = openAt(t, path)
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("after reopening: (-want +got):\n%s", diff)
	}
	apply(t, s, actorBatch("next"))
}
