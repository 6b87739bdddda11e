package kg_test

import (
	"math"
	"testing"
	"time"

	"entente/kg"
)

func TestInstantIsWrittenInUTCWithExpandedYears(t *testing.T) {
	tests := []struct {
		give kg.Instant
		want string
	}{
		{0, "1970-01-01T00:00:00Z"},
		{-1, "1969-12-31T23:59:59Z"},
		{1768928400, "2026-01-20T17:00:00Z"},
		{-62167219200, "0000-01-01T00:00:00Z"},
		{-62167219201, "-0001-12-31T23:59:59Z"},
		{253402300799, "9999-12-31T23:59:59Z"},
		{253402300800, "+10000-01-01T00:00:00Z"},
		{-377705116801, "-10000-12-31T23:59:59Z"},
		{kg.NegInf, "-∞"},
		{kg.PosInf, "+∞"},
	}
	for _, tt := range tests {
		if got := tt.give.String(); got != tt.want {
			t.Errorf("Instant(%d).String() = %q, want %q", int64(tt.give), got, tt.want)
		}
	}
}

func TestAddAbsorbsInfinityAndSaturates(t *testing.T) {
	tests := []struct {
		give    kg.Instant
		seconds int64
		want    kg.Instant
	}{
		{10, 5, 15},
		{10, -15, -5},
		{kg.PosInf, -1, kg.PosInf},
		{kg.NegInf, 1, kg.NegInf},
		{kg.PosInf - 1, 1, kg.PosInf},
		{kg.PosInf - 1, 2, kg.PosInf},
		{kg.NegInf + 1, -2, kg.NegInf},
		{5, math.MaxInt64, kg.PosInf},
		{-5, math.MinInt64, kg.NegInf},
	}
	for _, tt := range tests {
		if got := tt.give.Add(tt.seconds); got != tt.want {
			t.Errorf("%v.Add(%d) = %v, want %v", tt.give, tt.seconds, got, tt.want)
		}
	}
}

func TestInstantOfDropsTheFractionTowardsThePast(t *testing.T) {
	for _, nanos := range []int{0, 1, 999_999_999} {
		before1970 := time.Date(1969, 12, 31, 23, 59, 58, nanos, time.UTC)
		if got := kg.InstantOf(before1970); got != -2 {
			t.Errorf("InstantOf(%v) = %d, want -2", before1970, got)
		}
	}
}

func TestParseInstantNeedsATimeOfDay(t *testing.T) {
	tests := []struct{ give, want string }{
		{"2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z"},
		{"2026-01-20T17:00:00", "2026-01-20T17:00:00Z"},
		{"2026-01-20T20:00:00+03:00", "2026-01-20T17:00:00Z"},
		{"2026-01-20T20:00:00+03", "2026-01-20T17:00:00Z"},
		{"2025-12-31T23:30:00-00:30", "2026-01-01T00:00:00Z"},
		{"-0044-03-15T12:00:00Z", "-0044-03-15T12:00:00Z"},
		{"2026-01-20", "a date without a time of day"},
		{"2026-01-20T17:00:00.123456789Z", "a fraction of a second"},
		{"2026-01-20T17:00:00Z/..", "an interval in place of one date"},
		{"", "a date is needed"},
	}
	for _, tt := range tests {
		got, err := kg.ParseInstant(tt.give)
		text := got.String()
		if err != nil {
			text = reasonOf(t, err)
		}
		if text != tt.want {
			t.Errorf("ParseInstant(%q) gives %q, want %q", tt.give, text, tt.want)
		}
	}
}

func FuzzParseInstantReadsWhatStringWrites(f *testing.F) {
	for _, text := range []string{"2026-01-20T17:00:00Z", "-9999-01-01T00:00:00Z", "2026", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := kg.ParseInstant(text)
		if err != nil {
			checkShort(t, err)
			return
		}
		if again, err := kg.ParseInstant(got.String()); err != nil || again != got {
			t.Errorf("ParseInstant(%q) = %v, want %v again, error %v", got, again, got, err)
		}
	})
}
