package sqlite_test

import (
	"database/sql"
	"encoding/json"
	"io"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// BenchmarkExport reads all records of a graph and writes them as lines of JSON, and then
// does the same to the rows of the table that keeps them, with SQLite alone. It reports
// how many records a second come out of either, and the part that the first is of the
// other.
func BenchmarkExport(b *testing.B) {
	graph := storetest.MakeScale(b, benchSize())
	path := newPath(b)
	loadGraph(b, path, graph)
	s := openAt(b, path)
	db := openRaw(b, path)
	defer db.Close()
	var exporting, raw time.Duration
	records := 0
	for b.Loop() {
		began := time.Now()
		records += export(b, s)
		exporting += time.Since(began)
		began = time.Now()
		exportRaw(b, db)
		raw += time.Since(began)
	}
	b.ReportMetric(float64(records)/exporting.Seconds(), "records/s")
	b.ReportMetric(float64(records)/raw.Seconds(), "raw-records/s")
	b.ReportMetric(100*raw.Seconds()/exporting.Seconds(), "%-of-raw")
}

// export writes what a store has and returns how many records that are.
func export(b *testing.B, s *sqlite.Store) (records int) {
	b.Helper()
	out := json.NewEncoder(io.Discard)
	for record, err := range s.All(b.Context(), kg.View{}) {
		if err == nil {
			err = out.Encode(record)
		}
		if err != nil {
			b.Fatal(err)
		}
		records++
	}
	return records
}

// A rawRow is a row of table record as it is, with its body as JSON in JSON.
type rawRow struct {
	ID            string          `json:"id"`
	Class         string          `json:"class"`
	Kind          string          `json:"kind"`
	Label         string          `json:"label"`
	StartEarliest int64           `json:"startEarliest"`
	StartLatest   int64           `json:"startLatest"`
	EndEarliest   int64           `json:"endEarliest"`
	EndLatest     int64           `json:"endLatest"`
	Version       int64           `json:"version"`
	RecordedFrom  int64           `json:"recordedFrom"`
	Body          json.RawMessage `json:"body"`
}

// exportRaw writes the rows of table record.
func exportRaw(b *testing.B, db *sql.DB) {
	b.Helper()
	rows, err := db.Query("SELECT id, class, kind, label, start_earliest, start_latest," +
		" end_earliest, end_latest, version, recorded_from, body FROM record ORDER BY class, id")
	if err != nil {
		b.Fatal(err)
	}
	out := json.NewEncoder(io.Discard)
	for rows.Next() {
		var row rawRow
		var body string
		err := rows.Scan(&row.ID, &row.Class, &row.Kind, &row.Label, &row.StartEarliest,
			&row.StartLatest, &row.EndEarliest, &row.EndLatest, &row.Version, &row.RecordedFrom,
			&body)
		if row.Body = json.RawMessage(body); err == nil {
			err = out.Encode(row)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}
