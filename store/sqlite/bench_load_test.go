package sqlite_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// BenchmarkLoad loads a synthetic graph into an empty file through [kg.Graph], and then
// writes the same rows and indexes with SQLite alone: prepared statements, a transaction
// for each 10,000 records, and what only serves to find records last. It reports how
// many relationships a second either loads, and the part that the first is of the other.
func BenchmarkLoad(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	var loading, raw time.Duration
	for b.Loop() {
		path := newPath(b)
		loading += loadGraph(b, path, graph)
		raw += loadRaw(b, path)
	}
	total := float64(b.N * len(graph.Relationships))
	b.ReportMetric(total/loading.Seconds(), "relationships/s")
	b.ReportMetric(total/raw.Seconds(), "raw-relationships/s")
	b.ReportMetric(100*raw.Seconds()/loading.Seconds(), "%-of-raw")
}

// loadGraph loads a graph into a new file and returns how long that took.
func loadGraph(b *testing.B, path string, scale *storetest.Scale) time.Duration {
	b.Helper()
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	g := kg.NewGraph(s, time.Now)
	began := time.Now()
	end, err := g.BeginLoad(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for batch := range storetest.Batches(scale.Records()) {
		if _, err := g.Write(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := end(b.Context()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}

// rawTables are the tables that a load writes, with the column that tells the number of
// the record that a row is for.
var rawTables = []struct{ name, number string }{
	{"record", "number"},
	{"edge", "number"},
	{"reference", "record"},
	{"name_key", "entity"},
	{"change", "sequence"},
}

// loadRaw writes what is in the file at path into another and returns how long that took,
// without the reading.
func loadRaw(b *testing.B, path string) time.Duration {
	b.Helper()
	from := openRaw(b, path)
	defer from.Close()
	mustExec(b, from, "CREATE INDEX raw_edges ON edge (number)")
	to := openRaw(b, filepath.Join(b.TempDir(), "raw.db"))
	defer to.Close()
	for n := range sqlite.TableVersions() {
		mustExec(b, to, sqlite.Migration(n+1))
	}
	began := time.Now()
	indexes := columnOf(b, to, "SELECT sql FROM sqlite_schema WHERE type = 'index'"+
		" AND sql IS NOT NULL AND tbl_name IN ('record', 'reference', 'name_key')")
	for _, name := range columnOf(b, to, "SELECT name FROM sqlite_schema WHERE type = 'index'"+
		" AND sql IS NOT NULL AND tbl_name IN ('record', 'reference', 'name_key')") {
		mustExec(b, to, "DROP INDEX "+name)
	}
	took := time.Since(began)
	last := 0
	if err := from.QueryRow("SELECT max(number) FROM record").Scan(&last); err != nil {
		b.Fatal(err)
	}
	for first := 1; first <= last; first += storetest.BatchSize {
		took += copyRaw(b, from, to, first, first+storetest.BatchSize)
	}
	began = time.Now()
	for _, index := range indexes {
		mustExec(b, to, index)
	}
	return took + time.Since(began)
}

// copyRaw writes the rows for records of some numbers in one transaction, and returns how
// long the writing took.
func copyRaw(b *testing.B, from, to *sql.DB, first, after int) time.Duration {
	b.Helper()
	rows := make([][][]any, len(rawTables))
	for i, table := range rawTables {
		rows[i] = rowsOf(b, from, "SELECT * FROM "+table.name+" WHERE "+table.number+
			" >= ? AND "+table.number+" < ? ORDER BY "+table.number, first, after)
	}
	began := time.Now()
	tx, err := to.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for i, table := range rawTables {
		if len(rows[i]) == 0 {
			continue
		}
		values := strings.Repeat(", ?", len(rows[i][0]))[2:]
		insert, err := tx.Prepare(fmt.Sprintf("INSERT INTO %s VALUES (%s)", table.name, values))
		if err != nil {
			b.Fatal(err)
		}
		for _, row := range rows[i] {
			if _, err := insert.Exec(row...); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func mustExec(b *testing.B, db *sql.DB, text string) {
	b.Helper()
	if _, err := db.Exec(text); err != nil {
		b.Fatalf("%s: %v", text, err)
	}
}

func columnOf(b *testing.B, db *sql.DB, query string) []string {
	b.Helper()
	var values []string
	for _, row := range rowsOf(b, db, query) {
		values = append(values, fmt.Sprint(row[0]))
	}
	return values
}
