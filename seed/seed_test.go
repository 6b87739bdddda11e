package seed

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
	"entente/store/storetest"
)

// graph is the starting graph by id, as the files say it.
type graph map[kg.ID]kg.Record

func read(t *testing.T) graph {
	t.Helper()
	records, err := Records()
	if err != nil {
		t.Fatalf("Records() = %v, want no error", err)
	}
	g := graph{}
	for _, r := range records {
		g[r.Head().ID] = r
	}
	return g
}

func get[T kg.Record](t *testing.T, g graph, id kg.ID) T {
	t.Helper()
	r, ok := g[id].(T)
	if !ok {
		t.Fatalf("record %s is a %T, want a %T", id, g[id], r)
	}
	return r
}

// all returns the records of a type in id order.
func all[T kg.Record](g graph) []T {
	var out []T
	for _, id := range slices.Sorted(maps.Keys(g)) {
		if r, ok := g[id].(T); ok {
			out = append(out, r)
		}
	}
	return out
}

// written writes the batch to an empty graph, so that the domain's rules run.
func written(t *testing.T) (*kg.Graph, kg.Receipt) {
	t.Helper()
	batch, err := Batch()
	if err != nil {
		t.Fatalf("Batch() = %v, want no error", err)
	}
	clock := func() time.Time { return time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC) }
	g := kg.NewGraph(storetest.NewModel(clock), clock)
	receipt, err := g.Write(t.Context(), batch)
	if err != nil {
		t.Fatalf("Write(seed) = %v, want no error", err)
	}
	return g, receipt
}

func TestTheGraphObeysTheRulesOfTheDomain(t *testing.T) {
	g, receipt := written(t)
	if got, want := len(receipt.Records), len(read(t)); got != want {
		t.Errorf("the receipt has %d records, want %d", got, want)
	}
	batch, err := Batch()
	if err != nil {
		t.Fatal(err)
	}
	again, err := g.Write(t.Context(), batch)
	if err != nil || again.Sequence != receipt.Sequence {
		t.Errorf("written again: got sequence %d and %v, want %d and nothing written",
			again.Sequence, err, receipt.Sequence)
	}
	batch.Key = ""
	if _, err := g.Write(t.Context(), batch); !errors.Is(err, kg.ErrConflict) {
		t.Errorf("written again without the key: got %v, want an ErrConflict", err)
	}
}

func TestNumberOfRecords(t *testing.T) {
	g := read(t)
	classes := map[kg.EntityClass]int{}
	for _, e := range all[*kg.Entity](g) {
		classes[e.EntityClass]++
	}
	want := map[kg.EntityClass]int{kg.ClassActor: 39, kg.ClassPlace: 16, kg.ClassEvent: 28}
	if diff := cmp.Diff(want, classes); diff != "" {
		t.Errorf("entities by class (-want +got):\n%s", diff)
	}
	ties := map[bool]int{}
	for _, r := range all[*kg.Relationship](g) {
		derived := slices.Contains([]string{"participation", "took-place-at", "located-in"}, r.Type)
		ties[derived]++
	}
	if diff := cmp.Diff(map[bool]int{false: 83, true: 88}, ties); diff != "" {
		t.Errorf("relationships, by whether they come with an entity (-want +got):\n%s", diff)
	}
	if got := len(all[*kg.Source](g)); got != 141 {
		t.Errorf("got %d sources, want 141", got)
	}
}

func TestClaimsAreNumberedFrom1To54(t *testing.T) {
	var got, want []kg.ID
	for _, c := range all[*kg.Claim](read(t)) {
		got = append(got, c.ID)
	}
	for i := range 54 {
		want = append(want, kg.ID(fmt.Sprintf("c%02d", i+1)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestEveryRecordHasASource(t *testing.T) {
	for id, r := range read(t) {
		switch r := r.(type) {
		case *kg.Term, *kg.Source:
		case *kg.Claim:
			if r.Source == "" {
				t.Errorf("claim %s has no source", id)
			}
		default:
			if len(r.Head().Sources) == 0 {
				t.Errorf("%s has no source", id)
			}
		}
	}
}

func TestEveryIDResolves(t *testing.T) {
	g := read(t)
	for id, r := range g {
		for _, ref := range r.References() {
			target, ok := g[ref.ID]
			if !ok || ref.Class != "" && target.Class() != ref.Class {
				t.Errorf("%s: %s names %s, want a record of class %s", id, ref.Field, ref.ID, ref.Class)
			}
		}
	}
}

func TestEverySourceIsReferredToOrNamed(t *testing.T) {
	g := read(t)
	var used strings.Builder
	for _, r := range g {
		for _, ref := range r.References() {
			fmt.Fprintf(&used, " %s.", ref.ID)
		}
		fmt.Fprintf(&used, " %s.", strings.ReplaceAll(r.Head().Note, ")", "."))
	}
	text := used.String() + " "
	for _, s := range all[*kg.Source](g) {
		if !strings.Contains(text, string(s.ID)) {
			t.Errorf("nothing rests on the source %s", s.ID)
		}
	}
}

func TestSourcesSayWhatTheReaderNeeds(t *testing.T) {
	for _, s := range all[*kg.Source](read(t)) {
		for field, text := range map[string]string{
			"publisher": s.Publisher, "url": s.URL, "language": s.Language,
			"reliability": string(s.Reliability), "licence": s.Licence, "note": s.Note,
		} {
			if text == "" {
				t.Errorf("source %s has no %s", s.ID, field)
			}
		}
		if want := kg.DateText("2026-11-23"); s.RetrievedAt != want {
			t.Errorf("source %s was retrieved at %q, want %s", s.ID, s.RetrievedAt, want)
		}
	}
}

func TestLoadShowsMistakesWhereTheyStand(t *testing.T) {
	_, err := load(fstest.MapFS{"bad.yaml": {Data: []byte("sources:\n  - colour: red\n")}})
	var placed *formats.Error
	if !errors.As(err, &placed) {
		t.Fatalf("got %v, want a *formats.Error", err)
	}
	if want := (formats.Position{File: "bad.yaml", Line: 2, Column: 5}); placed.At != want {
		t.Errorf("got the place %v, want %v", placed.At, want)
	}
}
