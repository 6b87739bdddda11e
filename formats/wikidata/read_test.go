package wikidata_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/formats"
	"entente/formats/wikidata"
	"entente/kg"
)

var now = kg.InstantOf(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC))

// A reading is what came of a file.
type reading struct {
	records map[kg.ID]kg.Record
	// named are the records that were only mentioned.
	named map[kg.ID]kg.Record
	// mistakes are what was refused, remarks what was read otherwise, each with its place.
	mistakes, remarks []string
}

// read reads a text, and checks that all that is yielded is valid and comes after what
// it refers to.
func read(t testing.TB, text string, o formats.ReadOptions) *reading {
	t.Helper()
	o.Now = now
	r := &reading{records: map[kg.ID]kg.Record{}, named: map[kg.ID]kg.Record{}}
	file := formats.TextFile("a.json", []byte(text))
	for item, err := range wikidata.Format.Read([]formats.File{file}, o) {
		if err != nil {
			var placed *formats.Error
			if !errors.As(err, &placed) && !strings.Contains(err.Error(), "a.json:") {
				t.Errorf("an error without a place: %v", err)
			}
			r.mistakes = append(r.mistakes, err.Error())
			continue
		}
		for _, record := range item.Named {
			r.put(t, r.named, record, o.Source)
		}
		for _, record := range item.Records {
			r.put(t, r.records, record, o.Source)
		}
		for _, remark := range item.Remarks {
			r.remarks = append(r.remarks, remark.Error())
		}
	}
	return r
}

func (r *reading) put(t testing.TB, into map[kg.ID]kg.Record, record kg.Record, file kg.ID) {
	t.Helper()
	if err := record.Validate(); err != nil {
		t.Errorf("the record %s was read, but is not valid: %v", record.Head().ID, err)
	}
	into[record.Head().ID] = record
	for _, ref := range record.References() {
		if r.records[ref.ID] == nil && r.named[ref.ID] == nil && ref.ID != file {
			t.Errorf("%s of %s is %s, which did not come before", ref.Field, record.Head().ID, ref.ID)
		}
	}
}

func (r *reading) entity(t testing.TB, id kg.ID) *kg.Entity {
	t.Helper()
	e, ok := r.records[id].(*kg.Entity)
	if !ok {
		t.Fatalf("no entity %s: %v %v", id, r.mistakes, r.remarks)
	}
	return e
}

// ties returns the relationships of a type.
func (r *reading) ties(name string) []*kg.Relationship {
	var all []*kg.Relationship
	for _, record := range r.records {
		if tie, ok := record.(*kg.Relationship); ok && tie.Type == name {
			all = append(all, tie)
		}
	}
	slices.SortFunc(all, func(a, b *kg.Relationship) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all
}

// claims returns the claims about a record.
func (r *reading) claims(about kg.ID) map[kg.ID]*kg.Claim {
	all := map[kg.ID]*kg.Claim{}
	for id, record := range r.records {
		if c, ok := record.(*kg.Claim); ok && c.About == about {
			all[id] = c
		}
	}
	return all
}

func has(texts []string, part string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) })
}

func content(t testing.TB, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func example(t testing.TB) string {
	t.Helper()
	return content(t, "..", "..", "docs", "formats", "examples", "wikidata", "nato.wikidata.json")
}
