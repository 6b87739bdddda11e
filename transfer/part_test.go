package transfer_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/seed"
	"entente/store/sqlite"
	"entente/transfer"
)

// planted returns a graph that holds the starting graph.
func planted(t *testing.T) *kg.Graph {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	graph := kg.NewGraph(store, time.Now)
	batch, err := seed.Batch()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return graph
}

// exported returns the records of an export in the order in which they come.
func exported(t *testing.T, g *kg.Graph, valid, where string) []kg.Record {
	t.Helper()
	v := g.View().During(kg.Always)
	if valid != "" {
		window, err := kg.ParseWindow(valid, "")
		if err != nil {
			t.Fatal(err)
		}
		v = v.During(window)
	}
	last, err := g.LastRecorded(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v.Known = last
	filter, err := transfer.ParseWhere(where)
	if err != nil {
		t.Fatal(err)
	}
	records, err := g.Export(t.Context(), v, filter)
	if err != nil {
		t.Fatal(err)
	}
	var all []kg.Record
	for r, err := range records {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// parts are questions of exports.
var parts = []struct{ valid, where string }{
	{"", ""},
	{"2026-01-15", ""},
	{"2026-01-22", ""},
	{"", `{"type": {"in": ["ceasefire"]}}`},
	{"2026-01-15", `{"type": {"in": ["custody", "partnership"]}}`},
	{"", `{"from": {"id": {"eq": "sdf"}}}`},
	{"", `{"id": {"eq": "no-such-tie"}}`},
}

func TestAnExportHasAllThatItsRecordsReferTo(t *testing.T) {
	g := planted(t)
	ranks := []kg.Class{kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim}
	for _, part := range parts {
		all := exported(t, g, part.valid, part.where)
		there := make(map[kg.ID]bool)
		for _, r := range all {
			there[r.Head().ID] = true
		}
		for i, r := range all {
			for _, ref := range r.References() {
				if !there[ref.ID] {
					t.Errorf("%v: %s refers to %s, which is not there", part, r.Head().ID, ref.ID)
				}
			}
			if i > 0 && inPlace(ranks, all[i-1], r) >= 0 {
				t.Errorf("%v: %s comes before %s, want classes and then ids in order", part, all[i-1].Head().ID, r.Head().ID)
			}
		}
	}
}

// inPlace compares the places of two records in an export.
func inPlace(ranks []kg.Class, a, b kg.Record) int {
	if x, y := slices.Index(ranks, a.Class()), slices.Index(ranks, b.Class()); x != y {
		return x - y
	}
	if a.Head().ID < b.Head().ID {
		return -1
	}
	return 1
}

// TestAnExportAsOfATimeIsWhatHoldsThen compares with a scan of the starting graph.
func TestAnExportAsOfATimeIsWhatHoldsThen(t *testing.T) {
	g := planted(t)
	whole := exported(t, g, "", "")
	for _, valid := range []string{"2026-01-15", "2026-01-22", "2019"} {
		window, err := kg.ParseWindow(valid, "")
		if err != nil {
			t.Fatal(err)
		}
		hidden := make(map[kg.ID]bool)
		var want []kg.ID
		for _, r := range whole {
			switch r := r.(type) {
			case *kg.Relationship:
				hidden[r.ID] = r.Validity.Span.StartEarliest >= window.Until || r.Validity.Span.EndLatest <= window.From
			case *kg.Claim:
				hidden[r.ID] = hidden[r.About] // the starting graph has no claims about later claims
			}
			if id := r.Head().ID; !hidden[id] {
				want = append(want, id)
			}
		}
		var got []kg.ID
		for _, r := range exported(t, g, valid, "") {
			got = append(got, r.Head().ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("as of %s (-want +got):\n%s", valid, diff)
		}
	}
}

func TestAFilteredExportHasItsTiesAndTheirClaims(t *testing.T) {
	g := planted(t)
	ties := map[kg.ID]bool{}
	for _, r := range exported(t, g, "", `{"type": {"in": ["ceasefire"]}}`) {
		r, ok := r.(*kg.Relationship)
		if !ok {
			continue
		}
		if ties[r.ID] = true; r.Type != "ceasefire" {
			t.Errorf("got the tie %s of type %s, want ceasefires only", r.ID, r.Type)
		}
	}
	n := 0
	for _, r := range exported(t, g, "", "") {
		if r, ok := r.(*kg.Relationship); ok && r.Type == "ceasefire" {
			n++
		}
	}
	if len(ties) != n || n == 0 {
		t.Errorf("ceasefires: got %d, want %d", len(ties), n)
	}
}
