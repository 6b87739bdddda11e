package command

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"entente/access"
	"entente/graph"
	"entente/kg"
	"entente/store"
	"entente/transfer"
)

// small is a graph of two actors and a tie, with a line that is refused.
const (
	terms = `{"record":"kind","id":"state","label":"state","classes":["ACTOR"]}
{"record":"relationshipType","id":"alliance","label":"alliance","symmetric":true,"sign":"COOPERATIVE"}
`
	small = terms + `{"record":"source","id":"list","title":"A list"}
{"record":"entity","id":"a","class":"ACTOR","kind":"state","names":[{"text":"Avalon","kind":"OFFICIAL"}]}
{"record":"entity","id":"b","class":"ACTOR","kind":"state","names":[{"text":"Brittany","kind":"OFFICIAL"}]}
{"record":"relationship","id":"ab","sources":["list"],"type":"alliance","from":"a","to":"b","validity":"1914/1918"}
`
	bad = `{"record":"relationship","id":"ac","sources":["list"],"type":"alliance","from":"a","to":"nowhere","validity":"1914/1918"}
`
)

// A desk is a folder in which a person types commands.
type desk struct {
	*testing.T
	in       string
	out, err bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Setenv("ENTENTE_STORE", "file:data/entente.db")
	t.Chdir(t.TempDir())
	return &desk{T: t}
}

// run runs a command as it is typed, but for the name of the program.
func (d *desk) run(words ...string) error {
	d.Helper()
	var commands struct {
		Import Import `cmd:""`
		Export Export `cmd:""`
		Undo   Undo   `cmd:""`
		Token  Token  `cmd:""`

		Check   Check   `cmd:""`
		Backup  Backup  `cmd:""`
		Restore Restore `cmd:""`
	}
	parser, err := kong.New(&commands, kong.Exit(func(int) {}))
	if err != nil {
		d.Fatal(err)
	}
	parsed, err := parser.Parse(words)
	if err != nil {
		return err
	}
	d.out.Reset()
	d.err.Reset()
	return parsed.Run(&Environment{
		Context: d.Context(), Log: slog.New(slog.DiscardHandler), In: strings.NewReader(d.in), Out: &d.out, Err: &d.err,
	})
}

// ok runs a command that must succeed and returns what it printed.
func (d *desk) ok(words ...string) string {
	d.Helper()
	if err := d.run(words...); err != nil {
		d.Fatalf("%s: got error %v, want none\n%s", words, err, d.err.Bytes())
	}
	return d.out.String()
}

func (d *desk) write(name, text string) {
	d.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) read(name string) string {
	d.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		d.Fatal(err)
	}
	return string(text)
}

// serve serves the store at an address until the test ends, with the token "secret", and
// returns its URL.
func (d *desk) serve(address string) string {
	d.Helper()
	opened, err := store.Open(d.Context(), address)
	if err != nil {
		d.Fatal(err)
	}
	guard, err := access.NewGuard(access.Options{Token: "secret"}, slog.New(slog.DiscardHandler))
	if err != nil {
		d.Fatal(err)
	}
	server := transfer.Server{
		Graph: kg.NewGraph(opened, time.Now), Door: graph.Door{Guard: guard},
		Log: slog.New(slog.DiscardHandler), Scratch: Scratch,
	}
	mux := http.NewServeMux()
	server.Handle(mux)
	served := httptest.NewServer(mux)
	d.Cleanup(func() {
		served.Close()
		if err := opened.Close(); err != nil {
			d.Error(err)
		}
	})
	return served.URL
}

// refused runs a command that must fail with words.
func (d *desk) refused(want string, words ...string) {
	d.Helper()
	if err := d.run(words...); err == nil || !strings.Contains(err.Error(), want) {
		d.Errorf("%s: got error %v, want one with %q", words, err, want)
	}
}

func TestAFileIsImportedExportedAndTakenBack(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small)
	out := d.ok("import", "small.jsonl")
	first, undo, _ := strings.Cut(out, "\n")
	if first != "new 6, changed 0, unchanged 0, refused 0" {
		t.Errorf("import: got %q, want what was new", first)
	}
	d.ok("export", "-o", "out.graphml", "--as-of", "1915")
	if text := d.read("out.graphml"); !strings.Contains(text, "Avalon") || !strings.HasSuffix(text, "</graphml>\n") {
		t.Errorf("export: got %q, want a whole file with Avalon", text)
	}
	words := strings.Fields(strings.TrimPrefix(undo, "take it back with: entente"))
	if out := d.ok(words...); !strings.HasPrefix(out, "took back 6 changes") {
		t.Errorf("undo: got %q, want that 6 changes were taken back", out)
	}
	if out := d.ok("export", "--format", "jsonl"); strings.Contains(out, "Avalon") {
		t.Errorf("export after the undo: got %q, want no Avalon", out)
	}
}

func TestPipesAndCompressedFilesAreRead(t *testing.T) {
	d := newDesk(t)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(small)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	d.in = packed.String()
	d.ok("import", "-", "--format", "jsonl")
	d.ok("export", "-o", "small.jsonl.gz")
	if out := d.ok("import", "small.jsonl.gz"); !strings.HasPrefix(out, "new 0, changed 0, unchanged 6") {
		t.Errorf("import of the export: got %q, want all unchanged", out)
	}
}

func TestRefusedItemsStopOrAreKept(t *testing.T) {
	d := newDesk(t)
	d.write("bad.jsonl", small+bad)
	err := d.run("import", "bad.jsonl")
	if err == nil || !strings.Contains(err.Error(), "bad.jsonl:7:") || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("import: got error %v, want one at bad.jsonl:7 about nowhere", err)
	}
	err = d.run("import", "bad.jsonl", "--on-error", "skip", "--rejects", "rejects.jsonl")
	var exit *ExitError
	if !errors.As(err, &exit) || exit.Code != 3 || !strings.HasPrefix(d.out.String(), "new 6, changed 0, unchanged 0, refused 1") {
		t.Errorf("import that skips: got error %v and %q, want exit code 3 and a summary", err, d.out.String())
	}
	if diff := cmp.Diff(bad, d.read("rejects.jsonl")); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

