package load

import (
	"slices"
	"time"
)

// A Sample is what a run found.
type Sample struct {
	// Waits are the times until each answer, shortest first.
	Waits []time.Duration
	// Took is how long the run lasted.
	Took time.Duration
}

func newSample(waits [][]time.Duration, took time.Duration) Sample {
	all := slices.Concat(waits...)
	slices.Sort(all)
	return Sample{Waits: all, Took: took}
}

// During returns the sample as one that lasted so long: what two loops did at the same time.
func (s Sample) During(took time.Duration) Sample {
	s.Took = took
	return s
}

// Rate is how many operations were done in a second.
func (s Sample) Rate() float64 {
	if s.Took <= 0 {
		return 0
	}
	return float64(len(s.Waits)) / s.Took.Seconds()
}

// Quantile is the least time within which a share q, in (0, 1], of all answers came: the
// nearest rank, so it is one of the times measured. It is 0 where there is none.
func (s Sample) Quantile(q float64) time.Duration {
	if len(s.Waits) == 0 {
		return 0
	}
	rank := int(q * float64(len(s.Waits)))
	if float64(rank) < q*float64(len(s.Waits)) {
		rank++
	}
	return s.Waits[min(max(rank, 1), len(s.Waits))-1]
}

// Merge puts the samples of several runs of one thing together.
func Merge(samples ...Sample) Sample {
	var merged Sample
	waits := make([][]time.Duration, len(samples))
	for i, s := range samples {
		waits[i] = s.Waits
		merged.Took += s.Took
	}
	return newSample(waits, merged.Took)
}
