package faulttest

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	_ "modernc.org/sqlite" // to ask the file itself

	"entente/store/sqlite"
)

// TestAKilledServerLosesNoAcknowledgedWrite kills the server in the middle of the writes
// of several, again and again (F1).
func TestAKilledServerLosesNoAcknowledgedWrite(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "entente.db")
	writers, l := newWriters(4)
	kills := Share(5, 50)
	for range kills {
		s := serve(t, "file:"+path)
		var writing sync.WaitGroup
		for _, w := range writers {
			writing.Go(func() { w.write(t.Context(), t, s, nil) })
		}
		l.await(t, 30)
		s.Kill(t)
		writing.Wait()
		// A copy is checked, so that the server itself finds what it left behind.
		checkFile(t, copyOf(t, path), l)
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d kills, %d mutations sent, %d acknowledged", kills, len(l.sent), len(l.acked))
	s := serve(t, "file:"+path)
	finish(t, s, writers)
	s.Stop(t)
	checkFile(t, path, l)
}

// finish has what is not known to be written sent again, until all is acknowledged, and
// what was sent again after that have the same answer.
func finish(t *testing.T, s *server, writers []*writer) {
	t.Helper()
	for _, w := range writers {
		for step := w.step; w.pending != nil && w.step == step; {
			a := s.ask(t.Context(), w.pending.query, map[string]any{"input": w.pending.input})
			if a.lost || a.mistake() != "" || a.errors != nil && !a.passing() {
				t.Fatalf("%s, sent again: got %s, want it done", w.pending.key, a.body)
			}
			if !a.passing() {
				w.done(t, a)
			}
		}
	}
	for _, acked := range writers[0].ledger.acked {
		query, input := acked.query, map[string]any{"input": acked.input}
		first, second := s.ask(t.Context(), query, input), s.ask(t.Context(), query, input)
		again := acknowledgement{mutation: acked.mutation}
		again.read(t, first)
		if first.errors != nil || again.recordedAt != acked.recordedAt || again.version != acked.version ||
			second.errors != nil {
			t.Errorf("%s was acknowledged at %v as version %d, sent again it is answered %s and %s",
				acked.key, acked.recordedAt, acked.version, first.body, second.body)
		}
	}
}

// checkFile opens a file that nobody has open and checks the graph in it, and the file.
func checkFile(t *testing.T, path string, l *ledger) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("open the file after the fault: %v", err)
	}
	check(t, s, l)
	if err := s.Close(); err != nil {
		t.Errorf("close the file: %v", err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var result string
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&result); err != nil || result != "ok" {
		t.Errorf("integrity of the file: got %s, %v; want ok", result, err)
	}
}

// copyOf copies a file and the log beside it.
func copyOf(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+suffix, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// TestOneKeySentFiftyTimesAtOnceIsOneRecord (F16).
func TestOneKeySentFiftyTimesAtOnceIsOneRecord(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "entente.db")
	s := serve(t, "file:"+path)
	sendAtOnce(t, []*server{s}, "same")
	s.Stop(t)
	checkFile(t, path, newLedger())
}

// sendAtOnce sends one mutation fifty times in parallel, to servers in turn.
func sendAtOnce(t *testing.T, servers []*server, name string) {
	t.Helper()
	l := newLedger()
	m := (&writer{name: name, ledger: l}).next()
	delete(m.input, "id") // the server makes one
	const times = 50
	answers := make([]answer, times)
	var sending sync.WaitGroup
	for i := range answers {
		sending.Go(func() {
			answers[i] = servers[i%len(servers)].ask(t.Context(), m.query, map[string]any{"input": m.input})
		})
	}
	sending.Wait()
	l.send(m)
	told := make(map[string]bool)
	for _, a := range answers {
		if a.errors != nil || a.lost {
			t.Fatalf("got %s, want all %d answered alike", a.body, times)
		}
		again := acknowledgement{mutation: m}
		again.read(t, a)
		told[fmt.Sprint(again.recordedAt, again.version)] = true
	}
	if len(told) != 1 {
		t.Errorf("got %d different answers, want 1: %v", len(told), told)
	}
	a := servers[0].ask(t.Context(), `{ entities(where: {name: {contains: "State of `+name+`"}}) { totalCount } }`, nil)
	if want := `{"data":{"entities":{"totalCount":1}}}`; a.body != want {
		t.Errorf("entities of that name: got %s, want %s", a.body, want)
	}
}
