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

// Migration is the text that brings a file to version n.
func Migration(n int) string { return migrations[n-1] }

// WalkHistory makes lists walk superseded versions in their order, however few.
func WalkHistory() Option { return func(o *options) { o.walkHistory = true } }

// onReader gives f the next reader.
func (s *Store) onReader(ctx context.Context, f func(*conn) error) error {
	c, err := s.take(ctx, s.readers, readerPragmas())
	if err != nil {
		return err
	}
	defer s.readers.put(c)
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

// ReadAmong reads rows of one statement and, after each, runs another that is new.
func (s *Store) ReadAmong(ctx context.Context, others int64) error {
	return s.onReader(ctx, func(c *conn) error {
		open, err := c.query(ctx, "WITH RECURSIVE n (x) AS (VALUES (0) UNION ALL SELECT x + 1 FROM n)"+
			" SELECT x FROM n")
		if err != nil {
			return err
		}
		for i := range others {
			if !open.next() || open.int(0) != i {
				return fmt.Errorf("row %d: got %v, %w", i, open.values, open.err)
			}
			if _, err := c.number(ctx, fmt.Sprintf("SELECT %d", i)); err != nil {
				return err
			}
		}
		return open.close()
	})
}

// LimitPages lets the file grow by so many pages; one more is a full disk to
// SQLite. 0 lets it grow again.
func (s *Store) LimitPages(ctx context.Context, more int64) error {
	return s.onWriter(ctx, "test", func(c *conn) error {
		pages, err := c.number(ctx, "PRAGMA page_count")
		if more == 0 {
			pages = 1 << 30
		}
		return errors.Join(err, c.script(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages+more)))
	})
}

// ShortenWait makes writes not wait for another program to finish.
func (s *Store) ShortenWait(ctx context.Context) error {
	return s.onWriter(ctx, "test", func(c *conn) error { return c.script(ctx, "PRAGMA busy_timeout = 1") })
}

// PlanOf returns SQLite's plan for a page of a query, with a long history.
func (s *Store) PlanOf(ctx context.Context, v kg.View, query kg.Query) ([]string, error) {
	selected, _ := selectionOf(v, query)
	return s.planOf(ctx, selected.pageAfter(query.After, max(query.Limit, 1)))
}

// PlanOfFew is PlanOf where few versions were superseded since the view's Known.
func (s *Store) PlanOfFew(ctx context.Context, v kg.View, query kg.Query) ([]string, error) {
	selected, _ := selectionOf(v, query)
	selected.since = 1
	return s.planOf(ctx, selected.pageAfter(query.After, max(query.Limit, 1)))
}

// PlanOfFar is PlanOf for what an entity has with some others: more than these are, or not.
func (s *Store) PlanOfFar(
	ctx context.Context, v kg.View, query kg.Query, more bool,
) ([]string, error) {
	selected, _ := selectionOf(v, query)
	selected.far = &far{numbers: "[1, 2]"}
	if more {
		selected.near = 3
	}
	return s.planOf(ctx, selected.pageAfter(query.After, max(query.Limit, 1)))
}

// PlansOfThePast returns the plans of all statements that select as of a recorded
// time, by their text. Tallies are those of the queries that ask for some of a class.
func (s *Store) PlansOfThePast(
	ctx context.Context, v kg.View, queries []kg.Query,
) (map[string][]string, error) {
	statements := []*statement{
		numbersStatement(v, []kg.ID{"a", "b"}), exportStatement(v, kg.ClassEntity),
		probeStatement(v, kg.NameProbe{Form: kg.NameFull, Text: "a"}),
		probeStatement(v, kg.NameProbe{Form: kg.NameToken, Text: "a", Prefix: true}),
	}
	for _, query := range queries {
		selected, _ := selectionOf(v, query)
		statements = append(statements, selected.pageAfter(query.After, 1))
		if query.Of != "" || query.About != "" || len(query.IDs) > 0 || len(query.Kinds) > 0 {
			statements = append(statements, selected.tallies())
		}
	}
	plans := make(map[string][]string)
	for _, q := range statements {
		plan, err := s.planOf(ctx, q)
		if err != nil {
			return nil, err
		}
		plans[q.text.String()] = plan
	}
	return plans, nil
}

