package faulttest

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// mount mounts a disk in memory of a size until t ends. It returns false where this user
// may not mount.
func mount(t *testing.T, size string) (folder string, mounted bool) {
	t.Helper()
	folder = t.TempDir()
	err := unix.Mount("tmpfs", folder, "tmpfs", 0, "size="+size)
	if err != nil {
		t.Logf("this user may not mount a small disk (%v)", err)
		return "", false
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Errorf("unmount the small disk: %v", err)
		}
	})
	return folder, true
}

// fill takes all the room on the disk of a folder, and returns what gives it back.
func fill(t *testing.T, folder string) (free func()) {
	t.Helper()
	name := filepath.Join(folder, "filler")
	filler, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer filler.Close()
	for block := make([]byte, 1<<16); err == nil; {
		_, err = filler.Write(block)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// large is a mutation that takes nearly as much room as one may.
func large(n int) *mutation {
	m := probe(fmt.Sprint("large", n))
	m.input["note"] = strings.Repeat("𒀀", 16_000) // letters of four bytes; --limit-variables is 64 KB
	return m
}

// writeUntilFull sends large mutations until one fails, and returns that one, its answer,
// and the ledger of those that were acknowledged.
func writeUntilFull(t *testing.T, s *server, l *ledger) (*mutation, answer) {
	t.Helper()
	for {
		m := large(len(l.sent))
		l.send(m)
		a := s.ask(t.Context(), m.query, map[string]any{"input": m.input})
		if !a.done() {
			return m, a
		}
		acked := acknowledgement{mutation: m}
		acked.read(t, a)
		l.acknowledge(acked)
	}
}

// readsOn checks that a server answers readers.
func readsOn(t *testing.T, s *server) {
	t.Helper()
	for _, query := range []string{
		readSome, `{ search(text: "syria") { entity { id } } }`,
		`{ relationships(first: 50, orderBy: {field: END}) { totalCount edges { node { id statement } } } }`,
	} {
		if a := s.ask(t.Context(), query, nil); !a.done() {
			t.Errorf("%s: got %s, want it answered", query, a.body)
		}
	}
}

// refuses checks that a write was refused with what is wrong and what to do.
func refuses(t *testing.T, a answer, reason, advice string) {
	t.Helper()
	if a.code() != "UNAVAILABLE" || a.mistake() != "" ||
		!strings.Contains(a.message(), reason) || !strings.Contains(a.message(), advice) {
		t.Errorf("got %s, want UNAVAILABLE that says %q and %q", a.body, reason, advice)
	}
}

// TestAFullDiskIsToldAndOutlived fills the disk under a server: it refuses to write, goes
// on reading, and writes again as soon as there is room. Stopped meanwhile, it loses
// nothing (F6).
func TestAFullDiskIsToldAndOutlived(t *testing.T) {
	t.Parallel()
	folder, mounted := mount(t, "24m")
	if !mounted {
		t.Log("so TestADiskThatFailsIsNotTrusted alone shows what a disk refuses, by a limit on files")
		return
	}
	t.Log("by a small disk in memory")
	path := filepath.Join(folder, "entente.db")
	s := serve(t, "file:"+path)
	l := newLedger()
	for range 2 {
		free := fill(t, folder)
		m, a := writeUntilFull(t, s, l)
		refuses(t, a, "the disk is full", "make room")
		readsOn(t, s)
		if got := s.ready(t.Context()); got != http.StatusOK {
			t.Errorf("/readyz has status %d, want 200: it serves readers", got)
		}
		free()
		l.repeat(t, s, m)
	}
	free := fill(t, folder)
	s.stopped(t)
	s = serve(t, "file:"+path) // there is room enough to read
	readsOn(t, s)
	s.stopped(t)
	free()
	s = serve(t, "file:"+path)
	l.repeat(t, s, large(0))
	s.Stop(t)
	checkFile(t, path, l)
}

// TestADiskThatFillsUpInACheckpointLosesNothing has the log beside the file grow until it
// is to be copied into the file, for which there is no room (F6).
func TestADiskThatFillsUpInACheckpointLosesNothing(t *testing.T) {
	t.Parallel()
	if Share(0, 1) == 0 {
		t.Log("not in the share: it writes as much as a checkpoint takes")
		return
	}
	folder, mounted := mount(t, "64m")
	if !mounted {
		return
	}
	path := filepath.Join(folder, "entente.db")
	s := serve(t, "file:"+path)
	l := newLedger()
	m, a := writeUntilFull(t, s, l)
	refuses(t, a, "the disk is full", "make room")
	readsOn(t, s)
	info, err := os.Stat(path)
	if err != nil || info.Size() > 40<<20 {
		t.Errorf("the file: got %v, %v; want one that the checkpoint had no room to lengthen", info, err)
	}
	if err := unix.Mount("tmpfs", folder, "tmpfs", unix.MS_REMOUNT, "size=512m"); err != nil {
		t.Fatal(err)
	}
	l.repeat(t, s, m)
	s.Stop(t)
	checkFile(t, path, l)
}

// TestADiskThatFailsIsNotTrusted limits the size of the server's files, which SQLite takes
// for a disk that fails: it acknowledges nothing more until it is started anew, says so
// to whoever balances load, and goes on reading (F7).
func TestADiskThatFailsIsNotTrusted(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "entente.db")
	s := serve(t, "file:"+path)
	l := newLedger()
	limit := unix.Rlimit{Cur: uint64(sizeOf(path)), Max: unix.RLIM_INFINITY}
	if err := unix.Prlimit(s.Cmd.Process.Pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil {
		t.Fatal(err)
	}
	m, a := writeUntilFull(t, s, l)
	refuses(t, a, "the disk reports an error", "restart")
	limit.Cur = unix.RLIM_INFINITY
	if err := unix.Prlimit(s.Cmd.Process.Pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil {
		t.Fatal(err)
	}
	a = s.ask(t.Context(), m.query, map[string]any{"input": m.input})
	refuses(t, a, "the disk failed an earlier write", "restart")
	if got := s.ready(t.Context()); got != http.StatusServiceUnavailable {
		t.Errorf("/readyz has status %d, want 503", got)
	}
	readsOn(t, s)
	s.stopped(t)
	s = serve(t, "file:"+path)
	l.repeat(t, s, m)
	s.Stop(t)
	checkFile(t, path, l)
}

// repeat sends a mutation again, which must succeed now.
func (l *ledger) repeat(t *testing.T, s *server, m *mutation) {
	t.Helper()
	a := s.ask(t.Context(), m.query, map[string]any{"input": m.input})
	if !a.done() {
		t.Fatalf("%s again: got %s, want it done", m.key, a.body)
	}
	acked := acknowledgement{mutation: m}
	acked.read(t, a)
	l.acknowledge(acked)
}

// stopped stops a server whose disk has failed, whatever its exit code.
func (s *server) stopped(t *testing.T) {
	t.Helper()
	s.Signal(t, syscall.SIGTERM)
	<-s.Ended
}
