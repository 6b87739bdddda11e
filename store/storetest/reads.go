package storetest

import (
	"math"
	"testing"

	"entente/kg"
)

// must ends the test unless a call of the store succeeded with as many answers as
// there were questions.
func must[T any](t *testing.T, call string, answers []T, err error, questions int) []T {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: got error %v, want none", call, err)
	}
	if len(answers) != questions {
		t.Fatalf("%s: got %d answers, want %d", call, len(answers), questions)
	}
	return answers
}

func (s *harness) records(t *testing.T, v kg.View, ids ...kg.ID) []kg.Record {
	t.Helper()
	records, err := s.Records(t.Context(), v, ids)
	return must(t, "Records", records, err, len(ids))
}

// record returns a record that must be there.
func (s *harness) record(t *testing.T, id kg.ID) kg.Record {
	t.Helper()
	record := s.records(t, editor, id)[0]
	if record == nil {
		t.Fatalf("Records(%s): got nil, want the record", id)
	}
	return record
}

func (s *harness) find(t *testing.T, v kg.View, queries ...kg.Query) [][]kg.Found {
	t.Helper()
	pages, err := s.Find(t.Context(), v, queries)
	return must(t, "Find", pages, err, len(queries))
}

// ids returns what each query finds.
func (s *harness) ids(t *testing.T, v kg.View, queries ...kg.Query) [][]kg.ID {
	t.Helper()
	ids := make([][]kg.ID, len(queries))
	for i, page := range s.find(t, v, queries...) {
		for _, found := range page {
			ids[i] = append(ids[i], found.Record.Head().ID)
		}
	}
	return ids
}

// finds checks what one query finds for an editor.
func (s *harness) finds(t *testing.T, q kg.Query, want ...kg.ID) {
	t.Helper()
	same(t, "Find("+show(q)+")", s.ids(t, editor, q)[0], want)
}

func (s *harness) count(t *testing.T, v kg.View, queries ...kg.Query) [][]kg.Tally {
	t.Helper()
	tallies, err := s.Count(t.Context(), v, queries)
	return must(t, "Count", tallies, err, len(queries))
}

func (s *harness) search(t *testing.T, v kg.View, probes ...kg.NameProbe) [][]kg.NameHit {
	t.Helper()
	hits, err := s.Search(t.Context(), v, probes)
	return must(t, "Search", hits, err, len(probes))
}

func (s *harness) versions(t *testing.T, v kg.View, ids ...kg.ID) [][]kg.Version {
	t.Helper()
	versions, err := s.Versions(t.Context(), v, ids)
	return must(t, "Versions", versions, err, len(ids))
}

// changes returns all entries of the log after a sequence number.
func (s *harness) changes(t *testing.T, v kg.View, after int64) []kg.Change {
	t.Helper()
	changes, err := s.Changes(t.Context(), v, after, math.MaxInt32)
	return must(t, "Changes", changes, err, len(changes))
}

func (s *harness) all(t *testing.T, v kg.View) []kg.Record {
	t.Helper()
	var records []kg.Record
	for record, err := range s.All(t.Context(), v) {
		if err != nil {
			t.Fatalf("All: got error %v after %d records, want none", err, len(records))
		}
		records = append(records, record)
	}
	return records
}
