package memlimit

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// spare is how many bytes are allocated at least from one garbage collection to the
	// next. By Go's default a collection comes when the heap has grown by what was live
	// after the last: of a server whose graph is in a file that is some MB, and it would
	// collect fifty times a second, for a fifth of its time. What is live may be garbage
	// by then, as it may by default; so the heap takes 64 MB at most where by default it
	// would take less, and no more than by default above that.
	spare = 32 << 20
	// usual is GOGC's default: how many percent of what is live are allocated before the
	// next collection.
	usual = 100
	// steps are the percents between which it is not worth to tell one from another.
	steps = 50
)

// Pace has the garbage collector of a small heap run no more often than it pays, unless
// GOGC says how often. Go's memory limit holds as before: the nearer to it, the more often.
func Pace() {
	if os.Getenv("GOGC") == "" {
		pace(func(percent int) { debug.SetGCPercent(percent) })
	}
}

// pace calls set whenever a collection has found that another GOGC is right.
func pace(set func(percent int)) {
	now := usual
	var follow func()
	follow = func() {
		// What nothing refers to any more is found out by the next collection.
		runtime.SetFinalizer(&struct{ _ *byte }{}, func(any) {
			if right := percentFor(scanned(), spareWithin(debug.SetMemoryLimit(-1))); right != now {
				now = right
				set(now)
			}
			follow()
		})
	}
	follow()
}

// percentFor returns the GOGC by which that many bytes are allocated between collections,
// or as many as by default if those are more, where so many are live.
func percentFor(live, spare uint64) int {
	percent := min(spare*usual/max(live, 1), math.MaxInt32)
	return int(max(usual, percent/steps*steps))
}

// spareWithin returns how many bytes of a memory limit may be spare.
func spareWithin(limit int64) uint64 { return uint64(max(0, min(spare, limit/8))) }

// scanned returns how many bytes a collection reckons with: those of what it found to be
// live, and of what it looked through for it.
func scanned() (bytes uint64) {
	samples := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"},
	}
	metrics.Read(samples)
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			bytes += s.Value.Uint64()
		}
	}
	return bytes
}
