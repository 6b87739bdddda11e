package kg

import (
	"context"
	"errors"
)

// Check returns what [Graph.Write] would refuse of a batch's records, by their ids: what
// is wrong with each alone, and with what it refers to in the batch and in the graph. It
// does not look at the versions that the writes expect. The error says that the graph
// could not be asked.
func (g *Graph) Check(ctx context.Context, b Batch) (map[ID]error, error) {
	d, err := g.newDraft(ctx, b)
	if err != nil {
		return nil, err
	}
	refused := make(map[ID]error)
	for _, i := range d.inOrder() {
		err := d.complete(i)
		var invalid *InvalidError
		switch {
		case errors.As(err, &invalid) || errors.Is(err, ErrLimit):
			refused[b.Writes[i].Record.Head().ID] = err
		case err != nil:
			return nil, err
		}
	}
	return refused, nil
}
