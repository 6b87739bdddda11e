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

// checkPlaced checks that err says where each mistake is, in words of the domain.
func checkPlaced(t *testing.T, err error) {
	t.Helper()
	var placed *formats.Error
	var invalid *kg.InvalidError
	if !errors.As(err, &placed) || !errors.As(err, &invalid) {
		t.Errorf("got %v, want an *formats.Error with an *InvalidError", err)
		return
	}
	if placed.At.Line < 1 || placed.At.Column < 1 {
		t.Errorf("got the place %v, want a line and a column", placed.At)
	}
}
