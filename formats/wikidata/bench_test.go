package wikidata_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"entente/formats"
	"entente/formats/wikidata"
)

// BenchmarkRead reads a dump of many items, a line each, in both of its passes.
func BenchmarkRead(b *testing.B) {
	lines := strings.Split(strings.TrimSpace(content(b, "testdata", "dump.json")), "\n")
	item := strings.TrimSuffix(lines[2], ",") + ",\n"
	const items = 20_000
	file := formats.File{Name: "a.json", Open: func() (io.ReadCloser, error) {
		parts := make([]io.Reader, items)
		for i := range parts {
			parts[i] = bytes.NewReader([]byte(item))
		}
		return io.NopCloser(io.MultiReader(parts...)), nil
	}}
	b.SetBytes(int64(items * len(item)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range wikidata.Format.Read([]formats.File{file}, formats.ReadOptions{Now: now}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
