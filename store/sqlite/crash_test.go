package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/faulttest"
	"entente/kg"
	"entente/store/sqlite"
)

// The environment variables that make the test binary a child that holds a file,
// or writes to it without end, as one who loads a graph or not, or as several at once, or
// makes copies of it.
const (
	holdVariable  = "ENTENTE_SQLITE_TEST_HOLD"
	writeVariable = "ENTENTE_SQLITE_TEST_WRITE"
	loadVariable  = "ENTENTE_SQLITE_TEST_LOAD"
	groupVariable = "ENTENTE_SQLITE_TEST_GROUP"
	copyVariable  = "ENTENTE_SQLITE_TEST_COPY"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(holdVariable); path != "" {
		holdFile(path)
	}
	if path := os.Getenv(writeVariable); path != "" {
		writeWithoutEnd(path, false)
	}
	if path := os.Getenv(loadVariable); path != "" {
		writeWithoutEnd(path, true)
	}
	if path := os.Getenv(groupVariable); path != "" {
		writeAtOnceWithoutEnd(path)
	}
	if path := os.Getenv(copyVariable); path != "" {
		copyWithoutEnd(path)
	}
	os.Exit(m.Run())
}

// copyWithoutEnd makes copies of the file beside it, and removes each.
func copyWithoutEnd(path string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	for err == nil {
		var made string
		if made, err = s.Snapshot(ctx, ""); err == nil {
			err = os.Remove(made)
		}
		fmt.Println("copied")
	}
	fmt.Println(err)
	os.Exit(1)
}

// holdFile opens the file, says so, and keeps it until its standard input ends.
func holdFile(path string) {
	if _, err := sqlite.Open(context.Background(), path); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	os.Exit(0)
}

// writeWithoutEnd applies batches of two actors and a tie, and prints the number
// of each that was acknowledged.
func writeWithoutEnd(path string, load bool) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	if load {
		if _, err := s.BeginLoad(ctx); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	last, err := s.Changes(ctx, editor, 0, 1<<30)
	for n := len(last) / 3; err == nil; n++ {
		_, err = s.Apply(ctx, tieBatch(n))
		fmt.Println(n)
	}
	fmt.Println(err)
	os.Exit(1)
}

// tieBatch returns the n-th batch of two actors and a tie.
func tieBatch(n int) kg.Batch {
	a, b := kg.ID(fmt.Sprintf("a%d", n)), kg.ID(fmt.Sprintf("b%d", n))
	tie := &kg.Relationship{
		Header: kg.Header{ID: kg.ID(fmt.Sprintf("t%d", n))}, Type: "custody", From: a, To: b,
		Validity: kg.Unknown, Sign: kg.SignNeutral,
	}
	return batchOf(fmt.Sprintf("batch-%d", n), newActor(a), tie, newActor(b))
}

// A child is the test binary at work on a file.
type child struct {
	*exec.Cmd
	lines *bufio.Scanner
}

func startChild(t *testing.T, variable, path string) *child {
	t.Helper()
	c := &child{Cmd: exec.CommandContext(t.Context(), os.Args[0])}
	c.Env = append(os.Environ(), variable+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	// The pipe stays open to the end, so that only the kill can end the child.
	if _, err := c.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	c.lines = bufio.NewScanner(out)
	return c
}

// kill ends the child without warning and waits for its end.
func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
}

func TestFileOfAnotherProcessIsRefusedUntilItsEnd(t *testing.T) {
	path := newPath(t)
	c := startChild(t, holdVariable, path)
	if c.lines.Scan(); c.lines.Text() != "held" {
		t.Fatalf("the child says %q, want \"held\"", c.lines.Text())
	}
	refused(t, path, "in use", "stop it, or name another file")
	c.kill(t)
	openAt(t, path)
}

// TestAcknowledgedWritesSurviveKill kills a writer three times in a row.
func TestAcknowledgedWritesSurviveKill(t *testing.T) {
	path := newPath(t)
	acknowledged := -1
	for range 3 {
		c := startChild(t, writeVariable, path)
		for range 60 {
			if !c.lines.Scan() {
				t.Fatal("the child ended, want it to write without end")
			}
			if _, err := fmt.Sscan(c.lines.Text(), &acknowledged); err != nil {
				t.Fatalf("the child says %q, want a number", c.lines.Text())
			}
		}
		c.kill(t)
		for c.lines.Scan() { // what it had still said
			_, _ = fmt.Sscan(c.lines.Text(), &acknowledged)
		}
		checkBatches(t, path, acknowledged+1)
	}
}

