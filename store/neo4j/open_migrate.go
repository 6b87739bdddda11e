package neo4j

import (
	"context"
	"crypto/rand"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

var (
	migrateLock     = statement("migrate_lock")
	migrateVersions = statement("migrate_versions")
	migrateFill     = statement("migrate_fill")
	migrateNames    = statement("migrate_names")
	migrateSince    = statement("migrate_since")
	migrateDone     = statement("migrate_done")
	migrateIndex    = statement("migrate_index")
)

// migrateChunk is how many records or versions one transaction of a migration
// changes, and so for how long it keeps writers waiting.
const migrateChunk = 500

// migrate brings data of schema version 1 to version 2: versions have all that their
// records' nodes had, and name keys say from when to when they held. It goes in steps
// of one transaction each, under the write lock, and looks in each for what is yet to
// be done. So it may be cut off at any place and begun again, and several programs
// may do it at once. The last step finds nothing left, and only then says that the
// data is of version 2. A program of version 1 must not write meanwhile or later.
func (s *Store) migrate(ctx context.Context) error {
	for _, step := range []func(*migration, string) (string, error){
		(*migration).dateNames, (*migration).fillVersions, (*migration).finish,
	} {
		for after, more := "", true; more; more = after != "" {
			var err error
			if after, err = s.migrateStep(ctx, step, after); err != nil {
				return err
			}
		}
	}
	_, err := s.schemaRows(ctx, migrateIndex, nil)
	return err
}

// A migration is one transaction of it.
type migration struct {
	ctx context.Context //nolint:containedctx // a migration lives no longer than one call
	tx  neo4j.ExplicitTransaction
}

// migrateStep does one step in a transaction. It returns the id that the step goes
// on from, or "" once there is nothing more for it to do.
func (s *Store) migrateStep(
	ctx context.Context, step func(*migration, string) (string, error), after string,
) (next string, err error) {
	err = retry(ctx, func() error {
		session, err := s.writeSession(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = session.Close(ctx) }() // the commit is what counts
		tx, err := session.BeginTransaction(ctx, withinDeadline(ctx))
		if err != nil {
			return err
		}
		m := &migration{ctx, tx}
		next = ""
		if due, err := m.lock(); err != nil || !due {
			_ = tx.Close(ctx) // the error says more than that of a rollback
			return err
		}
		if next, err = step(m, after); err != nil {
			_ = tx.Close(ctx) // as above
			return err
		}
		return tx.Commit(ctx)
	})
	return next, err
}

// run runs a statement of the transaction and returns its rows.
func (m *migration) run(text string, params map[string]any) ([][]any, error) {
	result, err := m.tx.Run(m.ctx, text, params)
	if err != nil {
		return nil, err
	}
	return collect(m.ctx, result)
}

// lock takes the write lock and reports whether the data is still to be migrated.
func (m *migration) lock() (due bool, err error) {
	rows, err := m.run(migrateLock, map[string]any{"token": rand.Text()})
	if err != nil {
		return false, err
	}
	if len(rows) == 0 {
		return false, errNoGraph
	}
	var version int
	err = scan(rows[0], &version)
	return version < schemaVersion, err
}

// dateNames says of the name keys of entities after an id since when they hold.
func (m *migration) dateNames(after string) (last string, err error) {
	rows, err := m.run(migrateSince, map[string]any{"after": after, "limit": migrateChunk})
	if err != nil {
		return "", err
	}
	var entities int
	if err := scan(rows[0], &entities, &last); err != nil || entities < migrateChunk {
		return "", err
	}
	return last, nil
}

// fillVersions fills versions of records from an id on.
func (m *migration) fillVersions(from string) (last string, err error) {
	rows, err := m.run(migrateVersions, map[string]any{"after": from, "limit": migrateChunk})
	if err != nil || len(rows) == 0 {
		return "", err
	}
	var ids []string
	var fills, names []map[string]any
	for _, row := range rows {
		old, err := decodeOld(row)
		if err != nil {
			return "", err
		}
		last = string(old.record.Head().ID)
		ids, fills = append(ids, last), append(fills, map[string]any{
			"id": last, "version": old.version, "properties": old.row()["properties"],
		})
		names = append(names, old.names()...)
	}
	for _, step := range []struct {
		text   string
		params map[string]any
	}{
		{migrateFill, map[string]any{"rows": fills}},
		{migrateNames, map[string]any{"rows": names}},
		{hideStatement, map[string]any{"ids": slices.Compact(ids)}},
	} {
		if _, err := m.run(step.text, step.params); err != nil {
			return "", err
		}
	}
	if len(rows) < migrateChunk {
		return "", nil
	}
	return last, nil
}

// finish says that the data is migrated if nothing is left to do. What an earlier
// step has missed, because someone wrote meanwhile, is done here.
func (m *migration) finish(string) (last string, err error) {
	if last, err = m.fillVersions(""); last != "" || err != nil {
		return last, err
	}
	_, err = m.run(migrateDone, map[string]any{"schemaVersion": schemaVersion})
	return "", err
}

// An oldVersion is a superseded version as schema version 1 has it.
type oldVersion struct {
	node
	to kg.RecordedTime
}

// decodeOld reads a row [id, class, body, version, recordedFrom, recordedTo, sequence].
func decodeOld(row []any) (old oldVersion, err error) {
	var id, class string
	err = scan(row, &id, &class, &old.body, &old.version, &old.from, &old.to, &old.sequence)
	if err != nil {
		return old, err
	}
	old.record, err = kg.DecodeBody(kg.Class(class), []byte(old.body), old.version, old.from)
	return old, err
}

// names returns the name keys that the version had.
func (old oldVersion) names() []map[string]any {
	e, ok := old.record.(*kg.Entity)
	if !ok {
		return nil
	}
	keys := namesOf(e, old.from)
	for _, key := range keys {
		key["recordedTo"] = int64(old.to)
	}
	return keys
}
