package sqlite

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"entente/kg"
)

// Most of what a small batch takes is the wait for the disk, which a commit of many
// takes once. So batches that wait for the writer are committed together: whoever gets
// it writes those that wait, in the order in which they came. Nobody waits for others
// to come: a batch that finds the writer free is committed alone.

// maxGrouped is how large batches that are committed together may be in sum: each
// counts for its writes and one more. A larger batch is committed alone.
const maxGrouped = 200

// A pending batch waits to be written, or is written. Its answer is there once told is
// closed.
type pending struct {
	ctx    context.Context
	batch  kg.Batch
	writes []*write

	told    chan struct{}
	receipt kg.Receipt
	err     error
}

func (p *pending) size() int { return len(p.writes) + 1 }

// isTold reports whether the batch has its answer.
func (p *pending) isTold() bool {
	select {
	case <-p.told:
		return true
	default:
		return false
	}
}

// A queue has the batches that wait, in the order in which they came.
type queue struct {
	mu      sync.Mutex
	batches []*pending
}

func (q *queue) add(p *pending) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.batches = append(q.batches, p)
}

// next takes the first batch that waits, unless it is larger than room.
func (q *queue) next(room int) *pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.batches) == 0 || q.batches[0].size() > room {
		return nil
	}
	first := q.batches[0]
	q.batches = slices.Delete(q.batches, 0, 1)
	return first
}

// leave takes a batch out, and reports whether it waited.
func (q *queue) leave(p *pending) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	place := slices.Index(q.batches, p)
	if place >= 0 {
		q.batches = slices.Delete(q.batches, place, place+1)
	}
	return place >= 0
}

// errUnfinished is the answer to a batch if whoever was writing it never came to an end.
var errUnfinished = &kg.UnavailableError{Reason: "the write was broken off", Advice: "try again"}

// Apply makes all writes of a batch or none; see [kg.Store]. An error after which
// it is not known whether the batch is there wraps [kg.ErrUnavailable]; its receipt
// settles it.
func (s *Store) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	prepared, err := prepare(b)
	if err != nil {
		return kg.Receipt{}, err
	}
	p := &pending{ctx: ctx, batch: b, writes: prepared, told: make(chan struct{})}
	s.waiting.add(p)
	select {
	case <-p.told:
	case <-s.writer.places:
		s.lead(p)
	case <-ctx.Done():
	case <-s.closed:
	}
	if s.waiting.leave(p) {
		return kg.Receipt{}, explain(ctx, "write a batch", cmp.Or(ctx.Err(), error(errClosed)))
	}
	<-p.told // where it is being written, that is soon
	if p.err != nil {
		return kg.Receipt{}, p.err
	}
	return p.receipt, nil
}

// lead writes batches that wait until p is written. Its caller has the writer's place,
// which it gives back.
func (s *Store) lead(p *pending) {
	var c *conn
	usable := false // nor is it after a panic, in the midst of a transaction
	defer func() {
		if !usable && c != nil {
			_ = c.Close()
			c = nil
		}
		s.writer.put(c)
	}()
	if p.isTold() {
		return
	}
	c, err := s.connection(p.ctx, s.writer, writerPragmas())
	if err != nil {
		s.waiting.leave(p)
		p.err = explain(p.ctx, "write a batch", err)
		close(p.told)
		return
	}
	for !p.isTold() {
		s.writeWaiting(c)
	}
	usable = true
}

// writeWaiting writes the first of the batches that wait, and with it those that come
// until it is committed, if they are small. Where SQLite ended the transaction for one of
// them, each is written again by itself.
func (s *Store) writeWaiting(c *conn) {
	together := &group{conn: c, store: s}
	defer together.tell()
	for room := math.MaxInt; !together.lost; room = maxGrouped - together.size {
		p := s.waiting.next(room)
		if p == nil {
			break
		}
		together.add(p)
	}
	together.commit()
	if !together.lost || s.poisoned.Load() {
		return
	}
	for _, p := range together.batches {
		alone := &group{conn: c, store: s}
		alone.add(p)
		alone.commit()
	}
}
