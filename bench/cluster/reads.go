package cluster

import (
	"context"
	"errors"
	"sync"
)

// Reads is what was read right after writes that were acknowledged, each through another
// server than the write's, where there are several. A read is stale that shows the tie as it
// was before, or not the claim that was written with it.
type Reads struct {
	// Writes is how many were made; each was followed by a read of each kind, all at once.
	Writes int
	// StaleOwn counts stale reads by who wrote and presents the token of the write,
	// StaleHanded those by another, who was handed the token, and StaleBare those without.
	StaleOwn, StaleHanded, StaleBare int
}

// ReadYourWrites has clients end ties, at least so many together, through all servers in
// turn, and read them at once through the others.
func (c *Cluster) ReadYourWrites(ctx context.Context, w *Work, clients, writes int) (Reads, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	readers := make([]*reader, clients)
	for i := range readers {
		var err error
		if readers[i], err = c.newReader(ctx); err != nil {
			return Reads{}, err
		}
		defer readers[i].close()
	}
	var running sync.WaitGroup
	for _, r := range readers {
		running.Go(func() {
			for i := 0; i < (writes+clients-1)/clients && ctx.Err() == nil; i++ {
				if err := r.pair(ctx, w, i); err != nil {
					stop(err)
				}
			}
		})
	}
	running.Wait()
	var sum Reads
	for _, r := range readers {
		sum.Writes += r.found.Writes
		sum.StaleOwn += r.found.StaleOwn
		sum.StaleHanded += r.found.StaleHanded
		sum.StaleBare += r.found.StaleBare
	}
	return sum, context.Cause(ctx)
}

// A reader writes and reads what it wrote. For the write and for each kind of read it has
// callers of their own, one with each server.
type reader struct {
	callers [4][]*caller
	found   Reads
}

func (c *Cluster) newReader(ctx context.Context) (*reader, error) {
	r := new(reader)
	for kind := range r.callers {
		for range c.servers {
			k, err := c.newCaller(ctx)
			if err != nil {
				r.close()
				return nil, err
			}
			r.callers[kind] = append(r.callers[kind], k)
		}
	}
	return r, nil
}

func (r *reader) close() {
	for _, callers := range r.callers {
		for _, k := range callers {
			k.close()
		}
	}
}

// pair makes the i-th write and the reads after it.
func (r *reader) pair(ctx context.Context, w *Work, i int) error {
	tie, err := w.nextTie()
	if err != nil {
		return err
	}
	n := len(r.callers[0])
	wrote, err := w.expireBy(ctx, r.callers[0][i%n], tie)
	if err != nil {
		return err
	}
	r.found.Writes++
	others := max(n-1, 1)
	var errs [3]error
	var running sync.WaitGroup
	for kind, read := range []struct {
		token string
		stale *int
	}{
		{wrote.token, &r.found.StaleOwn}, {wrote.token, &r.found.StaleHanded}, {"", &r.found.StaleBare},
	} {
		server := (i + 1 + (i/n+kind)%others) % n
		running.Go(func() {
			seen, err := wrote.seenBy(ctx, r.callers[kind+1][server], read.token)
			if errs[kind] = err; err == nil && !seen {
				*read.stale++
			}
		})
	}
	running.Wait()
	return errors.Join(errs[:]...)
}

const readTie = `query($id: ID!) { relationship(id: $id) { version claims(first: 1) { totalCount } } }`

// seenBy reports whether a caller is shown what was written.
func (w written) seenBy(ctx context.Context, k *caller, token string) (bool, error) {
	var data struct {
		Relationship struct {
			Version int
			Claims  struct{ TotalCount int }
		}
	}
	err := k.ask(ctx, readTie, map[string]any{"id": w.tie}, token, &data)
	return data.Relationship.Version >= w.version && data.Relationship.Claims.TotalCount > 0, err
}
