package kg

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheLengthOfAValidity(t *testing.T) {
	const h, d = 3600, daySeconds
	tests := []struct {
		edtf string
		want Length
	}{
		{"2026-01-20T17:00:00Z/2026-01-24T17:00:00Z", Length{4 * d, 4 * d, false}},
		{"2026-01-18/2026-01-20", Length{d + 2, 3 * d, false}},
		{"2025-10-06", Length{1, d, false}},
		{"2026-01-20T17:00:00Z", Length{1, 1, false}},
		{"2024-02/2024-03", Length{2, 60 * d, false}},
		{"2026-01-20T17:00:00Z/2026-01-20T20:00:00Z", Length{3 * h, 3 * h, false}},
		{"2025/..", Length{Endless, Endless, true}},
		{"2025/", Length{1, Endless, true}},
		{"/2025", Length{1, Endless, false}},
		{"../2025", Length{Endless, Endless, false}},
		{"/", Length{1, Endless, true}},
	}
	for _, tt := range tests {
		v, err := Written{EDTF: tt.edtf}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Span.Length(); got != tt.want {
			t.Errorf("%s lasts %+v, want %+v", tt.edtf, got, tt.want)
		}
	}
}

// lasting returns the lengths of all readings of a finite span.
func lasting(s Span) (lengths []int64) {
	for start := s.StartEarliest; start <= s.StartLatest; start++ {
		for end := max(s.EndEarliest, start+1); end <= s.EndLatest; end++ {
			lengths = append(lengths, int64(end-start))
		}
	}
	return lengths
}

// combinations calls use with each choice of one number of every list.
func combinations(lists [][]int64, chosen []int64, use func([]int64)) {
	if len(lists) == 0 {
		use(chosen)
		return
	}
	for _, n := range lists[0] {
		combinations(lists[1:], append(slices.Clone(chosen), n), use)
	}
}

// TestLengthsFollowFromAllReadings compares with taking every reading of every span.
func TestLengthsFollowFromAllReadings(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 2000 {
		var lengths []Length
		var readings [][]int64
		for range 1 + r.IntN(3) {
			start, end := Instant(r.IntN(8)), Instant(r.IntN(12))
			s := Span{start, start + Instant(r.IntN(3)), end, end + Instant(r.IntN(3))}
			s.StartLatest, s.EndEarliest = min(s.StartLatest, s.EndLatest-1), max(s.EndEarliest, s.StartEarliest+1)
			if s.validate() != nil {
				continue
			}
			lengths, readings = append(lengths, s.Length()), append(readings, lasting(s))
		}
		if len(lengths) == 0 {
			continue
		}
		shortest, longest := Length{Least: Endless}, Length{Least: Endless}
		median := [2]float64{1e9, 0}
		combinations(readings, nil, func(chosen []int64) {
			slices.Sort(chosen)
			n := len(chosen)
			shortest.Least, shortest.Most = min(shortest.Least, Duration(chosen[0])), max(shortest.Most, Duration(chosen[0]))
			longest.Least, longest.Most = min(longest.Least, Duration(chosen[n-1])), max(longest.Most, Duration(chosen[n-1]))
			middle := float64(chosen[(n-1)/2]+chosen[n/2]) / 2
			median = [2]float64{min(median[0], middle), max(median[1], middle)}
		})
		want := TypeLength{Type: "t", Count: len(lengths), Shortest: &shortest, Longest: &longest}
		want.Median = &Length{Least: Duration(median[0]), Most: Duration(median[1] + 0.5)}
		if diff := cmp.Diff(want, summary("t", lengths)); diff != "" {
			t.Fatalf("%v (-all readings +summary):\n%s", lengths, diff)
		}
	}
}

func TestOpenLengthsAreCountedAndNotMixedIn(t *testing.T) {
	open := Length{Least: 9, Most: Endless, Open: true}
	got := summary("t", []Length{open, {Least: 2, Most: 4}, open, {Least: 5, Most: Endless}})
	want := TypeLength{
		Type: "t", Count: 4, Open: 2, Shortest: &Length{Least: 2, Most: 4},
		Longest: &Length{Least: 5, Most: Endless}, Median: &Length{Least: 3, Most: Endless},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	if got := summary("t", []Length{open}); got.Median != nil || got.Open != 1 {
		t.Errorf("of an open one alone: got %+v, want no median", got)
	}
}
