package faulttest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4jlocal"
	"entente/internal/neo4jlocal/neo4jtest"
	"entente/internal/programtest"
	"entente/kg"
	"entente/store/neo4j"
)

const (
	// deadline is how long a server is told to give a request, and late how much later an
	// answer may come.
	deadline = 2 * time.Second
	late     = time.Second
	// recovery is how long after Neo4j is back a server may take to work again.
	recovery = 5 * time.Second
	// patience bounds waits for what has no promise.
	patience = time.Minute
)

// A cluster is a private Neo4j and what its tests need of it.
type cluster struct {
	*neo4jlocal.Server
	driver driver.DriverWithContext
	// ledger is of all that was written before.
	ledger *ledger
}

// TestNeo4j has one private Neo4j fail in all ways, one after the other.
func TestNeo4j(t *testing.T) {
	t.Parallel()
	started := neo4jtest.Private(t, neo4jlocal.Options{
		QuickStart: true, KeepPlans: true, Heap: "512m", PageCache: "64m",
	})
	asked, err := driver.NewDriverWithContext(started.URI, driver.BasicAuth(started.Username, started.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = asked.Close(context.Background()) }) // it may be dead
	c := &cluster{started, asked, newLedger()}
	t.Run("killed and hung", c.comesAndGoes)
	t.Run("without its constraints", c.losesItsConstraints)
	t.Run("two servers", c.hasTwoServers)
	t.Run("empty", c.losesItsGraph)
}

