package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/transfer"
)

const two = "actor a Avalon 1900/..\nactor b Brittany 1900/..\ntie ab a b 1914/1918\n"

func TestAnImportThatIsRepeatedChangesNothing(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.want(w.load(two), "7 0 0 0 0 0") // three terms, the file, and its three records
		before := w.all()
		w.want(w.load(two), "0 0 3 0 0 0")
		if diff := cmp.Diff(before, w.all()); diff != "" {
			t.Errorf("after the second import (-first +second):\n%s", diff)
		}
	})
}

func TestWhatNamesNoSourceRestsOnTheFile(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load(two)
		tie := w.record("ab").(*kg.Relationship)
		file, ok := w.record(tie.Sources[0]).(*kg.Source)
		if !ok || file.Title != "f.lines" || !strings.HasPrefix(file.ContentHash, "sha256:") || file.RetrievedAt != "2026-02-01" {
			t.Errorf("the source of a tie: got %+v, want the file with its name, hash and date", file)
		}
	})
}

func TestWhatIsNamedMayRestOnTheFileToo(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.want(w.load("file a\n"), "5 0 0 0 0 0")
		if sources := w.record("a").(*kg.Entity).Sources; len(sources) != 1 || w.record(sources[0]) == nil {
			t.Errorf("sources: got %v, want the file", sources)
		}
	})
}

func TestAFileWhoseRowsNameTheirSourcesIsNone(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load("named a\nnamed b\ntie ab a b list 1914/1918\n")
		for id := range w.all() {
			if strings.HasPrefix(string(id), "file-") {
				t.Errorf("got the source %s, want none but list", id)
			}
		}
	})
}

func TestWhatWasOnlyNamedIsCompletedLater(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load("named a\nnamed b\ntie ab a b 1914/1918\n")
		w.want(w.load("actor a Avalon 1900/..\n"), "1 1 0 0 0 0")
		got := w.record("a").(*kg.Entity)
		if got.Names[0].Text != "Avalon" || got.Validity.EDTF != "1900/.." {
			t.Errorf("a: got %s, %s; want Avalon, 1900/..", got.Names[0].Text, got.Validity.EDTF)
		}
	})
}

func TestOtherDatesBecomeClaimsOfTheirSource(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load(two)
		other := "tie ab a b 1915/1918\n"
		w.want(w.load(other), "3 0 0 0 1 0") // the claim, its property and the file
		tie := w.record("ab").(*kg.Relationship)
		if tie.Validity.EDTF != "1914/1918" || len(tie.Sources) != 1 {
			t.Errorf("the tie: got %s with %d sources, want 1914/1918 as before with 1", tie.Validity.EDTF, len(tie.Sources))
		}
		var claims []string
		for _, r := range w.all() {
			if c, ok := r.(*kg.Claim); ok {
				claims = append(claims, fmt.Sprint(c.About, " ", c.Property, " ", c.Value.Date, " ", c.Source != tie.Sources[0]))
			}
		}
		if diff := cmp.Diff([]string{"ab start 1915 true"}, claims); diff != "" {
			t.Errorf("claims (-want +got):\n%s", diff)
		}
		w.want(w.load(other), "0 0 1 0 0 0")
	})
}

func TestPropertiesThatClaimsCanBeAboutBecomeClaims(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load("strong a 1500 /\n")
		w.load("strong a 120 /\n")
		n := 0
		for _, r := range w.all() {
			if c, ok := r.(*kg.Claim); ok && c.Property == "strength" && c.Value.String() == "120" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("claims of a strength of 120: got %d, want 1", n)
		}
	})
}

func TestOtherNamesAreAdded(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load("actor a Avalon 1900/..\n")
		w.load("actor a Affallach 1900/..\n")
		var names []string
		for _, n := range w.record("a").(*kg.Entity).Names {
			names = append(names, n.Text+" "+string(n.Kind))
		}
		if diff := cmp.Diff([]string{"Avalon OFFICIAL", "Affallach ALIAS"}, names); diff != "" {
			t.Errorf("names (-want +got):\n%s", diff)
		}
	})
}

