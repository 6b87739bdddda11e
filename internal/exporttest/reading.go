package exporttest

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

// FileOf returns a file of a text.
func FileOf(name, text string) formats.File {
	return formats.File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// Disk returns a file on disk.
func Disk(path string) formats.File {
	return formats.File{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// A Reading is what came of files.
type Reading struct {
	Records map[kg.ID]kg.Record
	// Order has the ids of the records as they came, each once.
	Order []kg.ID
	// Remarks and Problems are what was remarked and what was refused, with places.
	Remarks, Problems []string
}

// Read reads files into an empty graph. The source of the files is called the-file.
func Read(tb testing.TB, f formats.Format, files ...formats.File) Reading {
	tb.Helper()
	got := Reading{Records: map[kg.ID]kg.Record{}}
	for it, err := range f.Read(files, formats.ReadOptions{Now: kg.InstantOf(Now), Source: "the-file"}) {
		CheckItem(tb, it, err)
		if err != nil {
			got.Problems = append(got.Problems, err.Error())
			continue
		}
		for _, remark := range it.Remarks {
			got.Remarks = append(got.Remarks, remark.Error())
		}
		for _, r := range append(it.Named, it.Records...) {
			if got.Records[r.Head().ID] == nil {
				got.Order = append(got.Order, r.Head().ID)
			}
			got.Records[r.Head().ID] = r
		}
	}
	return got
}

// CheckItem fails unless what a reader yielded has a place and its records are valid.
func CheckItem(tb testing.TB, it formats.Item, err error) {
	tb.Helper()
	var placed *formats.Error
	switch {
	case errors.As(err, &placed):
		if placed.At.Line == 0 || it.At.Line == 0 {
			tb.Errorf("item at %s, error %v: no place", it.At, err)
		}
		return
	case err != nil:
		return // the end of what can be read
	case it.At.Line == 0:
		tb.Errorf("item at %s: no place", it.At)
	}
	for _, r := range append(it.Named, it.Records...) {
		if err := r.Validate(); err != nil {
			tb.Errorf("%s: record %s is not valid: %v", it.At, r.Head().ID, err)
		}
	}
}

// One returns the record of an id.
func One[T kg.Record](tb testing.TB, got Reading, id kg.ID) T {
	tb.Helper()
	r, ok := got.Records[id].(T)
	if !ok {
		tb.Fatalf("got %T for %s, want another record; problems %v", got.Records[id], id, got.Problems)
	}
	return r
}

// Graph returns an export of a graph that what was read was written to. It fails if
// anything refers to what is not there, or not there yet.
func Graph(tb testing.TB, got Reading) *formats.Export {
	tb.Helper()
	records := []kg.Record{&kg.Source{Header: kg.Header{ID: "the-file"}, Title: "A file"}}
	for _, id := range got.Order {
		if id != "the-file" {
			records = append(records, got.Records[id])
		}
	}
	return Of(tb, records...)
}

// Written returns what a format writes of an export.
func Written(tb testing.TB, f formats.Format, x *formats.Export) string {
	tb.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// AsRead returns a record without what a graph works out and sets: versions, the spans
// that lifetimes limit, what an end hides.
func AsRead(tb testing.TB, r kg.Record) kg.Record {
	tb.Helper()
	exact, err := formats.ExactOf(r)
	if err != nil {
		tb.Fatal(err)
	}
	plain, err := exact.Read(kg.InstantOf(Now))
	if err != nil {
		tb.Fatal(err)
	}
	return plain
}

// ComesBack fails unless all records of an export, and no others, come back as they were
// from what a format writes of it, without a remark.
func ComesBack(tb testing.TB, f formats.Format, x *formats.Export) {
	tb.Helper()
	got := Read(tb, f, FileOf("export", Written(tb, f, x)))
	if len(got.Problems)+len(got.Remarks) > 0 {
		tb.Fatalf("got problems %v and remarks %v, want none", got.Problems, got.Remarks)
	}
	count := 0
	for record, err := range x.Records {
		if err != nil {
			tb.Fatal(err)
		}
		count++
		if diff := gocmp.Diff(AsRead(tb, record), got.Records[record.Head().ID]); diff != "" {
			tb.Errorf("%s (-want +got):\n%s", record.Head().ID, diff)
		}
	}
	if len(got.Records) != count {
		tb.Errorf("got %d records, want %d", len(got.Records), count)
	}
}

// Whole returns an export of all that was read, with what is restricted, as of Now.
func Whole(tb testing.TB, got Reading) *formats.Export {
	tb.Helper()
	x := Graph(tb, got)
	var all []kg.Record
	for _, class := range [...]kg.Class{
		kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim,
	} {
		var some []kg.Record
		for _, r := range got.Records {
			if r.Class() == class {
				some = append(some, r)
			}
		}
		slices.SortFunc(some, func(a, b kg.Record) int { return cmp.Compare(a.Head().ID, b.Head().ID) })
		all = append(all, some...)
	}
	x.View.Restricted = true
	x.Records = func(yield func(kg.Record, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
	return x
}

// OnPage fails unless a page of the documentation has a block of text with the lines.
func OnPage(tb testing.TB, path string, lines []string) {
	tb.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	block := "```text\n" + strings.Join(lines, "\n") + "\n```"
	if !strings.Contains(string(page), block) {
		tb.Errorf("%s has not what was read, which is\n%s", path, block)
	}
}
