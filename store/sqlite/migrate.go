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
		// Numbers in pragmas cannot be arguments; these are our own.
		script := fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d;"+
			" PRAGMA user_version = %d; COMMIT", migrations[n-1], applicationID, n)
		if err := c.script(ctx, script); err != nil {
			return errors.Join(fmt.Errorf("bring the tables to version %d: %w", n, err),
				c.script(context.Background(), "ROLLBACK"))
		}
	}
	return nil
}

// script runs several statements.
func (c *conn) script(ctx context.Context, text string) error {
	_, err := c.Conn.(driver.ExecerContext).ExecContext(ctx, text, nil)
	return err
}
