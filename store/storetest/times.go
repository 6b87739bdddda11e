package storetest

import (
	"slices"
	"testing"
	"time"
)

// Times are how long the calls of a benchmark took, one by one. A mean says little
// where a few of them take most of the time, or where the machine is shared.
type Times struct {
	wall, cpu []time.Duration
}

// Take calls f and notes what it took.
func (t *Times) Take(f func()) {
	began, used := time.Now(), cpuTime()
	f()
	t.wall = append(t.wall, time.Since(began))
	t.cpu = append(t.cpu, cpuTime()-used)
}

// Report adds the median, the 95th of a hundred and the slowest to what b prints,
// and the median of the processor time of this process where the system tells it.
// All are in milliseconds, and their names begin with the prefix.
func (t *Times) Report(b *testing.B, prefix string) {
	b.Helper()
	if len(t.wall) == 0 {
		return
	}
	b.ReportMetric(milliseconds(t.wall, 50), prefix+"ms-median")
	b.ReportMetric(milliseconds(t.wall, 95), prefix+"ms-p95")
	b.ReportMetric(milliseconds(t.wall, 100), prefix+"ms-slowest")
	if cpuTime() > 0 {
		b.ReportMetric(milliseconds(t.cpu, 50), prefix+"cpu-ms-median")
	}
}

// milliseconds returns the duration that so many percent of all do not exceed.
func milliseconds(took []time.Duration, percent int) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[(len(sorted)-1)*percent/100].Nanoseconds()) / 1e6
}
