package sqlite_test

import (
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// manyActors take more room than any other file that the process of a test writes to.
func manyActors() []kg.Record { return someActors(500) }

// whileFilesEnd has the system refuse to write files beyond a size as long as f runs, those
// of the test's process included.
func whileFilesEnd(t *testing.T, size int64, f func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	low := syscall.Rlimit{Cur: uint64(size), Max: limit.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &low); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
	}()
	f()
}

// TestFailedDiskIsNotTrustedUntilReopened lets the system refuse to lengthen files,
// which SQLite reports as it does a failing disk.
func TestFailedDiskIsNotTrustedUntilReopened(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path, sqlite.MovingWhenTold()) // the log is written on, not anew
	putStar(t, s, 3)
	apply(t, s, batchOf("much", manyActors()...))
	before := everything(t, s)
	log, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}

	whileFilesEnd(t, log.Size()+4096, func() {
		asked, _ := together(t, s, actorBatch("beside"), batchOf("large", someActors(100)...))
		for _, a := range asked {
			unavailable(t, a.Err, "disk")
		}
	})

	_, err = s.Apply(t.Context(), batchOf("small", newActor("a")))
	unavailable(t, err, "restart")
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("reads after the failure: (-want +got):\n%s", diff)
	}
	closeNow(t, s)
	s = openAt(t, path)
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("after reopening: (-want +got):\n%s", diff)
	}
	apply(t, s, batchOf("small", newActor("a")))
}
