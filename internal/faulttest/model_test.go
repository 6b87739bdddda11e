package faulttest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// checkModel writes the history of a store into the naive model, which has no indexes, and
// compares what both answer: now, and as of a moment in the middle.
func checkModel(t *testing.T, s kg.Store, h *history) {
	t.Helper()
	model := replay(t, h)
	batches := h.batches()
	for _, at := range []kg.RecordedTime{0, batches[len(batches)/2][0].RecordedAt} {
		view := everything
		view.Known = at
		if got, want := stateAt(t, s, at), stateAt(t, model, at); got != want {
			t.Errorf("as of %d the store is not what its history says:\n%s", at, firstDifference(want, got))
		}
		alike(t, view, questions(h), s, model)
		names := []kg.NameProbe{
			{Form: kg.NameFull, Text: "state of", Prefix: true, Limit: 100},
			{Form: kg.NameFull, Text: "syria", Prefix: true, Limit: 100},
		}
		for _, probe := range names {
			if got, want := search(t, s, view, probe), search(t, model, view, probe); got != want {
				t.Errorf("as of %d, the names %q: got %s, want %s", at, probe.Text, got, want)
			}
		}
	}
}

// replay writes a history into a model.
func replay(t *testing.T, h *history) *storetest.Model {
	t.Helper()
	end := h.changes[len(h.changes)-1].RecordedAt.Time().Add(time.Hour)
	model := storetest.NewModel(func() time.Time { return end })
	for _, batch := range h.batches() {
		b := kg.Batch{ID: batch[0].Batch, Writer: batch[0].Writer, RecordedAt: batch[0].RecordedAt}
		for _, change := range batch {
			version := h.versions[change.Record][change.Version-1]
			b.Writes = append(b.Writes, kg.Write{
				Record: version.Record, Retract: change.Action == kg.ActionRetracted, Expect: kg.AnyVersion,
			})
		}
		if _, err := model.Apply(t.Context(), b); err != nil {
			t.Fatalf("the history of the store is none: batch %s: %v", b.ID, err)
		}
	}
	return model
}

// alike compares what a store answers to questions with what another does.
func alike(t *testing.T, v kg.View, qs []kg.Query, s, right kg.Store) {
	t.Helper()
	got, want := ask(t, s, v, qs), ask(t, right, v, qs)
	for i, q := range qs {
		if got[i] != want[i] {
			t.Errorf("as of %d, %+v: got\n%.2000s\nand want\n%.2000s", v.Known, q, got[i], want[i])
		}
	}
}

// asked is of how many entities the relationships are asked for.
const asked = 12

// questions are what the store answers from its indexes.
func questions(h *history) []kg.Query {
	qs := []kg.Query{
		{Class: kg.ClassRelationship, Order: kg.Order{Field: kg.OrderEnd, Descending: true}},
		{Class: kg.ClassRelationship, Kinds: []string{"cooperation"}},
		{Class: kg.ClassEntity, Order: kg.Order{Field: kg.OrderName}},
		{Class: kg.ClassClaim, Order: kg.Order{Field: kg.OrderRank}},
	}
	var written []kg.ID
	for _, change := range slices.Backward(h.changes) {
		if len(written) < asked && !slices.Contains(written, change.Record) {
			written = append(written, change.Record)
		}
	}
	for _, id := range append(written, someEntity, someSource) {
		qs = append(qs,
			kg.Query{Class: kg.ClassRelationship, Of: id, Direction: kg.DirectionOut},
			kg.Query{Class: kg.ClassRelationship, Of: id, Order: kg.Order{Field: kg.OrderStart}},
			kg.Query{Class: kg.ClassClaim, About: id},
			kg.Query{Class: kg.ClassRelationship, Cites: []kg.ID{id}},
		)
	}
	return qs
}

// ask returns what a store finds and counts for each question, as text.
func ask(t *testing.T, s kg.Store, v kg.View, qs []kg.Query) []string {
	t.Helper()
	found, err := s.Find(t.Context(), v, qs)
	if err != nil {
		t.Fatalf("Find: %v", err)
	}
	counted, err := s.Count(t.Context(), v, qs)
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	texts := make([]string, len(qs))
	for i := range qs {
		var text strings.Builder
		for _, f := range found[i] {
			fmt.Fprintf(&text, "%s@%d ", f.Record.Head().ID, f.Record.Head().Version)
		}
		fmt.Fprintf(&text, "%+v", counted[i])
		texts[i] = text.String()
	}
	return texts
}

// search returns which entities a store finds by a name, as text.
func search(t *testing.T, s kg.Store, v kg.View, probe kg.NameProbe) string {
	t.Helper()
	hits, err := s.Search(t.Context(), v, []kg.NameProbe{probe})
	if err != nil {
		t.Fatalf("Search %q: %v", probe.Text, err)
	}
	var text strings.Builder
	for _, hit := range hits[0] {
		fmt.Fprintf(&text, "%s=%q ", hit.Entity.ID, hit.Key.Text)
	}
	return text.String()
}
