package kg

import "maps"

// successors returns the entities that go by ids of q.Of, and are not among them, in a
// view to which more is known than to the other.
func (c comparison) successors(q ComparisonQuery) []ID {
	if q.Before.Known == q.After.Known || q.Of == nil {
		return nil
	}
	named, met := idSet(q.Of), make(map[ID]bool)
	for _, found := range []map[ID]Found{c.before, c.after} {
		for f := range maps.Values(found) {
			for _, e := range []*Entity{f.From, f.To} {
				if !named[e.ID] && e.isAmong(named) {
					met[e.ID] = true
				}
			}
		}
	}
	return sortedIDs(met)
}
