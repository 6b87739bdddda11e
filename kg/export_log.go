package kg

import (
	"context"
	"iter"
	"slices"
)

// Log yields every version that the records v may see ever had, in the order of the log.
// What was restricted then, or is now, is left out.
func (g *Graph) Log(ctx context.Context, v View) iter.Seq2[Version, error] {
	return func(yield func(Version, error) bool) {
		for after := int64(0); ; {
			changes, err := g.store.Changes(ctx, v, after, exportPage)
			if err != nil || len(changes) == 0 {
				if err != nil {
					yield(Version{}, err)
				}
				return
			}
			ids := make([]ID, len(changes))
			for i, c := range changes {
				ids[i] = c.Record
			}
			ids = inOrder(ids)
			versions, err := g.store.Versions(ctx, v, ids)
			if err != nil {
				yield(Version{}, err)
				return
			}
			for _, c := range changes {
				place, _ := slices.BinarySearch(ids, c.Record)
				version, ok := madeBy(c, versions[place])
				if ok && v.maySee(version.Record) && !yield(version, nil) {
					return
				}
			}
			after = changes[len(changes)-1].Sequence
		}
	}
}

// madeBy returns the version that a change made, or for a retraction the one that it
// ended, with that change.
func madeBy(c Change, versions []Version) (Version, bool) {
	for _, version := range versions {
		if version.Record.Head().Version == c.Version {
			version.Change = c
			return version, true
		}
	}
	return Version{}, false
}
