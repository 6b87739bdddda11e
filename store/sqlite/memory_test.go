package sqlite_test

import (
	"math"
	"testing"

	"entente/store/sqlite"
)

func TestWhatIsKeptInMemoryFollowsItsLimit(t *testing.T) {
	for _, tt := range []struct {
		limit                int64
		records, pages, ties int
	}{
		{math.MaxInt64, 100_000, 16_000, 5_000_000},
		{1 << 30, 100_000, 16_000, 2_684_354},
		{600 << 20, 76_800, 16_000, 1_572_864},
		{300 << 20, 38_400, 8000, 786_432},
		{0, 0, 0, 0},
	} {
		if got := sqlite.CachedWithin(tt.limit); got != tt.records {
			t.Errorf("records kept within %d bytes: got %d, want %d", tt.limit, got, tt.records)
		}
		if got := sqlite.TiesWithin(tt.limit); got != tt.ties {
			t.Errorf("relationships kept within %d bytes: got %d, want %d", tt.limit, got, tt.ties)
		}
		if got := sqlite.PagesWithin(tt.limit, 16_000); got != tt.pages {
			t.Errorf("KB of pages kept within %d bytes: got %d, want %d", tt.limit, got, tt.pages)
		}
	}
}