func TestConflictsAreResolvedAsAsked(t *testing.T) {
	for _, tt := range []struct {
		conflict transfer.Conflict
		report   string
		validity string
	}{
		{transfer.ConflictUpdate, "1 1 0 0 0 0", "1915/1918"},
		{transfer.ConflictKeep, "0 0 1 0 0 2", "1914/1918"}, // the time and the source
	} {
		t.Run(string(tt.conflict), func(t *testing.T) {
			w := newWorld(t)
			w.load(two)
			report := w.load("tie ab a b 1915/1918\n", resolving(tt.conflict))
			w.want(report, tt.report)
			if got := w.record("ab").(*kg.Relationship).Validity.EDTF; got != tt.validity {
				t.Errorf("validity: got %s, want %s", got, tt.validity)
			}
		})
	}
	t.Run("refuse", func(t *testing.T) {
		w := newWorld(t)
		w.load(two)
		w.want(w.load("tie ab a b 1915/1918\n", resolving(transfer.ConflictRefuse), skip), "0 0 0 1 0 0")
		if len(w.problems) != 1 || !strings.Contains(w.problems[0], "f.lines:1:1") {
			t.Errorf("problems: got %q, want one at f.lines:1:1", w.problems)
		}
	})
}

func TestABadItemStopsAndLeavesNothingOfItsBatch(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.want(w.fails(two+"actor c C 2014-13/..\n"), "0 0 0 1 0 0")
		if n := len(w.all()); n != 0 {
			t.Errorf("records: got %d, want none", n)
		}
		if len(w.problems) != 1 || !strings.Contains(w.problems[0], "f.lines:4:1: edtf") {
			t.Errorf("problems: got %q, want one at f.lines:4:1 about edtf", w.problems)
		}
	})
}

func TestSkippedItemsAreKeptAsTheyWereRead(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		bad := []string{"actor c C 2014-13/..", "nonsense here /", "tie ax a nowhere 1914/1918"}
		w.want(w.load(bad[0]+"\n"+two+bad[1]+"\n"+bad[2]+"\n", skip), "7 0 0 3 0 0")
		if diff := cmp.Diff("# lines\n"+strings.Join(bad, "\n")+"\n", w.rejects.String()); diff != "" {
			t.Errorf("rejects (-want +got):\n%s", diff)
		}
	})
}

func TestADanglingReferenceIsRefusedAtItsPlace(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load(two+"tie ax a nowhere 1914/1918\n", skip)
		want := "f.lines:4:1: to: `nowhere`: there is no entity with this id"
		if len(w.problems) != 1 || w.problems[0] != want {
			t.Errorf("problems: got %q, want %q", w.problems, want)
		}
	})
}

func TestWhatComesLaterMayBeReferredTo(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		apart := strings.Split(many(60), "\n")
		text := "friend x y /\ntie xy x y 1914/1918\n" + strings.Join(apart[:30], "\n") +
			"\nfriend z nobody /\n" + strings.Join(apart[30:], "\n") + "friend y x /\n"
		w.want(w.load(text, skip), "67 0 0 1 0 0")
		if w.record("xy") == nil || w.record("z") != nil {
			t.Error("got no tie, or what refers to nobody; want x, y and the tie between them only")
		}
		if want := "f.lines:33:1: properties.friend: `nobody`"; len(w.problems) != 1 || !strings.HasPrefix(w.problems[0], want) {
			t.Errorf("problems: got %q, want one that begins with %q", w.problems, want)
		}
	})
}

func TestOneIDTwiceInAFileIsOneRecord(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.want(w.load(two+"tie ab a b 1914/1918\n"), "7 0 1 0 0 0")
	})
}

func TestADryRunReportsAllAndWritesNothing(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load(two)
		before := w.all()
		text := "actor c C 1900/..\ntie ac a c 1914/1918\ntie ax a nowhere 1914/1918\nactor d D 2014-13/..\n"
		report, err := transfer.Run(t.Context(), w.graph, w.files(text), w.options(), w.mode(true, false))
		if err != nil {
			t.Fatal(err)
		}
		w.want(report, "3 0 0 2 0 0")
		if diff := cmp.Diff(before, w.all()); diff != "" {
			t.Errorf("the graph (-before +after):\n%s", diff)
		}
		if len(w.problems) != 2 {
			t.Errorf("problems: got %q, want two", w.problems)
		}
	})
}

