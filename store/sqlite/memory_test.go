package sqlite_test

import (
	"math"
	"testing"

	"entente/store/sqlite"
)

func TestWhatIsKeptInMemoryFollowsItsLimit(t *testing.T) {
	for _, tt := range []struct {
		limit          int64
		records, pages int
	}{
		{math.MaxInt64, 16 << 20, 16_000},
		{1 << 30, 16 << 20, 16_000},
		{300 << 20, 16 << 20, 16_000},
		{150 << 20, 8 << 20, 8000},
		{0, 0, 0},
	} {
		if got := sqlite.KeptWithin(tt.limit); got != tt.records {
			t.Errorf("bytes of records kept within %d: got %d, want %d", tt.limit, got, tt.records)
		}
		if got := sqlite.PartOfMost(tt.limit, 16_000); got != tt.pages {
			t.Errorf("KB of pages kept within %d bytes: got %d, want %d", tt.limit, got, tt.pages)
		}
	}
}
