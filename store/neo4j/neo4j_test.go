package neo4j

import (
	"os"
	"testing"
	"time"

	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
	"entente/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestStore holds the store to the contract of kg.Store.
func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, clock func() time.Time) kg.Store {
		return openEmpty(t, Clock(clock))
	}, storetest.Operations(600))
}

// openEmpty opens a store in the test database after everything was deleted there.
func openEmpty(t testing.TB, opts ...Option) *Store {
	t.Helper()
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	return openAt(t, target, opts...)
}

// openAt opens a store in the test database as it is.
func openAt(t testing.TB, target neo4jtest.Target, opts ...Option) *Store {
	t.Helper()
	opts = append(opts, Credentials(target.Username, target.Password))
	s, err := Open(t.Context(), target.URI, opts...)
	if err != nil {
		t.Fatalf("Open: got error %v, want a store", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: got error %v, want none", err)
		}
	})
	return s
}
