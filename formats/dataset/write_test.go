package dataset

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/pythontest"
	"entente/kg"
)

func TestEveryFileSaysWhatItIsOf(t *testing.T) {
	x := exportOf(nil)
	x.About = formats.About{
		Title: "Ties: 2014", Valid: "2026-01-15", Known: 1_768_478_400_123_456, Certainty: kg.Certain,
		AccordingTo: []kg.ID{"sdf", "syria-moi"}, Where: `{"type": {"eq": "custody"}}`, Licences: []string{"CC0", "see text"},
	}
	for format, want := range map[*formats.Format]string{
		&YAML: `dataset:
  format: 1
  title: "Ties: 2014"
  licences: [CC0, see text]
  asOf: "2026-01-15"
  known: "2026-01-15T12:00:00.123456Z"
  accordingTo: [sdf, syria-moi]
  certainty: CERTAIN
  where: "{\"type\": {\"eq\": \"custody\"}}"
`,
		&JSONL: `{"dataset":{"format":1,"title":"Ties: 2014","licences":["CC0","see text"],"asOf":"2026-01-15",` +
			`"known":"2026-01-15T12:00:00.123456Z","accordingTo":["sdf","syria-moi"],"certainty":"CERTAIN",` +
			`"where":"{\"type\": {\"eq\": \"custody\"}}"}}` + "\n",
	} {
		if diff := cmp.Diff(want, write(t, *format, x)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format.Name, diff)
		}
		if got := read(t, *format, want); len(got) != 0 {
			t.Errorf("%s: got %d items of it, want none", format.Name, len(got))
		}
	}
}

func TestTextsHaveQuotesOnlyWhereTheyNeedThem(t *testing.T) {
	for _, text := range []string{
		"takes part in", "Şahin’s armed-group", "قوات سوريا", "a/b (c) d's + e; f", "x1", "one. two", "s-wiki_1",
	} {
		if got := string(appendScalarYAML(nil, textOf(text))); got != text {
			t.Errorf("got %s, want %s as it is", got, text)
		}
	}
	for _, text := range nasty[:60] {
		if got := string(appendScalarYAML(nil, textOf(text))); got[0] != '"' && got != "a/b" {
			t.Errorf("got %s, want it in quotes", got)
		}
	}
}

func TestWhatCouldNotBeReadAgainIsNotWritten(t *testing.T) {
	var records []kg.Record
	for range MaxFile / kg.MaxText {
		records = append(records, &kg.Source{
			Header: kg.Header{ID: "s", Note: strings.Repeat("x", kg.MaxText)}, Title: "T",
		})
	}
	if err := writeYAML(new(strings.Builder), exportOf(records)); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("a large graph: got %v, want an ErrLimit", err)
	}
	source, term := records[0], newMaker(1).terms()[0]
	err := writeYAML(new(strings.Builder), exportOf([]kg.Record{source, term, source}))
	if err == nil || !strings.Contains(err.Error(), "order of their classes") {
		t.Errorf("a class twice: got %v, want an error that says so", err)
	}
}

// TestPythonReadsTheSameTexts checks with other readers of YAML and JSON that no text
// is taken for something else: what both write is the same to them.
func TestPythonReadsTheSameTexts(t *testing.T) {
	m := newMaker(7)
	var records []kg.Record
	for _, text := range nasty {
		source := m.source().(*kg.Source)
		source.Title, source.Note = text, text+"\n"+text
		records = append(records, source)
	}
	for range 40 {
		for _, r := range m.graph()[randomTerms:] {
			if _, ok := r.(*kg.Source); !ok {
				records = append(records, r)
			}
		}
	}
	records = byClass(append(m.terms(), records...))
	const script = `
import json, sys, yaml
collection = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
records = [dict(r, record=name) for key, name in [
    ("kinds", "kind"), ("claimProperties", "claimProperty"), ("relationshipTypes", "relationshipType"),
] for r in collection["vocabulary"][key]]
for key, name in [
    ("sources", "source"), ("entities", "entity"), ("relationships", "relationship"), ("claims", "claim"),
]:
    records += [dict(r, record=name) for r in collection[key]]
lines = [json.loads(l) for l in open(sys.argv[2], encoding="utf-8").read().splitlines()]
assert lines[0]["dataset"] == collection["dataset"], lines[0]
for line, record in zip(lines[1:], records, strict=True):
    assert line == record, (line, record)
print(len(records))
`
	x := exportOf(records)
	got := pythontest.Run(t, script, onDisk(t, write(t, YAML, x)), onDisk(t, write(t, JSONL, x)))
	want, _ := json.Marshal(len(records))
	if strings.TrimSpace(got) != string(want) {
		t.Errorf("got %s records alike, want %s", got, want)
	}
}
