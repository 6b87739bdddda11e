package cluster_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/bench/cluster"
	"entente/bench/side"
	"entente/internal/neo4jlocal/neo4jtest"
	"entente/internal/programtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// servers is how many of them run on one Neo4j: enough that who is killed leaves several.
const servers = 3

// TestSeveralServersOnOneNeo4jAreOneToTheirClients runs real processes behind the balancer.
func TestSeveralServersOnOneNeo4jAreOneToTheirClients(t *testing.T) {
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	program, err := programtest.Build(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	environment := []string{"NEO4J_USERNAME=" + target.Username, "NEO4J_PASSWORD=" + target.Password}
	work := fill(t, program, target.URI, environment)
	c, err := cluster.Start(t.Context(), servers, func() (*side.Entente, error) {
		return side.StartEntente(t.Context(), program, target.URI, environment...)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	if err := c.Warm(t.Context(), work, 1); err != nil {
		t.Fatal(err)
	}
	t.Run("a write is read by whoever has its token", func(t *testing.T) { readsWrites(t, c, work) })
	t.Run("a change is heard once and in order", func(t *testing.T) { hears(t, c, work, false) })
	t.Run("a killed server takes no change along", func(t *testing.T) { hears(t, c, work, true) })
}

func readsWrites(t *testing.T, c *cluster.Cluster, work *cluster.Work) {
	found, err := c.ReadYourWrites(t.Context(), work, 3, 60)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", found)
	if found.Writes != 60 || found.StaleOwn != 0 || found.StaleHanded != 0 {
		t.Errorf("got %+v, want 60 writes and no stale read by who has the token", found)
	}
}

func hears(t *testing.T, c *cluster.Cluster, work *cluster.Work, kill bool) {
	watch := cluster.Watch{Subscribers: 2 * servers, Writers: servers, Writes: 60, Kill: kill}
	found, err := c.Listen(t.Context(), work, watch)
	if err != nil {
		t.Fatal(err)
	}
	found.Delays.Waits = nil // they are many, and those of a busy machine
	t.Logf("%+v", found)
	if found.Faults() != 0 {
		t.Errorf("got %+v, want no change lost, doubled or told otherwise than the log has it", found)
	}
	// The end of a tie and its claim are two entries.
	if want := 2 * watch.Writes; found.Entries != want || found.Events != want*watch.Subscribers {
		t.Errorf("got %d entries and %d events, want %d of which each of %d subscribers hears all",
			found.Entries, found.Events, want, watch.Subscribers)
	}
	if want := map[bool]int{true: watch.Subscribers / servers}[kill]; found.Reconnected != want {
		t.Errorf("%d subscribers connected anew, want the %d of a killed server", found.Reconnected, want)
	}
}

// fill imports states that are tied to one another, and returns the work on their ties.
func fill(t *testing.T, program, store string, environment []string) *cluster.Work {
	t.Helper()
	const states, ties = 20, 200
	var lines bytes.Buffer
	lines.WriteString(`{"record":"kind","id":"state","label":"state","classes":["ACTOR"]}
{"record":"relationshipType","id":"alliance","label":"alliance","symmetric":true,"sign":"COOPERATIVE"}
{"record":"claimProperty","id":"end","label":"end","value":"DATE"}
{"record":"source","id":"list","title":"A list"}
`)
	g := cluster.Graph{Date: "2000-06-15", End: "2001", Source: "list"}
	for n := range states {
		g.Actors = append(g.Actors, fmt.Sprint("state-", n))
		fmt.Fprintf(&lines, `{"record":"entity","id":"state-%d","class":"ACTOR","kind":"state",`+
			`"sources":["list"],"names":[{"text":"State of number %d","kind":"OFFICIAL"}]}`+"\n", n, n)
	}
	for n := range ties {
		g.Ties = append(g.Ties, fmt.Sprint("tie-", n))
		fmt.Fprintf(&lines, `{"record":"relationship","id":"tie-%d","sources":["list"],"type":"alliance",`+
			`"from":"state-%d","to":"state-%d","validity":"1990/.."}`+"\n", n, n%states, (n+1+n/states)%states)
	}
	path := filepath.Join(t.TempDir(), "ties.jsonl")
	if err := os.WriteFile(path, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	load := exec.CommandContext(t.Context(), program, "import", "--quiet", "--store", store, path)
	load.Env = append(os.Environ(), environment...)
	if said, err := load.CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, said)
	}
	work, err := cluster.NewWork(g)
	if err != nil {
		t.Fatal(err)
	}
	return work
}
