package kg

import (
	"context"
	"errors"
	"iter"
	"time"
)

// Follow returns the entries of the log after a sequence number, or with nil those
// from now on, as far as the filter wants them: as they are written here or by
// another server, each once and in order. Who goes on after the last entry that they
// got misses nothing. The sequence ends when ctx does, and waits while the store
// cannot be reached; another error ends it. It must be read, until then or in part.
// Entries about records that v may not see are left out, those from before a record
// was restricted among them, and so is the reason of a version that v may not see.
func (g *Graph) Follow(
	ctx context.Context, v View, where *ChangeFilter, after *int64,
) (iter.Seq2[Change, error], error) {
	wanted, err := where.test()
	if err != nil {
		return nil, err
	}
	f, leave, err := g.follow(ctx, v)
	if err != nil {
		return nil, err
	}
	place := f.place()
	if after != nil {
		place = *after
	}
	return func(yield func(Change, error) bool) {
		defer leave()
		for {
			hidings := f.hidings()
			changes, wait, err := f.next(ctx, place)
			if ctx.Err() != nil {
				return
			}
			if err != nil && !errors.Is(err, ErrUnavailable) {
				yield(Change{}, err)
				return
			}
			stale := false
			for _, change := range changes {
				// Whoever takes their time must not be told what was hidden meanwhile.
				if stale = f.hidings() != hidings; stale {
					break
				}
				if wanted(change) && !yield(change, nil) {
					return
				}
				place = change.Sequence
			}
			if !stale && !wait(ctx, len(changes)) {
				return
			}
		}
	}, nil
}

// next returns the next entries after a place: of the feed or, further back, of the
// store. The function that it returns waits until there may be more, having been
// told how many there were, and reports whether to go on.
func (f *feed) next(
	ctx context.Context, place int64,
) (changes []Change, wait func(ctx context.Context, n int) bool, err error) {
	changes, grown, ok, err := f.since(place)
	if ok || err != nil {
		return changes, func(ctx context.Context, n int) bool {
			if n > 0 {
				return true
			}
			select {
			case <-ctx.Done():
				return false
			case <-grown:
				return true
			}
		}, err
	}
	changes, err = f.shown(ctx, place)
	return changes, func(ctx context.Context, n int) bool {
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
