package dataset

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

// vocabularyText is a small vocabulary for the tests; files are put behind it.
const vocabularyText = `
vocabulary:
  relationshipTypes:
    - {id: ceasefire, label: ceasefire, symmetric: true, sign: COOPERATIVE}
    - {id: participation, label: takes part in, sign: NEUTRAL, from: [ACTOR], to: [EVENT]}
    - {id: took-place-at, label: took place at, sign: NEUTRAL}
    - {id: located-in, label: located in, sign: NEUTRAL}
  kinds:
    - {id: state, label: state, classes: [ACTOR]}
    - {id: prison, label: prison, classes: [PLACE]}
    - {id: escape, label: escape, classes: [EVENT]}
  claimProperties:
    - {id: exists, label: exists, value: NONE}
    - {id: escaped, label: people escaped, value: NUMBER, unit: people, constant: true}
    - {id: start, label: start, value: DATE}
`

// writtenAt is the moment of writing in the tests, 2026-11-23T00:00:00Z.
const writtenAt kg.Instant = 1_795_392_000

// prisonText is a file with one place, to which further fields may be added.
const prisonText = `entities:
  - id: p
    class: PLACE
    kind: prison
    names: [{text: P, kind: ALIAS}]
`

// convert reads a file named a.yaml, behind a vocabulary in another one.
func convert(t *testing.T, text string) ([]kg.Record, error) {
	t.Helper()
	words, err := Read("words.yaml", strings.NewReader(vocabularyText))
	if err != nil {
		t.Fatalf("Read(vocabulary) = %v, want no error", err)
	}
	d, err := Read("a.yaml", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return Join(words, d).Records(Options{Now: writtenAt})
}

func TestMistakesAreShownWhereTheyStand(t *testing.T) {
	tests := []struct {
		name string
		give string
		want string
	}{
		{
			"unknown field", "sources:\n  - id: s\n    titel: T\n",
			"a.yaml:3:5: `titel`: not a field of this record; write id, access, sources, note, title, ",
		},
		{
			"unknown field of a part",
			"entities:\n  - id: e\n    validity: {edtf: \"2014\", from: \"2013\"}\n",
			"a.yaml:3:30: validity: `from`: not a field of this record; write edtf, attestedFrom, ",
		},
		{
			"unknown section", "entitys: []\n",
			"a.yaml:1:1: `entitys`: not a field of this record; write dataset, vocabulary, sources, ",
		},
		{
			"field twice", "sources:\n  - id: s\n    id: t\n",
			"a.yaml:3:5: not YAML: mapping key \"id\" already defined at [2:5]",
		},
		{
			"text in place of a list", "sources:\n  - id: s\n    sources: t\n",
			"a.yaml:3:14: sources: `t`: is text; write a list",
		},
		{
			"nothing in place of text", "sources:\n  - id: s\n    title:\n",
			"a.yaml:3:5: title: is nothing; write text, or leave the field out",
		},
		{
			"text in place of a number",
			"entities:\n  - id: e\n    location: {latitude: north, longitude: 2}\n",
			"a.yaml:3:26: location.latitude: `north`: cannot be read here; write a decimal number",
		},
		{
			"text in place of a truth value",
			"relationships:\n  - id: r\n    validity: {edtf: \"2014/\", ended: yes}\n",
			"a.yaml:3:38: validity.ended: `yes`: cannot be read here; write true or false",
		},
		{"a text alone", "hello\n", "a.yaml:1:1: `hello`: is text; write a mapping"},
		{"not UTF-8", "sources: \xff\n", "a.yaml:1:1: not valid UTF-8; save the file as UTF-8"},
		{"open quote", "sources: \"\n", "a.yaml:1:10: not YAML: "},
		{"anchor", "sources: &a []\n", "a.yaml:1:10: `&`: an anchor; write it out"},
		{"alias", "sources: *a\n", "a.yaml:1:10: `*`: an alias; write it out"},
		{"tag", "sources: !!seq []\n", "a.yaml:1:10: `!!seq`: a tag; write it out"},
		{"merge key", "<<: {}\n", "a.yaml:1:1: `<<`: a merge key; write it out"},
		{"second document", "sources: []\n---\nsources: []\n", "a.yaml:3:1: a second document"},
		{
			"bad validity", "entities:\n  - {id: e, class: ACTOR, kind: state, validity: \"2026-13-01\"}\n",
			"a.yaml:2:50: validity.edtf: `2026-13-01`: ",
		},
		{
			"bad remark about a bound",
			"entities:\n  - id: e\n    validity:\n      edtf: \"2014/..\"\n      attestedUntil: soon\n",
			"a.yaml:5:22: validity.attestedUntil: `soon`: ",
		},
		{
			"unknown kind", "entities:\n  - {id: e, class: ACTOR, kind: stat}\n",
			"a.yaml:2:33: kind: `stat`: not a term of the vocabulary; write escape, prison, state",
		},
		{
			"unknown type", "relationships:\n  - {id: r, type: truce, from: a, to: b, sources: [s]}\n",
			"a.yaml:2:19: type: `truce`: not a term of the vocabulary; write ceasefire, ",
		},
		{
			"unknown property", "claims:\n  - {id: c, about: r, property: fled, source: s}\n",
			"a.yaml:2:33: property: `fled`: not a term of the vocabulary; write escaped, exists, start",
		},
		{
			"bad number", "claims:\n  - {id: c, about: r, property: escaped, value: many, source: s}\n",
			"a.yaml:2:49: value: `many`: not a number; ",
		},
		{
			"value where there is none",
			"claims:\n  - {id: c, about: r, property: exists, value: \"2014\", source: s}\n",
			"a.yaml:2:48: value: `2014`: this property takes no value",
		},
		{
			"bad date", "sources:\n  - {id: s, title: T, publishedAt: 2026-02-30}\n",
			"a.yaml:2:36: publishedAt: `2026-02-30`: ",
		},
		{
			"duplicate id", "sources:\n  - {id: s, title: T}\n  - {id: s, title: U}\n",
			"a.yaml:3:10: id: `s`: this id is used already; it is at a.yaml:2:10",
		},
		{
			"relationship without a source",
			"relationships:\n  - {id: r, type: ceasefire, from: a, to: b}\n",
			"a.yaml:2:6: sources: a relationship needs at least one source",
		},
		{
			"half a point",
			prisonText + "    location: {latitude: 1}\n",
			"a.yaml:6:16: location: half a point; write latitude and longitude",
		},
		{
			"participants of an actor",
			prisonText + "    participants: [{entity: b}]\n",
			"a.yaml:6:19: participants: an entity of class PLACE has no such field; it is for class EVENT",
		},
		{
			"bad kind of name",
			strings.Replace(prisonText, "ALIAS", "NICK", 1),
			"a.yaml:5:29: names[0].kind: `NICK`: not known; write OFFICIAL, ",
		},
		{
			"bad value type of a property",
			"vocabulary:\n  claimProperties:\n    - {id: p, label: P, value: COUNT}\n",
			"a.yaml:3:32: value: `COUNT`: not known; write ",
		},
		{
			"bad name of a term",
			"vocabulary:\n  kinds:\n    - {id: Armed Group, label: G, classes: [ACTOR]}\n",
			"a.yaml:3:12: id: `Armed Group`: not a name for a term; ",
		},
		{
			"two values of a property",
			prisonText + "    properties:\n      size: {number: \"3\", text: three}\n",
			"a.yaml:7:14: properties.size: not one value; ",
		},
		{
			"observedUntil is not a date", "dataset: {name: d, observedUntil: ..}\n",
			"a.yaml:1:35: observedUntil: `..`: ",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := convert(t, tt.give)
			if err == nil {
				t.Fatalf("got no error, want %q", tt.want)
			}
			if got, _, _ := strings.Cut(err.Error(), "\n"); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q\nwant %q…", got, tt.want)
			}
			var invalid *kg.InvalidError
			if !errors.As(err, &invalid) {
				t.Errorf("got a %T, want a *kg.InvalidError in it", err)
			}
		})
	}
}

