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
		{math.MaxInt64, 16 << 20, 16_000, 12_000_000},
		{1 << 30, 16 << 20, 16_000, 2_684_354},
		{300 << 20, 16 << 20, 16_000, 786_432},
		{150 << 20, 8 << 20, 8000, 393_216},
		{0, 0, 0, 0},
	} {
		if got := sqlite.KeptWithin(tt.limit); got != tt.records {
			t.Errorf("bytes of records kept within %d: got %d, want %d", tt.limit, got, tt.records)
		}
		if got := sqlite.TiesWithin(tt.limit); got != tt.ties {
			t.Errorf("relationships kept within %d bytes: got %d, want %d", tt.limit, got, tt.ties)
		}
		if got := sqlite.PartOfMost(tt.limit, 16_000); got != tt.pages {
			t.Errorf("KB of pages kept within %d bytes: got %d, want %d", tt.limit, got, tt.pages)
		}
	}
}
