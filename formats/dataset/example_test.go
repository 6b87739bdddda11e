package dataset_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/dataset"
	"entente/kg"
)

const docs = "../../docs/formats"

func TestThePageQuotesTheExamples(t *testing.T) {
	page := readFile(t, "dataset.md")
	texts := map[string]string{}
	for _, language := range []string{"yaml", "json"} {
		name := "examples/dataset/ferry." + map[string]string{"yaml": "yaml", "json": "jsonl"}[language]
		texts[language] = "\n" + readFile(t, name)
	}
	inside := ""
	for line := range strings.Lines(page) {
		fence, found := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
		switch text, known := texts[inside]; {
		case found:
			inside = fence
		case known && !strings.Contains(text, "\n"+line):
			t.Errorf("the page quotes %q, which is not in the example", line)
		}
	}
}

func TestTheExamplesAreTheSameGraph(t *testing.T) {
	inYAML := readAll(t, dataset.YAML, exampleFile(t, "ferry.yaml"))
	var got bytes.Buffer
	x := &formats.Export{
		About:   formats.About{Title: "The ferry of North and South", Known: 1_767_960_000_000_000},
		Records: eachOf(inYAML),
	}
	if err := dataset.JSONL.Write(&got, x); err != nil {
		t.Fatal(err)
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(filepath.Join(docs, "examples/dataset/ferry.jsonl"), got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(readFile(t, "examples/dataset/ferry.jsonl"), got.String()); diff != "" {
		t.Errorf("ferry.jsonl, to be written anew by -update (-want +got):\n%s", diff)
	}
	inLines := readAll(t, dataset.JSONL, exampleFile(t, "ferry.jsonl"))
	if diff := cmp.Diff(inYAML, inLines); diff != "" {
		t.Errorf("records (-of YAML +of JSON lines):\n%s", diff)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(docs, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func exampleFile(t *testing.T, name string) formats.File {
	t.Helper()
	return formats.TextFile(name, []byte(readFile(t, "examples/dataset/"+name)))
}

// eachOf yields records.
func eachOf(records []kg.Record) func(func(kg.Record, error) bool) {
	return func(yield func(kg.Record, error) bool) {
		for r := range slices.Values(records) {
			if !yield(r, nil) {
				return
			}
		}
	}
}
