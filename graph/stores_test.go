package graph_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
	"entente/store/neo4j"
	"entente/store/sqlite"
	"entente/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// patience is how long requests may take where a database may have just started,
// which then plans its first queries slowly.
const patience = 2 * time.Minute

// stores open each store empty. Those of Neo4j share one database, so they must
// not be open at once.
var stores = []struct {
	name string
	open func(t *testing.T) kg.Store
}{
	{"Model", func(*testing.T) kg.Store { return storetest.NewModel(today) }},
	{"SQLite", openSQLite},
	{"Neo4j", openNeo4j},
}

func openSQLite(t *testing.T) kg.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), sqlite.Clock(today))
	return opened(t, s, err)
}

func openNeo4j(t *testing.T) kg.Store {
	t.Helper()
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	s, err := neo4j.Open(t.Context(), target.URI, neo4j.Clock(today),
		neo4j.Credentials(target.Username, target.Password))
	return opened(t, s, err)
}

// opened closes a store at the end of the test.
func opened(t *testing.T, s kg.Store, err error) kg.Store {
	t.Helper()
	if err != nil {
		t.Fatalf("open: got error %v, want a store", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: got error %v, want none", err)
		}
	})
	return s
}
