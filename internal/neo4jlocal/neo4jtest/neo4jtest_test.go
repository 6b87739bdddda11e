package neo4jtest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/filelock"
	"entente/internal/neo4jlocal"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// ask runs a query that returns one number.
func ask(t *testing.T, db database, query string) int64 {
	t.Helper()
	n, err := db.count(t.Context(), query, nil)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

const (
	countOthers = "MATCH (n) WHERE NOT n:EntenteTest RETURN count(n)"
	countSchema = "SHOW INDEXES YIELD type, name WHERE type <> 'LOOKUP' RETURN count(*)"
)

// fill puts two nodes, a relationship, an index and a constraint into db.
func fill(t *testing.T, db database) {
	t.Helper()
	for _, query := range []string{
		"CREATE INDEX `odd ``name` FOR (n:Odd) ON (n.name)",
		"CREATE CONSTRAINT one_id FOR (n:Odd) REQUIRE n.id IS UNIQUE",
		"CREATE (:Odd {id: 1})-[:MET]->(:Odd {id: 2}), (:EntenteTest {mark: 'another'})",
	} {
		if _, err := db.run(t.Context(), query, nil); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
}

func TestResetKeepsSchemaAndMarkOnly(t *testing.T) {
	target := ForTest(t)
	target.ResetSchema(t)
	db := target.claim.db
	fill(t, db)

	target.Reset(t)
	if got := ask(t, db, "MATCH (n) RETURN count(n)"); got != 1 {
		t.Errorf("nodes after Reset = %d, want 1, the mark", got)
	}
	if got := ask(t, db, countSchema); got != 3 {
		t.Errorf("indexes after Reset = %d, want 3: the two made and the mark's", got)
	}
	target.ResetSchema(t)
	if got := ask(t, db, countSchema); got != 1 {
		t.Errorf("indexes after ResetSchema = %d, want 1, the mark's", got)
	}
	if got := ask(t, db, "MATCH (m:EntenteTest) RETURN count(m)"); got != 1 {
		t.Errorf("marks after ResetSchema = %d, want 1", got)
	}
}

func TestResetServesInACleanup(t *testing.T) {
	target := ForTest(t)
	t.Run("filled", func(t *testing.T) {
		t.Cleanup(func() { target.Reset(t) })
		if _, err := target.claim.db.run(t.Context(), "CREATE (:Odd)", nil); err != nil {
			t.Fatal(err)
		}
	})
	if got := ask(t, target.claim.db, countOthers); got != 0 {
		t.Errorf("nodes after a Reset in a cleanup = %d, want 0", got)
	}
}

func BenchmarkReset(b *testing.B) {
	target := ForTest(b)
	for b.Loop() {
		b.StopTimer()
		if _, err := target.claim.db.run(b.Context(),
			"UNWIND range(1, 100) AS i CREATE (:Odd {id: i})-[:MET]->(:Odd)", nil); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		target.Reset(b)
	}
}

// privateDatabase returns a server that no one has marked, and a way to ask it.
func privateDatabase(t *testing.T) (*neo4jlocal.Server, database) {
	t.Helper()
	s := Private(t, neo4jlocal.Options{Heap: "512m", PageCache: "64m", QuickStart: true})
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.Username, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.Background()) })
	return s, database{driver}
}

// otherTests runs this package's reset test in a process of its own, as another
// package's tests would run, and returns what it printed.
func otherTests(t *testing.T, timeout string, env ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0],
		"-test.v", "-test.run=^TestResetKeepsSchemaAndMarkOnly$", "-test.timeout="+timeout)
	cmd.Env = append(os.Environ(), env...)
	printed, err := cmd.CombinedOutput()
	return string(printed), err
}

// named is the environment that names s.
func named(s *neo4jlocal.Server) []string {
	return []string{
		neo4jlocal.URIVariable + "=" + s.URI,
		neo4jlocal.UsernameVariable + "=" + s.Username,
		neo4jlocal.PasswordVariable + "=" + s.Password,
	}
}

