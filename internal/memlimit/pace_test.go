package memlimit

import (
	"math"
	"runtime"
	"testing"
)

func TestAHeapIsCollectedAsOftenAsItPays(t *testing.T) {
	const mb = 1 << 20
	for _, tt := range []struct {
		name                 string
		live, scanned, spare uint64
		want                 int
	}{
		{"a small heap", 4 * mb, 4 * mb, 32 * mb, 800},
		{"in steps of 50: 640", 5 * mb, 5 * mb, 32 * mb, 600},
		{"half of what is spare", 16 * mb, 16 * mb, 32 * mb, 200},
		{"133", 24 * mb, 24 * mb, 32 * mb, 100},
		{"as by default", 32 * mb, 32 * mb, 32 * mb, 100},
		{"a large heap, as by default", 320 * mb, 320 * mb, 32 * mb, 100},
		{"nothing is spare", 4 * mb, 4 * mb, 0, 100},
		{"some is passed by: 75", 80 * mb, 60 * mb, 32 * mb, 70},
		{"half is passed by", 400 * mb, 200 * mb, 32 * mb, 50},
		{"most is passed by, but half as much as is live is allocated", 128 * mb, 16 * mb, 32 * mb, 50},
		{"nothing is live", 0, 0, 32 * mb, math.MaxInt32 / 50 * 50},
	} {
		if got := percentFor(heap{tt.live, tt.scanned}, tt.spare); got != tt.want {
			t.Errorf("%s: got GOGC %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestASmallLimitLeavesLittleToSpare(t *testing.T) {
	for limit, want := range map[int64]uint64{
		math.MaxInt64: 32 << 20, 256 << 20: 32 << 20, 128 << 20: 16 << 20, 0: 0, -1: 0,
	} {
		if got := spareWithin(limit); got != want {
			t.Errorf("to spare within %d bytes: got %d, want %d", limit, got, want)
		}
	}
}

// TestEachCollectionSetsThePace has little be live after some collections and much after the
// next ones. A collection that is under way while much is allocated does not look through it.
func TestEachCollectionSetsThePace(t *testing.T) {
	percents := make(chan int, 100)
	pace(func(percent int) { percents <- percent })
	settles := func(when string, on func(percent int) bool) {
		t.Helper()
		percent := usual
		for range 1000 {
			runtime.GC() // its findings are dealt with some time afterwards
			select {
			case percent = <-percents:
			default:
				runtime.Gosched()
			}
			if on(percent) {
				return
			}
		}
		t.Errorf("%s: got GOGC %d after 1,000 collections", when, percent)
	}
	settles("with little live, want more than 100", func(percent int) bool { return percent > usual })
	much := make([]*byte, 8<<20)
	settles("with 64 MB of pointers live, want 80 to 100",
		func(percent int) bool { return 80 <= percent && percent <= usual })
	runtime.KeepAlive(much)
	passedBy := make([]byte, 64<<20)
	settles("with 64 MB without pointers live, want less than 80",
		func(percent int) bool { return percent < 80 })
	runtime.KeepAlive(passedBy)
	settles("with little live again, want more than 100", func(percent int) bool { return percent > usual })
}
