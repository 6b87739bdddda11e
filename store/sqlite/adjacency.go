package sqlite

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"entente/kg"
)

var _ kg.Adjoiner = (*Store)(nil)

// A keeper makes the [kg.Adjacency] of a store when it is first asked for, and keeps it in
// step with the file. It takes some 1.5 s for a million relationships; meanwhile others go
// on without it.
type keeper struct {
	// most is how many relationships there may be.
	most int

	// made is the adjacency, once it is whole.
	made atomic.Pointer[kg.Adjacency]

	mu sync.Mutex
	// While it is made, written are the ties that were committed since that began. It is
	// for nothing if something happened that they do not tell.
	making, forNothing bool
	written            []kg.Tie
	// failed is when the file could last not be read for it.
	failed time.Time
	// refused says that there are too many relationships, or that the store is closed.
	refused bool
	// patience is closed when those who wait for the making need not any longer.
	patience chan struct{}
	stop     context.CancelFunc
	makers   sync.WaitGroup
}

// pause is how long it takes until something that failed is tried again.
const pause = time.Minute

// worthAWait is how many relationships those who first ask wait for: some 10 ms.
const worthAWait = 5_000

// mostWritten is how many ties may be written while others are read, some 100 MB.
const mostWritten = 1_000_000

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
	if len(ids) == 0 || s.cache.numbers(ids, numbers) {
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
	if made := k.made.Load(); made != nil {
		return made, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	made := k.made.Load()
	if made != nil || k.refused || s.loading.Load() || time.Since(k.failed) < pause {
		return made, nil
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
	switch {
	case errors.Is(err, errTooMany):
		k.refused = true
	case err != nil:
		k.failed = time.Now()
	case !k.forNothing:
		a.Put(k.written...)
		k.made.Store(a)
	}
	k.making, k.forNothing, k.written = false, false, nil
}

// put takes in what was committed. Its caller has the writer, and has not yet told anybody.
func (k *keeper) put(ties []kg.Tie) {
	k.mu.Lock()
	defer k.mu.Unlock()
	made := k.made.Load()
	switch {
	case made != nil:
		made.Put(ties...)
		many := made.Size() > k.most
		k.refused = k.refused || many
		if many || made.Worn() {
			k.made.Store(nil)
		}
	case k.making && !k.forNothing:
		k.written = append(k.written, ties...)
		if len(k.written) > mostWritten {
			k.forNothing, k.written = true, nil
		}
	}
}

// forget lets go of what there is: it is made anew when it is asked for.
func (k *keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.made.Store(nil)
	k.forNothing, k.written = k.making, nil
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
		if err := r.refuseTies(ctx, most, enough); err != nil {
			return err
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

// refuseTies returns an error where there are more than so many relationships. Where there
// are not even so many records, that takes no counting; else nobody waits for it.
func (r *reading) refuseTies(ctx context.Context, most int, enough func()) error {
	records, err := r.number(ctx, "SELECT max(number) FROM record")
	if err != nil || records <= int64(most) {
		return err
	}
	enough()
	ties, err := r.number(ctx, "SELECT count(*) FROM"+
		" (SELECT 1 FROM record WHERE class = 'RELATIONSHIP' LIMIT ?)", int64(most)+1)
	if err == nil && ties > int64(most) {
		err = errTooMany
	}
	return err
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
