package storetest

import (
	"testing"
	"time"
)

// A Contender answers the question of a number in a way of its own.
type Contender struct {
	Name string
	Ask  func(i int)
}

// Compare has contenders answer one question after the other in turn, so that what
// slows the machine down slows all of them. So many questions are asked before, to
// warm what can be warm.
//
// It reports the times of each, and how many times as long the first takes as each of
// the others, by the medians: of all questions, and for the spread the least and the
// most among tenths of them. The same is told of the processor time of this process,
// which knows nothing of what a server uses.
func Compare(b *testing.B, warm int, contenders []Contender) {
	b.Helper()
	times := make([]Times, len(contenders))
	for i := range warm {
		for _, c := range contenders {
			c.Ask(i)
		}
	}
	for i := warm; b.Loop(); i++ {
		for n, c := range contenders {
			times[n].Take(func() { c.Ask(i) })
		}
	}
	for n, c := range contenders {
		times[n].Report(b, c.Name+"-")
		if n > 0 {
			reportRatio(b, times[0].wall, times[n].wall, "x-"+c.Name)
			reportRatio(b, times[0].cpu, times[n].cpu, "cpu-x-"+c.Name)
		}
	}
}

// reportRatio reports how many times as long one took as the other.
func reportRatio(b *testing.B, one, other []time.Duration, name string) {
	b.Helper()
	whole := milliseconds(other, 50)
	if whole == 0 {
		return
	}
	b.ReportMetric(milliseconds(one, 50)/whole, name)
	const parts = 10
	least, most := 0.0, 0.0
	for i := range parts {
		from, to := len(one)*i/parts, len(one)*(i+1)/parts
		if from == to || milliseconds(other[from:to], 50) == 0 {
			return
		}
		ratio := milliseconds(one[from:to], 50) / milliseconds(other[from:to], 50)
		if i == 0 {
			least, most = ratio, ratio
		}
		least, most = min(least, ratio), max(most, ratio)
	}
	b.ReportMetric(least, name+"-least")
	b.ReportMetric(most, name+"-most")
}
