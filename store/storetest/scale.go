package storetest

import (
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"entente/kg"
)

// scaleScript returns the path of the generator of synthetic graphs, and skips
// where the folder of test data is not there.
func scaleScript(tb testing.TB) string {
	tb.Helper()
	folder := os.Getenv("ENTENTE_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	script := filepath.Join(folder, "make_scale.py")
	if _, err := os.Stat(script); err != nil {
		tb.Skipf("no make_scale.py in %s: speed on a synthetic graph is not measured", folder)
	}
	return script
}

// A Scale is a synthetic graph whose degrees fall as steeply as in news data.
type Scale struct {
	Entities      []*kg.Entity
	Relationships []*kg.Relationship
	// degree counts the relationships of each entity.
	degree map[kg.ID]int
}

// MakeScale generates a graph of so many relationships and a tenth as many actors. It
// skips where the folder of test data is not there.
func MakeScale(tb testing.TB, size string) *Scale {
	tb.Helper()
	folder := tb.TempDir()
	arguments := []string{scaleScript(tb), "--out", folder, "--relationships", size}
	made := exec.CommandContext(tb.Context(), "python3", arguments...)
	if out, err := made.CombinedOutput(); err != nil {
		tb.Skipf("make_scale.py failed, so speed is not measured: %v\n%s", err, out)
	}
	g := &Scale{degree: make(map[kg.ID]int)}
	for record := range ScaleRecords(tb, folder) {
		switch r := record.(type) {
		case *kg.Entity:
			g.Entities = append(g.Entities, r)
		case *kg.Relationship:
			g.Relationships = append(g.Relationships, r)
			g.degree[r.From]++
			g.degree[r.To]++
		}
	}
	return g
}

// Load writes the graph to a store.
func (g *Scale) Load(tb testing.TB, s kg.Store) {
	tb.Helper()
	for batch := range Batches(g.Records()) {
		if _, err := s.Apply(tb.Context(), batch); err != nil {
			tb.Fatalf("Apply of the batch %s: %v", batch.ID, err)
		}
	}
}

// IsIn reports whether a store holds the graph, and nothing was written since.
func (g *Scale) IsIn(tb testing.TB, s kg.Store) bool {
	tb.Helper()
	records := slices.Collect(g.Records())
	last, err := s.Last(tb.Context(), kg.View{})
	if err != nil {
		tb.Fatal(err)
	}
	if last.Sequence != int64(len(records)) {
		return false
	}
	id := records[len(records)-1].Head().ID
	found, err := s.Records(tb.Context(), kg.View{}, []kg.ID{scaleSource, id})
	if err != nil {
		tb.Fatal(err)
	}
	return found[0] != nil && found[1] != nil
}

// Records yields all records, what others refer to first.
func (g *Scale) Records() iter.Seq[kg.Record] {
	return func(yield func(kg.Record) bool) {
		for _, record := range scaleVocabulary() {
			if !yield(record) {
				return
			}
		}
		for _, e := range g.Entities {
			if !yield(e) {
				return
			}
		}
		for _, r := range g.Relationships {
			if !yield(r) {
				return
			}
		}
	}
}

// Actors returns the ids of entities with a degree in [least, most].
func (g *Scale) Actors(least, most int) []kg.ID {
	var ids []kg.ID
	for _, e := range g.Entities {
		if d := g.degree[e.ID]; d >= least && d <= most {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// Hubs returns the ids of entities that a fiftieth of all relationships lead to.
func (g *Scale) Hubs() []kg.ID { return g.Actors(len(g.Relationships)/50, 1<<30) }

// Busiest returns the ids of so many entities that have the most relationships.
func (g *Scale) Busiest(n int) []kg.ID {
	ids := g.Actors(1, 1<<30)
	slices.SortStableFunc(ids, func(a, b kg.ID) int { return g.degree[b] - g.degree[a] })
	return ids[:min(n, len(ids))]
}
