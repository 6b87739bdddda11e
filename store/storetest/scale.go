package storetest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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

// scaleSource is the source of all records.
const scaleSource = "s1"

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
	readRows(tb, filepath.Join(folder, "entities.csv"), func(row []string) {
		g.Entities = append(g.Entities, scaleEntity(row))
	})
	readRows(tb, filepath.Join(folder, "relationships.csv"), func(row []string) {
		r := scaleRelationship(tb, row)
		g.Relationships = append(g.Relationships, r)
		g.degree[r.From]++
		g.degree[r.To]++
	})
	return g
}

// readRows gives each row of a CSV file but the first to use.
func readRows(tb testing.TB, path string, use func(row []string)) {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }() // it was only read
	reader := csv.NewReader(file)
	for i := 0; ; i++ {
		row, err := reader.Read()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			tb.Fatal(err)
		case i > 0:
			use(row)
		}
	}
}

func scaleEntity(row []string) *kg.Entity {
	return &kg.Entity{
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{scaleSource}}, EntityClass: kg.ClassActor,
		Kind: row[2], Names: []kg.Name{{Text: row[3], Kind: kg.NameOfficial}}, Validity: kg.Unknown,
	}
}

func scaleRelationship(tb testing.TB, row []string) *kg.Relationship {
	tb.Helper()
	end := row[5]
	if row[6] == "open" {
		end = ".."
	}
	validity, err := kg.Written{EDTF: row[4] + "/" + end}.Read(0)
	if err != nil {
		// What is printed may leave the order of start and end open; an ended tie with
		// an unknown start does as well here.
		validity, err = kg.Written{EDTF: "/" + end}.Read(0)
	}
	if err != nil {
		tb.Fatalf("validity of %v: %v", row, err)
	}
	return &kg.Relationship{
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{scaleSource}}, Type: row[1],
		From: kg.ID(row[2]), To: kg.ID(row[3]), Validity: validity, Sign: kg.SignNeutral,
		Symmetric: row[1] == "partnership" || row[1] == "hostility",
	}
}

// BatchSize is how many records [Scale.Load] writes at once.
const BatchSize = 10_000

// Load writes the graph to a store.
func (g *Scale) Load(tb testing.TB, s kg.Store) {
	tb.Helper()
	writes := g.writes()
	for i := 0; i < len(writes); i += BatchSize {
		batch := kg.Batch{
			ID: fmt.Sprintf("load-%d", i), Writer: "bench", Writes: writes[i:min(i+BatchSize, len(writes))],
		}
		if _, err := s.Apply(tb.Context(), batch); err != nil {
			tb.Fatalf("Apply of the batch at %d: %v", i, err)
		}
	}
}

// IsIn reports whether a store holds the graph, and nothing was written since.
func (g *Scale) IsIn(tb testing.TB, s kg.Store) bool {
	tb.Helper()
	writes := g.writes()
	last, err := s.Last(tb.Context(), kg.View{})
	if err != nil {
		tb.Fatal(err)
	}
	if last.Sequence != int64(len(writes)) {
		return false
	}
	id := writes[len(writes)-1].Record.Head().ID
	found, err := s.Records(tb.Context(), kg.View{}, []kg.ID{scaleSource, id})
	if err != nil {
		tb.Fatal(err)
	}
	return found[0] != nil && found[1] != nil
}

// writes are those of all records, what others refer to first.
func (g *Scale) writes() []kg.Write {
	source := &kg.Source{Header: kg.Header{ID: scaleSource}, Title: "make_scale.py"}
	writes := []kg.Write{{Record: source}}
	for _, e := range g.Entities {
		writes = append(writes, kg.Write{Record: e})
	}
	for _, r := range g.Relationships {
		writes = append(writes, kg.Write{Record: r})
	}
	return writes
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
