package neo4jtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	// mark is the property of the one EntenteTest node that makes a database the
	// tests' own.
	mark = "Entente's tests delete everything in this database"
	// constraint names the rule that there is one mark.
	constraint = "entente_test_mark"
	// lease is how long a claim outlives a process that died.
	lease = time.Minute
	// renewEvery is how often a living process renews it.
	renewEvery = lease / 4
	// claimPoll is how often a waiting process looks again.
	claimPoll = 500 * time.Millisecond
)

var (
	// errForeign says that a database holds what is not the tests'.
	errForeign = errors.New("refused, because it holds data or a schema without the tests' mark; " +
		"tests delete everything, so give them an empty database")
	// errLost says that the claim expired and another process took the database,
	// or that the database was replaced.
	errLost = errors.New("this process no longer holds the test database")
)

// A claim is the right of one process to use a marked database. It is kept in
// the mark itself, so that processes on several machines see it.
type claim struct {
	db     database
	domain string
	owner  string
	stop   context.CancelFunc
	ended  sync.WaitGroup
}

// newClaim marks db where it is empty, waits until nobody else claims it, and
// keeps the claim until release. Of the processes of one domain only one asks at
// a time, so an older claim of the domain is that of a dead process.
func newClaim(ctx context.Context, db database, domain string) (*claim, error) {
	if err := ensureMark(ctx, db); err != nil {
		return nil, err
	}
	c := &claim{db: db, domain: domain + "/", owner: domain + "/" + rand.Text()}
	if err := c.await(ctx); err != nil {
		return nil, fmt.Errorf("wait for other tests: %w", err)
	}
	renewing, stop := context.WithCancel(context.Background())
	c.stop = stop
	c.ended.Go(func() { c.renew(renewing) })
	return c, nil
}

// ensureMark returns nil if db carries the mark, and sets it if db is empty.
func ensureMark(ctx context.Context, db database) error {
	args := map[string]any{"mark": mark, "constraint": constraint}
	marked, err := db.count(ctx, "MATCH (m:EntenteTest {mark: $mark}) RETURN count(m)", args)
	if err != nil || marked == 1 {
		return err
	}
	held, err := countHeld(ctx, db, args)
	if err != nil {
		return err
	}
	if held > 0 {
		return errForeign
	}
	if _, err := db.run(ctx, `
		CREATE CONSTRAINT entente_test_mark IF NOT EXISTS
		FOR (m:EntenteTest) REQUIRE m.mark IS UNIQUE`, nil); err != nil {
		return err
	}
	// Emptiness is asked again where it counts. Of two processes that come here
	// at once, one finds the other's mark, which the constraint lets be but one.
	marked, err = db.count(ctx, `
		OPTIONAL MATCH (n) WHERE NOT n:EntenteTest
		WITH count(n) AS others WHERE others = 0
		MERGE (m:EntenteTest {mark: $mark}) RETURN count(m)`, args)
	if err == nil && marked != 1 {
		err = errForeign
	}
	return err
}

// countHeld returns how many nodes, constraints and indexes db holds, without
// the two indexes of every database and the mark's own constraint.
func countHeld(ctx context.Context, db database, args map[string]any) (int64, error) {
	var held int64
	for _, query := range []string{
		"MATCH (n) RETURN count(n)",
		"SHOW CONSTRAINTS YIELD name WHERE name <> $constraint RETURN count(*)",
		"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' AND name <> $constraint RETURN count(*)",
	} {
		some, err := db.count(ctx, query, args)
		if err != nil {
			return 0, err
		}
		held += some
	}
	return held, nil
}

// await takes the claim once nobody holds it, or fails when ctx is done.
func (c *claim) await(ctx context.Context) error {
	for {
		// The first SET locks the node, so that two who ask take turns.
		taken, err := c.db.count(ctx, `
			MATCH (m:EntenteTest {mark: $mark})
			SET m.asked = timestamp()
			WITH m
			WHERE m.owner IS NULL OR m.expires < timestamp() OR m.owner STARTS WITH $domain
			SET m.owner = $owner, m.expires = timestamp() + $lease
			RETURN count(m)`, c.args())
		if err != nil || taken == 1 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(claimPoll):
		}
	}
}

// renew prolongs the claim until ctx is done. A failure needs no word here: if
// it lasts, the next Reset finds the claim lost, and fails its test.
func (c *claim) renew(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(renewEvery):
			_, _ = c.db.run(ctx, `
				MATCH (m:EntenteTest {mark: $mark, owner: $owner})
				SET m.expires = timestamp() + $lease`, c.args())
		}
	}
}

// release gives the claim up; the mark stays.
func (c *claim) release() error {
	c.stop()
	c.ended.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), resetLimit)
	defer cancel()
	_, err := c.db.run(ctx, `
		MATCH (m:EntenteTest {mark: $mark, owner: $owner})
		REMOVE m.owner, m.expires, m.asked`, c.args())
	return err
}

// args are the parameters of every query about the claim.
func (c *claim) args() map[string]any {
	return map[string]any{
		"mark": mark, "owner": c.owner, "domain": c.domain, "lease": lease.Milliseconds(),
	}
}
