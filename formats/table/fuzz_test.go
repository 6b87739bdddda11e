package table

import (
	"errors"
	"testing"

	"entente/formats"
	"entente/kg"
)

// FuzzRead checks that any mapping and table are read or refused: never a panic, each
// error with its place, and every record valid.
func FuzzRead(f *testing.F) {
	for _, mapping := range []string{
		wholeMapping, "entities: {id: <a>}", "relationships: [{type: <t>, from: <a>, to: <b>, validity: {start: <s>, end: <e>}}]",
		"spells: {by: <a>, year: <t>}\nentities: {id: <a>, validity: <$first>}", "a: &a [*a]", "table: {form: yaml, each: x}\nentities: {id: <x.a>}",
		"dates: {form: [DD.MM.YYYY, excel, edtf], unknownDigit: \"#\", bce: historical, means: {x: attested, \"\": ended}}\n" +
			"entities: [{name: <a>, validity: {start: {date: <s>, precision: <t>, qualifier: <b>}, end: {date: <e>, exclusive: true}}}]",
	} {
		for _, table := range []string{
			"a,b,t,s,e\nx,y,1,1990,2000-01-01\nx,y,2,-0004,..2001\n", "a\n\"", "- a: b\n  x:\n  - a: 1\n  - [2]\n", "\xff\xfe", "a,t,s\nx,1,45#-##-##\n",
		} {
			f.Add(mapping, table)
		}
	}
	f.Fuzz(func(t *testing.T, mapping, table string) {
		o := formats.ReadOptions{Now: now, Source: "f", Mapping: textFile("m.yaml", mapping)}
		for item, err := range Read([]formats.File{*textFile("t.csv", table)}, o) {
			check(t, item, err)
		}
	})
}

// check fails a test where an error has no place, or a record is not valid.
func check(t *testing.T, item formats.Item, err error) {
	t.Helper()
	var placed *formats.Error
	var mapped *MappingError
	switch {
	case errors.As(err, &placed):
		if placed.At.File == "" || placed.At.Line < 1 || placed.At.Column < 1 {
			t.Errorf("got error %v, want a place in it", err)
		}
		return
	case err != nil:
		if !errors.As(err, &mapped) && !errors.Is(err, kg.ErrLimit) {
			t.Errorf("got error %v, want one of the mapping", err)
		}
		return
	}
	for _, r := range append(append([]kg.Record{}, item.Named...), item.Records...) {
		if err := r.Validate(); err != nil {
			t.Errorf("got the record %+v, which is refused: %v", r, err)
		}
	}
}
