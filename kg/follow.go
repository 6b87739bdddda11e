package kg

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Follow yields the entries of the log after a sequence number, or with nil those
// from now on, as they are written here or by another server, each once and in
// order. Who goes on after the last entry that they got misses nothing. It ends when
// ctx does, and waits while the store cannot be reached. Entries about records that
// v may not see are left out.
func (g *Graph) Follow(ctx context.Context, v View, after *int64) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		f, leave, err := g.follow(ctx, v)
		if err != nil {
			yield(Change{}, err)
			return
		}
		defer leave()
		place := f.end()
		if after != nil {
			place = *after
		}
		for {
			changes, wait, err := f.next(ctx, place)
			if ctx.Err() != nil {
				return
			}
			if err != nil && !errors.Is(err, ErrUnavailable) {
				yield(Change{}, err)
				return
			}
			for _, change := range changes {
				if !yield(change, nil) {
					return
				}
				place = change.Sequence
			}
			if !wait(len(changes)) {
				return
			}
		}
	}
}

// next returns the next entries after a place: of the feed or, further back, of the
// store. The function that it returns waits until there may be more, having been
// told how many there were, and reports whether to go on.
func (f *feed) next(
	ctx context.Context, place int64,
) (changes []Change, wait func(n int) bool, err error) {
	changes, grown, ok := f.since(place)
	if ok {
		return changes, func(n int) bool {
			if n > 0 {
				return true
			}
			select {
			case <-ctx.Done():
				return false
			case <-grown:
				return true
			}
		}, nil
	}
	changes, err = f.store.Changes(ctx, f.view, place, followPage)
	return changes, func(n int) bool {
		if n == followPage {
			return true
		}
		// Not at the feed yet, for what lies between may be hidden, or this read may
		// be of a database that has not heard of it.
		pause := time.NewTimer(followEvery)
		defer pause.Stop()
		select {
		case <-ctx.Done():
			return false
		case <-grown:
			return true
		case <-pause.C:
			return true
		}
	}, err
}

// Changes returns the entries of the log after a sequence number, at most [MaxPage]
// of them, and reports whether there are more.
func (g *Graph) Changes(
	ctx context.Context, v View, after int64, p Page,
) (changes []Change, more bool, err error) {
	n, err := p.Size()
	if err != nil {
		return nil, false, err
	}
	changes, err = g.store.Changes(ctx, v, after, n+1)
	if err != nil || len(changes) <= n {
		return changes, false, err
	}
	return changes[:n], true, nil
}
