package kg

import (
	"context"
	"fmt"
	"slices"
)

// A stretch is the part of the log that was written at one moment.
type stretch struct {
	first  int64
	at     RecordedTime
	count  int
	writer string
}

// UndoBatch takes back all that was written under the id of a batch, in however many
// parts, as [Graph.Undo] takes back one: an import has one id for all of its batches. It
// goes from the last part to the first; each is undone whole, and told to done with how
// many changes that were. Asked again after an interruption it goes on where it was.
//
// A record that has changed since, or that something written since refers to, is an
// ErrConflict; then the parts after it are undone already. So is a batch of which all
// was taken back before; one of which the log has no entry is an ErrNotFound.
func (g *Graph) UndoBatch(ctx context.Context, writer, batch string, done func(changes int)) error {
	return g.undoBatch(ctx, writer, batch, false, done)
}

// UndoOwnBatch does what UndoBatch does, unless another than the writer wrote any part of
// it. Then it is an ErrForbidden and nothing is undone.
func (g *Graph) UndoOwnBatch(ctx context.Context, writer, batch string, done func(changes int)) error {
	return g.undoBatch(ctx, writer, batch, true, done)
}

func (g *Graph) undoBatch(ctx context.Context, writer, batch string, own bool, done func(changes int)) error {
	parts, err := g.stretchesOf(ctx, batch)
	if err != nil {
		return err
	}
	if own && slices.ContainsFunc(parts, func(part stretch) bool { return part.writer != writer }) {
		return notYours(batch)
	}
	if len(parts) == 0 {
		return fmt.Errorf("all of %s was taken back before: %w", shorten(batch), ErrConflict)
	}
	for i := len(parts) - 1; i >= 0; i-- {
		_, err := g.alone(ctx, func() (Receipt, error) { return g.undoStretch(ctx, writer, batch, parts[i]) })
		if err != nil {
			return err
		}
		done(parts[i].count)
	}
	return nil
}

// undoneBy returns the id under which a batch is taken back.
func undoneBy(batch string) string { return "undo-" + batch }

// undoStretch takes back the changes of a batch in one stretch of the log.
func (g *Graph) undoStretch(ctx context.Context, writer, batch string, part stretch) (Receipt, error) {
	changes, err := g.store.Changes(ctx, everything, part.first-1, part.count)
	if err != nil {
		return Receipt{}, err
	}
	again := Batch{ID: undoneBy(batch), Writer: writer, Reason: "undo of " + batch}
	if again.Writes, err = g.reversals(ctx, changes); err != nil {
		return Receipt{}, err
	}
	if err := g.checkTermsUnused(ctx, again.Writes); err != nil {
		return Receipt{}, err
	}
	return g.apply(ctx, again)
}

// stretchesOf finds the entries of a batch in the log that have not been taken back, in
// the parts in which they were written. What undoes a batch takes its last part first.
func (g *Graph) stretchesOf(ctx context.Context, batch string) ([]stretch, error) {
	var parts []stretch
	var undoneAt RecordedTime
	met := false
	for after := int64(0); ; {
		changes, err := g.store.Changes(ctx, everything, after, MaxUndone)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			last := len(parts) - 1
			switch {
			case c.Batch == undoneBy(batch) && c.RecordedAt != undoneAt && last >= 0:
				parts, undoneAt = parts[:last], c.RecordedAt
			case c.Batch != batch:
			case last >= 0 && parts[last].at == c.RecordedAt:
				parts[last].count++
			default:
				parts, met = append(parts, stretch{c.Sequence, c.RecordedAt, 1, c.Writer}), true
			}
		}
		if len(changes) < MaxUndone {
			break
		}
		after = changes[len(changes)-1].Sequence
	}
	if !met {
		return nil, fmt.Errorf("no change of the batch %s: %w", shorten(batch), ErrNotFound)
	}
	return parts, nil
}