// checkBatches checks that the file holds whole batches of [writeWithoutEnd] from
// the first one on, so many at the least, and nothing else.
func checkBatches(t *testing.T, path string, least int) {
	t.Helper()
	s := openAt(t, path)
	defer closeNow(t, s)
	got := 0
	var tied, records int
	for record, err := range s.All(t.Context(), editor) {
		if err != nil {
			t.Fatalf("All: got error %v, want none", err)
		}
		records++
		if record.Class() == kg.ClassRelationship {
			tied++
		}
	}
	changes, err := s.Changes(t.Context(), editor, 0, 1<<30)
	if err != nil {
		t.Fatalf("Changes: got error %v, want none", err)
	}
	for i, change := range changes {
		if want := fmt.Sprintf("batch-%d", i/3); change.Batch != want {
			t.Fatalf("change %d: got %s, want %s", i, change.Batch, want)
		}
		got = i/3 + 1
	}
	if got < least || len(changes) != 3*got || records != 3*got || tied != got {
		t.Errorf("got %d batches (%d changes, %d records, %d ties), want %d or more, whole",
			got, len(changes), records, tied, least)
	}
	for n := range got {
		checkTie(t, s, n)
	}
}

// checkTie checks that the n-th tie is found from both its ends.
func checkTie(t *testing.T, s kg.Store, n int) {
	t.Helper()
	var queries []kg.Query
	for _, end := range []string{"a", "b"} {
		queries = append(queries, kg.Query{
			Class: kg.ClassRelationship, Of: kg.ID(fmt.Sprint(end, n)),
		})
	}
	found, err := s.Find(t.Context(), kg.View{}, queries)
	if err != nil || len(found[0]) != 1 || len(found[1]) != 1 {
		t.Errorf("ties of the ends of t%d: got %v, %v; want one each", n, found, err)
	}
}

// The sizes of a log's header and of a frame, which holds a page.
const (
	logHeader = 32
	logFrame  = 24 + 4096
)

// TestDamagedLogGivesWholeBatchesOrIsRefused damages the log of a killed writer in many
// ways: in the share of faults at, before and after the boundary of each frame and here
// and there, and in the whole it cuts it off at every byte.
func TestDamagedLogGivesWholeBatchesOrIsRefused(t *testing.T) {
	path := newPath(t)
	closeNow(t, openAt(t, path)) // so that the log holds batches alone
	c := startChild(t, writeVariable, path)
	for range faulttest.Share(4, 2) {
		if !c.lines.Scan() {
			t.Fatal("the child ended, want it to write without end")
		}
	}
	c.kill(t)
	file, log := readFile(t, path), readFile(t, path+"-wal")
	index := readFile(t, path+"-shm")

	whole := t.TempDir()
	try := func(name string, log, index []byte) {
		t.Helper()
		copied := filepath.Join(whole, "copy.db")
		writeFile(t, copied, file)
		writeFile(t, copied+"-wal", log)
		if _ = os.Remove(copied + "-shm"); index != nil { // it is there after a refusal only
			writeFile(t, copied+"-shm", index)
		}
		s, err := sqlite.Open(t.Context(), copied)
		if err != nil {
			if !strings.Contains(err.Error(), "damaged") {
				t.Errorf("%s: Open: got error %q, want a store or an error with \"damaged\"", name, err)
			}
			return
		}
		closeNow(t, s)
		checkBatches(t, copied, 0)
		if t.Failed() {
			t.Fatalf("the log was damaged thus: %s", name)
		}
	}
	try("header zeroed", append(make([]byte, logHeader), log[logHeader:]...), nil)
	try("tail duplicated", append(log[:len(log):len(log)], log[len(log)/2:]...), nil)
	try("last frame duplicated", append(log[:len(log):len(log)], log[len(log)-logFrame:]...), nil)
	try("gone", nil, nil)
	try("gone, with a stale index", nil, index)
	try("half of it gone, with a stale index", log[:logHeader+(len(log)-logHeader)/logFrame/2*logFrame], index)
	cuts := 0
	for at := range log {
		chosen := isChosen(at, len(log))
		if chosen {
			flipped := append([]byte(nil), log...)
			flipped[at] ^= 0x20
			try(fmt.Sprint("flipped at ", at), flipped, nil)
		}
		if chosen || faulttest.Share(0, 1) == 1 {
			try(fmt.Sprint("cut at ", at), log[:at], nil)
			cuts++
		}
	}
	t.Logf("a log of %d frames was cut at %d places", (len(log)-logHeader)/logFrame, cuts)
}

// isChosen reports whether a log of a size is damaged at a byte in any case: by the
// boundaries of frames, and here and there.
func isChosen(at, size int) bool {
	const apart = 30
	within := (at - logHeader + logFrame) % logFrame
	return within <= 1 || within == logFrame-1 || at%(size/apart) == 0
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
