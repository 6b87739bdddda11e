package sqlite

import (
	"context"
	"fmt"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"

	"entente/kg"
)

var _ kg.Auditor = (*Store)(nil)

// Audit compares what the tables hold with what follows from the bodies of records; see
// [kg.Auditor]. It reads on a connection of its own, as of one moment, and sorts in
// temporary files.
func (s *Store) Audit(ctx context.Context, found func(kg.Finding), progress func(done int)) error {
	err := s.aside(ctx, func(r *reading) error {
		a := &audit{reading: r, found: found, progress: progress}
		for _, part := range []func(context.Context) error{
			a.wholeness, a.schema, a.records, a.versions,
		} {
			if err := part(ctx); err != nil || a.damaged {
				return err
			}
		}
		return nil
	})
	if code(err) == sqlite3.SQLITE_CORRUPT {
		found(kg.NewFinding(kg.FindingDamaged, "", "the file is damaged"))
		return nil
	}
	return explain(ctx, "check the graph's file", err)
}

// An audit is one that is being made.
type audit struct {
	*reading
	found    func(kg.Finding)
	progress func(done int)
	done     int
	damaged  bool
}

// step counts a version that was looked at.
func (a *audit) step() {
	if a.done++; a.done%1000 == 0 {
		a.progress(a.done)
	}
}

// wrong reports that something is not what a record's body says.
func (a *audit) wrong(id, format string, values ...any) {
	a.found(kg.NewFinding(kg.FindingIndex, kg.ID(id), format, values...))
}

// wholeness has SQLite check pages, indexes and types, and what refers to other rows.
func (a *audit) wholeness(ctx context.Context) error {
	for _, pragma := range []string{"PRAGMA integrity_check(100)", "PRAGMA foreign_key_check"} {
		row, err := a.query(ctx, pragma)
		if err != nil {
			return err
		}
		for row.next() {
			if text := fmt.Sprint(row.values[0]); text != "ok" {
				a.damaged = true
				a.found(kg.NewFinding(kg.FindingDamaged, "", "SQLite says: %s", text))
			}
		}
		if err := row.close(); err != nil {
			return err
		}
	}
	return nil
}

// schema looks for each table and index that the migrations make. While a graph is
// loaded some are left out.
func (a *audit) schema(ctx context.Context) error {
	there, err := a.schemaNames(ctx)
	if err != nil || there["left_out"] {
		return err
	}
	fresh, err := connect(address(filepath.Join("/", "audit"), map[string][]string{"mode": {"memory"}}))
	if err != nil {
		return err
	}
	defer func() { _ = fresh.Close() }() // it is in memory
	for n := range migrations {
		if err := fresh.migrateTo(ctx, n+1); err != nil {
			return err
		}
	}
	wanted, err := fresh.schemaNames(ctx)
	for name := range wanted {
		if !there[name] {
			a.wrong("", "the file lacks %s", name)
		}
	}
	return err
}

// schemaNames returns the names of what the file holds, but for what SQLite made itself.
func (c *conn) schemaNames(ctx context.Context) (map[string]bool, error) {
	row, err := c.query(ctx, "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for row.next() {
		names[row.text(0)] = true
	}
	return names, row.close()
}
