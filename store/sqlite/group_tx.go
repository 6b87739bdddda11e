package sqlite

import (
	"cmp"
	"context"

	sqlite3 "modernc.org/sqlite/lib"

	"entente/kg"
)

// A group is the batches of one transaction.
type group struct {
	*conn
	store   *Store
	batches []*pending
	size    int
	// written are those of the batches that the transaction holds, which is open as long
	// as there is one.
	written []*pending
	// lost says that the transaction has ended before it was committed.
	lost bool
	// replaced are the numbers of the records that were updated or retracted, and at is
	// when the last batch is recorded.
	replaced []int64
	at       kg.RecordedTime
	// ties are the relationships that were written or retracted.
	ties []kg.Tie
}

// add writes a batch into the transaction. One that fails leaves nothing there: the first
// takes the transaction with it, and what a later one wrote is undone to a savepoint.
func (g *group) add(p *pending) {
	g.batches = append(g.batches, p)
	g.size += p.size()
	if g.store.poisoned.Load() {
		p.err = errPoisoned
		return
	}
	p.err = errUnfinished
	write := g.first
	if len(g.written) > 0 {
		write = g.further
	}
	if err := write(p); err != nil {
		p.err = explain(p.ctx, "write a batch", err)
		g.trust(err)
		return
	}
	g.written = append(g.written, p)
}

// first begins the transaction with a batch, or ends it if that fails.
func (g *group) first(p *pending) error {
	err := g.exec(p.ctx, "BEGIN IMMEDIATE")
	if err == nil {
		err = g.write(p)
	}
	if err != nil {
		// Where the transaction has ended by itself there is nothing to undo.
		_ = g.exec(context.Background(), "ROLLBACK")
	}
	return err
}

// further writes another batch. Where that fails, the transaction is as it was before, or
// lost: SQLite ends it by itself where it cannot go on, and the savepoint with it.
func (g *group) further(p *pending) error {
	short := context.Background()
	err := g.exec(short, "SAVEPOINT batch")
	if err == nil {
		err = g.write(p)
	}
	if err == nil {
		return g.exec(short, "RELEASE batch")
	}
	undone := g.exec(short, "ROLLBACK TO batch")
	g.lost = cmp.Or(undone, g.exec(short, "RELEASE batch")) != nil
	return err
}

// write makes the writes of a batch.
func (g *group) write(p *pending) error {
	w := newWriting(g.conn, p.batch, p.writes)
	w.loading = g.store.loading.Load()
	receipt, err := w.apply(p.ctx, g.store.clock(), kg.RecordedTime(g.store.fixed.Load()))
	if err != nil {
		return err
	}
	p.receipt = receipt
	g.replaced = append(g.replaced, w.replaced...)
	g.ties = append(g.ties, w.ties...)
	g.at = max(g.at, w.at)
	return nil
}

// trust poisons the store where the disk has failed: nothing of the transaction will be
// committed.
func (g *group) trust(err error) {
	if code(err) != sqlite3.SQLITE_IOERR {
		return
	}
	g.store.poisoned.Store(true)
	g.lost = true
	for _, p := range g.written {
		p.err = errPoisoned
	}
}

// commit commits what was written. From here on the contexts do not count: a commit is
// short, and leaving it half-way would leave its outcome in doubt.
func (g *group) commit() {
	if g.lost {
		// Where the transaction has ended by itself there is nothing to undo.
		_ = g.exec(context.Background(), "ROLLBACK")
	}
	if g.lost || len(g.written) == 0 {
		return
	}
	err := g.store.inPlace()
	if err == nil {
		err = g.commitNow()
	}
	if err != nil {
		_ = g.exec(context.Background(), "ROLLBACK")
		// What a batch was refused for may be what is not there now either.
		for _, p := range g.batches {
			p.err = err
		}
		return
	}
	for _, p := range g.written {
		p.err = nil
	}
}

func (g *group) commitNow() error {
	whole := context.Background()
	g.store.cache.beginCommit()
	defer g.store.cache.endCommit(g.replaced)
	err := g.exec(whole, "COMMIT")
	g.store.raise(g.at) // now, for who reads at a later moment must wait until it is there
	g.trust(err)
	switch {
	case err == nil:
		g.store.adjacent.put(g.ties)
	case g.store.poisoned.Load():
		g.store.adjacent.forget() // it may be there all the same
	}
	g.store.committed(g.size)
	return explain(whole, "commit", err)
}

// tell gives the batches their answers.
func (g *group) tell() {
	for _, p := range g.batches {
		close(p.told)
	}
}
