package kg

import (
	"context"
	"time"
)

// Known returns v as the database held the graph at a recorded time. A moment that
// has yet to come is refused, since what is known then could still change: it must
// not be later than both the clock and the newest record.
func (g *Graph) Known(ctx context.Context, v View, at RecordedTime) (View, error) {
	if at > RecordedTime(g.clock().UnixMicro()) {
		// Another server's clock may be ahead of this one's.
		last, err := g.store.Last(ctx, v)
		if err != nil {
			return v, err
		}
		if at > last.RecordedAt {
			return v, &InvalidError{
				Value: at.Time().Format(time.RFC3339Nano), Reason: "has yet to come",
				Accepted: "give a moment up to now, or none for the latest",
			}
		}
	}
	v.Known = max(at, 1) // 0 stands for the latest; nothing was recorded in 1970
	return v, nil
}

// Now returns the latest moment that Known accepts in the view: what a read at it
// shows is all that was recorded before, and never changes.
func (g *Graph) Now(ctx context.Context, v View) (RecordedTime, error) {
	last, err := g.store.Last(ctx, v)
	return max(RecordedTime(g.clock().UnixMicro()), last.RecordedAt), err
}

// FirstRecorded returns when the first record was written, or 0 where none ever
// was. As of a time before, the graph is empty.
func (g *Graph) FirstRecorded(ctx context.Context) (RecordedTime, error) {
	g.mu.Lock()
	first := g.firstRecorded
	g.mu.Unlock()
	if first != 0 {
		return first, nil
	}
	changes, err := g.store.Changes(ctx, everything, 0, 1)
	if err != nil || len(changes) == 0 {
		return 0, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.firstRecorded = changes[0].RecordedAt
	return g.firstRecorded, nil
}
