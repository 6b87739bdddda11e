package kg

import (
	"context"
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
	// recent are the entries after start, in order.
	recent []Change
	start  int64
	// grown is closed when there are further entries.
	grown chan struct{}
}

// follow returns the feed for those who see what v sees, and a function to call when
// it is no longer needed. Nobody's feed ends.
func (g *Graph) follow(ctx context.Context, v View) (*feed, func(), error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.feeds[v.Restricted]
	if f == nil {
		view := View{Restricted: v.Restricted}
		last, err := g.store.Last(ctx, view)
		if err != nil {
			return nil, nil, err
		}
		running, stop := context.WithCancel(context.Background())
		f = &feed{
			store: g.store, view: view, stop: stop, nudge: make(chan struct{}, 1),
			start: last.Sequence, grown: make(chan struct{}),
		}
		g.feeds[v.Restricted] = f
		go f.run(running)
	}
	f.followers++
	return f, func() { g.unfollow(v, f) }, nil
}

// unfollow ends a feed that nobody needs any more.
func (g *Graph) unfollow(v View, f *feed) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.followers--; f.followers == 0 {
		f.stop()
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

// run reads the log until the feed is stopped. While the store cannot be reached it
// tries again at every tick.
func (f *feed) run(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		for f.read(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-f.nudge:
		}
	}
}

// read reads the next entries and reports whether there may be more.
func (f *feed) read(ctx context.Context) bool {
	after := f.end()
	changes, err := f.store.Changes(ctx, f.view, after, followPage)
	if err != nil || len(changes) == 0 {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.recent = append(f.recent, changes...)
	if gone := len(f.recent) - maxRecent; gone > 0 {
		f.start = f.recent[gone-1].Sequence
		f.recent = slices.Clone(f.recent[gone:])
	}
	close(f.grown)
	f.grown = make(chan struct{})
	return len(changes) == followPage
}

// end returns the sequence number of the last entry that the feed knows.
func (f *feed) end() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.recent); n > 0 {
		return f.recent[n-1].Sequence
	}
	return f.start
}

// since returns the entries after a sequence number and a channel that is closed when
// there are more, or false where the feed does not reach back so far.
func (f *feed) since(after int64) (changes []Change, grown <-chan struct{}, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if after < f.start {
		return nil, f.grown, false
	}
	first, _ := slices.BinarySearchFunc(f.recent, after+1, func(c Change, sequence int64) int {
		return int(min(max(c.Sequence-sequence, -1), 1))
	})
	return slices.Clone(f.recent[first:]), f.grown, true
}