func TestADryRunMakesNoFile(t *testing.T) {
	d := newDesk(t)
	d.write("bad.jsonl", small+bad)
	err := d.run("import", "bad.jsonl", "--dry-run")
	if _, stat := os.Stat("data"); !errors.Is(stat, fs.ErrNotExist) {
		t.Errorf("the folder data: got %v, want none", stat)
	}
	if err == nil || !strings.Contains(d.err.String(), "bad.jsonl:7:") || !strings.Contains(d.out.String(), "nothing was written") {
		t.Errorf("got error %v, %q and %q; want the problem and that nothing was written", err, d.err.String(), d.out.String())
	}
}

func TestAnExportThatFailsLeavesNoFile(t *testing.T) {
	d := newDesk(t)
	err := d.run("export", "-o", "x.graphml", "--store", "file:none.db")
	if err == nil || !strings.Contains(err.Error(), "there is no graph at none.db") {
		t.Errorf("got error %v, want one that there is no graph", err)
	}
	d.write("small.jsonl", small)
	d.ok("import", "small.jsonl")
	if d.run("export", "-o", "x.graphml", "--as-of", "1914-13") == nil {
		t.Error("got no error, want one about month 13")
	}
	if names, _ := filepath.Glob("*x.graphml*"); len(names) > 0 {
		t.Errorf("got the files %v, want none", names)
	}
}

func TestMistakesAreToldWithTheWayOut(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small)
	d.write("small.xyz", small)
	for command, want := range map[string]string{
		"import small.xyz":                            "give --format, one of yaml, jsonl",
		"import none.jsonl":                           "none.jsonl",
		"import .":                                    "is a folder",
		"import small.jsonl --format nonsense":        "write yaml, jsonl",
		"import small.jsonl --format graphml":         "write yaml, jsonl",
		"import small.jsonl --rejects r":              "--on-error skip",
		"import small.jsonl --atomic --on-error skip": "all or nothing",
		"export":                   "--format",
		"export -o x.csv":          "name the file x.csv.zip",
		"export --format wikidata": "write yaml, jsonl",
		"export --format jsonl --store file:small.db": "there is no graph",
	} {
		if err := d.run(strings.Fields(command)...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want one with %q", command, err, want)
		}
	}
}

func TestAServerImportsAndExports(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small+bad)
	by := []string{"--server", d.serve("file:served.db")}
	if err := d.run(append([]string{"import", "small.jsonl"}, by...)...); err == nil || !strings.Contains(err.Error(), "token of an editor") {
		t.Errorf("without a token: got error %v, want one about the token", err)
	}
	by = append(by, "--token", "secret")
	err := d.run(append([]string{"import", "small.jsonl", "--on-error", "skip", "--rejects", "r"}, by...)...)
	var exit *ExitError
	if !errors.As(err, &exit) || d.read("r") != bad || !strings.Contains(d.err.String(), "small.jsonl:7:") {
		t.Errorf("got error %v and %q, want exit code 3 and the problem at its place", err, d.err.String())
	}
	d.ok(append([]string{"export", "-o", "out.jsonl"}, by...)...)
	if text := d.read("out.jsonl"); strings.Count(text, "\n") != 7 {
		t.Errorf("export: got %q, want a head and six records", text)
	}
	d.write("more.jsonl", `{"record":"source","id":"other","title":"Another list"}`)
	words := strings.Fields(d.ok(append([]string{"import", "more.jsonl"}, by...)...))
	batch := words[slices.Index(words, "undo")+1]
	if out := d.ok(append([]string{"undo", batch}, by...)...); !strings.HasPrefix(out, "took back 1 changes") {
		t.Errorf("undo: got %q, want that one change was taken back", out)
	}
}

func TestAnExportSparesWhatIsNoFileOfItsOwn(t *testing.T) {
	d := newDesk(t)
	d.write("small.jsonl", small)
	d.ok("import", "small.jsonl")
	if err := d.run("export", "--format", "jsonl", "-o", "data/entente.db"); err == nil || !strings.Contains(err.Error(), "this is the store") {
		t.Errorf("export over the store: got error %v, want that it is the store", err)
	}
	d.ok("export", "--format", "jsonl", "-o", os.DevNull)
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s: got %v, %v; want it to be no file", os.DevNull, info, err)
	}
	d.write("real.jsonl", "old")
	if err := os.Symlink("real.jsonl", "link.jsonl"); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
	d.ok("export", "-o", "link.jsonl")
	if text := d.read("real.jsonl"); !strings.Contains(text, "Avalon") {
		t.Errorf("what the link leads to: got %q, want the export", text)
	}
}

func TestRejectsGoIntoAFileOfTheirOwn(t *testing.T) {
	d := newDesk(t)
	d.write("bad.jsonl", small+bad)
	if err := d.run("import", "bad.jsonl", "--on-error", "skip", "--rejects", "bad.jsonl"); err == nil {
		t.Error("rejects into the file that is read: got no error, want one")
	}
	if diff := cmp.Diff(small+bad, d.read("bad.jsonl")); diff != "" {
		t.Errorf("the file (-before +after):\n%s", diff)
	}
	d.write("good.jsonl", small)
	d.ok("import", "good.jsonl", "--on-error", "skip", "--rejects", "none.jsonl")
	if _, err := os.Stat("none.jsonl"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("rejects of a good file: got %v, want no file", err)
	}
}
