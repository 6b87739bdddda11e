package exporttest

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/dataset"
	"entente/kg"
)

var update = flag.Bool("update", false, "write the examples of the documentation anew")

// Pacts returns an export over all time of the graph in docs/formats/examples/drawn.
func Pacts(tb testing.TB) *formats.Export {
	tb.Helper()
	file, err := os.Open(docs("examples", "drawn", "pacts.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	d, err := dataset.Read("pacts.yaml", file)
	if err != nil {
		tb.Fatal(err)
	}
	records, err := d.Records(dataset.Options{Now: kg.InstantOf(Now)})
	if err != nil {
		tb.Fatal(err)
	}
	x := Of(tb, records...)
	x.About.Title = "Pacts of made-up states"
	return x
}

// Example checks that an export of [Pacts] is the example in the documentation of a
// format, and that its page quotes the example as it is: each line of its blocks of XML,
// JSON and CSV, but for those that are "…", begins a line of the file, where it ends in
// "…", or is one.
func Example(tb testing.TB, format formats.Format) {
	tb.Helper()
	var got bytes.Buffer
	if err := format.Write(&got, Pacts(tb)); err != nil {
		tb.Fatal(err)
	}
	path := docs("examples", format.Name, "pacts"+format.Extensions[0])
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		tb.Errorf("%s, which -update writes anew (-want +got):\n%s", path, diff)
	}
	page, err := os.ReadFile(docs(format.Name + ".md"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, line := range quoted(string(page)) {
		if part, cut := strings.CutSuffix(line, "…"); !strings.Contains("\n"+got.String(), "\n"+part+end(cut)) {
			tb.Errorf("the page quotes %q, which is not in the example", line)
		}
	}
}

// end is what follows a quoted line.
func end(cut bool) string {
	if cut {
		return ""
	}
	return "\n"
}

// quoted returns the lines of the blocks of a page that quote a file.
func quoted(page string) []string {
	var lines []string
	language, inside := "", false
	for line := range strings.Lines(page) {
		line = strings.TrimSuffix(line, "\n")
		switch fence, found := strings.CutPrefix(line, "```"); {
		case found:
			language, inside = fence, !inside
		case inside && slices.Contains([]string{"xml", "json", "csv"}, language):
			lines = append(lines, line)
		}
	}
	return lines
}

// docs returns the path of a file in the documentation of formats.
func docs(parts ...string) string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(append([]string{filepath.Dir(here), "..", "..", "docs", "formats"}, parts...)...)
}
