package dataset

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

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
			want := collect(x)
			if diff := cmp.Diff(want, records); diff != "" {
				t.Fatalf("seed %d, %s: records (-written +read):\n%s\n%s", seed, format.Name, diff, text)
			}
			again := exportOf(records)
			again.About = x.About
			if diff := cmp.Diff(text, write(t, format, again)); diff != "" {
				t.Fatalf("seed %d, %s: text (-once +twice):\n%s", seed, format.Name, diff)
			}
		}
	}
}

// collect returns the records of an export.
func collect(x *formats.Export) []kg.Record {
	var records []kg.Record
	for r := range x.Records {
		records = append(records, r)
	}
	return records
}
