package cytoscape

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

// text writes an export.
func text(tb testing.TB, x *formats.Export) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Format.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

type graph struct {
	Data     map[string]string
	Elements struct {
		Nodes, Edges []struct{ Data map[string]any }
	}
}

// wanted is what the data of each element is to be.
func wanted(tb testing.TB, x *formats.Export) (nodes, edges map[string]map[string]any) {
	tb.Helper()
	nodes, edges = map[string]map[string]any{}, map[string]map[string]any{}
	for drawn, err := range x.Drawn() {
		if err != nil {
			tb.Fatal(err)
		}
		if e := drawn.Entity; e != nil {
			node := named(formats.EntityAttributes, drawn.Values)
			node["id"], node["value"], node["name"] = string(e.ID), string(e.ID), drawn.Values[0]
			nodes[string(e.ID)] = node
			continue
		}
		r := drawn.Relationship
		edge := named(formats.RelationshipAttributes, drawn.Values)
		edge["id"], edge["key"], edge["name"], edge["interaction"] = string(r.ID), string(r.ID), drawn.Values[0], r.Type
		edge["source"], edge["target"] = string(r.From), string(r.To)
		edges[string(r.ID)] = edge
	}
	return nodes, edges
}

func named(attributes []formats.Attribute, values []string) map[string]any {
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

func TestElementsHaveTheirData(t *testing.T) {
	x := exporttest.Seed(t)
	var got graph
	if err := json.Unmarshal(text(t, x), &got); err != nil {
		t.Fatal(err)
	}
	about := map[string]string{"name": x.About.Title}
	for _, pair := range x.Pairs() {
		about[pair[0]] = pair[1]
	}
	if diff := cmp.Diff(about, got.Data); diff != "" {
		t.Errorf("data of the graph (-want +got):\n%s", diff)
	}
	nodes, edges := map[string]map[string]any{}, map[string]map[string]any{}
	for _, node := range got.Elements.Nodes {
		nodes[node.Data["id"].(string)] = node.Data
	}
	for _, edge := range got.Elements.Edges {
		edges[edge.Data["id"].(string)] = edge.Data
	}
	wantNodes, wantEdges := wanted(t, x)
	if diff := cmp.Diff(wantNodes, nodes); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantEdges, edges); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
}

const networkx = `
import json, sys, networkx
G = networkx.cytoscape_graph(json.load(open(sys.argv[1], encoding="utf-8")))
json.dump({
  "nodes": {n: d for n, d in G.nodes(data=True)},
  "edges": {k: d for a, b, k, d in G.edges(keys=True, data=True)},
  "directed": G.is_directed(), "known": G.graph["known"],
}, sys.stdout)
`

func TestNetworkxReadsEveryValue(t *testing.T) {
	x := exporttest.Seed(t)
	path := filepath.Join(t.TempDir(), "graph.cyjs")
	if err := os.WriteFile(path, text(t, x), 0o600); err != nil {
		t.Fatal(err)
	}
	type reading struct {
		Nodes, Edges map[string]map[string]any
		Directed     bool
		Known        string
	}
	var got reading
	if err := json.Unmarshal([]byte(pythontest.Run(t, networkx, path)), &got); err != nil {
		t.Fatal(err)
	}
	want := reading{Directed: true, Known: "2026-11-23T00:00:00Z"}
	want.Nodes, want.Edges = wanted(t, x)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("networkx (-want +got):\n%s", diff)
	}
}

func TestAGraphWithoutRecordsIsWhole(t *testing.T) {
	x := exporttest.Seed(t)
	x.Records = func(func(kg.Record, error) bool) {}
	var got graph
	if err := json.Unmarshal(text(t, x), &got); err != nil {
		t.Fatal(err)
	}
	if got.Elements.Nodes == nil || got.Elements.Edges == nil {
		t.Errorf("got %v, want two empty lists", got.Elements)
	}
}

func TestFilesAreWrittenAlikeAndFailuresPassedOn(t *testing.T) { exporttest.Writes(t, Format) }

func BenchmarkWrite(b *testing.B) { exporttest.BenchWrites(b, Format) }
