package sqlite_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"

	"entente/kg"
	"entente/store/sqlite"
)

var editor = kg.View{Restricted: true}

func newActor(id kg.ID) *kg.Entity {
	return &kg.Entity{
		Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "state", Validity: kg.Unknown,
		Names: []kg.Name{{Text: "Name of " + string(id), Kind: kg.NameOfficial}},
	}
}

// newTie returns a relationship that held in a span of years.
func newTie(tb testing.TB, id, from, to kg.ID, years string) *kg.Relationship {
	tb.Helper()
	validity, err := kg.Written{EDTF: years}.Read(0)
	if err != nil {
		tb.Fatalf("validity %s: %v", years, err)
	}
	return &kg.Relationship{
		Header: kg.Header{ID: id}, Type: "partnership", From: from, To: to,
		Validity: validity, Sign: kg.SignCooperative, Symmetric: true,
	}
}

// batchOf returns a batch that puts records whether or not they are there.
func batchOf(id string, records ...kg.Record) kg.Batch {
	b := kg.Batch{ID: id, Writer: "tester"}
	for _, r := range records {
		b.Writes = append(b.Writes, kg.Write{Record: r, Expect: kg.AnyVersion})
	}
	return b
}

// newPath returns the name of a file that is not there yet.
func newPath(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(tb.TempDir(), "graph.db")
}

// openAt opens the file at path until the test ends.
func openAt(tb testing.TB, path string, options ...sqlite.Option) *sqlite.Store {
	tb.Helper()
	s, err := sqlite.Open(tb.Context(), path, options...)
	if err != nil {
		tb.Fatalf("Open: got error %v, want a store", err)
	}
	tb.Cleanup(func() { closeNow(tb, s) })
	return s
}

func closeNow(tb testing.TB, s *sqlite.Store) {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Errorf("Close: got error %v, want none", err)
	}
}

// apply applies a batch that must be acknowledged.
func apply(tb testing.TB, s kg.Store, b kg.Batch) kg.Receipt {
	tb.Helper()
	receipt, err := s.Apply(tb.Context(), b)
	if err != nil {
		tb.Fatalf("Apply of %s: got error %v, want a receipt", b.ID, err)
	}
	return receipt
}

// putStar writes an entity "hub" with n ties to entities of their own.
func putStar(tb testing.TB, s kg.Store, n int) {
	tb.Helper()
	records := []kg.Record{newActor("hub")}
	for i := range n {
		far := kg.ID(fmt.Sprintf("far-%03d", i))
		id, years := kg.ID(fmt.Sprintf("tie-%03d", i)), fmt.Sprintf("%d/2020", 1900+i%100)
		records = append(records, newActor(far), newTie(tb, id, "hub", far, years))
	}
	apply(tb, s, batchOf("star", records...))
}

// everything returns all records, versions and changes that a store has.
func everything(tb testing.TB, s kg.Store) []any {
	tb.Helper()
	var records []kg.Record
	var ids []kg.ID
	for record, err := range s.All(tb.Context(), editor) {
		if err != nil {
			tb.Fatalf("All: got error %v, want none", err)
		}
		records, ids = append(records, record), append(ids, record.Head().ID)
	}
	versions, err := s.Versions(tb.Context(), editor, ids)
	if err != nil {
		tb.Fatalf("Versions: got error %v, want none", err)
	}
	changes, err := s.Changes(tb.Context(), editor, 0, 1<<30)
	if err != nil {
		tb.Fatalf("Changes: got error %v, want none", err)
	}
	return []any{records, versions, changes}
}

// openRaw opens a file past the store, with one connection that is as safe as the store's.
func openRaw(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	pragmas := url.Values{"_pragma": {
		"journal_mode(WAL)", "synchronous(FULL)", "cache_size(-64000)", "wal_autocheckpoint(10000)",
	}}
	db, err := sql.Open("sqlite", "file:"+path+"?"+pragmas.Encode())
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

// rowsOf returns what a query finds.
func rowsOf(tb testing.TB, db *sql.DB, query string, args ...any) [][]any {
	tb.Helper()
	found, err := db.Query(query, args...)
	if err != nil {
		tb.Fatal(err)
	}
	columns, err := found.Columns()
	if err != nil {
		tb.Fatal(err)
	}
	var rows [][]any
	for found.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			tb.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := found.Err(); err != nil {
		tb.Fatal(err)
	}
	return rows
}
