package dataset

import (
	"errors"
	"strings"
	"testing"

	"entente/formats"
	"entente/kg"
)

// FuzzRead checks that any text is read or refused: never a panic, and each
// refusal names its place. What is read gives the same records each time.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		vocabularyText, graphText, vocabularyText + graphText, "", "---\n", "{", "|", ">-\n x",
		"a: &a [*a]\n", "- - - x", "? a\n: b\n", "\xff\xfe", "%YAML 1.2\n---\na: b\n",
		"sources:\n- {id: s, title: \"\\u202e\"}\n", "claims: {}\n",
		"entities:\n  - id: e\n    validity:\n      ended: maybe\n",
		"sources: [~, null, 1, true, .nan]\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Read("a.yaml", strings.NewReader(text))
		if err != nil {
			checkPlaced(t, err)
			return
		}
		once, err := d.Records(Options{})
		if err != nil {
			checkPlaced(t, err)
			return
		}
		again, err := d.Records(Options{})
		if err != nil || len(again) != len(once) {
			t.Errorf("the second time: got %d records and %v, want %d", len(again), err, len(once))
		}
		for _, r := range once {
			if err := r.Validate(); err != nil {
				t.Errorf("the record %s was read, but is not valid: %v", r.Head().ID, err)
			}
		}
	})
}

// FuzzLines checks that any lines are read or refused, each in its place, and that what
// is read is the same when it is written and read again.
func FuzzLines(f *testing.F) {
	long := strings.Repeat("x", 5000)
	for _, text := range []string{
		wordLines, lastLine, "", "\ufeff" + lastLine, lastLine + "\r" + lastLine, lastLine[:20], "\xff\xfe{\x00",
		"[[[[", `{"record":"source","id":"s","title":"` + long + `"}`, `{"dataset":{"observedUntil":"2026"}}`,
		lastLine + "\n" + lastLine, `{"record":"entity","id":"e","properties":{"a.b[0]":{"number":"1..2"}},"kind":null}`,
		wordLines + `{"record":"relationship","id":"r","type":"ceasefire","from":"r","to":"x","validity":"event","sources":["s"]}`,
		wordLines + `{"change":{"recordedAt":"2026-01-15T12:00:00.000000Z","action":"RETRACTED","version":3},` +
			`"record":"claim","id":"c","about":"c","property":"escaped","value":{"quantity":{"min":-1e3}},"source":"s"}`,
	} {
		f.Add(text)
	}
	for seed := range uint64(20) {
		var out strings.Builder
		if err := writeJSONL(&out, exportOf(newMaker(seed).graph())); err != nil {
			f.Fatal(err)
		}
		f.Add(out.String())
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, JSONL, text) })
}

// FuzzYAML checks of a file of YAML what [FuzzLines] checks of lines.
func FuzzYAML(f *testing.F) {
	for _, text := range []string{vocabularyText + graphText, "a: &a [*a]\n", "sources: [~, 1]\n", "\ufeffclaims:\r\n"} {
		f.Add(text)
	}
	for seed := range uint64(20) {
		var out strings.Builder
		if err := writeYAML(&out, exportOf(newMaker(seed).graph())); err != nil {
			f.Fatal(err)
		}
		f.Add(out.String())
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, YAML, text) })
}

// checkRead reads a text and checks every item, and what comes of writing the records.
func checkRead(t *testing.T, format formats.Format, text string) {
	t.Helper()
	files := []formats.File{fileOf("f", text)}
	var records []kg.Record
	refused := false
	for item, err := range format.Read(files, formats.ReadOptions{Now: writtenAt}) {
		if err != nil {
			checkPlaced(t, err)
			refused = true
			continue
		}
		for _, r := range item.Records {
			if err := r.Validate(); err != nil {
				t.Errorf("the record %s was read, but is not valid: %v", r.Head().ID, err)
			}
		}
		records = append(records, item.Records...)
	}
	var out strings.Builder
	err := format.Write(&out, exportOf(byClass(records)))
	if refused || err != nil {
		return // a term may be missing, or there is too much of YAML or no order in its terms
	}
	n := 0
	for item, err := range format.Read([]formats.File{fileOf("again", out.String())}, formats.ReadOptions{}) {
		if err != nil {
			t.Errorf("what was written of it is refused: %v\n%s", err, out.String())
			return
		}
		n += len(item.Records)
	}
	if n != len(records) {
		t.Errorf("written and read again: got %d records, want %d", n, len(records))
	}
}

// checkPlaced checks that err says where each mistake is, in words of the domain.
func checkPlaced(t *testing.T, err error) {
	t.Helper()
	var placed *formats.Error
	var invalid *kg.InvalidError
	if errors.Is(err, kg.ErrLimit) {
		return
	}
	if !errors.As(err, &placed) || !errors.As(err, &invalid) {
		t.Errorf("got %v, want an *formats.Error with an *InvalidError", err)
		return
	}
	if placed.At.Line < 1 || placed.At.Column < 1 {
		t.Errorf("got the place %v, want a line and a column", placed.At)
	}
}
