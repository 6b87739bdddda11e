package kg

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"
)

// MaxFollowed is how many relationships a follower of statuses may have.
const MaxFollowed = 5000

// A StatusChange tells that a relationship has another status than before.
type StatusChange struct {
	// Relationship is as it is now or, where After is empty, as it was last.
	Relationship *Relationship
	// Before is empty where there was no such relationship, After where there is none
	// any more.
	Before, After RelationshipStatus
	// At is the moment since which it has the status: of the write, or the bound that
	// time has passed.
	At Instant
	// Change is the write that is the cause, or nil where time passed.
	Change *Change
}

// FollowStatus returns a change whenever a relationship that the filter accepts gets
// another status, by a write or because time passes one of its bounds, until ctx
// ends. Statuses are those of the moment, so the filter must not ask for one. More
// than [MaxFollowed] relationships are an ErrLimit, at once or when they become as
// many. It waits while the store cannot be reached; another error ends
// it. It must be read.
func (g *Graph) FollowStatus(
	ctx context.Context, v View, where *RelationshipFilter,
) (iter.Seq2[StatusChange, error], error) {
	w := &watch{graph: g, view: v, where: where}
	after, err := w.begin(ctx)
	if err != nil {
		return nil, err
	}
	f, leave, err := g.follow(ctx, v)
	if err != nil {
		return nil, err
	}
	return func(yield func(StatusChange, error) bool) {
		defer leave()
		w.run(ctx, f, after, yield)
	}, nil
}

// A watch knows the statuses of relationships as they were told last.
type watch struct {
	graph    *Graph
	view     View
	where    *RelationshipFilter
	statuses map[ID]tracked
}

// A tracked relationship has the status that was told last.
type tracked struct {
	*Relationship
	status RelationshipStatus
	// gone says that the view did not show it any more when time passed a bound.
	gone bool
}

// begin looks at all relationships. It returns the last entry of the log that it is
// sure to have seen.
func (w *watch) begin(ctx context.Context) (after int64, err error) {
	if w.where.mentionsStatus() {
		return 0, &InvalidError{
			Field: "where.status", Reason: "a status cannot be asked for where changes of it are followed",
			Accepted: "leave it out",
		}
	}
	last, err := w.graph.store.Last(ctx, w.view)
	if err != nil {
		return 0, err
	}
	w.statuses, err = w.look(ctx, w.where)
	return last.Sequence, err
}

// look returns the relationships that a filter accepts, with their statuses now.
func (w *watch) look(ctx context.Context, where *RelationshipFilter) (map[ID]tracked, error) {
	v := w.view
	v.Valid, v.Given, v.Certainty = Always, true, Possible
	found, err := w.graph.gather(ctx, v, nil, where, MaxFollowed)
	if err != nil {
		return nil, err
	}
	now := WindowAt(InstantOf(w.graph.clock()))
	statuses := make(map[ID]tracked, len(found))
	for id, f := range found {
		r := f.Record.(*Relationship)
		statuses[id] = tracked{Relationship: r, status: r.Validity.Span.Status(now)}
	}
	return statuses, nil
}

// run tells changes until ctx ends or yield has had enough: what time has done, and
// what all the writes have done that came since it looked last.
func (w *watch) run(
	ctx context.Context, f *feed, place int64, yield func(StatusChange, error) bool,
) {
	for {
		writes, wait, err := f.next(ctx, place)
		told, failed := w.passed(ctx)
		if failed != nil {
			err = failed
		} else if len(writes) > 0 {
			place = writes[len(writes)-1].Sequence
			var written []StatusChange
			written, err = w.written(ctx, writes)
			told = append(told, written...)
		}
		if ctx.Err() != nil {
			return
		}
		for _, c := range told {
			if !yield(c, nil) {
				return
			}
		}
		if err != nil && !errors.Is(err, ErrUnavailable) {
			yield(StatusChange{}, err)
			return
		}
		turn, cancel := context.WithTimeout(ctx, w.untilNext())
		wait(turn, len(writes))
		cancel()
	}
}

// untilNext returns how long it is until time passes a bound that matters, at the
// most an hour, after which the clock is looked at again.
func (w *watch) untilNext() time.Duration {
	now := w.graph.clock()
	wait := time.Hour
	for _, t := range w.statuses {
		s := t.Validity.Span
		for _, bound := range []Instant{s.StartEarliest, s.StartLatest, s.EndEarliest, s.EndLatest} {
			if bound.Infinite() || bound <= InstantOf(now) {
				continue
			}
			wait = min(wait, time.Unix(int64(bound), 0).Sub(now))
		}
	}
	return max(wait, 0)
}

