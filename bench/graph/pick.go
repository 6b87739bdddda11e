package graph

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// Date is that as of which benchmarks ask. About a quarter of all ties are in force
	// then.
	Date = "2010-06-15"
	// Within is the time of timelines.
	Within = "1950/2025"
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

// Name is the beginning of what an actor is called: at most so many characters of it.
func (g *Graph) Name(id string, characters int) string {
	name := []rune(g.names[id])
	return strings.TrimSpace(string(name[:min(characters, len(name))]))
}

// Disputed returns the ids of at most n ties that claims disagree about.
func (g *Graph) Disputed(n int) []string { return g.disputed[:min(n, len(g.disputed))] }

// Open returns the ids of the ties that go on and that nobody disputes.
func (g *Graph) Open() []string { return g.open }

// Records is how many records the graph has in Entente.
func (g *Graph) Records() int {
	return len(vocabulary()) + len(g.names) + g.Size + 2*(g.Size/disputedOf)
}
