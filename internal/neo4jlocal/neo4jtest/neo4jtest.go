// Package neo4jtest gives tests a real Neo4j: the one that
// ENTENTE_TEST_NEO4J_URI names, or else a private one of the test process.
//
// A package that uses it has this in one of its test files:
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
//
// Tests delete whatever the database holds. So they use only a database that
// carries their mark, set the mark only in an empty one, and refuse any other.
// Test processes that share a database take turns, each for its whole run.
package neo4jtest

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"entente/internal/neo4jlocal"
)

// longestWait bounds a wait for other test processes where the test run itself
// has no deadline.
const longestWait = 10 * time.Minute

// A Target is the database of this test process. The tests of a process share
// it, so those that write to it must not run in parallel with each other. It
// holds one node of the label EntenteTest, the mark; leave that alone.
type Target struct {
	URI      string
	Username string
	Password string

	claim *claim
}

// shared is what the tests of this process use together.
var shared struct {
	inMain bool
	once   sync.Once
	target Target
	err    error
	close  []func() error // last first
}

// Main runs the tests of a package, then gives up the database and stops the
// private server if there is one. It returns the exit code.
func Main(m *testing.M) int {
	shared.inMain = true
	code := m.Run()
	if err := closeShared(); err != nil {
		_, _ = os.Stderr.WriteString("neo4jtest: " + err.Error() + "\n")
		code = max(code, 1)
	}
	return code
}

// closeShared undoes what the first ForTest did.
func closeShared() error {
	var errs []error
	for len(shared.close) > 0 {
		last := len(shared.close) - 1
		errs = append(errs, shared.close[last]())
		shared.close = shared.close[:last]
	}
	return errors.Join(errs...)
}

// ForTest returns the database of this test process; the first call connects or
// starts it, and waits until no other test process uses it. The database may
// hold what an earlier test left: call [Target.Reset].
//
// Where no Neo4j can be had, t is skipped or, if ENTENTE_REQUIRE_NEO4J is 1,
// fails. It fails too if ENTENTE_TEST_NEO4J_URI names a database that cannot be
// reached or that is not the tests' own.
func ForTest(t testing.TB) Target {
	t.Helper()
	if !shared.inMain {
		t.Fatal("neo4jtest.ForTest needs a TestMain that calls neo4jtest.Main")
	}
	shared.once.Do(func() {
		ctx, cancel := untilDeadline(t)
		defer cancel()
		shared.target, shared.err = open(ctx, t)
	})
	failOrSkip(t, shared.err)
	return shared.target
}

// Private starts a server for t alone, which may be killed and paused, and stops
// it at the end of t. Where none can be had it skips or fails as ForTest does.
func Private(t testing.TB, o neo4jlocal.Options) *neo4jlocal.Server {
	t.Helper()
	if o.Progress == nil {
		o.Progress = os.Stderr
	}
	server, err := neo4jlocal.Start(t.Context(), o)
	failOrSkip(t, err)
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Errorf("stop the private Neo4j: %v", err)
		}
	})
	return server
}

// failOrSkip ends t if err is set: it skips t only for lack of a Neo4j.
func failOrSkip(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, neo4jlocal.ErrMissing) && os.Getenv(neo4jlocal.RequireVariable) != "1":
		t.Skipf("NOT CHECKED: %s needs a real Neo4j, and there is none. %v. Or set %s.",
			t.Name(), err, neo4jlocal.URIVariable)
	default:
		t.Fatalf("%s needs a real Neo4j: %v", t.Name(), err)
	}
}

// untilDeadline returns a context that ends early enough before t's deadline for
// t to say why.
func untilDeadline(t testing.TB) (context.Context, context.CancelFunc) {
	wait := longestWait
	if bounded, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if deadline, ok := bounded.Deadline(); ok {
			wait = time.Until(deadline) * 9 / 10
		}
	}
	return context.WithTimeout(t.Context(), wait)
}
