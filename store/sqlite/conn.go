package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"modernc.org/sqlite"
)

// A conn is one connection with the statements prepared on it. It speaks to the
// driver itself, because a read runs its statements on one connection, where they
// have been prepared, and most take less time than database/sql would add to them.
// A conn is used by one goroutine at a time.
type conn struct {
	driver.Conn
	prepared map[string]*prepared
	// ran counts the statements that were run.
	ran int
	// args is reused from one write to the next.
	args []driver.NamedValue
}

// A prepared statement is kept for the next time that its text is run. As long as rows
// of it are read, closing it would free what they are read from.
type prepared struct {
	driver.Stmt
	reading int // how many rows are not closed yet
}

// maxPrepared is how many statements a connection keeps. Queries have few shapes
// in common use, but nobody can make a connection keep all shapes there are.
const maxPrepared = 256

// pragmas hold for every connection. FULL makes an acknowledged write survive a
// power failure.
var pragmas = []struct{ name, set, want string }{
	{"busy_timeout", "5000", "5000"},
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "FULL", "2"},
	{"foreign_keys", "ON", "1"},
	{"trusted_schema", "OFF", "0"},
}

// readerPragmas and writerPragmas come on top: a reader cannot write, and the writer moves
// the log into the file where nobody else did; see checkpoint.go. Of what the log grew to
// meanwhile it keeps no more than 64 MB.
var (
	readerPragmas = sync.OnceValue(func() []string {
		return []string{cacheSize(readerCache), "query_only(ON)"}
	})
	writerPragmas = sync.OnceValue(func() []string {
		return []string{cacheSize(writerCache), "wal_autocheckpoint(10000)", "journal_size_limit(67108864)"}
	})
)

// address returns the file's name as the driver reads it, with options.
func address(path string, options url.Values) string {
	file := url.URL{Scheme: "file", OmitHost: true, Path: slashed(path), RawQuery: options.Encode()}
	return file.String()
}

// open returns a connection to the file with the pragmas set and read back.
func open(ctx context.Context, path string, further []string) (*conn, error) {
	// rw and not rwc: a file that is gone is not made anew behind the Store's back.
	options := url.Values{"_dqs": {"0"}, "mode": {"rw"}}
	for _, p := range pragmas {
		options.Add("_pragma", fmt.Sprintf("%s(%s)", p.name, p.set))
	}
	for _, p := range further {
		options.Add("_pragma", p)
	}
	c, err := connect(address(path, options))
	if err != nil {
		return nil, err
	}
	if err := c.checkPragmas(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// connect opens a connection by its address.
func connect(address string) (*conn, error) {
	opened, err := new(sqlite.Driver).Open(address)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: opened, prepared: make(map[string]*prepared)}, nil
}

// checkPragmas makes sure that the pragmas hold: SQLite ignores what it cannot
// set, such as WAL on a file system without shared memory.
func (c *conn) checkPragmas(ctx context.Context) error {
	for _, p := range pragmas {
		got, err := c.value(ctx, "PRAGMA "+p.name)
		if err != nil {
			return err
		}
		if text := fmt.Sprint(got); text != p.want {
			return fmt.Errorf("the setting %s is %s and not %s; is the file on a local disk?",
				p.name, text, p.want)
		}
	}
	return nil
}

// Close finalizes the statements and closes the connection.
func (c *conn) Close() error {
	var err error
	for _, prepared := range c.prepared {
		err = errors.Join(err, prepared.Close())
	}
	return errors.Join(err, c.Conn.Close())
}

// statement returns text as a prepared statement.
func (c *conn) statement(ctx context.Context, text string) (*prepared, error) {
	if kept, ok := c.prepared[text]; ok {
		return kept, nil
	}
	if len(c.prepared) >= maxPrepared {
		if err := c.forgetOne(); err != nil {
			return nil, err
		}
	}
	made, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	kept := &prepared{Stmt: made}
	c.prepared[text] = kept
	return kept, nil
}

// forgetOne closes one of the statements that no rows are read from.
func (c *conn) forgetOne() error {
	for text, kept := range c.prepared {
		if kept.reading == 0 {
			delete(c.prepared, text)
			return kept.Close()
		}
	}
	return nil
}

// bind numbers the arguments of a statement.
func (c *conn) bind(args []driver.Value) []driver.NamedValue {
	c.args = slices.Grow(c.args[:0], len(args))
	for i, arg := range args {
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: arg})
	}
	return c.args
}

// exec runs a statement that returns no rows.
func (c *conn) exec(ctx context.Context, text string, args ...driver.Value) error {
	kept, err := c.statement(ctx, text)
	if err != nil {
		return err
	}
	c.ran++
	_, err = kept.Stmt.(driver.StmtExecContext).ExecContext(ctx, c.bind(args))
	return err
}

// query runs a statement and returns its rows, which must be closed. A context
// that ends interrupts it up to its first row.
func (c *conn) query(ctx context.Context, text string, args ...driver.Value) (*rows, error) {
	kept, err := c.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	c.ran++
	found, err := kept.Stmt.(driver.StmtQueryContext).QueryContext(ctx, c.bind(args))
	if err != nil {
		return nil, err
	}
	kept.reading++
	return &rows{ctx: ctx, of: kept, found: found, values: make([]driver.Value, len(found.Columns()))}, nil
}

// value runs a statement and returns the first value of its first row, or nil.
func (c *conn) value(ctx context.Context, text string, args ...driver.Value) (any, error) {
	found, err := c.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	var first any
	if found.next() {
		first = found.values[0]
	}
	return first, found.close()
}

// number runs a statement whose first value is an integer; no row counts as 0.
func (c *conn) number(ctx context.Context, text string, args ...driver.Value) (int64, error) {
	first, err := c.value(ctx, text, args...)
	n, _ := first.(int64)
	return n, err
}

// rows walks the rows of a query: for r.next() { … }; err := r.close().
type rows struct {
	ctx    context.Context
	of     *prepared
	found  driver.Rows
	values []driver.Value
	err    error
}

// next moves to the next row, and returns false after the last or on an error,
// which close returns.
func (r *rows) next() bool {
	if r.err == nil {
		r.err = r.ctx.Err()
	}
	if r.err == nil {
		r.err = r.found.Next(r.values)
	}
	return r.err == nil
}

// close ends the query and returns the error that ended it early, if any.
func (r *rows) close() error {
	err := r.found.Close()
	r.of.reading--
	if r.err != nil && !errors.Is(r.err, io.EOF) {
		return r.err
	}
	return err
}

func (r *rows) int(column int) int64 {
	n, _ := r.values[column].(int64)
	return n
}

func (r *rows) text(column int) string {
	s, _ := r.values[column].(string)
	return s
}

// slashed writes a file's name as the path of an address: C:\x as /C:/x.
func slashed(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return path
}
