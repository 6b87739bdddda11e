package neo4jtest

import (
	"context"
	"testing"
	"time"
)

// resetLimit bounds a reset, also of a database of many records.
const resetLimit = 5 * time.Minute

// Reset deletes all nodes and relationships but the mark, and keeps constraints
// and indexes, which cost more to make than to keep. t fails if the database is
// no longer this process's own; then nothing is deleted. It may be called from a
// cleanup.
func (target Target) Reset(t testing.TB) {
	t.Helper()
	if err := target.withLimit(t, target.claim.deleteData); err != nil {
		t.Fatalf("reset the test database: %v", err)
	}
}

// ResetSchema does what Reset does and drops all constraints and indexes too, so
// that the database is as a new one.
func (target Target) ResetSchema(t testing.TB) {
	t.Helper()
	target.Reset(t)
	if err := target.withLimit(t, target.claim.dropSchema); err != nil {
		t.Fatalf("reset the schema of the test database: %v", err)
	}
}

// withLimit calls f with a context that outlives t's own, which ends before the
// cleanups of t.
func (target Target) withLimit(t testing.TB, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), resetLimit)
	defer cancel()
	return f(ctx)
}

// deleteData deletes everything but the mark, or returns errLost if db is not
// this process's own.
func (c *claim) deleteData(ctx context.Context) error {
	// The first MATCH finds nothing, and so deletes nothing, in any database but
	// the one that this process holds. Deleting null does nothing.
	rows, err := c.db.count(ctx, `
		MATCH (m:EntenteTest {mark: $mark, owner: $owner})
		OPTIONAL MATCH (n) WHERE n <> m
		CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS
		RETURN count(m)`, c.args())
	if err == nil && rows == 0 {
		return errLost
	}
	return err
}

// dropSchema drops all constraints but the mark's, then the indexes that none of
// them owns. The look-up indexes by label and type belong to every database.
func (c *claim) dropSchema(ctx context.Context) error {
	args := map[string]any{"constraint": constraint}
	for _, part := range []struct{ list, drop string }{
		{
			"SHOW CONSTRAINTS YIELD name WHERE name <> $constraint RETURN name",
			"DROP CONSTRAINT $name IF EXISTS",
		},
		{
			"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' AND name <> $constraint RETURN name",
			"DROP INDEX $name IF EXISTS",
		},
	} {
		names, err := c.db.run(ctx, part.list, args)
		if err != nil {
			return err
		}
		for _, name := range names {
			if _, err := c.db.run(ctx, part.drop, map[string]any{"name": name}); err != nil {
				return err
			}
		}
	}
	return nil
}
