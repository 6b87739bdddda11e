package sqlite

import (
	"context"
	"errors"
	"fmt"

	"entente/kg"
)

// Older, Oldest and ApplicationID are what tests check of them.
const (
	Oldest        = oldest
	ApplicationID = applicationID
	MaxPrepared   = maxPrepared
)

// Older is older.
func Older(a, b string) bool { return older(a, b) }

// TableVersions is how many migrations there are.
func TableVersions() int { return len(migrations) }

// onReader gives f the next reader.
func (s *Store) onReader(ctx context.Context, f func(*conn) error) error {
	c, err := s.take(ctx, s.readers, readerPragmas)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	return f(c)
}

// StatementsRun counts the statements that a store with one reader ran for reads.
func (s *Store) StatementsRun(ctx context.Context) (ran int, err error) {
	err = s.onReader(ctx, func(c *conn) error {
		ran = c.ran
		return nil
	})
	return ran, err
}

// Prepared counts the statements that the reader keeps.
func (s *Store) Prepared(ctx context.Context) (kept int, err error) {
	err = s.onReader(ctx, func(c *conn) error {
		kept = len(c.prepared)
		return nil
	})
	return kept, err
}

// onWriter gives f the writer.
func (s *Store) onWriter(ctx context.Context, f func(*conn) error) error {
	c, err := s.take(ctx, s.writer, writerPragmas)
	if err != nil {
		return err
	}
	defer func() { s.writer <- c }()
	return f(c)
}

// LimitPages lets the file grow by so many pages; one more is a full disk to
// SQLite. 0 lets it grow again.
func (s *Store) LimitPages(ctx context.Context, more int64) error {
	return s.onWriter(ctx, func(c *conn) error {
		pages, err := c.number(ctx, "PRAGMA page_count")
		if more == 0 {
			pages = 1 << 30
		}
		return errors.Join(err, c.script(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages+more)))
	})
}

// ShortenWait makes writes not wait for another program to finish.
func (s *Store) ShortenWait(ctx context.Context) error {
	return s.onWriter(ctx, func(c *conn) error { return c.script(ctx, "PRAGMA busy_timeout = 1") })
}

// PlanOf returns SQLite's plan for a page of a query.
func (s *Store) PlanOf(ctx context.Context, v kg.View, query kg.Query) (plan []string, err error) {
	selected, _ := selectionOf(v, query)
	q := selected.pageAfter(query.After, max(query.Limit, 1))
	err = s.onReader(ctx, func(c *conn) error {
		steps, err := c.query(ctx, "EXPLAIN QUERY PLAN "+q.text.String(), q.args...)
		if err != nil {
			return err
		}
		for steps.next() {
			plan = append(plan, steps.text(3))
		}
		return steps.close()
	})
	return plan, err
}

// CountForever runs a statement that never ends by itself.
func (s *Store) CountForever(ctx context.Context) error {
	return s.read(ctx, "count", func(r *reading) error {
		n, err := r.query(ctx, "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n)"+
			" SELECT count(*) FROM n")
		if err != nil {
			return err
		}
		return n.close()
	})
}
