package kg

import "context"

// LastRecorded returns when the graph was last written to, or 0 where it never was.
func (g *Graph) LastRecorded(ctx context.Context) (RecordedTime, error) {
	last, err := g.store.Last(ctx, everything)
	return last.RecordedAt, err
}

// Holds reports whether the log has a batch: whether each of its records was written
// under its id at its recorded time, or retracted then. It does not compare what was
// written.
func (g *Graph) Holds(ctx context.Context, b Batch) (bool, error) {
	ids := make([]ID, len(b.Writes))
	for i, w := range b.Writes {
		ids[i] = w.Record.Head().ID
	}
	versions, err := g.store.Versions(ctx, everything, ids)
	if err != nil {
		return false, err
	}
	for i, w := range b.Writes {
		if !wroteAt(versions[i], b, w) {
			return false, nil
		}
	}
	return true, nil
}

// wroteAt reports whether one of the versions of a record was made, or for a retraction
// ended, by a write of b.
func wroteAt(versions []Version, b Batch, w Write) bool {
	for _, v := range versions {
		if w.Retract && v.To == b.RecordedAt || v.From == b.RecordedAt && v.Change.Batch == b.ID {
			return true
		}
	}
	return false
}