// TestNamedDatabase shows one database, in turn, as another's, as the tests' own
// and as in use.
func TestNamedDatabase(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the lock file, which stays
	s, db := privateDatabase(t)

	for _, foreign := range []struct{ name, make, remove string }{
		{"data", "CREATE (:Person)", "MATCH (n:Person) DELETE n"},
		{"an index", "CREATE INDEX theirs FOR (n:Person) ON (n.name)", "DROP INDEX theirs"},
	} {
		t.Run("of another with "+foreign.name+" is refused", func(t *testing.T) {
			if _, err := db.run(t.Context(), foreign.make, nil); err != nil {
				t.Fatal(err)
			}
			held := ask(t, db, "MATCH (n) RETURN count(n)") + ask(t, db, countSchema)
			printed, err := otherTests(t, "5m", named(s)...)
			if err == nil || !strings.Contains(printed, errForeign.Error()) {
				t.Errorf("tests with it: %v, want them to fail with %q:\n%s", err, errForeign, printed)
			}
			got := ask(t, db, "MATCH (n) RETURN count(n)") + ask(t, db, countSchema)
			if got != held {
				t.Errorf("after the refusal it holds %d things, want %d as before", got, held)
			}
			if _, err := db.run(t.Context(), foreign.remove, nil); err != nil {
				t.Fatal(err)
			}
		})
	}

	t.Run("that is empty is marked and used", func(t *testing.T) {
		if printed, err := otherTests(t, "5m", named(s)...); err != nil {
			t.Fatalf("tests with it: %v, want them to pass:\n%s", err, printed)
		}
		if got := ask(t, db, "MATCH (m:EntenteTest) RETURN count(m)"); got != 1 {
			t.Errorf("marks = %d, want 1", got)
		}
	})

	t.Run("of a process that died is used at once", func(t *testing.T) {
		lock := holdLock(t, s)
		domain, err := lock.Text()
		if err != nil || domain == "" {
			t.Fatalf("text of the lock = %q, %v; want the domain of its claims", domain, err)
		}
		claimFor(t, db, domain)
		if err := lock.Release(); err != nil {
			t.Fatal(err)
		}
		if printed, err := otherTests(t, "5m", named(s)...); err != nil {
			t.Fatalf("tests with it: %v, want them to pass:\n%s", err, printed)
		}
	})

	const waited = "wait for other tests"
	t.Run("in use on this machine is waited for", func(t *testing.T) {
		holdLock(t, s)
		if printed, err := otherTests(t, "5s", named(s)...); !strings.Contains(printed, waited) {
			t.Errorf("tests with it: %v, want %q:\n%s", err, waited, printed)
		}
	})

	t.Run("in use from another machine is waited for", func(t *testing.T) {
		claimFor(t, db, "another machine")
		if printed, err := otherTests(t, "5s", named(s)...); !strings.Contains(printed, waited) {
			t.Errorf("tests with it: %v, want %q:\n%s", err, waited, printed)
		}
	})

	t.Run("lost to another process is not reset", func(t *testing.T) {
		lost := claimFor(t, db, "a domain")
		claimFor(t, db, "a domain")
		if _, err := db.run(t.Context(), "CREATE (:Theirs)", nil); err != nil {
			t.Fatal(err)
		}
		if err := lost.deleteData(t.Context()); !errors.Is(err, errLost) {
			t.Errorf("deleteData by the process that lost it = %v, want errLost", err)
		}
		if got := ask(t, db, countOthers); got != 1 {
			t.Errorf("nodes after that = %d, want 1", got)
		}
	})
}

// holdLock takes the file lock of s until the end of t.
func holdLock(t *testing.T, s *neo4jlocal.Server) *filelock.Lock {
	t.Helper()
	lock, err := filelock.Acquire(t.Context(), lockFile(s.URI))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lock.Release() })
	return lock
}

// claimFor claims db until the end of t.
func claimFor(t *testing.T, db database, domain string) *claim {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, err := newClaim(ctx, db, domain)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.release(); err != nil {
			t.Errorf("release = %v, want nil", err)
		}
	})
	return c
}

func TestWithoutNeo4jTestsSkipUnlessItIsRequired(t *testing.T) {
	// Neither Java nor Maven is in an empty folder.
	none := []string{
		"PATH=" + t.TempDir(), "JAVA_HOME=", neo4jlocal.URIVariable + "=",
		neo4jlocal.RequireVariable + "=",
	}
	printed, err := otherTests(t, "1m", none...)
	if err != nil || !strings.Contains(printed, "NOT CHECKED") ||
		!strings.Contains(printed, "install a JDK") {
		t.Errorf("tests without Java: %v, want them to skip and say so:\n%s", err, printed)
	}
	required := append(slices.Clone(none), neo4jlocal.RequireVariable+"=1")
	if printed, err := otherTests(t, "1m", required...); err == nil ||
		!strings.Contains(printed, "install a JDK") {
		t.Errorf("tests that require one: %v, want them to fail and say why:\n%s", err, printed)
	}
}

func TestNamedDatabaseThatDoesNotAnswerFails(t *testing.T) {
	printed, err := otherTests(t, "10s", neo4jlocal.URIVariable+"=bolt://127.0.0.1:1")
	if err == nil || !strings.Contains(printed, neo4jlocal.URIVariable) {
		t.Errorf("tests with it: %v, want them to fail and name the variable:\n%s", err, printed)
	}
}

func TestLockFileIsThatOfTheServerNotOfTheScheme(t *testing.T) {
	one := lockFile("neo4j://127.0.0.1:7687")
	if got := lockFile("bolt://127.0.0.1:7687"); got != one {
		t.Errorf("lock file by bolt = %s, want %s as by neo4j", got, one)
	}
	if got := lockFile("neo4j://127.0.0.1:7688"); got == one {
		t.Error("lock files of two servers are the same, want two")
	}
	if got := filepath.Dir(one); got != filepath.Clean(os.TempDir()) {
		t.Errorf("folder of the lock file = %s, want %s", got, os.TempDir())
	}
}
