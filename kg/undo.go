package kg

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// MaxUndone is how many changes the batch that is undone may have.
const MaxUndone = 10000

// UndoInput names a batch by the sequence number of any of its changes.
type UndoInput struct {
	WriteOptions
	Sequence int64
	// OwnOnly refuses what another than the writer wrote, as ErrForbidden.
	OwnOnly bool
}

// Undo takes a whole batch back: what it created is retracted, what it changed or
// retracted is as it was before, in a new batch that can be undone like any other.
// Nothing is removed from the log. A record that has changed since is an ErrConflict,
// and so is one that uses a term which would be retracted; then nothing is undone.
func (g *Graph) Undo(ctx context.Context, writer string, in UndoInput) (Receipt, error) {
	batch, err := in.by(writer).batch(in)
	if err != nil {
		return Receipt{}, err
	}
	return g.once(ctx, batch, func() (Receipt, error) {
		return g.alone(ctx, func() (Receipt, error) {
			changes, err := g.batchOf(ctx, in.Sequence)
			if err != nil {
				return Receipt{}, err
			}
			if in.OwnOnly && changes[0].Writer != writer {
				return Receipt{}, notYours(changes[0].Batch)
			}
			if batch.Writes, err = g.reversals(ctx, changes); err != nil {
				return Receipt{}, err
			}
			if err = g.checkTermsUnused(ctx, batch.Writes); err != nil {
				return Receipt{}, err
			}
			if batch.Reason == "" {
				batch.Reason = "undo of " + changes[0].Batch
			}
			return g.apply(ctx, batch)
		})
	})
}

// notYours refuses to undo a batch of others.
func notYours(batch string) error {
	return fmt.Errorf("%s was written by somebody else: an admin can undo it: %w", shorten(batch), ErrForbidden)
}

// batchOf returns the changes of the batch that an entry of the log belongs to. Those
// of one batch follow one another. An import has one id for several batches, each with
// a recorded time of its own.
func (g *Graph) batchOf(ctx context.Context, sequence int64) ([]Change, error) {
	around, err := g.store.Changes(ctx, everything, max(0, sequence-MaxUndone-1), 2*MaxUndone+2)
	if err != nil {
		return nil, err
	}
	place := slices.IndexFunc(around, func(c Change) bool { return c.Sequence == sequence })
	if place < 0 {
		return nil, &InvalidError{
			Field: "change", Value: strconv.FormatInt(sequence, 10), Reason: "the log has no such entry",
		}
	}
	first, last := place, place
	same := func(c Change) bool {
		return c.Batch == around[place].Batch && c.RecordedAt == around[place].RecordedAt
	}
	for first > 0 && same(around[first-1]) {
		first--
	}
	for last+1 < len(around) && same(around[last+1]) {
		last++
	}
	changes := around[first : last+1]
	if len(changes) > MaxUndone {
		return nil, &LimitError{What: "changes of the batch", Value: len(changes), Limit: MaxUndone}
	}
	return changes, nil
}

// reversals returns the writes that take changes back.
func (g *Graph) reversals(ctx context.Context, changes []Change) ([]Write, error) {
	ids := make([]ID, len(changes))
	for i, change := range changes {
		ids[i] = change.Record
	}
	versions, err := g.store.Versions(ctx, everything, ids)
	if err != nil {
		return nil, err
	}
	writes := make([]Write, len(changes))
	for i, change := range changes {
		if writes[i], err = change.reversal(versions[i]); err != nil {
			return nil, err
		}
	}
	return writes, nil
}

// reversal returns the write that takes c back, given all versions of its record.
func (c Change) reversal(versions []Version) (Write, error) {
	current := Absent
	var before, at, now Record
	for _, version := range versions {
		number := version.Record.Head().Version
		if version.To == StillCurrent {
			current, now = number, version.Record
		}
		if number < c.Version {
			before = version.Record
		}
		if number == c.Version {
			at = version.Record
		}
	}
	same, err := c.leftAsIs(current, at, now)
	switch {
	case err != nil:
		return Write{}, err
	case !same:
		return Write{}, &ConflictError{Record: c.Record, Reason: changedSince(current)}
	}
	switch c.Action {
	case ActionCreated:
		return Write{Record: at, Retract: true, Expect: current}, nil
	case ActionUpdated:
		return Write{Record: before, Expect: current}, nil
	default:
		return Write{Record: at, Expect: Absent}, nil
	}
}

// leftAsIs reports whether a record is as c left it: at that version, or at a later
// one that is the same again, as after the undo of what came in between.
func (c Change) leftAsIs(current int, left, now Record) (bool, error) {
	if c.Action == ActionRetracted || now == nil {
		return c.Action == ActionRetracted && current == Absent, nil
	}
	changed, err := fieldChanges(left, now)
	return len(changed) == 0, err
}

func changedSince(current int) string {
	if current == Absent {
		return "has changed since: it was retracted"
	}
	return fmt.Sprintf("has changed since: it is at version %d", current)
}
