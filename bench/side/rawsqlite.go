package side

import (
	"context"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"

	"modernc.org/sqlite"

	"entente/bench/load"
)

//go:embed sql/one-hop.sql
var oneHopSQL string

var errNoActor = errors.New("there is no such actor")

// A RawSQLite asks the file that [LoadSQLite] wrote in this process, by a prepared statement
// written for the question, with nothing between it and the driver that Entente uses too.
type RawSQLite struct{ Path string }

// OneHop asks for the actor of an id with its ties in force on a day. Each client has a
// connection of its own.
func (s RawSQLite) OneHop(id func(i int) string, day string) func() (load.Client, error) {
	return func() (load.Client, error) {
		return openStatement(s.Path, oneHopSQL, func(i int) [2]string { return [2]string{id(i), day} })
	}
}

// A statementClient reads all rows of a prepared statement for each question.
type statementClient struct {
	conn      driver.Conn
	statement driver.Stmt
	args      func(i int) [2]string
	row       []driver.Value
}

func openStatement(
	path, text string, args func(i int) [2]string,
) (*statementClient, error) {
	conn, err := new(sqlite.Driver).Open(fileURL(path, "mode=ro&_pragma=cache_size(-16000)"))
	if err != nil {
		return nil, err
	}
	statement, err := conn.Prepare(text)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &statementClient{
		conn: conn, statement: statement, args: args, row: make([]driver.Value, 6),
	}, nil
}

// fileURL is the name of a file as the driver reads it.
func fileURL(path, options string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: options}).String()
}

// Do asks question i.
func (c *statementClient) Do(_ context.Context, i int) error {
	found := 0
	args := c.args(i)
	err := c.each(args, func() { found++ })
	if err == nil && found == 0 {
		err = errNoActor
	}
	if err != nil {
		return fmt.Errorf("%v: %w", args, err)
	}
	return nil
}

// each reads all rows, one after the other, into c.row.
func (c *statementClient) each(args [2]string, row func()) (err error) {
	// A context that can end has the driver start a goroutine for each query.
	rows, err := c.statement.(driver.StmtQueryContext).QueryContext(context.Background(),
		[]driver.NamedValue{{Ordinal: 1, Value: args[0]}, {Ordinal: 2, Value: args[1]}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for {
		switch err := rows.Next(c.row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		row()
	}
}

// Close closes the connection.
func (c *statementClient) Close() error {
	return errors.Join(c.statement.Close(), c.conn.Close())
}
