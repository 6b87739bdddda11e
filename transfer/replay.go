package transfer

import (
	"errors"
	"fmt"

	"entente/access"
	"entente/formats"
	"entente/kg"
)

// A replay writes the history of another graph: each batch of its log with its id,
// writer and reason, at the moment at which it was recorded there. The graph must be
// empty, or hold the beginning of the same history, which an earlier replay left when it
// was interrupted.
type replay struct {
	// last is the end of the log when the replay began.
	last kg.RecordedTime
	// batch is the one that is being gathered.
	batch kg.Batch
	first formats.Position
}

func newReplay(im *importer) (*replay, error) {
	if !im.options.Replay {
		return nil, fmt.Errorf("a history says itself when it was written and by whom: %w %s",
			access.ErrForbidden, access.Admin)
	}
	if im.options.Skip && !im.options.rehearsing {
		return nil, errors.New("a history comes whole or not at all: leave out --on-error skip")
	}
	end, err := im.graph.LastRecorded(im.ctx)
	im.report.Batch = ""
	return &replay{last: end}, err
}

// maxReplayed is how many versions a batch of a history may have.
const maxReplayed = 200_000

// write adds items to the batch that they belong to, and writes those that are whole.
func (r *replay) write(im *importer, items []formats.Item) error {
	for _, item := range items {
		c := item.Change
		if c == nil || len(item.Records) != 1 {
			return refusal(item.At, &kg.InvalidError{
				Reason: "says nothing of how it came to be, as the lines before it do",
			})
		}
		if c.RecordedAt != r.batch.RecordedAt {
			if err := r.finish(im); err != nil {
				return err
			}
			r.first = item.At
			r.batch = kg.Batch{ID: c.Batch, Writer: c.Writer, RecordedAt: c.RecordedAt}
		}
		if len(r.batch.Writes) == maxReplayed {
			return refusal(item.At, &kg.LimitError{
				What: "versions of one moment", Value: maxReplayed + 1, Limit: maxReplayed,
			})
		}
		r.batch.Writes = append(r.batch.Writes, kg.Write{
			Record: item.Records[0], Retract: c.Action == kg.ActionRetracted, Expect: kg.AnyVersion, Reason: c.Reason,
		})
	}
	return nil
}

// finish writes the batch that was gathered, unless the graph has it already.
func (r *replay) finish(im *importer) error {
	b := r.batch
	if r.batch = (kg.Batch{}); len(b.Writes) == 0 {
		return nil
	}
	if b.RecordedAt <= r.last {
		held, err := im.graph.Holds(im.ctx, b)
		if err == nil && !held {
			err = fmt.Errorf("%s: the graph has another history: a history can only be brought into an empty graph,"+
				" or go on where it was interrupted; export without --history to add to a graph: %w", r.first, kg.ErrConflict)
		}
		im.report.Unchanged += len(b.Writes)
		return err
	}
	_, err := im.graph.Write(im.ctx, b)
	var invalid *kg.InvalidError
	switch {
	case errors.As(err, &invalid), errors.Is(err, kg.ErrConflict), errors.Is(err, kg.ErrLimit):
		return refusal(r.first, err)
	case err != nil:
		return err
	}
	im.report.New += len(b.Writes)
	im.done += len(b.Writes)
	return nil
}
