package report

import (
	"maps"
	"slices"
	"time"

	"entente/bench/compare"
)

// SidesOf sums up what sides did.
func SidesOf(outcomes []compare.Outcome) []Side {
	sides := make([]Side, len(outcomes))
	for i, o := range outcomes {
		sides[i] = sideOf(o)
	}
	return sides
}

func sideOf(o compare.Outcome) Side {
	s := Side{
		Name: o.Side, CPU: make(map[string]float64), Memory: make(map[string]float64),
		P50: medianOf(o.Turns, quantile(0.50)), P95: medianOf(o.Turns, quantile(0.95)),
		P99: medianOf(o.Turns, quantile(0.99)), Rate: medianOf(o.Turns, rate),
	}
	roles := make(map[string]bool)
	for _, t := range o.Turns {
		s.Rates = append(s.Rates, rounded(t.Rate()))
		for role := range t.CPU {
			roles[role] = true
		}
	}
	for role := range roles {
		s.CPU[role] = medianOf(o.Turns, func(t compare.Turn) float64 {
			return micros(t.CPU[role]) / float64(max(len(t.Waits), 1))
		})
	}
	for role, bytes := range o.Memory {
		s.Memory[role] = rounded(float64(bytes) / 1e6)
	}
	return s
}

// rate and quantile are figures of a turn.
func rate(t compare.Turn) float64 { return t.Rate() }

func quantile(q float64) func(compare.Turn) float64 {
	return func(t compare.Turn) float64 { return micros(t.Quantile(q)) }
}

// figures are those that ratios are made of, by name.
var figures = map[string]func(compare.Turn) float64{
	"throughput": rate, "p50": quantile(0.50), "p95": quantile(0.95), "p99": quantile(0.99),
}

// Compare returns the ratio of a figure of two sides, round by round; target may be nil.
func Compare(outcomes []compare.Outcome, of, side, other string, target *Target) Ratio {
	a, b := turnsOf(outcomes, side), turnsOf(outcomes, other)
	figure := figures[of]
	ratios := make([]float64, min(len(a), len(b)))
	for i := range ratios {
		ratios[i] = figure(a[i]) / figure(b[i])
	}
	slices.Sort(ratios)
	return Ratio{
		Of: of, Side: side, Other: other, Target: target,
		Median: rounded(median(ratios)), Least: rounded(ratios[0]),
		Most: rounded(ratios[len(ratios)-1]),
	}
}

// turnsOf returns the turns of the side of a name.
func turnsOf(outcomes []compare.Outcome, name string) []compare.Turn {
	i := slices.IndexFunc(outcomes, func(o compare.Outcome) bool { return o.Side == name })
	if i < 0 {
		panic("no side is called " + name) // a mistake in the list of experiments
	}
	return outcomes[i].Turns
}

// AtLeast and AtMost are targets.
func AtLeast(value float64) *Target { return &Target{AtLeast: true, Value: value} }

// AtMost is a target.
func AtMost(value float64) *Target { return &Target{Value: value} }

func medianOf(turns []compare.Turn, figure func(compare.Turn) float64) float64 {
	values := make([]float64, len(turns))
	for i, t := range turns {
		values[i] = figure(t)
	}
	return rounded(median(values))
}

// median sorts values and returns the middle one, or the mean of the two in the middle.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

// Roles returns who worked for any side: client first, then server, then database.
func Roles(sides []Side) []string {
	found := make(map[string]bool)
	for _, s := range sides {
		for role := range s.CPU {
			found[role] = true
		}
	}
	order := map[string]int{"client": 0, "server": 1, "database": 2}
	return slices.SortedFunc(maps.Keys(found), func(a, b string) int { return order[a] - order[b] })
}
