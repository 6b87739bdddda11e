package transfer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/formats"
	"entente/transfer"
)

// examples are the files that the pages of the formats show, with the mapping that goes
// with them.
var examples = []struct {
	format, mapping string
	files           []string
	refused         int
}{
	{format: "yaml", files: []string{"dataset/ferry.yaml"}},
	{format: "jsonl", files: []string{"dataset/ferry.jsonl"}},
	{format: "csv", mapping: "csv/alliances.yaml", files: []string{"csv/alliances.csv"}, refused: 1},
	{format: "csv", mapping: "csv/alliances.guess.yaml", files: []string{"csv/alliances.csv"}, refused: 1},
	{format: "neo4j-csv", files: []string{"neo4j-csv/movies.csv", "neo4j-csv/people.csv", "neo4j-csv/roles.csv"}},
	{format: "ftm", files: []string{"ftm/mill.ftm.json"}},
	{format: "stix", files: []string{"stix/harbour.stix.json"}},
	{format: "wikidata", files: []string{"wikidata/nato.wikidata.json"}},
}

// TestExamplesComeInAndGoOutOfEveryStore imports each example twice, the second time to
// no effect, and writes the graph that it makes in every format.
func TestExamplesComeInAndGoOutOfEveryStore(t *testing.T) {
	for _, example := range examples {
		t.Run(example.files[0]+" "+example.mapping, func(t *testing.T) {
			onStores(t, func(t *testing.T, w *world) {
				first := w.example(example.format, example.mapping, example.files)
				if first.New == 0 || first.Refused != example.refused {
					t.Errorf("the first import: got %+v, want something new and %d refused", first, example.refused)
				}
				again := w.example(example.format, example.mapping, example.files)
				if again.New+again.Changed != 0 {
					t.Errorf("the second import: got %+v, want no change", again)
				}
				for _, f := range transfer.Formats {
					if transfer.Writable(f) && w.write(transfer.ExportOptions{Format: f, Title: "An example"}) == "" {
						t.Errorf("%s: got nothing, want the graph", f.Name)
					}
				}
			})
		})
	}
}

// example imports files of the documentation.
func (w *world) example(format, mapping string, names []string) transfer.Report {
	w.Helper()
	const folder = "../docs/formats/examples/"
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.FromSlash(folder+name))
	}
	files, err := transfer.OpenFiles(w.Context(), paths, nil)
	if err != nil {
		w.Fatal(err)
	}
	defer files.Close()
	o := w.options(skip, in(w.format(format)), func(o *transfer.ImportOptions) { o.Clock = time.Now })
	if mapping != "" {
		text, err := os.ReadFile(filepath.FromSlash(folder + mapping))
		if err != nil {
			w.Fatal(err)
		}
		file := formats.TextFile(mapping, bytes.Clone(text))
		o.Mapping = &file
	}
	report, err := transfer.Import(w.Context(), w.graph, files, o)
	if err != nil {
		w.Fatalf("import: got error %v, want none", err)
	}
	return report
}

// format returns the format of a name.
func (w *world) format(name string) formats.Format {
	w.Helper()
	format, err := transfer.FormatNamed(name, transfer.Readable)
	if err != nil {
		w.Fatal(err)
	}
	return format
}
