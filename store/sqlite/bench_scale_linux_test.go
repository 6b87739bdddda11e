package sqlite_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// BenchmarkLoadOfAnySize loads the synthetic graph in the folder that the environment
// variable ENTENTE_BENCH_FOLDER names, as make_scale.py wrote it, and holds no more of it
// than a batch. It reports how many records a second it loads, of these the seconds
// after the last batch, the largest memory that the process had, and the size of the
// file: alone in a process, with -benchtime 1x.
func BenchmarkLoadOfAnySize(b *testing.B) {
	folder := os.Getenv("ENTENTE_BENCH_FOLDER")
	if folder == "" {
		b.Skip("ENTENTE_BENCH_FOLDER names no folder: loading a graph of any size is not measured")
	}
	path := newPath(b)
	s := openAt(b, path)
	g := kg.NewGraph(s, time.Now)
	began, records := time.Now(), 0
	end := beginLoad(b, s)
	for batch := range storetest.Batches(storetest.ScaleRecords(b, folder)) {
		if _, err := g.Write(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
		if records += len(batch.Writes); records/1_000_000 > (records-len(batch.Writes))/1_000_000 {
			b.Logf("%d records after %s, %d MB", records, time.Since(began).Round(time.Second), peak(b))
		}
	}
	written := time.Since(began)
	if err := end(b.Context()); err != nil {
		b.Fatal(err)
	}
	loaded := time.Since(began)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(records)/loaded.Seconds(), "records/s")
	b.ReportMetric((loaded - written).Seconds(), "end-s")
	b.ReportMetric(float64(peak(b)), "peak-MB")
	b.ReportMetric(float64(info.Size()>>20), "file-MB")
}

// peak is the largest memory that the process had so far, in MB.
func peak(b *testing.B) int {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	kilobytes := 0
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		b.Fatalf("VmHWM in /proc/self/status: %v", err)
	}
	return kilobytes >> 10
}