func (w *world) mode(dry, atomic bool) transfer.Mode {
	return transfer.Mode{DryRun: dry, Atomic: atomic, Scratch: func(context.Context) (kg.Store, error) {
		return newWorld(w.T).store, nil
	}}
}

func TestAnAtomicImportWritesAllOrNothing(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		good := many(60)
		_, err := transfer.Run(t.Context(), w.graph, w.files(good+"nonsense here /\n"), w.options(), w.mode(false, true))
		if !errors.Is(err, transfer.ErrRefused) || len(w.all()) != 0 {
			t.Fatalf("with a bad line: got %d records and error %v, want none and ErrRefused", len(w.all()), err)
		}
		report, err := transfer.Run(t.Context(), w.graph, w.files(good), w.options(), w.mode(false, true))
		if err != nil {
			t.Fatal(err)
		}
		w.want(report, "64 0 0 0 0 0")
	})
}

// many returns the lines of some actors.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "actor e%d E%d 1900/..\n", i, i)
	}
	return b.String()
}

func TestAnInterruptedImportGoesOnWhereItWas(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		text := many(120)
		ctx, stop := context.WithCancel(t.Context())
		o := w.options()
		o.Progress = func(transfer.Progress) { stop() } // after the first batch
		first, err := transfer.Import(ctx, w.graph, w.files(text), o)
		if !errors.Is(err, context.Canceled) || first.New == 0 || first.New > 60 {
			t.Fatalf("the first run: got %d new records and error %v, want one batch and Canceled", first.New, err)
		}
		second := w.load(text)
		if second.Batch != first.Batch || first.New+second.New != 124 {
			t.Errorf("together: got %d new records in batches %s and %s, want 124 in one",
				first.New+second.New, first.Batch, second.Batch)
		}
		w.want(w.load(text), "0 0 120 0 0 0")
	})
}

func TestAnImportIsUndoneAsAWhole(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		w.load(two)
		before := w.all()
		for range 2 { // and again, after it was repeated
			report := w.load(many(70) + "tie ae0 a e0 1950/1960\ntie ab a b 1914/1919\n")
			changes := 0
			err := w.graph.UndoBatch(t.Context(), "tester", report.Batch, func(n int) { changes += n })
			if err != nil {
				t.Fatalf("undo: got error %v, want none", err)
			}
			if changes != report.New+report.Changed {
				t.Errorf("changes taken back: got %d, want %d", changes, report.New+report.Changed)
			}
			after := w.all()
			if diff := cmp.Diff(bodies(t, before), bodies(t, after)); diff != "" {
				t.Fatalf("after the undo (-before +after):\n%s", diff)
			}
		}
		err := w.graph.UndoBatch(t.Context(), "tester", "import-none", func(int) {})
		if !errors.Is(err, kg.ErrNotFound) {
			t.Errorf("undo of another batch: got error %v, want ErrNotFound", err)
		}
	})
}

func TestAnImportThatOthersRestOnIsNotUndone(t *testing.T) {
	onStores(t, func(t *testing.T, w *world) {
		report := w.load("actor a Avalon 1900/..\nactor b Brittany 1900/..\n")
		w.load("tie ab a b 1914/1918\n")
		err := w.graph.UndoBatch(t.Context(), "tester", report.Batch, func(int) {})
		if !errors.Is(err, kg.ErrConflict) || w.record("a") == nil {
			t.Errorf("undo: got error %v, want ErrConflict and nothing taken back", err)
		}
	})
}

// bodies returns records without their versions.
func bodies(t *testing.T, records map[kg.ID]kg.Record) map[kg.ID]string {
	t.Helper()
	out := make(map[kg.ID]string)
	for id, r := range records {
		body, err := kg.EncodeBody(r)
		if err != nil {
			t.Fatal(err)
		}
		out[id] = string(body)
	}
	return out
}
