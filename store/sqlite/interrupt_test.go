package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// endless never has a second row: it counts for ever to find one.
const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
	SELECT i FROM n WHERE i = 1 OR i < 0`

func TestAStatementThatRunsIsInterrupted(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, tt := range []struct{ name, text string }{
		{"before its first row", endless + " LIMIT 1 OFFSET 1"},
		{"between two rows", endless},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			err := s.read(ctx, "count for ever", func(r *reading) error {
				found, err := r.query(ctx, tt.text)
				if err != nil {
					return err
				}
				for found.next() {
				}
				return found.close()
			})
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got error %v, want DeadlineExceeded", err)
			}
		})
	}
}
