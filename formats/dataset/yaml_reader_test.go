package dataset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

func TestFilesMayReferToOneAnotherInAnyOrder(t *testing.T) {
	files := []formats.File{fileOf("graph", graphText), fileOf("words", vocabularyText)}
	var got []kg.Record
	for item, err := range readYAML(files, formats.ReadOptions{Now: writtenAt}) {
		if err != nil {
			t.Fatal(err)
		}
		if len(item.Records) != 1 || item.At.Line < 1 {
			t.Errorf("item at %v: got %d records, want one and its place", item.At, len(item.Records))
		}
		got = append(got, item.Records...)
	}
	want, err := convert(t, graphText)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-as one dataset +as items):\n%s", diff)
	}
}

func TestMistakesOfARecordAreItsOwn(t *testing.T) {
	text := `
sources:
  - {id: s, titel: T, colour: red}
  - {id: t, title: T}
  - {id: t, title: again}
entities:
  - {id: e, class: ACTOR, kind: stat, names: [{text: E, kind: ALIAS}]}
  - {id: f, class: ACTOR, kind: state, names: [{text: F, kind: ALIAS}], place: e}
claimz: []
dataset: {name: d, observedUntil: soon}
`
	got := outcome(t, YAML, fileOf("a", text), fileOf("b", "sources: ["), fileOf("c", "dataset: {nam: c}"))
	want := []string{
		"a:9:1: `claimz`: not a field of this record; write dataset, vocabulary, sources, entities, relationships, claims",
		"b:1:10: not YAML: sequence end token ']' not found",
		"c:1:11: `nam`: not a field of this record; write format, name, title, observedUntil, licence, licences, asOf, " +
			"known, accordingTo, certainty, where",
		"a:10:35: observedUntil: `soon`: not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
		"c:1:11: dataset: a second description of the dataset; there is one at a:10:11",
		"a:3:13: `titel`: not a field of this record; write id, access, sources, note, title, publisher, url, " +
			"archivedUrl, contentHash, publishedAt, retrievedAt, language, reliability, licence",
		"t",
		"a:5:10: id: `t`: this id is used already; it is at a:4:10",
		"a:7:33: kind: `stat`: not a term of the vocabulary; write escape, prison, state",
		"f",
		"a:8:80: place: an entity of class ACTOR has no such field; it is for class EVENT",
	}
	for i := range got {
		got[i], _, _ = strings.Cut(got[i], "\n")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

// TestRawOfYAMLIsALine checks that what was read from YAML is the same when its lines
// are read.
func TestRawOfYAMLIsALine(t *testing.T) {
	var lines strings.Builder
	var want []kg.Record
	files := []formats.File{fileOf("graph", graphText), fileOf("words", vocabularyText)}
	for item, err := range readYAML(files, formats.ReadOptions{Now: writtenAt}) {
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(item.Raw, '\n'))
		want = append(want, item.Records...)
	}
	got := recordsOf(read(t, JSONL, lines.String()))
	for _, records := range [][]kg.Record{want, got} {
		for _, r := range records {
			if tie, ok := r.(*kg.Relationship); ok && tie.Validity.EDTF == "" {
				tie.Validity.Span = kg.Unknown.Span // the graph finds the event
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-of YAML +of its lines):\n%s", diff)
	}
}

func TestRefusedRecordsKeepTheirTime(t *testing.T) {
	text := `
dataset: {observedUntil: "2026-03"}
entities:
  - {id: flight, class: EVENT, kind: escape, names: [{text: F, kind: ALIAS}], validity: 2026-01-19}
  - {id: us, class: ACTOR, kind: stat, names: [{text: U, kind: ALIAS}], validity: 2014/..}
relationships:
  - {id: guest, type: participatio, from: us, to: flight, sources: [s]}
`
	want := []string{
		`{"record":"entity","id":"us","class":"ACTOR","kind":"stat","names":[{"text":"U","kind":"ALIAS"}],` +
			`"validity":{"edtf":"2014/..","attestedUntil":"2026-03"}}`,
		`{"record":"relationship","id":"guest","type":"participatio","from":"us","to":"flight","sources":["s"],` +
			`"validity":"event"}`,
	}
	var got []string
	files := []formats.File{fileOf("a", vocabularyText+text)}
	for item, err := range readYAML(files, formats.ReadOptions{}) {
		if err != nil {
			got = append(got, string(item.Raw))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Raw of refused items (-want +got):\n%s", diff)
	}
}

func TestFilesTogetherAreLimited(t *testing.T) {
	comment := strings.Repeat("# 14 characters\n", MaxFile/16)
	var files []formats.File
	for range maxTogether/MaxFile + 1 {
		files = append(files, fileOf("f", comment))
	}
	got := outcome(t, YAML, files...)
	if len(got) != 1 || !strings.Contains(got[0], "limit exceeded: the files together are larger than 8 MiB") {
		t.Errorf("got %q, want the last file refused", got)
	}
}
