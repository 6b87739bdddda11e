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
