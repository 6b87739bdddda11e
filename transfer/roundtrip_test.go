package transfer_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/dataset"
	"entente/kg"
	"entente/seed"
	"entente/transfer"
)

// write returns an export of w's graph as text.
func (w *world) write(o transfer.ExportOptions) string {
	w.Helper()
	exporting, err := transfer.NewExport(w.Context(), w.graph, o)
	if err != nil {
		w.Fatal(err)
	}
	var out bytes.Buffer
	if err := exporting.Write(&out); err != nil {
		w.Fatal(err)
	}
	return out.String()
}

// whole asks for all that there is in a native format.
func whole(f formats.Format) transfer.ExportOptions {
	return transfer.ExportOptions{Format: f, Title: "A graph", Restricted: true}
}

// in says that a file is in a format.
func in(f formats.Format) func(*transfer.ImportOptions) {
	return func(o *transfer.ImportOptions) { o.Format = f }
}

// live gives w the starting graph, and a past: changes, retractions, an undo.
func (w *world) live() {
	w.Helper()
	batch, err := seed.Batch()
	if err != nil {
		w.Fatal(err)
	}
	must := func(r kg.Receipt, err error) kg.Receipt {
		w.Helper()
		if err != nil {
			w.Fatal(err)
		}
		return r
	}
	must(w.graph.Write(w.Context(), batch))
	reason, end := "it was said to be over", "2026-01-21"
	_, receipt, err := w.graph.ExpireRelationship(w.Context(), "editor", kg.ExpireRelationshipInput{
		ID: "us-sdf-partnership", End: end, WriteOptions: kg.WriteOptions{Reason: &reason},
	})
	changed := must(receipt, err)
	must(w.graph.Undo(w.Context(), "editor", kg.UndoInput{Sequence: changed.Sequence}))
	tie := w.record("us-sdf-partnership")
	claims, err := w.store.Find(w.Context(), kg.View{Restricted: true}, []kg.Query{{Class: kg.ClassClaim, Limit: 3}})
	if err != nil {
		w.Fatal(err)
	}
	hidden := *claims[0][1].Record.(*kg.Claim)
	hidden.Access = kg.AccessRestricted
	must(w.graph.Write(w.Context(), kg.Batch{ID: "hide", Writer: "editor", Writes: []kg.Write{
		{Record: &hidden, Expect: kg.AnyVersion},
		{Record: claims[0][0].Record, Retract: true, Expect: kg.AnyVersion},
		{Record: tie, Expect: kg.AnyVersion, Reason: "no change, but a version"},
	}}))
	must(w.graph.Write(w.Context(), kg.Batch{ID: "return", Writer: "editor", Writes: []kg.Write{
		{Record: claims[0][0].Record, Expect: kg.Absent},
	}}))
}

// lived returns a world that has lived before noon.
func lived(t *testing.T) *world {
	t.Helper()
	w := worldOf(t, openSQLiteAt(t, func() time.Time { return noon.Add(-time.Hour) }))
	w.live()
	return w
}

func TestANativeFileIsTheGraphOnEveryStore(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.live()
		for _, f := range []formats.Format{dataset.JSONL, dataset.YAML} {
			text := w.write(whole(f))
			copied := newWorld(t)
			copied.load(text, in(f))
			if diff := cmp.Diff(bodies(t, w.all()), bodies(t, copied.all())); diff != "" {
				t.Errorf("%s: records (-graph +copy):\n%s", f.Name, diff)
			}
			if diff := cmp.Diff(beheaded(text), beheaded(copied.write(whole(f)))); diff != "" {
				t.Errorf("%s: the text of the copy (-graph +copy):\n%s", f.Name, diff)
			}
		}
	})
}

// beheaded returns a text without what says when it was known.
func beheaded(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.Contains(line, `"known":`) && !strings.Contains(line, "  known: ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func TestAHistoryIsReplayedAsItWas(t *testing.T) {
	first := lived(t)
	o := whole(dataset.JSONL)
	o.History = true
	text := first.write(o)
	onStores(t, func(t *testing.T, w *world) {
		w.load(text, in(dataset.JSONL))
		if diff := cmp.Diff(text, w.write(o)); diff != "" {
			t.Fatalf("the history of the copy (-graph +copy):\n%s", diff)
		}
		w.want(w.load(text, in(dataset.JSONL)), w.sayUnchanged(text))
		for _, id := range []kg.ID{"us-sdf-partnership", "sdf"} {
			want, err := first.store.Versions(t.Context(), kg.View{Restricted: true}, []kg.ID{id})
			if err != nil {
				t.Fatal(err)
			}
			got, err := w.store.Versions(t.Context(), kg.View{Restricted: true}, []kg.ID{id})
			if err != nil {
				t.Fatal(err)
			}
			for _, versions := range [][]kg.Version{want[0], got[0]} {
				for i := range versions {
					versions[i].Change.Sequence = 0 // a store counts for itself
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("versions of %s (-graph +copy):\n%s", id, diff)
			}
		}
	})
}

// sayUnchanged is the report of a history that is there already.
func (*world) sayUnchanged(text string) string {
	return "0 0 " + strconv.Itoa(strings.Count(text, `{"change":`)) + " 0 0 0"
}

func TestAnInterruptedHistoryGoesOn(t *testing.T) {
	first := lived(t)
	o := whole(dataset.JSONL)
	o.History = true
	text := first.write(o)
	cut := strings.LastIndex(text, `{"change":`)
	onStores(t, func(t *testing.T, w *world) {
		w.load(text[:cut], in(dataset.JSONL))
		w.load(text, in(dataset.JSONL))
		if diff := cmp.Diff(text, w.write(o)); diff != "" {
			t.Errorf("the history of the copy (-graph +copy):\n%s", diff)
		}
	})
}

func TestAHistoryComesIntoNoOtherGraph(t *testing.T) {
	first := lived(t)
	o := whole(dataset.JSONL)
	o.History = true
	text := first.write(o)
	onStores(t, func(t *testing.T, w *world) {
		w.load(two)
		before := w.all()
		_, err := transfer.Import(t.Context(), w.graph, w.files(text), w.options(in(dataset.JSONL)))
		if err == nil || !strings.Contains(err.Error(), "another history") {
			t.Errorf("got error %v, want one about another history", err)
		}
		if diff := cmp.Diff(before, w.all()); diff != "" {
			t.Errorf("the graph (-before +after):\n%s", diff)
		}
	})
}
