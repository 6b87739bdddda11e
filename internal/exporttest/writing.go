package exporttest

import (
	"errors"
	"io"
	"testing"

	"entente/formats"
	"entente/kg"
)

// A full is a place without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

// Writes checks what holds for every writer: one export is the same bytes each time, and
// failures of where it is written to, and of where its records come from, are passed on.
func Writes(t *testing.T, f formats.Format) {
	t.Helper()
	x := Seed(t)
	if once := Written(t, f, x); once != Written(t, f, x) {
		t.Error("writing twice: got two files, want one and the same")
	}
	if err := f.Write(full{}, Seed(t)); !errors.Is(err, errFull) {
		t.Errorf("no room: got error %v, want that", err)
	}
	broken := Seed(t)
	broken.Records = func(yield func(kg.Record, error) bool) { yield(nil, kg.ErrUnavailable) }
	if err := f.Write(io.Discard, broken); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("no store: got error %v, want that", err)
	}
}

// BenchWrites measures how many relationships a second a writer writes.
func BenchWrites(b *testing.B, f formats.Format) {
	b.Helper()
	const relationships = 100_000
	x := Large(b, relationships)
	for b.Loop() {
		if err := f.Write(io.Discard, x); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(relationships*float64(b.N)/b.Elapsed().Seconds(), "relationships/s")
}
