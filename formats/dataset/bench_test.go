package dataset

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"entente/formats"
	"entente/kg"
)

// ties returns an export of some entities and many relationships between them.
func ties(tb testing.TB, n int) *formats.Export {
	tb.Helper()
	records := []kg.Record{
		&kg.Term{
			Header:   kg.Header{ID: "type:ally"},
			TermKind: kg.TermRelationshipType, Name: "ally", Label: "ally", Sign: kg.SignCooperative,
		},
		&kg.Source{Header: kg.Header{ID: "s"}, Title: "A list of alliances"},
	}
	for i := range n {
		when, err := kg.Written{EDTF: fmt.Sprintf("%d-03/%d-11-30", 1816+i%150, 1970+i%50)}.Read(0)
		if err != nil {
			tb.Fatal(err)
		}
		records = append(records, &kg.Relationship{
			Header: kg.Header{ID: kg.ID(fmt.Sprintf("alliance-%d", i)), Sources: []kg.ID{"s"}},
			Type:   "ally", From: kg.ID(fmt.Sprintf("state-%d", i%200)), To: kg.ID(fmt.Sprintf("state-%d", 200+i%199)),
			Validity: when, Sign: kg.SignCooperative,
		})
	}
	return exportOf(records)
}

// exportOf returns an export of records.
func exportOf(records []kg.Record) *formats.Export {
	return &formats.Export{
		About: formats.About{Title: "A graph", Known: 1_768_478_400_000_000},
		Records: func(yield func(kg.Record, error) bool) {
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
			}
		},
	}
}

func BenchmarkReadRelationshipLines(b *testing.B) {
	var text bytes.Buffer
	if err := writeJSONL(&text, ties(b, 10_000)); err != nil {
		b.Fatal(err)
	}
	files := []formats.File{fileOf("f", text.String())}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		read := 0
		for _, err := range readJSONL(files, formats.ReadOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			read++
		}
		if read != 10_002 {
			b.Fatalf("got %d items, want 10002", read)
		}
	}
	b.ReportMetric(float64(b.N)*10_000/b.Elapsed().Seconds(), "relationships/s")
}

func BenchmarkWriteRelationshipLines(b *testing.B) {
	export := ties(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := writeJSONL(io.Discard, export); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*10_000/b.Elapsed().Seconds(), "relationships/s")
}

// fileOf returns a file of a text.
func fileOf(name, text string) formats.File { return formats.TextFile(name, []byte(text)) }
