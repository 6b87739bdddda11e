package side

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"

	"entente/bench/graph"
)

var (
	//go:embed sql/tables.sql
	tablesSQL string
	//go:embed sql/indexes.sql
	indexesSQL string
)

// LoadSQLite writes a graph to a file of its own, for [RawSQLite], in place of what is there.
// The file has its name once it is whole.
func LoadSQLite(ctx context.Context, path string, g *graph.Graph) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	db, err := sql.Open("sqlite", fileURL(part, "_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	err = writeTables(ctx, db, g)
	if err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// writeTables writes all rows, and then makes the indexes, which is quicker in this order.
func writeTables(ctx context.Context, db *sql.DB, g *graph.Graph) error {
	if _, err := db.ExecContext(ctx, tablesSQL); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after the commit
	keys, err := writeActors(ctx, tx, g)
	if err != nil {
		return fmt.Errorf("write actors: %w", err)
	}
	if err := writeTies(ctx, tx, g, keys); err != nil {
		return fmt.Errorf("write ties: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, indexesSQL)
	return err
}

// writeActors returns the key of each actor by its id.
func writeActors(ctx context.Context, tx *sql.Tx, g *graph.Graph) (map[string]int, error) {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO actor (key, id, name) VALUES (?, ?, ?)")
	if err != nil {
		return nil, err
	}
	keys := make(map[string]int)
	for a, err := range g.Actors() {
		if err != nil {
			return nil, err
		}
		keys[a.ID] = len(keys) + 1
		if _, err := insert.ExecContext(ctx, keys[a.ID], a.ID, a.Name); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func writeTies(ctx context.Context, tx *sql.Tx, g *graph.Graph, keys map[string]int) error {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO tie VALUES (?, ?, ?, ?, nullif(?, ''))")
	if err != nil {
		return err
	}
	for t, err := range g.Ties() {
		if err != nil {
			return err
		}
		from, to, err := days(t)
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, t.ID, keys[t.From], keys[t.To], from, to); err != nil {
			return err
		}
	}
	return nil
}
