package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// open is a storetest.Opener: each store is a new file.
func open(t *testing.T, clock func() time.Time) kg.Store {
	t.Helper()
	return openWith(t, sqlite.Clock(clock))
}

// openWith opens a store in a new file until the test ends; it may be closed before.
func openWith(t *testing.T, options ...sqlite.Option) kg.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), path, options...)
	if err != nil {
		t.Fatalf("Open(%s) = %v, want a store", path, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v, want nil", err)
		}
	})
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }

// TestModelWithALongHistory has lists read superseded versions as they do where there
// are many.
func TestModelWithALongHistory(t *testing.T) {
	storetest.RunModel(t, func(t *testing.T, clock func() time.Time) kg.Store {
		return openWith(t, sqlite.Clock(clock), sqlite.WalkHistory())
	})
}
