package kg

import (
	"context"
	"math"
	"sync"

	"golang.org/x/sync/semaphore"
)

// changing keeps the changes of a graph from being in each other's way. That each is right
// rests on the versions that its batch expects, not on its turn.
type changing struct {
	// shares are taken one by one by changes of records, and all by what changes much.
	shares *semaphore.Weighted

	mu sync.Mutex
	// records has those that are being changed.
	records map[ID]*changed
}

// A changed record is had by one change after the other.
type changed struct {
	had    chan struct{} // full while one has it
	wanted int           // how many have it or wait for it
}

func newChanging() *changing {
	return &changing{shares: semaphore.NewWeighted(math.MaxInt64), records: make(map[ID]*changed)}
}

// have waits until no other has a record. Who has it must call end.
func (c *changing) have(ctx context.Context, id ID) (end func(), err error) {
	one := c.want(id)
	select {
	case one.had <- struct{}{}:
		return func() { <-one.had; c.leave(id, one) }, nil
	case <-ctx.Done():
		c.leave(id, one)
		return nil, ctx.Err()
	}
}

func (c *changing) want(id ID) *changed {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.records[id]
	if one == nil {
		one = &changed{had: make(chan struct{}, 1)}
		c.records[id] = one
	}
	one.wanted++
	return one
}

// leave forgets a record that nobody wants any more.
func (c *changing) leave(id ID, one *changed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if one.wanted--; one.wanted == 0 {
		delete(c.records, id)
	}
}

// alone calls f while no other change of this Graph reads, edits and writes records.
func (g *Graph) alone(ctx context.Context, f func() (Receipt, error)) (Receipt, error) {
	return g.withShares(ctx, math.MaxInt64, f)
}

// inTurn calls f while no other change of this Graph reads, edits and writes the record,
// and others change others.
func (g *Graph) inTurn(ctx context.Context, id ID, f func() (Receipt, error)) (Receipt, error) {
	end, err := g.changing.have(ctx, id)
	if err != nil {
		return Receipt{}, err
	}
	defer end()
	return g.withShares(ctx, 1, f)
}

func (g *Graph) withShares(ctx context.Context, n int64, f func() (Receipt, error)) (Receipt, error) {
	if err := g.changing.shares.Acquire(ctx, n); err != nil {
		return Receipt{}, err
	}
	defer g.changing.shares.Release(n)
	return f()
}
