package table

import (
	"errors"
	"strings"
	"testing"

	"entente/formats"
	"entente/kg"
)

// fails reads a table by a mapping and returns why it cannot be read at all.
func fails(tb testing.TB, mapping, table string) string {
	tb.Helper()
	o := formats.ReadOptions{Now: now, Source: "f"}
	if mapping != "" {
		o.Mapping = textFile("m.yaml", mapping)
	}
	var last error
	for _, err := range Read([]formats.File{*textFile("t.csv", table)}, o) {
		if err != nil {
			last = err
		}
	}
	var mapped *MappingError
	var placed *formats.Error
	var invalid *kg.InvalidError
	if !errors.As(last, &mapped) || errors.As(last, &placed) || !errors.As(last, &invalid) && !errors.Is(last, kg.ErrLimit) {
		tb.Fatalf("got error %v, want one of the mapping that is about no row", last)
	}
	return last.Error()
}

func TestMistakesOfAMappingAreShownWhereTheyAre(t *testing.T) {
	const table = "from,to,from\na,b,c\n"
	tests := []struct{ name, mapping, want string }{
		{"none", "", "t.csv:1:1: map: a table needs a mapping that says what its columns are; make one with entente import --guess FILE"},
		{"empty", "# nothing\n", "m.yaml:1:1: the mapping says nothing"},
		{"not YAML", "a: [", "m.yaml:1:4: not YAML"},
		{"unknown field", "tabel:\n  header: true\n", "m.yaml:1:1: mapping: `tabel`: not known here; write table, cells, dates"},
		{"unknown field deep down", "relationships:\n- from: <from>\n  to: <to>\n  type: x\n  validity: {begin: <b>}", "m.yaml:5:14: relationships.validity: `begin`: not known here; write edtf, start, end"},
		{"several at once", "table: {header: maybe, delimiter: ab}\nentities: {id: <from>}", "m.yaml:1:35: table.delimiter: `ab`: not one character"},
		{"no column of the name", "entities: {id: <form>}", "m.yaml:1:16: column: `form`: there is no such column; there are from, to, from; write <form?> if a file may be without (t.csv:1:1)"},
		{"two columns of the name", "entities: {id: <from>}", "m.yaml:1:16: column: `from`: two columns are called so; write its number: <1> or <3>"},
		{"an open bracket", "entities: {id: <to}", "m.yaml:1:16: entities.id: `<to`: no column between < and >"},
		{"braces", "entities: {id: {to}}", "entities.id: is a mapping; write a text; quote one that begins with { or ["},
		{"nothing to make", "table: {header: true}", "m.yaml:1:1: mapping: nothing is to be made of the rows"},
		{"an unused cell", "entities: {id: <to>}\ncells: {too: {trim: x}}", "m.yaml:2:9: cells: `too`: no record uses this column"},
		{"a cell made of a made one", "entities: {id: <a>}\ncells: {a: {from: <b>}, b: {from: <a>}}", "made of columns itself"},
		{"a form without century", "entities: {id: <to>, validity: {date: <to>}}\ndates: {form: DD.MM.YY}", "m.yaml:2:15: dates.form: `DD.MM.YY`: two digits of a year do not say the century"},
		{"a form in small letters", "entities: {id: <to>}\ndates: {form: dd.mm.yyyy}", "the letter d stands for nothing"},
		{"an encoding", "table: {encoding: klingon}\nentities: {id: <to>}", "m.yaml:1:19: table.encoding: `klingon`"},
		{"files beside others", "files: [{name: a, entities: {id: <to>}}]\ndates: {exclusive: true}", "m.yaml:2:1: mapping: `dates`: stands beside files"},
		{"no entry for the file", "files: [{name: a.csv, entities: {id: <to>}}]", "no entry of the mapping is for a file of this name"},
		{"a term", "vocabulary: {kinds: [{id: State, classes: [ACTOR]}]}\nentities: {id: <to>}", "m.yaml:1:23: id: `State`: not a name for a term"},
		{"a tie without ends", "relationships: [{type: x, from: <to>}]", "a relationship needs two ends and a type"},
		{"depth", strings.Repeat("[", 30), "stand too deep in one another"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fails(t, tt.mapping, table); !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestFilesThatAreNoTablesAreRefusedAsAWhole(t *testing.T) {
	const mapping = "entities: {id: <a>}"
	tests := []struct{ name, table, want string }{
		{"nothing", "", "t.csv:1:1: the file is empty: a header was expected"},
		{"a million columns", strings.Repeat("a,", 1_000_000), "t.csv:1:1: limit exceeded: 1000001 cells in a row"},
		{"another encoding", "\xe9,b\n", "t.csv:1:1: not valid UTF-8; save the file as UTF-8, or name what it is in"},
		{"another delimiter", "a;b\n1;2\n", "there is no such column; there are a;b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fails(t, mapping, tt.table); !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}
