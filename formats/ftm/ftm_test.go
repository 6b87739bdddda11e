package ftm

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

// now is the moment of all readings.
var now = kg.InstantOf(exporttest.Now)

// fileOf returns a file of a text.
func fileOf(name, text string) formats.File {
	return formats.File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// A reading is what came of files.
type reading struct {
	records  map[kg.ID]kg.Record
	order    []kg.ID
	remarks  []string
	problems []string
}

// readAll reads files into an empty graph.
func readAll(tb testing.TB, files ...formats.File) reading {
	tb.Helper()
	got := reading{records: map[kg.ID]kg.Record{}}
	for it, err := range Format.Read(files, formats.ReadOptions{Now: now, Source: "the-file"}) {
		var placed *formats.Error
		switch {
		case errors.As(err, &placed):
			got.problems = append(got.problems, placed.Error())
			continue
		case err != nil:
			tb.Fatal(err)
		}
		for _, remark := range it.Remarks {
			got.remarks = append(got.remarks, remark.Error())
		}
		for _, r := range append(it.Named, it.Records...) {
			if err := r.Validate(); err != nil {
				tb.Errorf("%s: record %s is not valid: %v", it.At, r.Head().ID, err)
			}
			if got.records[r.Head().ID] == nil {
				got.order = append(got.order, r.Head().ID)
			}
			got.records[r.Head().ID] = r
		}
	}
	return got
}

// one returns the record of an id.
func one[T kg.Record](t *testing.T, got reading, id kg.ID) T {
	t.Helper()
	r, ok := got.records[id].(T)
	if !ok {
		t.Fatalf("got %T for %s, want another record; problems %v", got.records[id], id, got.problems)
	}
	return r
}

// written returns what is written of an export.
func written(tb testing.TB, x *formats.Export) string {
	tb.Helper()
	var b bytes.Buffer
	if err := Format.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// asRead returns a record without what a graph works out and sets: versions, the spans
// that lifetimes limit, what an end hides.
func asRead(tb testing.TB, r kg.Record) kg.Record {
	tb.Helper()
	exact, err := formats.ExactOf(r)
	if err != nil {
		tb.Fatal(err)
	}
	plain, err := exact.Read(now)
	if err != nil {
		tb.Fatal(err)
	}
	return plain
}

func TestTheStartingGraphComesBackAsItWas(t *testing.T) {
	x := exporttest.Seed(t)
	got := readAll(t, fileOf("seed.ftm.json", written(t, x)))
	if len(got.problems)+len(got.remarks) > 0 {
		t.Fatalf("got problems %v and remarks %v, want none", got.problems, got.remarks)
	}
	count := 0
	for record, err := range x.Records {
		if err != nil {
			t.Fatal(err)
		}
		count++
		want := asRead(t, record)
		if diff := cmp.Diff(want, got.records[record.Head().ID]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", record.Head().ID, diff)
		}
	}
	if len(got.records) != count {
		t.Errorf("got %d records, want %d", len(got.records), count)
	}
}

func TestWhatIsWrittenIsTheSameEachTime(t *testing.T) {
	x := exporttest.Seed(t)
	if written(t, x) != written(t, x) {
		t.Error("got two texts for one export, want one")
	}
}

// diskFile returns a file on disk.
func diskFile(path string) formats.File {
	return formats.File{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// graphOf returns an export of a graph that what was read was written to.
func graphOf(t *testing.T, got reading) *formats.Export {
	t.Helper()
	records := []kg.Record{&kg.Source{Header: kg.Header{ID: "the-file"}, Title: "A file"}}
	for _, id := range got.order {
		records = append(records, got.records[id])
	}
	return exporttest.Of(t, records...)
}
