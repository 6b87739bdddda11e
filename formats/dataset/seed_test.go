package dataset_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/dataset"
	"entente/kg"
	"entente/seed"
)

// readAll returns the records of files of a format, which must have no mistakes.
func readAll(t *testing.T, format formats.Format, files ...formats.File) []kg.Record {
	t.Helper()
	var records []kg.Record
	options := formats.ReadOptions{Now: 1_795_392_000} // the seed's day
	for item, err := range format.Read(files, options) {
		if err != nil {
			t.Fatalf("read %s: %v", format.Name, err)
		}
		records = append(records, item.Records...)
	}
	return records
}

// exported writes records in a format.
func exported(t *testing.T, format formats.Format, records []kg.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	x := &formats.Export{About: formats.About{Title: "T", Known: 1}, Records: eachOf(records)}
	if err := format.Write(&out, x); err != nil {
		t.Fatalf("write %s: %v", format.Name, err)
	}
	return out.Bytes()
}

// withoutTimesOfEvents leaves out what a graph finds for a tie to an event, so that records are
// compared by what people wrote.
func withoutTimesOfEvents(records []kg.Record) []kg.Record {
	out := make([]kg.Record, len(records))
	for i, r := range records {
		out[i] = r
		if tie, ok := r.(*kg.Relationship); ok && tie.Validity.EDTF == "" {
			bare := *tie
			bare.Validity.Span = kg.Unknown.Span
			out[i] = &bare
		}
	}
	return out
}

func TestTheStartingGraphIsTheSameInBothFormats(t *testing.T) {
	want, err := seed.Records()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []formats.Format{dataset.YAML, dataset.JSONL} {
		text := exported(t, format, want)
		got := readAll(t, format, formats.TextFile("f", text))
		if diff := cmp.Diff(withoutTimesOfEvents(want), withoutTimesOfEvents(got)); diff != "" {
			t.Errorf("%s: records (-written +read):\n%s", format.Name, diff)
		}
		if again := exported(t, format, got); !bytes.Equal(text, again) {
			t.Errorf("%s: written again, got another text", format.Name)
		}
	}
}
