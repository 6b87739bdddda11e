package sqlite

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"entente/kg"
)

var _ kg.Adjoiner = (*Store)(nil)

// A keeper makes the [kg.Adjacency] of a store when it is first asked for, and keeps it in
// step with the file. It takes some 1.5 s for a million relationships; meanwhile others go
// on without it.
type keeper struct {
	// most is how many relationships there may be.
	most int

	mu sync.Mutex
	// made is the adjacency, once it is whole. Until then written are the ties that were
	// committed since the making began.
	made    *kg.Adjacency
	making  bool
	written []kg.Tie
	// refused says that there are too many relationships, or that the store is closed.
	refused bool
	// patience is closed when those who wait for the making need not any longer.
	patience chan struct{}
	stop     context.CancelFunc
	makers   sync.WaitGroup
}

// worthAWait is how many relationships those who first ask wait for: some 10 ms.
const worthAWait = 5_000

var errTooMany = errors.New("more relationships than are kept in memory")

// Adjacency returns who is tied to whom, from memory; see [kg.Adjoiner]. It is nil while it
// is made, where that takes long, and where there are too many relationships.
func (s *Store) Adjacency(ctx context.Context, ids []kg.ID) (*kg.Adjacency, []uint32, error) {
	select {
	case <-s.closed:
		return nil, nil, errClosed
	default:
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, explain(ctx, "find who is tied to whom", err)
	}
	a := s.adjacency(ctx)
	if a == nil || ctx.Err() != nil {
		return nil, nil, explain(ctx, "find who is tied to whom", ctx.Err())
	}
	numbers, err := s.numbered(ctx, ids)
	return a, numbers, err
}

// adjacency returns the adjacency, or nil where there is none at hand within a moment.
func (s *Store) adjacency(ctx context.Context) *kg.Adjacency {
	a, patience := s.adjacent.get(s)
	if a != nil || patience == nil {
		return a
	}
	select {
	case <-patience:
	case <-ctx.Done():
	}
	a, _ = s.adjacent.get(s)
	return a
}

// numbered returns the number of each id whose record is there, else 0.
func (s *Store) numbered(ctx context.Context, ids []kg.ID) ([]uint32, error) {
	numbers := make([]uint32, len(ids))
	if s.cache.numbers(ids, numbers) {
		return numbers, nil
	}
	err := s.read(ctx, "find numbers", func(r *reading) error {
		found, err := r.numbersOf(ctx, kg.View{Restricted: true}, ids)
		for i, id := range ids {
			numbers[i] = uint32(found[id])
		}
		return err
	})
	return numbers, err
}

// get returns the adjacency or, where it is being made, what is closed when there is no
// need to wait any longer. It begins to make it where nobody does.
func (k *keeper) get(s *Store) (*kg.Adjacency, <-chan struct{}) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.made != nil || k.refused || s.loading.Load() {
		return k.made, nil
	}
	if !k.making {
		ctx, stop := context.WithCancel(context.Background())
		patience := make(chan struct{})
		k.making, k.patience, k.stop = true, patience, stop
		enough := sync.OnceFunc(func() { close(patience) })
		k.makers.Go(func() {
			defer enough()
			defer stop()
			k.finish(s.adjoin(ctx, k.most, enough))
		})
	}
	return nil, k.patience
}

// finish takes over what was made of the file as it was when the making began or later:
// what was written since is put in, some of it for the second time.
func (k *keeper) finish(a *kg.Adjacency, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err == nil {
		a.Put(k.written...)
		k.made = a
	}
	k.making, k.written = false, nil
	k.refused = k.refused || errors.Is(err, errTooMany)
}

// put takes in what was committed. Its caller has the writer, and has not yet told anybody.
func (k *keeper) put(ties []kg.Tie) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.made != nil:
		k.made.Put(ties...)
		if k.made.Size() > k.most {
			k.made, k.refused = nil, true
		}
	case k.making:
		k.written = append(k.written, ties...)
	}
}

// close ends the making and waits for it.
func (k *keeper) close() {
	k.mu.Lock()
	k.refused = true
	if k.stop != nil {
		k.stop()
	}
	k.mu.Unlock()
	k.makers.Wait()
}

// adjoin reads all relationships. It calls enough once there are more than are worth a wait.
func (s *Store) adjoin(ctx context.Context, most int, enough func()) (*kg.Adjacency, error) {
	a := kg.NewAdjacency()
	err := s.aside(ctx, func(r *reading) error {
		if many, err := r.hasMoreTies(ctx, most); err != nil || many {
			return cmp.Or(err, errTooMany)
		}
		row, err := r.query(ctx, "SELECT number, entity, other, relationship, kind, restricted,"+
			" start_earliest, start_latest, end_earliest, end_latest, direction = 'EITHER'"+
			" FROM edge WHERE direction = 'OUT' OR direction = 'EITHER' AND entity <= other")
		if err != nil {
			return err
		}
		ties := make([]kg.Tie, 0, tiesAtOnce)
		for read := 0; row.next(); {
			ties = append(ties, tieIn(row))
			if read++; read == worthAWait {
				enough()
			}
			if len(ties) == tiesAtOnce {
				a.Put(ties...)
				ties = ties[:0]
			}
		}
		a.Put(ties...)
		return row.close()
	})
	if err != nil {
		return nil, err
	}
	a.Sort()
	return a, nil
}

// hasMoreTies reports whether there are more than so many relationships. Where there are not
// even so many records, that takes no counting.
func (r *reading) hasMoreTies(ctx context.Context, most int) (bool, error) {
	found, err := r.query(ctx, "SELECT coalesce((SELECT max(number) FROM record), 0) > ?1 AND"+
		" (SELECT count(*) FROM (SELECT 1 FROM record WHERE class = 'RELATIONSHIP' LIMIT ?1 + 1)) > ?1",
		int64(most))
	if err != nil {
		return false, err
	}
	many := found.next() && found.int(0) != 0
	return many, found.close()
}

// tiesAtOnce is how many are put in at once.
const tiesAtOnce = 256

// tieIn reads the tie in the current row.
func tieIn(row *rows) kg.Tie {
	return kg.Tie{
		Number: uint32(row.int(0)), From: uint32(row.int(1)), To: uint32(row.int(2)),
		ID: kg.ID(row.text(3)), Type: row.text(4), Restricted: row.int(5) != 0,
		Span: kg.Span{
			StartEarliest: kg.Instant(row.int(6)), StartLatest: kg.Instant(row.int(7)),
			EndEarliest: kg.Instant(row.int(8)), EndLatest: kg.Instant(row.int(9)),
		},
		Symmetric: row.int(10) != 0,
	}
}

// addTie notes what a write makes of a relationship.
func (w *writing) addTie(one *write, number, from, to int64) {
	switch {
	case one.class == kg.ClassRelationship && !one.Retract:
		w.ties = append(w.ties, kg.Tie{
			Number: uint32(number), From: uint32(from), To: uint32(to), ID: one.id,
			Type: one.keys.Kind, Span: one.keys.Span,
			Symmetric: one.keys.Symmetric, Restricted: one.keys.Restricted,
		})
	case one.current.class == kg.ClassRelationship:
		w.ties = append(w.ties, kg.Tie{Number: uint32(one.current.number), Gone: true})
	}
}
