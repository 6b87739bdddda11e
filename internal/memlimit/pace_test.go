package memlimit

import (
	"math"
	"runtime"
	"testing"
)

func TestASmallHeapIsCollectedLessOften(t *testing.T) {
	for _, tt := range []struct {
		live, spare uint64
		want        int
	}{
		{4 << 20, 32 << 20, 800},
		{5 << 20, 32 << 20, 600},   // 640, in steps of 50
		{16 << 20, 32 << 20, 200},  //
		{24 << 20, 32 << 20, 100},  // 133
		{32 << 20, 32 << 20, 100},  // as by default
		{320 << 20, 32 << 20, 100}, // not less
		{4 << 20, 0, 100},
		{0, 32 << 20, math.MaxInt32 / 50 * 50},
	} {
		if got := percentFor(tt.live, tt.spare); got != tt.want {
			t.Errorf("GOGC with %d bytes live and %d to spare: got %d, want %d", tt.live, tt.spare, got, tt.want)
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

// TestEachCollectionSetsThePace has much be live after one collection and little after the
// next.
func TestEachCollectionSetsThePace(t *testing.T) {
	percents := make(chan int, 100)
	pace(func(percent int) { percents <- percent })
	next := func() int {
		for {
			runtime.GC() // its findings are dealt with some time afterwards
			select {
			case percent := <-percents:
				return percent
			default:
				runtime.Gosched()
			}
		}
	}
	small := next()
	if small <= usual {
		t.Fatalf("with little live: got %d, want more than %d", small, usual)
	}
	much := make([]byte, 64<<20)
	if got := next(); got != usual {
		t.Errorf("with 64 MB live: got %d, want %d", got, usual)
	}
	runtime.KeepAlive(much)
	if got := next(); got <= usual {
		t.Errorf("with little live again: got %d, want more than %d", got, usual)
	}
}
