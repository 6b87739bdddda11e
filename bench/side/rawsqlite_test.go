package side

import (
	"path/filepath"
	"strings"
	"testing"

	"entente/bench/graph"
	"entente/bench/load"
)

// openSQLite loads a graph and prepares a statement.
func openSQLite(t *testing.T, g *graph.Graph, text string) *statementClient {
	t.Helper()
	path := filepath.Join(t.TempDir(), "raw.db")
	if err := LoadSQLite(t.Context(), path, g); err != nil {
		t.Fatal(err)
	}
	client, err := openStatement(path, text, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func TestOneHopInSQLiteReadsIndexesAndNoTableOfTies(t *testing.T) {
	client := openSQLite(t, makeGraph(t), "EXPLAIN QUERY PLAN "+oneHopSQL)
	client.row = client.row[:4] // a plan has fewer columns than an answer
	var plan []string
	if err := client.each([2]string{"a1", graph.Date}, func() {
		step, _ := client.row[3].(string)
		plan = append(plan, step)
	}); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(plan, "\n")
	for _, want := range []string{
		"SEARCH tie USING COVERING INDEX tie_by_source", "SEARCH tie USING COVERING INDEX tie_by_target",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the plan lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "SCAN ") {
		t.Errorf("the plan reads a whole table:\n%s", text)
	}
}

func TestAClientOfSQLiteFailsForAnActorThatIsNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "raw.db")
	if err := LoadSQLite(t.Context(), path, makeGraph(t)); err != nil {
		t.Fatal(err)
	}
	for id, there := range map[string]bool{"a1": true, "nobody": false} {
		client := connected(t, RawSQLite{path}.OneHop(func(int) string { return id }, graph.Date))
		if err := client.Do(t.Context(), 0); (err == nil) != there {
			t.Errorf("Do for %s = %v, want an error unless it is there", id, err)
		}
	}
}

// connected opens a client for the time of a test.
func connected(t *testing.T, open func() (load.Client, error)) load.Client {
	t.Helper()
	client, err := open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}
