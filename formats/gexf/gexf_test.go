package gexf

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/internal/realdata"
	"entente/kg"
)

// text writes an export.
func text(tb testing.TB, x *formats.Export) string {
	tb.Helper()
	var b strings.Builder
	if err := Format.Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// file writes an export to a file and returns its path.
func file(tb testing.TB, x *formats.Export) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "graph.gexf")
	if err := os.WriteFile(path, []byte(text(tb, x)), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// A read is a file as the standard library reads it.
type read struct {
	Graph struct {
		Mode       string `xml:"mode,attr"`
		Timeformat string `xml:"timeformat,attr"`
		Nodes      []item `xml:"nodes>node"`
		Edges      []item `xml:"edges>edge"`
	} `xml:"graph"`
	Description string `xml:"meta>description"`
}

type item struct {
	ID    string `xml:"id,attr"`
	Kind  string `xml:"kind,attr"`
	Spell *struct {
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
	} `xml:"spells>spell"`
}

func parsed(tb testing.TB, x *formats.Export) read {
	tb.Helper()
	var r read
	if err := xml.Unmarshal([]byte(text(tb, x)), &r); err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestASpellIsTheTimeThatWasPossible(t *testing.T) {
	for _, tt := range []struct {
		written    kg.Written
		start, end string
	}{
		{kg.Written{EDTF: "2014-10~/2026-01-20"}, "2014-09-01T00:00:00Z", "2026-01-20T23:59:59.999Z"},
		{kg.Written{EDTF: "2026-01-20"}, "2026-01-20T00:00:00Z", "2026-01-20T23:59:59.999Z"},
		{kg.Written{EDTF: "2026-01-20T17:00:00Z"}, "2026-01-20T17:00:00Z", "2026-01-20T17:00:00.999Z"},
		{
			kg.Written{EDTF: "2026-01-20T17:00:00Z/2026-01-20T20:00:00Z"},
			"2026-01-20T17:00:00Z", "2026-01-20T19:59:59.999Z",
		},
		{kg.Written{EDTF: "2014/.."}, "2014-01-01T00:00:00Z", ""},
		{kg.Written{EDTF: "2014/"}, "2014-01-01T00:00:00Z", ""},
		{kg.Written{EDTF: "/2014"}, "", "2014-12-31T23:59:59.999Z"},
		{kg.Written{EDTF: "/"}, "", ""},
		{kg.Written{EDTF: "../.."}, "", ""},
		{kg.Written{EDTF: "2020-01-01/2020-01-31", Zone: "+03:00"}, "2019-12-31T21:00:00Z", "2020-01-31T20:59:59.999Z"},
	} {
		v, err := tt.written.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		f := writer{dynamic: true}
		want := "<spells><spell"
		if tt.start != "" {
			want += ` start="` + tt.start + `"`
		}
		if tt.end != "" {
			want += ` end="` + tt.end + `"`
		}
		want += "/></spells>"
		if tt.start+tt.end == "" {
			want = ""
		}
		if got := string(f.spells(nil, v.Span, kg.Always)); got != want {
			t.Errorf("%s: got %s, want %s", tt.written.EDTF, got, want)
		}
	}
}

func TestAnExportOfOneDayIsStatic(t *testing.T) {
	for valid, want := range map[string]string{
		"2026-01-15": "static", "2026-01-15T12:00:00Z": "static", "2026-01": "dynamic", "../2014": "dynamic",
	} {
		got := parsed(t, exporttest.AsOf(t, exporttest.Seed(t), valid)).Graph
		spells := 0
		for _, edge := range got.Edges {
			if edge.Spell != nil {
				spells++
			}
		}
		if got.Mode != want || (spells > 0) != (want == "dynamic") {
			t.Errorf("as of %s: got mode %s and %d spells, want %s", valid, got.Mode, spells, want)
		}
	}
}

func TestSpellsAreCutToTheTimeAskedAbout(t *testing.T) {
	x := exporttest.AsOf(t, exporttest.Seed(t), "2026-01")
	for _, edge := range parsed(t, x).Graph.Edges {
		if edge.Spell == nil || edge.Spell.Start < "2026-01" || edge.Spell.End > "2026-01-31T23:59:59.999Z" {
			t.Errorf("%s: got spell %v, want one in January", edge.ID, edge.Spell)
		}
	}
	// What a filter by status shows beyond the time keeps its own.
	f := writer{dynamic: true}
	got := string(f.spells(nil, kg.Span{StartEarliest: 0, StartLatest: 0, EndEarliest: 9, EndLatest: 10}, kg.Window{From: 10, Until: 20}))
	want := `<spells><spell start="1970-01-01T00:00:00Z" end="1970-01-01T00:00:09.999Z"/></spells>`
	if got != want {
		t.Errorf("what is past: got %s, want %s", got, want)
	}
}

const validate = `
import sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
for path in sys.argv[2:]:
    schema.assertValid(etree.parse(path))
    print("valid")
`

func TestFilesAreValidByTheSchema(t *testing.T) {
	schema := filepath.Join(realdata.Folder(t, "gexf"), "xsd-1.3", "gexf.xsd")
	got := pythontest.Run(t, validate, schema,
		file(t, exporttest.Seed(t)), file(t, exporttest.AsOf(t, exporttest.Seed(t), "2026-01-15")),
		file(t, exporttest.AsOf(t, exporttest.Seed(t), "2025")), file(t, exporttest.Large(t, 1000)),
		file(t, ancient(t)),
	)
	if want := strings.Repeat("valid\n", 5); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// ancient is an export with the first and the last years. The year 0000 is not among them:
// the schema is one of XSD 1.0, which lacks it, and XSD 1.1 and ISO 8601 have it.
func ancient(t *testing.T) *formats.Export {
	t.Helper()
	x := exporttest.Seed(t)
	texts := []string{"-0044-03-15", "0001", "-9999/9999", "9999~", "-9999~"}
	records := x.Records
	x.Records = func(yield func(kg.Record, error) bool) {
		i := 0
		for record, err := range records {
			if e, ok := record.(*kg.Entity); ok {
				changed := *e
				v, err := kg.Written{EDTF: texts[i%len(texts)]}.Read(0)
				if err != nil {
					t.Fatal(err)
				}
				changed.Validity, record, i = v, &changed, i+1
			}
			if !yield(record, err) {
				return
			}
		}
	}
	return x
}

const networkx = `
import json, sys, networkx
G = networkx.read_gexf(sys.argv[1])
json.dump({
  "nodes": {n: d for n, d in G.nodes(data=True)},
  "edges": {d["id"]: d | {"from": a, "to": b} for a, b, d in G.edges(data=True)},
  "directed": G.is_directed(), "mode": G.graph["mode"],
}, sys.stdout)
`

func TestNetworkxReadsEveryValue(t *testing.T) {
	x := exporttest.Seed(t)
	var got struct {
		Nodes, Edges map[string]map[string]any
		Directed     bool
		Mode         string
	}
	if err := json.Unmarshal([]byte(pythontest.Run(t, networkx, file(t, x))), &got); err != nil {
		t.Fatal(err)
	}
	want := got
	want.Directed, want.Mode = true, "dynamic"
	want.Nodes, want.Edges = map[string]map[string]any{}, map[string]map[string]any{}
	for drawn, err := range x.Drawn() {
		switch {
		case err != nil:
			t.Fatal(err)
		case drawn.Entity != nil:
			want.Nodes[string(drawn.Entity.ID)] = expected(drawn.Entity.Validity, formats.EntityAttributes, drawn.Values)
		default:
			r := drawn.Relationship
			edge := expected(r.Validity, formats.RelationshipAttributes, drawn.Values)
			edge["id"], edge["from"], edge["to"] = string(r.ID), string(r.From), string(r.To)
			want.Edges[string(r.ID)] = edge
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("networkx (-want +got):\n%s", diff)
	}
}

// expected is what networkx has of an element. It writes None where a spell has no bound.
func expected(v kg.Validity, attributes []formats.Attribute, values []string) map[string]any {
	all := map[string]any{}
	for i, a := range attributes {
		switch {
		case values[i] == "":
		case a.Type == formats.AttributeString:
			all[attributeName(a)] = values[i]
		default:
			var value any
			if err := json.Unmarshal([]byte(values[i]), &value); err != nil {
				panic(err)
			}
			all[a.Name] = value
		}
	}
	start, end := "None", "None"
	if at := v.Span.StartEarliest; !at.Infinite() {
		start = at.String()
	}
	if at := v.Span.EndLatest; !at.Infinite() {
		end = strings.TrimSuffix(at.Add(-1).String(), "Z") + ".999Z"
	}
	if start != end {
		all["spells"] = []any{[]any{start, end}}
	}
	return all
}

func TestTheFileSaysWhatItIsOf(t *testing.T) {
	x := exporttest.AsOf(t, exporttest.Seed(t), "2026-01-15")
	want := "title: The starting graph\nas_of: 2026-01-15\nknown: 2026-11-23T00:00:00Z\nlicences: CC BY 4.0"
	if got := parsed(t, x).Description; got != want {
		t.Errorf("description: got %q, want %q", got, want)
	}
}

func TestAGraphWithoutEdgesIsWhole(t *testing.T) {
	x := exporttest.Seed(t)
	x.Records = func(func(kg.Record, error) bool) {}
	if got := parsed(t, x).Graph; len(got.Nodes)+len(got.Edges) > 0 || !strings.Contains(text(t, x), "<edges>") {
		t.Errorf("no records: got %v, want no node and no edge, and a place for both", got)
	}
}

func TestFilesAreWrittenAlikeAndFailuresPassedOn(t *testing.T) { exporttest.Writes(t, Format) }

func BenchmarkWrite(b *testing.B) { exporttest.BenchWrites(b, Format) }
