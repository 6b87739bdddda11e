package neo4j

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// Apply makes all writes of a batch or none; see [kg.Store]. One transaction does
// it, under the lock on the Meta node that all writers take first. Where the
// database says that it did nothing, it is asked again; where the connection broke
// in the commit, it is asked what became of it.
func (s *Store) Apply(ctx context.Context, b kg.Batch) (receipt kg.Receipt, err error) {
	if s.sessions.closed() {
		return receipt, errClosed
	}
	if err := ctx.Err(); err != nil {
		return receipt, translate(ctx, err)
	}
	d, err := newDraft(b)
	if err != nil {
		return receipt, err
	}
	err = retry(ctx, func() error {
		receipt, err = s.applyOnce(ctx, d)
		return err
	})
	if err != nil {
		return kg.Receipt{}, err
	}
	return receipt, nil
}

// applyOnce makes a batch's writes in one transaction.
func (s *Store) applyOnce(ctx context.Context, d *draft) (kg.Receipt, error) {
	session, err := s.writeSession(ctx)
	if err != nil {
		return kg.Receipt{}, err
	}
	defer func() { _ = session.Close(ctx) }() // the commit is what counts
	tx, err := session.BeginTransaction(ctx, withinDeadline(ctx))
	if err != nil {
		return kg.Receipt{}, err
	}
	w := &writing{draft: d, ctx: ctx, tx: tx, token: rand.Text()}
	receipt, err := w.write(s.clock)
	if err != nil {
		_ = tx.Close(ctx) // the error says more than that of a rollback
		return kg.Receipt{}, err
	}
	receipt.Consistency, err = s.commit(ctx, session, tx, w)
	if err == nil {
		s.raise(receipt.RecordedAt)
	}
	return receipt, err
}

func (s *Store) writeSession(ctx context.Context) (neo4j.SessionWithContext, error) {
	return s.session(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
}

// commitGrace is how long a commit, and the question what became of it, may take
// although ctx is done: an answer is worth more than to be a moment earlier. With it no
// answer is a second later than it was asked for.
const commitGrace = 800 * time.Millisecond

// commit makes a transaction's work visible and returns the token of that. An
// error that it returns means that there is nothing, or that nobody can tell.
func (s *Store) commit(
	ctx context.Context, session neo4j.SessionWithContext, tx neo4j.ExplicitTransaction, w *writing,
) (string, error) {
	if err := s.commits.close(ctx); err != nil {
		_ = tx.Close(ctx) // the error says more than that of a rollback
		return "", err
	}
	defer s.commits.open()
	ending, cancel := withGrace(ctx)
	defer cancel()
	err := tx.Commit(ending)
	bookmarks := session.LastBookmarks()
	if err != nil && isLost(err) {
		bookmarks, err = s.settle(ending, w, err)
	}
	if err != nil {
		return "", err
	}
	return s.committed(bookmarks), nil
}

// withGrace returns a context that goes on a little longer than ctx.
func withGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := time.Now().Add(commitGrace)
	if deadline, ok := ctx.Deadline(); ok && deadline.After(limit) {
		limit = deadline
	} else if !ok && ctx.Err() == nil {
		limit = time.Now().Add(time.Minute)
	}
	return context.WithDeadline(context.WithoutCancel(ctx), limit)
}

var outcomeStatement = statement("apply_outcome")

// settle finds out what became of a commit that had no answer, in what is left of the
// time that the commit had.
func (s *Store) settle(ending context.Context, w *writing, cause error) (neo4j.Bookmarks, error) {
	var applied bool
	var bookmarks neo4j.Bookmarks
	err := retry(ending, func() (err error) {
		session, err := s.writeSession(ending)
		if err != nil {
			return err
		}
		defer func() { _ = session.Close(ending) }()
		applied, err = w.outcome(ending, session)
		bookmarks = session.LastBookmarks()
		return err
	})
	switch {
	case err != nil:
		s.doubt.Store(true)
		return nil, unavailable("whether the batch was written is in doubt",
			"send it again with the same idempotency key", cause)
	case !applied:
		// Nothing was written, so that the batch may be tried again.
		return nil, cause
	default:
		return bookmarks, nil
	}
}

// outcome reports whether w's transaction was committed. Its question takes the
// write lock and so waits until that transaction has ended.
func (w *writing) outcome(ctx context.Context, session neo4j.SessionWithContext) (bool, error) {
	result, err := session.Run(ctx, outcomeStatement, map[string]any{
		"token": w.token, "sequence": w.sequence, "asked": rand.Text(),
	}, withinDeadline(ctx))
	if err != nil {
		return false, err
	}
	rows, err := collect(ctx, result)
	if err != nil {
		return false, err
	}
	if len(rows) == 0 {
		return false, errNoGraph
	}
	var applied bool
	err = scan(rows[0], &applied)
	return applied, err
}
