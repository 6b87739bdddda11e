package sqlite

import (
	"context"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the texts that make the tables, in order: the first one brings a
// file to version 1, and so on. A text that was released never changes.
var migrations = readMigrations()

// fills are what migrations do that SQL cannot, by the version that they bring a
// file to: they run after its text, in the same transaction.
var fills = map[int]func(context.Context, *conn) error{2: fillVersions}

func readMigrations() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // only a malformed pattern
	}
	texts := make([]string, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err) // it was compiled in
		}
		texts[i] = string(text)
	}
	return texts
}

// migrate runs the migrations that the file has not had, each in a transaction.
func (c *conn) migrate(ctx context.Context) error {
	version, err := c.number(ctx, "PRAGMA user_version")
	if err != nil {
		return err
	}
	for n := int(version) + 1; n <= len(migrations); n++ {
		if err := c.migrateTo(ctx, n); err != nil {
			return errors.Join(fmt.Errorf("bring the tables to version %d: %w", n, err),
				c.script(context.Background(), "ROLLBACK"))
		}
	}
	return nil
}

// migrateTo runs one migration. The caller undoes one that failed.
func (c *conn) migrateTo(ctx context.Context, n int) error {
	if err := c.script(ctx, "BEGIN IMMEDIATE; "+migrations[n-1]); err != nil {
		return err
	}
	if fill := fills[n]; fill != nil {
		if err := fill(ctx, c); err != nil {
			return err
		}
	}
	// Numbers in pragmas cannot be arguments; these are our own.
	return c.script(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		applicationID, n))
}

// script runs several statements.
func (c *conn) script(ctx context.Context, text string) error {
	_, err := c.Conn.(driver.ExecerContext).ExecContext(ctx, text, nil)
	return err
}
