package command

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAGraphIsBackedUpAndRestored goes both ways: from the file, and by a server that has it.
func TestAGraphIsBackedUpAndRestored(t *testing.T) {
	d := newDesk(t)
	d.plant("file:data/entente.db")
	want := d.ok("export", "--format", "jsonl", "--history", "--restricted")
	if out := d.ok("backup", "one.db"); !strings.HasPrefix(out, "one.db holds the graph up to change ") {
		t.Errorf("backup: got %q, want what it holds", out)
	}
	url := d.serve("file:data/entente.db")
	d.refused("give --server URL", "backup", "two.db")
	d.refused("token of an admin", "backup", "two.db", "--server", url)
	d.ok("backup", "two.db", "--server", url, "--token", "secret")
	d.refused("stop it", "restore", "one.db", "--force")
	for _, name := range []string{"one.db", "two.db"} {
		restored := "file:restored-" + name
		d.ok("restore", name, "--store", restored)
		d.ok("check", "--store", restored)
		got := d.ok("export", "--format", "jsonl", "--history", "--restricted", "--store", restored)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-graph +restored):\n%s", name, diff)
		}
		d.refused("give --force", "restore", name, "--store", restored)
		d.ok("restore", name, "--store", restored, "--force")
	}
}

func TestABackupSparesWhatIsThere(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small)
	d.ok("import", "small.jsonl")
	d.write("old.db", "old")
	d.refused("is there already", "backup", "old.db")
	if got := d.read("old.db"); got != "old" {
		t.Errorf("the file: got %q, want it as it was", got)
	}
	d.refused("this is the store", "backup", "data/entente.db", "--force")
	d.refused("this is the store", "restore", "data/entente.db", "--force")
	d.refused("no file", "backup", "data", "--force")
	d.ok("backup", "old.db", "--force")
	d.ok("restore", "old.db", "--store", "file:new.db")
}

// TestABackupThatBreaksOffLeavesNothing has a server send half, or what is no graph.
func TestABackupThatBreaksOffLeavesNothing(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"the server broke off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			w.Write([]byte("SQLite format 3\x00")) //nolint:errcheck // a test
		},
		"not a database": func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte(strings.Repeat("sorry ", 1000))) //nolint:errcheck // a test
		},
	} {
		d := newDesk(t)
		server := httptest.NewServer(answer)
		d.refused(name, "backup", "one.db", "--server", server.URL)
		server.Close()
		if entries, err := os.ReadDir("."); err != nil || len(entries) != 0 {
			t.Errorf("%s: got files %v, %v; want none", name, entries, err)
		}
	}
}

func TestOfANeo4jTheWayIsSaid(t *testing.T) {
	d := newDesk(t)
	d.refused("neo4j-admin database dump", "backup", "one.db", "--store", "neo4j://127.0.0.1:1")
	d.write("one.db", "x")
	d.refused("entente export --history", "restore", "one.db", "--store", "neo4j://127.0.0.1:1")
}
