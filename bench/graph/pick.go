package graph

import (
	"cmp"
	"slices"
)

// Date is the date as of which benchmarks ask, and Year the year it is in. About a quarter
// of all ties are in force then.
const (
	Date = "2010-06-15"
	Year = "2010"
)

// Like returns the ids of the actors whose number of relationships is in [least, most], at
// most limit of them, evenly from all over the graph, always the same ones.
func (g *Graph) Like(least, most, limit int) []string {
	var ids []string
	for id, degree := range g.degrees {
		if degree >= least && degree <= most {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if len(ids) <= limit {
		return ids
	}
	picked := make([]string, limit)
	for i := range picked {
		picked[i] = ids[i*len(ids)/limit]
	}
	return picked
}

// Busiest returns the ids of the n actors with the most relationships, the busiest first.
func (g *Graph) Busiest(n int) []string {
	ids := make([]string, 0, len(g.degrees))
	for id := range g.degrees {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(g.degrees[b]-g.degrees[a], cmp.Compare(a, b))
	})
	return ids[:min(n, len(ids))]
}

// Degree is how many relationships an actor has.
func (g *Graph) Degree(id string) int { return g.degrees[id] }
