package neo4j

import (
	"context"
	"testing"
	"time"

	"entente/internal/neo4jlocal/neo4jtest"
)

// TestAQueryEndsOnTheServerWhenItsTimeIsUp asks what no server can answer in time, and then
// whether it is still at it.
func TestAQueryEndsOnTheServerWhenItsTimeIsUp(t *testing.T) {
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	s, err := Open(t.Context(), target.URI, Credentials(target.Username, target.Password))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	const endless = `UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j
		WITH i, j WHERE i + j < 0 RETURN count(*) AS n`
	if _, err := s.runRead(ctx, nil, endless, nil); err == nil {
		t.Fatal("got an answer, want none")
	}
	for { // until the test is given up
		rows, err := s.runRead(t.Context(), nil, `SHOW TRANSACTIONS YIELD currentQuery
			WHERE currentQuery STARTS WITH 'UNWIND range(1, 1000000)' RETURN currentQuery`, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			return
		}
	}
}
