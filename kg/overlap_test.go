package kg_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestOverlapAgreesWithAllReadings tries spans with finite, open and unknown bounds.
func TestOverlapAgreesWithAllReadings(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 1))
	for range 20000 {
		spans := make([]kg.Span, 1+random.IntN(3))
		for i := range spans {
			spans[i] = modelSpans[random.IntN(len(modelSpans))]
		}
		w := modelWindows[random.IntN(len(modelWindows))]
		if got, want := kg.OverlapIn(w, spans...).Certainty, overlapByTrial(w, spans); got != want {
			t.Fatalf("overlap of %v in %v: got %q, want %q", spans, w, got, want)
		}
	}
}

// overlapByTrial compares the latest start and the earliest end of every reading.
func overlapByTrial(w kg.Window, spans []kg.Span) kg.Certainty {
	from, until := w.From, w.Until
	if from == kg.NegInf {
		from = modelPast
	}
	if until == kg.PosInf {
		until = modelFutureLast
	}
	have, all := 0, 0
	var choose func(rest []kg.Span, from, until kg.Instant)
	choose = func(rest []kg.Span, from, until kg.Instant) {
		if len(rest) > 0 {
			for _, r := range readings(rest[0]) {
				choose(rest[1:], max(from, r.start), min(until, r.end))
			}
			return
		}
		if all++; from < until {
			have++
		}
	}
	choose(spans, from, until)
	return sure(have, all)
}

func TestTheCommonTimeOfSpans(t *testing.T) {
	day := func(start, startLatest, end, endLatest kg.Instant) kg.Span {
		return kg.Span{StartEarliest: start, StartLatest: startLatest, EndEarliest: end, EndLatest: endLatest}
	}
	tests := []struct {
		name  string
		spans []kg.Span
		want  kg.Overlap
	}{
		{"exact ones that meet have none", []kg.Span{day(0, 0, 5, 5), day(5, 5, 9, 9)}, kg.Overlap{}},
		{
			"exact ones",
			[]kg.Span{day(0, 0, 5, 5), day(4, 4, 9, 9)},
			overlap(kg.Certain, kg.CommonInterval{Possible: kg.Window{From: 4, Until: 5}, Certain: &kg.Window{From: 4, Until: 5}}),
		},
		{
			"one that certainly lies in the other, at a second that nobody knows",
			[]kg.Span{day(0, 0, 9, 9), day(2, 6, 4, 7)},
			overlap(kg.Certain, kg.CommonInterval{Possible: kg.Window{From: 2, Until: 7}}),
		},
		{
			"two that may lie apart",
			[]kg.Span{day(0, 0, 3, 6), day(4, 4, 9, 9)},
			overlap(kg.Possible, kg.CommonInterval{Possible: kg.Window{From: 4, Until: 6}}),
		},
		{
			"one without a beginning and one that goes on",
			[]kg.Span{day(kg.NegInf, kg.NegInf, 9, 9), day(4, 5, kg.PosInf, kg.PosInf)},
			overlap(kg.Certain, kg.CommonInterval{Possible: kg.Window{From: 4, Until: 9}, Certain: &kg.Window{From: 5, Until: 9}}),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, kg.OverlapIn(kg.Always, tt.spans...)); diff != "" {
				t.Errorf("the overlap (-want +got):\n%s", diff)
			}
		})
	}
}

func overlap(c kg.Certainty, common kg.CommonInterval) kg.Overlap {
	return kg.Overlap{CommonInterval: common, Certainty: c}
}

func TestAnOverlapOutsideTheWindowHasNoCertainty(t *testing.T) {
	span := kg.Span{StartEarliest: 0, StartLatest: 0, EndEarliest: 5, EndLatest: 5}
	got := kg.OverlapIn(kg.Window{From: 5, Until: 6}, span, span)
	if got.Certainty != "" || got.Possible != (kg.Window{From: 0, Until: 5}) {
		t.Errorf("got %+v, want no certainty, and the time at which they overlap", got)
	}
}
