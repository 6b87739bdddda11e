package graph_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"entente/bench/graph"
)

// folder is where make_scale.py is looked for.
func folder() string {
	if named := os.Getenv("ENTENTE_DATA"); named != "" {
		return named
	}
	return filepath.Join("..", "..", "..", "shared", "data")
}

func made(t *testing.T) *graph.Graph {
	t.Helper()
	g, err := graph.Make(t.Context(), folder(), t.TempDir(), 10_000)
	if errors.Is(err, graph.ErrNoScript) {
		t.Skipf("the graphs of benchmarks are not checked: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAGraphHasAsManyRecordsAsItSays(t *testing.T) {
	g := made(t)
	path, err := g.Lines()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // it was only read
	got := 0
	for lines := bufio.NewScanner(file); lines.Scan(); got++ {
		if !json.Valid(lines.Bytes()) {
			t.Fatalf("line %d is no JSON: %s", got+1, lines.Text())
		}
	}
	if got != g.Records() {
		t.Errorf("got %d lines, want one for each of %d records", got, g.Records())
	}
}

func TestActorsThatAreAlikeHaveAsManyTies(t *testing.T) {
	g := made(t)
	ids := g.Like(15, 25, 50)
	if len(ids) != 50 {
		t.Fatalf("got %d actors of 15 to 25 ties, want 50 of a graph of 1,000 actors", len(ids))
	}
	for _, id := range ids {
		if d := g.Degree(id); d < 15 || d > 25 {
			t.Errorf("actor %s has %d ties, want 15 to 25", id, d)
		}
	}
	if hub := g.Busiest(2); g.Degree(hub[0]) < g.Degree(hub[1]) || g.Degree(hub[0]) < 1000 {
		t.Errorf("the busiest have %d and %d ties, want the most first, a tenth of all or so",
			g.Degree(hub[0]), g.Degree(hub[1]))
	}
}

func TestWithoutTheScriptItIsSaidWhereItWasLookedFor(t *testing.T) {
	_, err := graph.Make(t.Context(), t.TempDir(), t.TempDir(), 10_000)
	if !errors.Is(err, graph.ErrNoScript) {
		t.Errorf("got %v, want %v", err, graph.ErrNoScript)
	}
}
