package faulttest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
)

// TestAKilledImportIsRepeatedAndComplete kills an import again and again, each time
// further on; the last repetition then leaves what one that was never stopped does (F2).
// A file this large is loaded into an empty store without indexes, and otherwise not.
func TestAKilledImportIsRepeatedAndComplete(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		records int
		begun   bool // something is there before
	}{{"into an empty store", 27_000, false}, {"into a store that is in use", 12_000, true}} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			first, much := filepath.Join(folder, "first.jsonl"), filepath.Join(folder, "much.jsonl")
			writeFiles(t, first, much, tt.records)
			begin := func(name string) string {
				path := filepath.Join(folder, name)
				if tt.begun {
					importInto(t, path, first)
				}
				return path
			}
			whole, killed := begin("whole.db"), begin("killed.db")
			importInto(t, whole, much)
			size := sizeOf(whole)
			kills, caught := Share(2, 25), 0
			for n := range kills {
				at := size * int64(n+1) / int64(kills+1)
				if killImport(t, killed, much, at) {
					if caught++; caught == 1 {
						checkBegun(t, copyOf(t, killed), whole)
					}
				}
			}
			t.Logf("%d of %d imports were killed before their end", caught, kills)
			if caught == 0 {
				t.Error("no import was killed before its end, want some")
			}
			importInto(t, killed, much)
			same(t, killed, whole)
		})
	}
}

// writeFiles writes a small file, and a large one of so many records. What a line refers
// to is on the lines before it.
func writeFiles(t *testing.T, first, much string, records int) {
	t.Helper()
	const terms = `{"record":"kind","id":"state","label":"state","classes":["ACTOR"]}
{"record":"relationshipType","id":"alliance","label":"alliance","symmetric":true,"sign":"COOPERATIVE"}
{"record":"source","id":"list","title":"A list"}
`
	var text strings.Builder
	text.WriteString(terms)
	for n := range records {
		if n < 2 || n%3 == 0 {
			fmt.Fprintf(&text, `{"record":"entity","id":"record-%d","class":"ACTOR","kind":"state",`+
				`"sources":["list"],"names":[{"text":"State of number %d","kind":"OFFICIAL"}]}`+"\n", n, n)
			continue
		}
		fmt.Fprintf(&text, `{"record":"relationship","id":"record-%d","sources":["list"],"type":"alliance",`+
			`"from":"record-1","to":"record-%d","validity":"%d/%d"}`+"\n", n, n/3*3, 1800+n%100, 1900+n%100)
	}
	for path, content := range map[string]string{first: terms, much: text.String()} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func importCommand(t *testing.T, path, file string) *exec.Cmd {
	t.Helper()
	return command(t, "import", "--quiet", "--store", "file:"+path, file)
}

// importInto imports a file to the end.
func importInto(t *testing.T, path, file string) {
	t.Helper()
	if said, err := importCommand(t, path, file).CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, said)
	}
}

// killImport kills an import once the file and its log have grown to a size. It reports
// whether that was before the import had ended.
func killImport(t *testing.T, path, file string, size int64) bool {
	t.Helper()
	cmd := importCommand(t, path, file)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for sizeOf(path) < size {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("the import ended with %v, want it done or killed", err)
			}
			return false
		case <-time.After(time.Millisecond):
		}
	}
	_ = cmd.Process.Kill() // it may have ended just now
	return <-ended != nil
}

// sizeOf returns how much a file and the log beside it hold.
func sizeOf(path string) (size int64) {
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			size += info.Size()
		}
	}
	return size
}

// openFile opens a file that nobody has open until t ends.
func openFile(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("open the file after the fault: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() }) // again, where it was closed
	return s
}

// checkBegun checks a file whose import was killed for the first time: it holds the first
// batches of what one that was not killed wrote, each whole, and nothing else.
func checkBegun(t *testing.T, killed, whole string) {
	t.Helper()
	batches := func(path string) (written []string) {
		s := openFile(t, path)
		h := readHistory(t, s)
		h.checkTimes(t)
		h.checkVersions(t)
		checkTies(t, s)
		for _, batch := range h.batches() {
			ids := make([]string, len(batch))
			for i, change := range batch {
				ids[i] = string(change.Record)
			}
			written = append(written, strings.Join(ids, " "))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		return written
	}
	is, were := batches(killed), batches(whole)
	if len(is) > len(were) || !slices.Equal(is, were[:len(is)]) {
		t.Errorf("the %d batches that are there are not the first of the %d that an import writes",
			len(is), len(were))
	}
}

// same checks that two files hold the same, and answer alike from their indexes.
func same(t *testing.T, killed, whole string) {
	t.Helper()
	got, want := openFile(t, killed), openFile(t, whole)
	if is, was := undated(t, got), undated(t, want); is != was {
		t.Errorf("what was killed holds something else:\n%s", firstDifference(was, is))
	}
	h := readHistory(t, got)
	h.checkTimes(t)
	h.checkVersions(t)
	qs := questions(h)
	for i := range qs {
		qs[i].Limit = 1000
	}
	alike(t, everything, qs, got, want)
	probe := kg.NameProbe{Form: kg.NameFull, Text: "state of number 1", Prefix: true, Limit: 500}
	if got, want := search(t, got, everything, probe), search(t, want, everything, probe); got != want || got == "" {
		t.Errorf("names: got %.300s, want %.300s", got, want)
	}
}

// undated returns all records of a store but for when they were written and read.
func undated(t *testing.T, s kg.Store) string {
	t.Helper()
	var lines strings.Builder
	for record, err := range s.All(t.Context(), everything) {
		if err != nil {
			t.Fatalf("All: %v", err)
		}
		if source, ok := record.(*kg.Source); ok {
			source.RetrievedAt = ""
		}
		record.Head().RecordedAt = 0
		lines.WriteString(line(t, record) + "\n")
	}
	return lines.String()
}
