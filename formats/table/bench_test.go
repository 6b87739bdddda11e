package table

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/formats"
)

// BenchmarkRead reads a plain sheet of ties, whose rows name their source.
func BenchmarkRead(b *testing.B) {
	const rows = 20_000
	var sheet strings.Builder
	sheet.WriteString("from,to,type,start,end,source_url\n")
	for i := range rows {
		fmt.Fprintf(&sheet, "a%d,b%d,alliance,%d-04-08,%d,https://example.org/%d\n", i%5000, i%7001, 1800+i%200, 2001+i%20, i%300)
	}
	f := formats.File{Name: "sheet.csv", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(sheet.String())), nil
	}}
	mapping := textFile("mapping.yaml", "relationships:\n  - {type: <type>, from: <from>, to: <to>,\n"+
		"     validity: {start: <start>, end: <end>}, sources: <source_url>}\n")
	b.SetBytes(int64(sheet.Len()))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Read([]formats.File{f}, formats.ReadOptions{Now: now, Mapping: mapping, Source: "f"}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
