package jsonld_test

import (
	"io"
	"testing"

	"entente/formats/jsonld"
	"entente/internal/exporttest"
)

// BenchmarkWrite writes a hundred thousand relationships.
func BenchmarkWrite(b *testing.B) {
	const ties = 100_000
	x := exporttest.Large(b, ties)
	b.ReportAllocs()
	for b.Loop() {
		if err := jsonld.Format.Write(io.Discard, x); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(ties)*float64(b.N)/b.Elapsed().Seconds(), "ties/s")
}
