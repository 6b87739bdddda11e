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
)

// A heap is what a collection found to be live, and what of it it had to look through: what
// holds no pointers is passed by.
type heap struct{ live, scanned uint64 }

// Pace has the garbage collector run as often as it pays, unless GOGC says how often: of a
// small heap less often than by default, and of one that is mostly passed by more often, for
// a collection costs as much as is looked through. Go's memory limit holds as before: the
// nearer to it, the more often.
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
			if right := percentFor(found(), spareWithin(debug.SetMemoryLimit(-1))); right != now {
				now = right
				set(now)
			}
			follow()
		})
	}
	follow()
}

// percentFor returns the GOGC by which so many bytes are allocated between collections as
// are spare, or as have to be looked through if those are more, and at least half as many as
// are live.
func percentFor(h heap, spare uint64) int {
	percent := int(min(max(spare, h.scanned)*usual/max(h.live, 1), math.MaxInt32))
	// To set another is worth it from some difference on only.
	step := 50
	if percent < usual {
		step = 10
	}
	return max(percent/step*step, usual/2)
}

// spareWithin returns how many bytes of a memory limit may be spare.
func spareWithin(limit int64) uint64 { return uint64(max(0, min(spare, limit/8))) }

// found returns what a collection found. Stacks and globals count as it reckons with them.
func found() (h heap) {
	samples := []metrics.Sample{
		{Name: "/gc/scan/total:bytes"}, {Name: "/gc/scan/heap:bytes"}, {Name: "/gc/heap/live:bytes"},
	}
	metrics.Read(samples)
	bytes := make([]uint64, len(samples))
	for i, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			bytes[i] = s.Value.Uint64()
		}
	}
	total, ofHeap, live := bytes[0], bytes[1], bytes[2]
	return heap{live: live + total - ofHeap, scanned: total}
}
