package faulttest

import (
	"fmt"
	"sync"
	"testing"
)

// hasTwoServers has two servers change one record at once, with and without the version
// that they expect it to be at (F14, F17), and take one key at once (F16).
func (c *cluster) hasTwoServers(t *testing.T) {
	servers := []*server{c.serve(t), c.serve(t)}
	m := (&writer{name: "shared", ledger: newLedger()}).next()
	if a := servers[0].ask(t.Context(), m.query, map[string]any{"input": m.input}); a.errors != nil {
		t.Fatalf("create the record: %s", a.body)
	}
	version := c.contend(t, servers, 1)
	c.addUp(t, servers, version)
	sendAtOnce(t, servers, "same")
	for _, s := range servers {
		s.Stop(t)
	}
	c.check(t, c.ledger)
}

const changeShared = `mutation($input: UpdateEntityInput!) { it: updateEntity(input: $input) { entity { version } } }`

// contend has both servers change the record from one version, time and again: one wins
// and the other is told of the CONFLICT. It returns the version afterwards.
func (c *cluster) contend(t *testing.T, servers []*server, version int) int {
	t.Helper()
	for end := version + Share(4, 60); version < end; version++ {
		answers := inParallel(len(servers), func(i int) answer {
			return servers[i].ask(t.Context(), changeShared, map[string]any{"input": map[string]any{
				"id": "shared", "expectedVersion": version, "summary": fmt.Sprintf("From %d by %d", version, i),
			}})
		})
		won := 0
		for _, a := range answers {
			if a.errors == nil && !a.lost {
				won++
			} else if a.code() != "CONFLICT" {
				t.Errorf("from version %d: got %s, want it done or CONFLICT", version, a.body)
			}
		}
		if won != 1 {
			t.Errorf("from version %d: %d servers have won, want 1", version, won)
		}
	}
	return version
}

// addUp has both servers change the record from whatever version: all changes count.
func (c *cluster) addUp(t *testing.T, servers []*server, version int) {
	t.Helper()
	each := Share(4, 60)
	answers := inParallel(len(servers)*each, func(i int) answer {
		return servers[i%len(servers)].ask(t.Context(), changeShared, map[string]any{"input": map[string]any{
			"id": "shared", "summary": fmt.Sprint("Change ", i), "idempotencyKey": fmt.Sprint("shared-", i),
		}})
	})
	done := 0
	for _, a := range answers {
		switch {
		case a.errors == nil && !a.lost:
			done++
		case a.code() != "CONFLICT":
			t.Errorf("without an expected version: got %s, want it done, or CONFLICT after many attempts", a.body)
		}
	}
	a := servers[0].ask(t.Context(), `{ entity(id: "shared") { version } }`, nil)
	if want := fmt.Sprintf(`{"data":{"entity":{"version":%d}}}`, version+done); a.body != want {
		t.Errorf("after %d further changes: got %s, want %s", done, a.body, want)
	}
	t.Logf("of %d changes at once %d were made", len(answers), done)
}

// inParallel calls f so many times at once.
func inParallel(n int, f func(i int) answer) []answer {
	answers := make([]answer, n)
	var running sync.WaitGroup
	for i := range n {
		running.Go(func() { answers[i] = f(i) })
	}
	running.Wait()
	return answers
}
