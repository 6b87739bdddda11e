package kg

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

const (
	// followEvery is how often the log is asked for what other servers have written.
	// What this Graph writes is told at once.
	followEvery = 500 * time.Millisecond
	// followPage is how many entries of the log are read at once.
	followPage = 200
	// maxRecent is how many of the last entries are kept for those who follow.
	maxRecent = 1024
)

// A feed reads the log once for all who follow it with the same eyes, and keeps its
// last entries for them. Who has fallen further behind reads the store.
type feed struct {
	store Store
	view  View
	stop  context.CancelFunc
	// nudge makes the feed look now and not at the next tick.
	nudge chan struct{}
	// followers are counted under the lock of the Graph.
	followers int

	mu sync.Mutex
	// recent are the entries after start that the view may see, in order; the log was
	// read to end.
	recent     []Change
	start, end int64
	// hidden counts how often entries were found about records that the view may not
	// see, so that who holds entries from before knows to read them again.
	hidden int
	// grown is closed when there are further entries, or err.
	grown chan struct{}
	// err is why the feed has ended.
	err error
}

// follow returns the feed for those who see what v sees, and a function to call when
// it is no longer needed. Nobody's feed ends.
func (g *Graph) follow(ctx context.Context, v View) (*feed, func(), error) {
	f := g.join(v, nil)
	if f == nil {
		view := View{Restricted: v.Restricted}
		last, err := g.store.Last(ctx, view)
		if err != nil {
			return nil, nil, err
		}
		f = g.join(v, &feed{
			store: g.store, view: view, nudge: make(chan struct{}, 1),
			start: last.Sequence, end: last.Sequence, grown: make(chan struct{}),
		})
	}
	return f, func() { g.unfollow(v, f) }, nil
}

// join counts a follower of the feed that there is, or of a fresh one, which begins
// to run. It returns nil where there is neither.
func (g *Graph) join(v View, fresh *feed) *feed {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.feeds[v.Restricted]
	if f == nil || f.failed() {
		if f = fresh; f == nil {
			return nil
		}
		running, stop := context.WithCancel(context.Background())
		f.stop = stop
		g.feeds[v.Restricted] = f
		go f.run(running)
	}
	f.followers++
	return f
}

// unfollow ends a feed that nobody needs any more.
func (g *Graph) unfollow(v View, f *feed) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.followers--; f.followers > 0 {
		return
	}
	f.stop()
	if g.feeds[v.Restricted] == f { // and not one that came after it failed
		delete(g.feeds, v.Restricted)
	}
}

// wrote tells those who follow that the log has grown.
func (g *Graph) wrote() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, f := range g.feeds {
		select {
		case f.nudge <- struct{}{}:
		default: // it is about to look
		}
	}
}

// run reads the log until the feed is stopped or an error ends it. While the store
// cannot be reached it tries again at every tick.
func (f *feed) run(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		more, err := f.read(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !errors.Is(err, ErrUnavailable):
			f.fail(err)
			return
		case more:
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-f.nudge:
		}
	}
}

// read reads the next entries and reports whether there may be more. The whole log is
// read for every view, since the entry that restricts a record is hidden like the
// earlier ones, which are kept; what the view may see is asked after it, so that an
// entry which is missing there is hidden and not merely later.
func (f *feed) read(ctx context.Context) (more bool, err error) {
	after := f.place()
	all, err := f.store.Changes(ctx, View{Restricted: true}, after, followPage)
	if err != nil || len(all) == 0 {
		return false, err
	}
	shown := all
	if !f.view.Restricted {
		shown, err = f.shown(ctx, after)
	}
	if err != nil {
		return false, err
	}
	f.take(all, shown)
	return len(all) == followPage, nil
}

// shown returns the next entries after a place that the view may see, as it may be
// told them.
func (f *feed) shown(ctx context.Context, after int64) ([]Change, error) {
	changes, err := f.store.Changes(ctx, f.view, after, followPage)
	if err != nil {
		return nil, err
	}
	return withReasons(ctx, f.store, f.view, changes)
}

// take keeps those of all entries that are shown, and drops what is kept about the
// records of the others.
func (f *feed) take(all, shown []Change) {
	seen := make(map[int64]Change, len(shown))
	for _, c := range shown {
		seen[c.Sequence] = c
	}
	hidden := make(map[ID]bool)
	var fresh []Change
	for _, c := range all {
		if told, ok := seen[c.Sequence]; ok {
			fresh = append(fresh, told)
		} else {
			hidden[c.Record] = true
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(hidden) > 0 {
		f.hidden++
		f.recent = slices.DeleteFunc(f.recent, func(c Change) bool { return hidden[c.Record] })
	}
	f.end = all[len(all)-1].Sequence
	f.recent = append(f.recent, fresh...)
	if gone := len(f.recent) - maxRecent; gone > 0 {
		f.start = f.recent[gone-1].Sequence
		f.recent = slices.Clone(f.recent[gone:])
	}
	if len(fresh) > 0 {
		close(f.grown)
		f.grown = make(chan struct{})
	}
}

// fail ends the feed for all who follow it.
func (f *feed) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
	close(f.grown)
}

// failed reports whether an error has ended the feed.
func (f *feed) failed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err != nil
}

// place returns the sequence number of the last entry that the feed has read.
func (f *feed) place() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.end
}

// hidings returns how often entries were found that the view may not see.
func (f *feed) hidings() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.hidden
}

// since returns the entries after a sequence number and a channel that is closed when
// there are more, or false where the feed does not reach back so far. Once it has
// ended, its error comes after its entries.
func (f *feed) since(after int64) (changes []Change, grown <-chan struct{}, ok bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if after < f.start {
		return nil, f.grown, false, f.err
	}
	first, _ := slices.BinarySearchFunc(f.recent, after+1, func(c Change, sequence int64) int {
		return cmp.Compare(c.Sequence, sequence)
	})
	if changes = slices.Clone(f.recent[first:]); len(changes) == 0 {
		err = f.err
	}
	return changes, f.grown, true, err
}