// planOf returns SQLite's plan for a statement.
func (s *Store) planOf(ctx context.Context, q *statement) (plan []string, err error) {
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

// EndSome runs some of the steps that end a load, and returns how many are left.
func (s *Store) EndSome(ctx context.Context, steps int) (left int64, err error) {
	err = s.onWriter(ctx, "test", func(c *conn) error {
		for range steps {
			if more, err := c.bringNext(ctx); err != nil || !more {
				return err
			}
		}
		left, err = c.number(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'left_out'")
		return err
	})
	return left, err
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

// Moving sets how many pages are moved from the log at once, and how long that may become.
func Moving(portion, longest int64) Option {
	return func(o *options) { o.moving.portion, o.moving.longest = portion, longest }
}

// MovingWhenTold has nothing moved from the log beside the writer but by MoveLog.
func MovingWhenTold() Option { return func(o *options) { o.moving.whenTold = true } }

// MoveLog does at once what is done beside the writer after a commit, and returns how many
// pages the log has then and how many of them are moved.
func (s *Store) MoveLog(ctx context.Context) (pages, moved int64, err error) {
	c, err := s.open(ctx, moverPragmas)
	if err != nil {
		return 0, 0, err
	}
	s.moveOn(c)
	pages, moved, err = c.checkpoint("NOOP")
	return pages, moved, errors.Join(err, c.Close())
}

// KeptWithin is how many bytes of records a store keeps under a limit of memory.
func KeptWithin(limit int64) int { return keptWithin(limit) }

// PartOfMost is how much of the most is kept under a limit of memory.
func PartOfMost(limit int64, most int) int { return partOfMost(limit, most) }

// BytesOf is how many bytes a store reckons that a record takes.
func BytesOf(r kg.Record) (int, error) {
	body, err := kg.EncodeBody(r)
	return int(bytesOf(len(body))), err
}

// Held is how many bytes of records the store keeps at present, and how many records.
func (s *Store) Held() (bytes, records int) {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	return s.cache.held, len(s.cache.places)
}

// Hold keeps the writer until release is called, so that batches wait.
func (s *Store) Hold() (release func()) {
	<-s.writer.places
	return func() { s.writer.places <- struct{}{} }
}

// Waiting is how many batches wait for the writer.
func (s *Store) Waiting() int {
	s.waiting.mu.Lock()
	defer s.waiting.mu.Unlock()
	return len(s.waiting.batches)
}

// Commits counts those that were made since the file was opened.
func (s *Store) Commits() int {
	generation, _ := s.cache.current()
	return int(generation / 2)
}

// An Asked batch is applied for a caller, who gets an answer.
type Asked struct {
	Context context.Context
	Batch   kg.Batch
	Receipt kg.Receipt
	Err     error
}

// ApplyTogether applies batches that all wait for the writer, in their order, on the
// goroutine of the caller.
func (s *Store) ApplyTogether(asked ...*Asked) {
	<-s.writer.places
	waiting := make([]*pending, len(asked))
	for i, a := range asked {
		writes, err := prepare(a.Batch)
		if err != nil {
			panic(err)
		}
		waiting[i] = &pending{
			ctx: a.Context, batch: a.Batch, writes: writes, told: make(chan struct{}),
		}
		s.waiting.add(waiting[i])
	}
	defer func() { // after a panic too
		for i, p := range waiting {
			<-p.told
			asked[i].Receipt, asked[i].Err = p.receipt, p.err
		}
	}()
	s.lead(waiting[len(waiting)-1])
}

// MaxGrouped is how large batches that are committed together may be.
const MaxGrouped = maxGrouped

// SettleTies waits until nobody reads ties to keep them in memory.
func SettleTies(s *Store) { s.adjacent.makers.Wait() }

// TiesWithin is how many relationships a store keeps in memory under a limit of it.
func TiesWithin(limit int64) int { return tiesWithin(limit) }
