package observe

import (
	"slices"
	"sync/atomic"

	"entente/kg"
)

// visiting returns queries whose filters count what they are shown. Where none has a
// filter they are the same queries, and what is returned is what was visited.
func visiting(queries []kg.Query) ([]kg.Query, *atomic.Int64) {
	visits := new(atomic.Int64)
	filtered := func(q kg.Query) bool { return q.Keep != nil }
	if !slices.ContainsFunc(queries, filtered) {
		return queries, visits
	}
	counting := slices.Clone(queries)
	for i, q := range counting {
		if q.Keep == nil {
			continue
		}
		counting[i].Keep = func(f kg.Found) bool {
			visits.Add(1)
			return q.Keep(f)
		}
	}
	return counting, visits
}
