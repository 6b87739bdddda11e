package kg

import "context"

// PathLimits are the limits of a search for paths, for tests to make small.
type PathLimits struct{ Hub, Held, Seen, Tries int }

// PathsWithin is [Graph.Paths] under other limits.
func (g *Graph) PathsWithin(ctx context.Context, v View, q PathQuery, l PathLimits) ([]Path, error) {
	return g.paths(ctx, v, q, pathLimits{hub: l.Hub, held: l.Held, seen: l.Seen, tries: l.Tries})
}

// MentionsStatus reports whether f asks for a status.
func (f *RelationshipFilter) MentionsStatus() bool { return f.mentionsStatus() }

// NeighborhoodWithin is [Graph.Neighborhood] with another limit in the place of MaxAmong.
func (g *Graph) NeighborhoodWithin(
	ctx context.Context, v View, q NeighborhoodQuery, among int,
) (Subgraph, error) {
	return g.neighborhood(ctx, v, q, among)
}

// Wanting is how many changes have a record or wait for it.
func (g *Graph) Wanting(id ID) int {
	g.changing.mu.Lock()
	defer g.changing.mu.Unlock()
	if one := g.changing.records[id]; one != nil {
		return one.wanted
	}
	return 0
}

// Changing is how many records are being changed, or are to be.
func (g *Graph) Changing() int {
	g.changing.mu.Lock()
	defer g.changing.mu.Unlock()
	return len(g.changing.records)
}

// OneIsAlone reports whether a change is alone, or waits to be.
func (g *Graph) OneIsAlone() bool {
	free := g.changing.shares.TryAcquire(1)
	if free {
		g.changing.shares.Release(1)
	}
	return !free
}

// Room is for how many relationships a has room.
func (a *Adjacency) Room() int { return len(a.facts.blocks) * blockSize }

// PassOver looks among the ties of an entity for so many others, none of which it has.
func PassOver(ctx context.Context, others uint32) error {
	a := NewAdjacency()
	var far []uint32
	for n := range others {
		a.Put(Tie{Number: 1_000_000 + n, From: 1, To: 2 + 2*n, Type: "pact"})
		far = append(far, 3+2*n)
	}
	a.Sort()
	g := &adjacencyGround{Adjacency: a}
	return g.find(ctx, []question{{of: 1, far: far}}, func(int, sight) bool { return false })
}
