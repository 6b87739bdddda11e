package wikidata_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/formats"
	"entente/formats/wikidata"
	"entente/kg"
)

var now = kg.InstantOf(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC))

// A reading is what came of some files.
type reading struct {
	records map[kg.ID]kg.Record
	named   map[kg.ID]kg.Record
	order   []kg.ID
	errors  []string
	remarks []string
}

func fileOf(name, text string) formats.File {
	return formats.File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

func readText(t testing.TB, text string, o formats.ReadOptions) *reading {
	t.Helper()
	o.Now = now
	r := &reading{records: map[kg.ID]kg.Record{}, named: map[kg.ID]kg.Record{}}
	for item, err := range wikidata.Format.Read([]formats.File{fileOf("a.json", text)}, o) {
		if err != nil {
			var placed *formats.Error
			if !errors.As(err, &placed) && !strings.Contains(err.Error(), "a.json") {
				t.Errorf("an error without a place: %v", err)
			}
			r.errors = append(r.errors, err.Error())
			continue
		}
		for _, record := range item.Named {
			r.check(t, record)
			if r.named[record.Head().ID] == nil {
				r.named[record.Head().ID] = record
				r.order = append(r.order, record.Head().ID)
			}
		}
		for _, record := range item.Records {
			r.check(t, record)
			r.records[record.Head().ID] = record
			r.order = append(r.order, record.Head().ID)
		}
		for _, remark := range item.Remarks {
			r.remarks = append(r.remarks, remark.Error())
		}
	}
	return r
}

func (r *reading) check(t testing.TB, record kg.Record) {
	if err := record.Validate(); err != nil {
		t.Errorf("the record %s was read, but is not valid: %v", record.Head().ID, err)
	}
}

func text(t testing.TB, path ...string) string {
	t.Helper()
	all, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestDump(t *testing.T) {
	for _, p := range []string{"testdata/dump.json", "../../docs/formats/examples/wikidata/nato.wikidata.json"} {
		r := readText(t, text(t, p), formats.ReadOptions{})
		for _, id := range r.order {
			switch x := r.records[id].(type) {
			case *kg.Entity:
				t.Logf("E %s %s %s %q %v %v", id, x.EntityClass, x.Kind, x.Names[0].Text, len(x.Names), x.Validity.Written)
			case *kg.Relationship:
				t.Logf("R %s %s -%s-> %s %v %v %v", id, x.From, x.Type, x.To, x.Validity.Written, x.Properties, x.Sources)
			case *kg.Claim:
				t.Logf("C %s %s %s %s %s %s %s", id, x.About, x.Property, x.Value, x.Rank, x.Source, x.HoldsAt)
			case nil:
				t.Logf("N %s %v", id, r.named[id])
			}
		}
		t.Log(strings.Join(r.errors, "\n"), "\n", strings.Join(r.remarks, "\n"))
	}
}