// serve starts Entente on the database.
func (c *cluster) serve(t *testing.T, args ...string) *server {
	t.Helper()
	cmd := command(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", c.URI}, args...)...)
	cmd.Env = append(cmd.Env, "NEO4J_USERNAME="+c.Username, "NEO4J_PASSWORD="+c.Password)
	return &server{programtest.Start(t, cmd), c.URI}
}

// run runs a statement and returns the first value of its first row, if any.
func (c *cluster) run(ctx context.Context, t *testing.T, statement string) any {
	t.Helper()
	result, err := driver.ExecuteQuery(ctx, c.driver, statement, nil, driver.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	if len(result.Records) == 0 {
		return nil
	}
	return result.Records[0].Values[0]
}

// check checks the graph in the database.
func (c *cluster) check(t *testing.T, l *ledger) {
	t.Helper()
	s, err := neo4j.Open(t.Context(), c.URI, neo4j.Credentials(c.Username, c.Password))
	if err != nil {
		t.Fatalf("open the database after the fault: %v", err)
	}
	defer s.Close()
	check(t, s, l)
}

// An audience sees all answers while Neo4j comes and goes.
type audience struct {
	mu sync.Mutex
	// failed counts the answers with a code of each.
	failed map[string]int
	wrong  []string
	took   time.Duration // the longest
}

func (o *audience) see(a answer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed == nil {
		o.failed = make(map[string]int)
	}
	if a.code() != "" {
		o.failed[a.code()]++
	}
	o.took = max(o.took, a.took)
	switch {
	case a.lost:
		o.wrong = append(o.wrong, "no answer came")
	case a.mistake() != "":
		o.wrong = append(o.wrong, a.mistake())
	case a.errors != nil && !a.passing():
		o.wrong = append(o.wrong, "a failure that does not pass: "+a.body)
	case a.took > deadline+late:
		o.wrong = append(o.wrong, "an answer took "+a.took.String()+": "+a.body)
	}
}

// failures is how many answers failed.
func (o *audience) failures() (n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, count := range o.failed {
		n += count
	}
	return n
}

// report fails t for what was wrong, once for each kind.
func (o *audience) report(t *testing.T) {
	t.Helper()
	t.Logf("failures by code: %v; the longest answer took %v", o.failed, o.took)
	slices.Sort(o.wrong)
	for _, wrong := range slices.Compact(o.wrong) {
		t.Errorf("while Neo4j was away: %s", wrong)
	}
	if n := len(o.failed); n == 0 {
		t.Error("no answer failed, so that nothing was tested")
	}
}

const readSome = `{ entity(id: "` + someEntity + `") { name relationships { totalCount edges { node { id } } } } }`

// comesAndGoes kills and pauses Neo4j under a server that is read from and written to
// (F3, F4).
func (c *cluster) comesAndGoes(t *testing.T) {
	s := c.serve(t, "--limit-timeout", deadline.String())
	writers, l := newWriters(3)
	seen := new(audience)
	ctx, end := context.WithCancel(t.Context())
	defer end()
	var working sync.WaitGroup
	for _, w := range writers {
		working.Go(func() { w.write(ctx, t, s, seen.see) })
	}
	for range 3 {
		working.Go(func() {
			for ctx.Err() == nil {
				seen.see(s.ask(t.Context(), readSome, nil))
				rest(ctx)
			}
		})
	}
	for range Share(0, 10) { // a store that meets one kill: TestServerAway of store/neo4j
		l.await(t, 20)
		c.away(t, s, seen, "killed", 0, c.Kill, func() error { return c.Restart(t.Context()) })
	}
	for _, hung := range []time.Duration{0, 30 * time.Second, 120 * time.Second}[:Share(1, 3)] {
		l.await(t, 20)
		c.away(t, s, seen, "hung", hung, c.Pause, c.Resume)
	}
	l.await(t, 20)
	end()
	working.Wait()
	seen.report(t)
	finish(t, s, writers)
	s.Stop(t)
	if c.ledger = l; Share(0, 1) == 1 { // or else after the next faults, once for all
		c.check(t, l)
	}
	t.Logf("%d mutations sent, %d acknowledged", len(l.sent), len(l.acked))
}

// away takes Neo4j away under load, for a while or until readers and writers have met
// deadlines, brings it back, and measures how long it is until all works again.
func (c *cluster) away(
	t *testing.T, s *server, seen *audience, how string, hung time.Duration, leave, back func() error,
) {
	t.Helper()
	if err := leave(); err != nil {
		t.Fatal(err)
	}
	left := time.Now()
	before := seen.failures()
	s.awaitReady(t, 503)
	await(t, patience+hung, "several answers have failed", func(context.Context) bool {
		return seen.failures() >= before+6 && time.Since(left) >= hung
	})
	if err := back(); err != nil {
		t.Fatal(err)
	}
	login := await(t, patience, "Neo4j lets us in", func(ctx context.Context) bool {
		return c.driver.VerifyConnectivity(ctx) == nil
	})
	answers := await(t, patience, "Neo4j answers a program that connects anew", c.answers)
	reads := await(t, recovery, "the server is ready and reads", func(ctx context.Context) bool {
		return s.ready(ctx) == 200 && s.ask(ctx, readSome, nil).done()
	})
	m := probe(how + left.String())
	writes := await(t, recovery-reads, "the server writes", func(ctx context.Context) bool {
		return s.ask(ctx, m.query, map[string]any{"input": m.input}).done()
	})
	t.Logf("%s: Neo4j lets us in after %v and answers after %v more; the server then is ready and reads after %v, writes after %v more",
		how, login, answers, reads, writes)
}

// answers reports whether Neo4j answers what a server asks of it. One that has just begun
// takes its time over each first statement, whoever asks.
func (c *cluster) answers(ctx context.Context) bool {
	s, err := neo4j.Open(ctx, c.URI, neo4j.Credentials(c.Username, c.Password))
	if err != nil {
		return false
	}
	defer s.Close()
	g := kg.NewGraph(s, time.Now)
	_, err = g.Records(ctx, everything, []kg.ID{someEntity})
	_, found := s.Find(ctx, everything, []kg.Query{{Class: kg.ClassRelationship, Of: someEntity}})
	_, counted := s.Count(ctx, everything, []kg.Query{{Class: kg.ClassRelationship, Of: someEntity}})
	return errors.Join(err, found, counted, g.Ready(ctx)) == nil
}

// probe returns a mutation of its own.
func probe(key string) *mutation {
	w := &writer{name: "probe-" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, key)}
	return w.next()
}
