package neo4j

import (
	"context"
	"crypto/rand"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

var fixStatement = statement("known_fix")

// fix makes sure that what was known at a moment stays so, whatever server writes: it
// waits for a batch that is being written and may have been recorded by then, and has
// all later ones recorded after it. A moment that the clock has not come to fixes
// nothing.
func (s *Store) fix(ctx context.Context, known kg.RecordedTime) error {
	if int64(known) <= s.fixed.Load() {
		return nil
	}
	if s.sessions.closed() {
		return errClosed
	}
	known = min(known, kg.RecordedTime(s.clock().UnixMicro()))
	err := retry(ctx, func() error {
		session, err := s.writeSession(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = session.Close(ctx) }() // what it did is done or err says so
		result, err := session.Run(ctx, fixStatement, map[string]any{
			"known": int64(known), "token": rand.Text(),
		}, withinDeadline(ctx))
		if err != nil {
			return err
		}
		rows, err := collect(ctx, result)
		if err == nil && len(rows) == 0 {
			return errNoGraph
		}
		s.waitedFor(session.LastBookmarks())
		return err
	})
	if err == nil {
		s.raise(known)
	}
	return err
}

// waitedFor keeps the bookmarks of a transaction that waited for all before it.
func (s *Store) waitedFor(bookmarks neo4j.Bookmarks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waited = bookmarks
}

// raise notes that what is written from now on is recorded later than a moment.
func (s *Store) raise(moment kg.RecordedTime) {
	for {
		fixed := s.fixed.Load()
		if int64(moment) <= fixed || s.fixed.CompareAndSwap(fixed, int64(moment)) {
			return
		}
	}
}
