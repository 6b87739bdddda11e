package view

import (
	"context"
	"iter"

	"entente/kg"
)

// SubscribeChanges answers the subscription changes.
func SubscribeChanges(
	ctx context.Context, where *kg.ChangeFilter, after *string,
) (<-chan Change, error) {
	r, err := ReaderOf(ctx, nil)
	if err != nil {
		return nil, err
	}
	var place *int64
	if after != nil {
		sequence, err := placeIn(after)
		if err != nil {
			return nil, err
		}
		place = &sequence
	}
	changes, err := r.Graph.Follow(ctx, r.View, where, place)
	if err != nil {
		return nil, err
	}
	return send(ctx, changes, func(change kg.Change, err error) Change {
		event := changesOf(r.now(), []kg.Change{change}).at(0)
		event.err = err
		return event
	}), nil
}

// SubscribeStatus answers the subscription relationshipStatus.
func SubscribeStatus(
	ctx context.Context, where *kg.RelationshipFilter,
) (<-chan StatusChange, error) {
	r, err := ReaderOf(ctx, nil)
	if err != nil {
		return nil, err
	}
	changes, err := r.Graph.FollowStatus(ctx, r.View, where)
	if err != nil {
		return nil, err
	}
	return send(ctx, changes, func(change kg.StatusChange, err error) StatusChange {
		return StatusChange{r.now(), change, err}
	}), nil
}

// now returns the reader of an event that happens now.
func (r Reader) now() Reader {
	at := r.Graph.View()
	r.View.Now, r.View.Valid = at.Now, at.Valid
	return r
}

// send returns a channel of what a sequence yields. It holds nothing back: who reads
// slowly makes the sequence wait, which goes on from its place in the log.
func send[T, E any](ctx context.Context, sequence iter.Seq2[T, error], event func(T, error) E) <-chan E {
	events := make(chan E)
	go func() {
		defer close(events)
		for item, err := range sequence {
			select {
			case events <- event(item, err):
			case <-ctx.Done():
				return
			}
		}
	}()
	return events
}
