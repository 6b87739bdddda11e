package kg

import "context"

// ErrNoSnapshot refuses to back up a store that is not in a file, and says what to do.
var ErrNoSnapshot error = &InvalidError{
	Field: "store", Reason: "only a graph in a file is backed up and restored so",
	Accepted: "of a Neo4j, use neo4j-admin database dump, or entente export --history --restricted" +
		" -o FILE.jsonl.gz and entente import; docs/operations.md has both",
}

// Snapshot copies the graph into a new file; see [Snapshotter]. It is ErrNoSnapshot where
// the store is none.
func (g *Graph) Snapshot(ctx context.Context, folder string) (path string, err error) {
	if s, ok := Ability[Snapshotter](g.Store()); ok {
		return s.Snapshot(ctx, folder)
	}
	return "", ErrNoSnapshot
}
