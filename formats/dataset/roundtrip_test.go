package dataset

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

// write returns what a format writes.
func write(t *testing.T, format formats.Format, x *formats.Export) string {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, x); err != nil {
		t.Fatalf("write %s: %v", format.Name, err)
	}
	return out.String()
}

// read returns all items of a text, which must have no mistakes.
func read(t *testing.T, format formats.Format, text string) []formats.Item {
	t.Helper()
	var items []formats.Item
	for item, err := range format.Read([]formats.File{fileOf("f", text)}, formats.ReadOptions{}) {
		if err != nil {
			t.Fatalf("read %s: %v\n%s", format.Name, err, text)
		}
		items = append(items, item)
	}
	return items
}

// recordsOf returns the records of items, in order.
func recordsOf(items []formats.Item) []kg.Record {
	var records []kg.Record
	for _, item := range items {
		records = append(records, item.Records...)
	}
	return records
}

// both are the two formats.
var both = []formats.Format{YAML, JSONL}

func TestWhatIsWrittenReadsAsTheSame(t *testing.T) {
	for seed := range uint64(300) {
		x := exportOf(newMaker(seed).graph())
		for _, format := range both {
			text := write(t, format, x)
			records := recordsOf(read(t, format, text))
			want := collect(t, x)
			if diff := gocmp.Diff(want, records); diff != "" {
				t.Fatalf("seed %d, %s: records (-written +read):\n%s\n%s", seed, format.Name, diff, text)
			}
			again := exportOf(records)
			again.About = x.About
			if diff := gocmp.Diff(text, write(t, format, again)); diff != "" {
				t.Fatalf("seed %d, %s: text (-once +twice):\n%s", seed, format.Name, diff)
			}
		}
	}
}

// collect returns the records of an export.
func collect(t *testing.T, x *formats.Export) []kg.Record {
	t.Helper()
	var records []kg.Record
	for r, err := range x.Records {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// byClass puts records into the order of an export's classes.
func byClass(records []kg.Record) []kg.Record {
	order := []kg.Class{kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim}
	slices.SortStableFunc(records, func(a, b kg.Record) int {
		return cmp.Compare(slices.Index(order, a.Class()), slices.Index(order, b.Class()))
	})
	return records
}

// onDisk writes a text to a file and returns its path.
func onDisk(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
