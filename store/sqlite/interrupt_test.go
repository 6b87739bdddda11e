package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"entente/kg"
)

// endless counts for ever to find a second row.
const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
	SELECT i FROM n WHERE i = 1 OR i < 0 LIMIT 1 OFFSET 1`

// TestAStatementThatLooksForItsFirstRowIsInterrupted would not end otherwise.
func TestAStatementThatLooksForItsFirstRowIsInterrupted(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err = s.read(ctx, "count for ever", func(r *reading) error {
		_, err := r.query(ctx, endless)
		return err
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got error %v, want DeadlineExceeded", err)
	}
	if _, err := s.Last(t.Context(), kg.View{}); err != nil {
		t.Errorf("a read after it: got error %v, want none", err)
	}
}
