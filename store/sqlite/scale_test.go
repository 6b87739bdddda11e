package sqlite_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// A scaleGraph is a synthetic graph whose degrees fall as steeply as in news data.
type scaleGraph struct {
	entities      []*kg.Entity
	relationships []*kg.Relationship
	// degree counts the relationships of each entity.
	degree map[kg.ID]int
}

// makeScale generates a graph of so many relationships and a tenth as many actors.
func makeScale(tb testing.TB, size string) *scaleGraph {
	tb.Helper()
	folder := tb.TempDir()
	arguments := []string{scaleScript(tb), "--out", folder, "--relationships", size}
	made := exec.CommandContext(tb.Context(), "python3", arguments...)
	if out, err := made.CombinedOutput(); err != nil {
		tb.Skipf("make_scale.py failed, so speed is not measured: %v\n%s", err, out)
	}
	g := &scaleGraph{degree: make(map[kg.ID]int)}
	readRows(tb, filepath.Join(folder, "entities.csv"), func(row []string) {
		g.entities = append(g.entities, scaleEntity(row))
	})
	readRows(tb, filepath.Join(folder, "relationships.csv"), func(row []string) {
		r := scaleRelationship(tb, row)
		g.relationships = append(g.relationships, r)
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
	defer file.Close()
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
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{"s1"}}, EntityClass: kg.ClassActor,
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
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{"s1"}}, Type: row[1],
		From: kg.ID(row[2]), To: kg.ID(row[3]), Validity: validity, Sign: kg.SignNeutral,
		Symmetric: row[1] == "partnership" || row[1] == "hostility",
	}
}

// batchSize is how many records are written at once.
const batchSize = 10_000

// load writes the graph to a store.
func (g *scaleGraph) load(tb testing.TB, s kg.Store) {
	tb.Helper()
	writes := []kg.Write{{Record: &kg.Source{Header: kg.Header{ID: "s1"}, Title: "make_scale.py"}}}
	for _, e := range g.entities {
		writes = append(writes, kg.Write{Record: e})
	}
	for _, r := range g.relationships {
		writes = append(writes, kg.Write{Record: r})
	}
	for i := 0; i < len(writes); i += batchSize {
		batch := kg.Batch{
			ID: fmt.Sprintf("load-%d", i), Writer: "bench", Writes: writes[i:min(i+batchSize, len(writes))],
		}
		if _, err := s.Apply(tb.Context(), batch); err != nil {
			tb.Fatalf("Apply of the batch at %d: %v", i, err)
		}
	}
}

// actors returns the ids of entities with a degree in [least, most].
func (g *scaleGraph) actors(least, most int) []kg.ID {
	var ids []kg.ID
	for _, e := range g.entities {
		if d := g.degree[e.ID]; d >= least && d <= most {
			ids = append(ids, e.ID)
		}
	}
	return ids
}
