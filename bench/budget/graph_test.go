package budget

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"entente/bench/workload"
	"entente/kg"
	"entente/store/storetest"
)

// relationships is how many the graph has of which requests are made.
const relationships = 10_000

// today is the clock of the guard, a day after the last that the graph knows.
func today() time.Time { return time.Date(2026, time.January, 1, 12, 0, 0, 0, time.UTC) }

// day is the one that is asked about: half of the graph's relationships began before.
const day = "2005-06-15"

// A world is the graph, and what is asked about in it.
type world struct {
	*storetest.Scale
	subject workload.Subject
	// open are relationships that began before the day and go on.
	open []kg.ID
}

// newWorld draws the graph. All that is chosen of it depends on the graph alone.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Scale: storetest.DrawScale(relationships)}
	ordinary, lonely := w.Actors(50, 70), w.Actors(10, 15)
	if len(ordinary) == 0 || len(lonely) == 0 {
		t.Fatalf("got ordinary actors %v and lonely ones %v, want some", ordinary, lonely)
	}
	w.subject = workload.Subject{
		Actor: string(ordinary[0]), Other: string(lonely[0]), Hub: string(w.Busiest(1)[0]),
		Relationship: string(w.claimed()[0].ID), Source: sourceID,
		Type: "sanction", Text: "ka", Date: day, Within: "1946/2025",
	}
	at, err := kg.Written{EDTF: day}.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range w.Relationships {
		if r.Validity.Span.StartLatest < at.Span.StartEarliest && r.Validity.Span.EndEarliest == kg.PosInf {
			w.open = append(w.open, r.ID)
		}
	}
	return w
}

// sourceID is the source of all records of the graph.
const sourceID = "s1"

// claimed returns the relationships that claims are about: one in ten.
func (w *world) claimed() []*kg.Relationship {
	var some []*kg.Relationship
	for i := 0; i < len(w.Relationships); i += 10 {
		some = append(some, w.Relationships[i])
	}
	return some
}

// records yields the graph with claims: of each claimed relationship both ends say who
// leads, and every second time they name two.
func (w *world) records() iter.Seq[kg.Record] {
	return func(yield func(kg.Record) bool) {
		if !yield(property("leader", kg.ValueEntity)) || !yield(property("end", kg.ValueDate)) {
			return
		}
		for record := range w.Records() {
			if !yield(record) {
				return
			}
		}
		for i, r := range w.claimed() {
			second := r.From
			if i%2 == 0 {
				second = r.To
			}
			if !yield(claim(r, r.From, r.From)) || !yield(claim(r, r.To, second)) {
				return
			}
		}
	}
}

// property is a term of which claims are.
func property(name string, values kg.ValueType) *kg.Term {
	return &kg.Term{
		Header:   kg.Header{ID: kg.TermID(kg.TermClaimProperty, name)},
		TermKind: kg.TermClaimProperty, Name: name, Label: name, ValueType: values,
	}
}

// claim is that of an end of a relationship about who leads in it.
func claim(r *kg.Relationship, by, leader kg.ID) *kg.Claim {
	return &kg.Claim{
		Header: kg.Header{ID: kg.ID(fmt.Sprintf("%s-by-%s", r.ID, by)), Sources: []kg.ID{sourceID}},
		About:  r.ID, Property: "leader", Value: kg.Value{Type: kg.ValueEntity, Entity: leader},
		Stance: kg.StanceAsserts, Rank: kg.RankNormal, AssertedBy: by, Source: sourceID,
	}
}

// load writes the graph to an empty store, as an import does.
func (w *world) load(t *testing.T, s kg.Store) {
	t.Helper()
	g := kg.NewGraph(s, today)
	end, err := g.BeginLoad(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for batch := range storetest.Batches(w.records()) {
		if _, err := g.Write(t.Context(), batch); err != nil {
			t.Fatalf("write %s: %v", batch.ID, err)
		}
	}
	if err := end(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// subjectFor returns what a workload asks about. Those that write need something new each
// time.
func (w *world) subjectFor(load workload.Workload) workload.Subject {
	subject := w.subject
	if load.Writes {
		subject.Relationship = string(w.open[0])
		w.open = w.open[1:]
	}
	return subject
}