// passed tells what time has changed, in the order in which it did, of what the view
// still shows: that a relationship was restricted is not among the writes.
func (w *watch) passed(ctx context.Context) ([]StatusChange, error) {
	now := InstantOf(w.graph.clock())
	var changes []StatusChange
	for _, t := range w.statuses {
		status := t.Validity.Span.Status(WindowAt(now))
		if status == t.status || t.gone {
			continue
		}
		changes = append(changes, StatusChange{
			Relationship: t.Relationship, Before: t.status, After: status,
			At: t.Validity.Span.lastPassed(now),
		})
	}
	slices.SortFunc(changes, func(a, b StatusChange) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Relationship.ID, b.Relationship.ID))
	})
	var told []StatusChange
	for part := range slices.Chunk(changes, MaxIDs) {
		ids := make([]ID, len(part))
		for i, c := range part {
			ids[i] = c.Relationship.ID
		}
		records, err := patiently(ctx, func() ([]Record, error) {
			return w.graph.Records(ctx, w.view, ids)
		})
		if err != nil {
			return nil, err
		}
		for i, c := range part {
			if records[i] == nil {
				w.statuses[ids[i]] = tracked{c.Relationship, c.Before, true}
				continue
			}
			w.statuses[ids[i]] = tracked{Relationship: c.Relationship, status: c.After}
			told = append(told, c)
		}
	}
	return told, nil
}

// lastPassed returns the latest bound of s that is not later than now.
func (s Span) lastPassed(now Instant) Instant {
	last := NegInf
	for _, bound := range []Instant{s.StartEarliest, s.StartLatest, s.EndEarliest, s.EndLatest} {
		if bound <= now {
			last = max(last, bound)
		}
	}
	return last
}

// written tells what writes have changed: of the relationships that were written, or
// of all of them where the filter may look at another record that was.
func (w *watch) written(ctx context.Context, writes []Change) ([]StatusChange, error) {
	where, within, some := w.touched(writes)
	if !some {
		return nil, nil
	}
	now, err := patiently(ctx, func() (map[ID]tracked, error) { return w.look(ctx, where) })
	if err != nil {
		return nil, err
	}
	told := w.differences(within, now, writes)
	if n := len(w.statuses); n > MaxFollowed {
		err = &LimitError{What: "relationships followed", Value: n, Limit: MaxFollowed}
	}
	return told, err
}

// patiently does something again until the store can be reached or ctx ends.
func patiently[T any](ctx context.Context, do func() (T, error)) (T, error) {
	done, err := do()
	for errors.Is(err, ErrUnavailable) && ctx.Err() == nil {
		pause(ctx, followEvery)
		done, err = do()
	}
	return done, err
}

// pause waits for a time or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// differences tells how what there is now differs from what was told last.
func (w *watch) differences(before, now map[ID]tracked, writes []Change) []StatusChange {
	var changes []StatusChange
	tell := func(r *Relationship, before, after RelationshipStatus) {
		cause := causeOf(r, writes)
		changes = append(changes, StatusChange{
			Relationship: r, Before: before, After: after,
			At: InstantOf(cause.RecordedAt.Time()), Change: &cause,
		})
	}
	for id, t := range before {
		if _, there := now[id]; !there {
			delete(w.statuses, id)
			tell(t.Relationship, t.status, "")
		}
	}
	for id, t := range now {
		was := w.statuses[id]
		w.statuses[id] = t
		if was.Relationship == nil || was.status != t.status {
			tell(t.Relationship, was.status, t.status)
		}
	}
	slices.SortFunc(changes, func(a, b StatusChange) int {
		return cmp.Compare(a.Relationship.ID, b.Relationship.ID)
	})
	return changes
}

// causeOf returns the last of the writes to a relationship or, without one, to its
// ends or, where the filter looked further, the last of all.
func causeOf(r *Relationship, writes []Change) Change {
	for _, ids := range [][]ID{{r.ID}, {r.From, r.To}} {
		for _, c := range slices.Backward(writes) {
			if slices.Contains(ids, c.Record) {
				return c
			}
		}
	}
	return writes[len(writes)-1]
}
