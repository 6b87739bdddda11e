package sqlite

import (
	"context"
	"regexp"
	"strings"

	sqlite3 "modernc.org/sqlite/lib"
)

// A graph is loaded without what only serves to find records otherwise than by id: to
// write each row where it belongs among ten million takes several times as long as to
// sort them all at the end. Table left_out tells, from the begin of a load to its end,
// what is left out, as the statements that bring it back, in order. It is the mark of a
// load too: a file that has it when it is opened gets the rest before it is read.

// While a graph is loaded, table edge is a view of the records, which tell all that it
// holds; name keys lie in the order in which they come; and what the preparation of
// batches asks for has a small index. Indexes are brought back by the text that made
// them, so that migrations alone tell what they are.
const (
	leaveOutIndexes = `
CREATE TABLE left_out (step INTEGER PRIMARY KEY, sql TEXT NOT NULL) STRICT;
INSERT INTO left_out (sql) VALUES (
  'INSERT INTO sorted_name_key SELECT * FROM name_key ORDER BY form, text, folded, id, name;
   DROP TABLE name_key; ALTER TABLE sorted_name_key RENAME TO name_key');
INSERT INTO left_out (sql)
SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name <> 'record_by_id'
AND tbl_name IN ('record', 'reference', 'name_key')`
	leaveOutOrders = `
ALTER TABLE edge RENAME TO sorted_edge;
CREATE VIEW edge AS
SELECT iif(side, to_number, from_number) AS entity, start_earliest, id AS relationship, number,
  iif(side, from_number, to_number) AS other,
  CASE WHEN json_extract(body, '$.symmetric') THEN 'EITHER' WHEN side THEN 'IN' ELSE 'OUT' END
    AS direction,
  kind, restricted, start_latest, end_earliest, end_latest
FROM record CROSS JOIN (SELECT 0 AS side UNION ALL SELECT 1)
WHERE class = 'RELATIONSHIP' AND (side = 0 OR from_number <> to_number);
ALTER TABLE name_key RENAME TO sorted_name_key;
CREATE TABLE name_key AS SELECT * FROM sorted_name_key;
CREATE INDEX loading_few ON record (class, id) WHERE class = 'TERM' OR class = 'SOURCE';
INSERT INTO left_out (sql) VALUES ('DROP INDEX loading_few'), (
  'INSERT INTO sorted_edge SELECT * FROM edge ORDER BY entity, start_earliest, relationship;
   DROP VIEW edge; ALTER TABLE sorted_edge RENAME TO edge; DROP TABLE left_out')`
)

// loadKept is how many bytes of decoded records are kept while a graph is loaded: those that
// much is tied to. More would cost memory that whoever loads has better use for.
const loadKept = 8 << 20

// BeginLoad leaves out what would slow down the loading of a whole graph, if nothing
// was ever written; see [kg.Loader]. What is written meanwhile is as safe as ever.
func (s *Store) BeginLoad(ctx context.Context) (end func(context.Context) error, err error) {
	err = s.onWriter(ctx, "begin to load", func(c *conn) error {
		written, err := c.number(ctx, "SELECT sequence FROM meta")
		if err != nil || written != 0 || s.loading.Load() {
			return err
		}
		if err := c.inTransaction(ctx, func() error { return c.leaveOut(ctx) }); err != nil {
			return err
		}
		if err := c.script(ctx, "PRAGMA "+cacheSize(loadCache)); err != nil {
			return err
		}
		s.loading.Store(true)
		s.adjacent.forget()
		s.cache.resize(min(s.keeps, loadKept))
		return nil
	})
	return s.endLoad, err
}

// leaveOut takes away what is left out.
func (c *conn) leaveOut(ctx context.Context) error {
	if err := c.script(ctx, leaveOutIndexes); err != nil {
		return err
	}
	dropped, err := c.query(ctx, "SELECT 'DROP INDEX ' || name FROM sqlite_schema"+
		" JOIN left_out USING (sql)")
	if err != nil {
		return err
	}
	var drops []string
	for dropped.next() {
		drops = append(drops, dropped.text(0))
	}
	if err := dropped.close(); err != nil {
		return err
	}
	return c.script(ctx, strings.Join(append(drops, leaveOutOrders), "; "))
}

// endLoad brings back what was left out. It can be called again where it failed.
func (s *Store) endLoad(ctx context.Context) error {
	return s.onWriter(ctx, "end to load", func(c *conn) error {
		if !s.loading.Load() {
			return nil
		}
		if err := c.bringBack(ctx); err != nil {
			return err
		}
		s.loading.Store(false)
		s.cache.resize(s.keeps)
		return nil
	})
}

// bringBack runs the statements of table left_out that have not been. The last makes table
// edge of the view and drops the mark in one transaction, so that what is written in
// between, where a step before it fails, is written as in a load.
func (c *conn) bringBack(ctx context.Context) error {
	// What is added at the end and sorted needs few pages, and the sorting takes as much
	// memory again.
	if err := c.script(ctx, "PRAGMA "+cacheSize(loadCache)); err != nil {
		return err
	}
	// With more pages than usual the writer takes more memory, and no more.
	defer func() { _ = c.script(context.WithoutCancel(ctx), "PRAGMA "+cacheSize(writerCache)) }()
	for {
		if more, err := c.bringNext(ctx); err != nil || !more {
			return err
		}
	}
}

// bringNext runs one of them in a transaction of its own, so that the log beside the
// file grows with the largest only, and reports whether there was any.
func (c *conn) bringNext(ctx context.Context) (more bool, err error) {
	there, err := c.number(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'left_out'")
	if err != nil || there == 0 {
		return false, err
	}
	return true, c.inTransaction(ctx, func() error { return c.nextStep(ctx) })
}

// nextStep runs the next statement of table left_out. The last drops the table.
func (c *conn) nextStep(ctx context.Context) error {
	next, err := c.query(ctx, "SELECT step, sql FROM left_out ORDER BY step LIMIT 1")
	if err != nil {
		return err
	}
	next.next()
	step, text := next.int(0), next.text(1)
	if err := next.close(); err != nil {
		return err
	}
	if err := c.exec(ctx, "DELETE FROM left_out WHERE step = ?", step); err != nil {
		return err
	}
	return c.script(ctx, text)
}

// inTransaction runs f in a transaction, which it undoes if that fails.
func (c *conn) inTransaction(ctx context.Context, f func() error) error {
	if err := c.script(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := f()
	if err == nil {
		err = c.script(context.WithoutCancel(ctx), "COMMIT")
	}
	if err != nil {
		// Where the transaction has ended by itself there is nothing to undo.
		_ = c.script(context.Background(), "ROLLBACK")
	}
	return err
}

// onWriter runs f on the connection that writes.
func (s *Store) onWriter(ctx context.Context, doing string, f func(*conn) error) error {
	c, err := s.take(ctx, s.writer, writerPragmas())
	if err != nil {
		return explain(ctx, doing, err)
	}
	defer s.writer.put(c)
	if s.poisoned.Load() {
		return errPoisoned
	}
	err = f(c)
	if code(err) == sqlite3.SQLITE_IOERR {
		s.poisoned.Store(true)
	}
	return explain(ctx, doing, err)
}

// named are the indexes that statements name and that a load leaves out.
var named = regexp.MustCompile(` INDEXED BY record_by_\w+`)

// unindexed returns a statement that names no index, for as long as a graph is loaded:
// its answer is the same, and takes longer.
func unindexed(text string) string { return named.ReplaceAllString(text, "") }
