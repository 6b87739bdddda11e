package graphml

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

// file writes an export to a file and returns its path.
func file(tb testing.TB, x *formats.Export) string {
	tb.Helper()
	var b bytes.Buffer
	if err := Format.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "graph.graphml")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// readings has what two programs find in a file: their counts, and each value.
const readings = `
import json, sys, warnings, networkx, igraph
warnings.simplefilter("ignore")
G = networkx.read_graphml(sys.argv[1], force_multigraph=True)
V = igraph.Graph.Read_GraphML(sys.argv[1])
ours = lambda d: {k: v for k, v in d.items() if v not in ("", None) and v == v and k != "id"}
json.dump({
  "networkx": {
    "graph": {k: v for k, v in G.graph.items() if isinstance(v, str)},
    "nodes": {n: ours(d) for n, d in G.nodes(data=True)},
    "edges": {k: ours(d) | {"from": a, "to": b} for a, b, k, d in G.edges(keys=True, data=True)},
    "directed": G.is_directed(),
  },
  "igraph": {
    "graph": {k: V[k] for k in V.attributes()},
    "nodes": {v["id"]: ours(v.attributes()) for v in V.vs},
    "edges": {e["id"]: ours(e.attributes()) | {"from": V.vs[e.source]["id"], "to": V.vs[e.target]["id"]} for e in V.es},
    "directed": V.is_directed(),
  },
}, sys.stdout)
`

type reading struct {
	Graph        map[string]string
	Nodes, Edges map[string]map[string]any
	Directed     bool
}

func TestOtherProgramsReadEveryValue(t *testing.T) {
	x := exporttest.Seed(t)
	var read map[string]reading
	if err := json.Unmarshal([]byte(pythontest.Run(t, readings, file(t, x))), &read); err != nil {
		t.Fatal(err)
	}
	want := reading{Graph: map[string]string{}, Nodes: map[string]map[string]any{}, Edges: map[string]map[string]any{}, Directed: true}
	for _, pair := range x.Pairs() {
		want.Graph[pair[0]] = pair[1]
	}
	for drawn, err := range x.Drawn() {
		if err != nil {
			t.Fatal(err)
		}
		if e := drawn.Entity; e != nil {
			want.Nodes[string(e.ID)] = typed(formats.EntityAttributes, drawn.Values)
			continue
		}
		r := drawn.Relationship
		want.Edges[string(r.ID)] = typed(formats.RelationshipAttributes, drawn.Values)
		want.Edges[string(r.ID)]["from"], want.Edges[string(r.ID)]["to"] = string(r.From), string(r.To)
	}
	for _, program := range []string{"networkx", "igraph"} {
		if diff := cmp.Diff(want, read[program]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", program, diff)
		}
	}
	if len(want.Nodes) < 50 || len(want.Edges) < 50 {
		t.Errorf("compared %d nodes and %d edges, want the starting graph", len(want.Nodes), len(want.Edges))
	}
}

// typed gives values their names and types.
func typed(attributes []formats.Attribute, values []string) map[string]any {
	all := map[string]any{}
	for i, a := range attributes {
		switch {
		case values[i] == "":
		case a.Type == formats.AttributeString:
			all[a.Name] = values[i]
		default:
			var value any
			if err := json.Unmarshal([]byte(values[i]), &value); err != nil {
				panic(err)
			}
			all[a.Name] = value
		}
	}
	return all
}

func TestNoTextBreaksTheFile(t *testing.T) {
	evil := "]]><&\"'\x00\x1b\uFFFE\xff <!DOCTYPE x>"
	x := exporttest.Seed(t)
	x.About.Title, x.About.Where = evil, evil
	records := x.Records
	x.Records = func(yield func(kg.Record, error) bool) {
		for record, err := range records {
			if e, ok := record.(*kg.Entity); ok {
				changed := *e
				changed.Names = []kg.Name{{Text: evil, Kind: kg.NameOfficial}}
				changed.Properties = kg.Properties{evil: {Type: kg.ValueText, Text: evil}}
				record = &changed
			}
			if !yield(record, err) {
				return
			}
		}
	}
	var b bytes.Buffer
	if err := Format.Write(&b, x); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(&b); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("got error %v, want a file that can be read", err)
		}
	}
}

func TestFilesAreWrittenAlikeAndFailuresPassedOn(t *testing.T) { exporttest.Writes(t, Format) }

func BenchmarkWrite(b *testing.B) { exporttest.BenchWrites(b, Format) }