func TestSeveralMistakesAreReportedAtOnce(t *testing.T) {
	var text strings.Builder
	text.WriteString("sources:\n")
	for i := range 25 {
		fmt.Fprintf(&text, "  - {id: s%d, title: T, colour: red}\n", i)
	}
	_, err := Read("a.yaml", strings.NewReader(text.String()))
	if err == nil {
		t.Fatal("got no error, want 25 mistakes")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != maxErrors+1 {
		t.Fatalf("got %d lines, want %d", len(lines), maxErrors+1)
	}
	if got, want := lines[maxErrors], "and 5 more mistakes"; got != want {
		t.Errorf("got %q last, want %q", got, want)
	}
}

func TestEmptyFilesHoldNothing(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# a comment\n", "---\n", "sources: []\n"} {
		records, err := convert(t, text)
		if err != nil {
			t.Errorf("Read(%q) = %v, want no error", text, err)
		}
		for _, r := range records {
			if r.Class() != kg.ClassTerm {
				t.Errorf("Read(%q) has the record %s, want none", text, r.Head().ID)
			}
		}
	}
}

func TestLargestFile(t *testing.T) {
	line := "# 14 characters\n"
	atLimit := strings.Repeat(line, MaxFile/len(line))
	if _, err := Read("a.yaml", strings.NewReader(atLimit)); err != nil {
		t.Errorf("Read(%d bytes) = %v, want no error", len(atLimit), err)
	}
	if _, err := Read("a.yaml", strings.NewReader(atLimit+"#")); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("Read(%d bytes) = %v, want an ErrLimit", len(atLimit)+1, err)
	}
}

func TestReadReportsWhatTheReaderReports(t *testing.T) {
	broken := errors.New("the disk is gone")
	if _, err := Read("a.yaml", brokenReader{broken}); !errors.Is(err, broken) {
		t.Errorf("Read = %v, want %v", err, broken)
	}
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }
