package transfer_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats/dataset"
	"entente/kg"
	"entente/transfer"
)

func TestAnImportThatIsCutOffIsNoSuccess(t *testing.T) {
	for range 20 {
		w := newWorld(t)
		ctx, stop := context.WithCancel(t.Context())
		o := w.options()
		o.Progress = func(transfer.Progress) { stop() }
		if _, err := transfer.Import(ctx, w.graph, w.files(many(100)), o); !errors.Is(err, context.Canceled) {
			t.Fatalf("got error %v, want Canceled", err)
		}
	}
}

func TestWhatPeopleWroteOfAMentionStays(t *testing.T) {
	w := newWorld(t)
	w.load("named NATO\n")
	e := *w.record("NATO").(*kg.Entity)
	e.Summary, e.Access = "edited with care", kg.AccessRestricted
	if _, err := w.graph.Write(t.Context(), kg.Batch{Writes: []kg.Write{{Record: &e, Expect: kg.AnyVersion}}}); err != nil {
		t.Fatal(err)
	}
	w.load("actor NATO Alliance 1949/..\n")
	got := w.record("NATO").(*kg.Entity)
	if got.Summary != e.Summary || got.Access != e.Access || got.Names[0].Text != "NATO" || got.Validity.EDTF != "1949/.." {
		t.Errorf("got %+v, want the summary, the access and the name as they were, and the dates", got)
	}
}

func TestANameThatPeopleSayStaysAMentionsName(t *testing.T) {
	w := newWorld(t)
	w.load("named NATO\nnamed Q30\n")
	w.load("actor NATO Alliance 1949/..\nactor Q30 America 1776/..\n")
	for id, want := range map[kg.ID]int{"NATO": 2, "Q30": 1} {
		if got := w.record(id).(*kg.Entity).Names; len(got) != want {
			t.Errorf("names of %s: got %v, want %d", id, got, want)
		}
	}
}

func TestWhatNoClaimTellsIsReported(t *testing.T) {
	for _, tt := range []struct{ name, was, is, want string }{
		{"an end that is open", "tie ab a b 1914/1918\n", "tie ab a b 1915/..\n", "kept validity"},
		{"a date in another zone", "zoned ab a b +03:00 1914-01-02/1918\n", "zoned ab a b -05:00 1915-01-02/1918\n", "kept validity"},
		{"a scheduled end", "tie ab a b 1914/1918\n", "scheduled ab a b 1914/2030\n", "kept validity"},
		{"dates alone", "tie ab a b 1914/1918\n", "tie ab a b 1915/1919\n", "claims 2"},
		{"a single date", "tie ab a b 1914\n", "tie ab a b 1915\n", "claims 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.load("actor a A 1900/..\nactor b B 1900/..\n" + tt.was)
			report := w.load(tt.is)
			got := fmt.Sprint("claims ", report.Claims)
			if report.Kept > 0 && strings.Contains(strings.Join(w.remarks, "\n"), "ab.validity") {
				got = "kept validity"
			}
			if got != tt.want {
				t.Errorf("got %s with remarks %q, want %s", got, w.remarks, tt.want)
			}
		})
	}
}

func TestARepeatedImportMakesNoFurtherClaims(t *testing.T) {
	w := newWorld(t)
	text := "strong a 1500 /\nstrong a 120 /\n" // the first import brings the property along
	if report := w.load(text); report.Claims != 1 {
		t.Errorf("the first import: got %d claims, want 1", report.Claims)
	}
	if report := w.load(text); report.New+report.Changed != 0 {
		t.Errorf("the second import: got %+v, want nothing new", report)
	}
}

func TestTheSameTextIsTheSameSourceCompressed(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(two)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	w.want(w.load(packed.String()), "0 0 3 0 0 0")
}

func TestRejectsStandUnderTheirOwnHeader(t *testing.T) {
	w := newWorld(t)
	w.load("# first\nbad one /\n# second\nbad two /\nbad three /\n# first\nbad four /\n", skip)
	want := "# first\nbad one /\n# second\nbad two /\nbad three /\n# first\nbad four /\n"
	if diff := cmp.Diff(want, w.rejects.String()); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

func TestUpdatesLeaveRecordsRestricted(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	tie := *w.record("ab").(*kg.Relationship)
	tie.Access = kg.AccessRestricted
	if _, err := w.graph.Write(t.Context(), kg.Batch{Writes: []kg.Write{{Record: &tie, Expect: kg.AnyVersion}}}); err != nil {
		t.Fatal(err)
	}
	w.load("tie ab a b 1915/1918\n", resolving(transfer.ConflictUpdate))
	if got := w.record("ab").(*kg.Relationship); got.Access != kg.AccessRestricted || got.Validity.EDTF != "1915/1918" {
		t.Errorf("got access %q and %s, want RESTRICTED and 1915/1918", got.Access, got.Validity.EDTF)
	}
}

func TestAHistoryIsNotMixedWithPlainRecords(t *testing.T) {
	first := lived(t)
	o := whole(dataset.JSONL)
	plain := first.write(o)
	o.History = true
	history := first.write(o)
	for name, text := range map[string]string{"after": plain + history, "before": history + plain} {
		w := newWorld(t)
		_, err := transfer.Import(t.Context(), w.graph, w.files(text), w.options(in(dataset.JSONL)))
		if !errors.Is(err, transfer.ErrRefused) {
			t.Errorf("a history %s plain records: got error %v, want ErrRefused", name, err)
		}
	}
	w := newWorld(t)
	if _, err := transfer.Import(t.Context(), w.graph, w.files(history), w.options(in(dataset.JSONL), skip)); err == nil {
		t.Error("a history with --on-error skip: got no error, want one: it would have holes")
	}
}

func TestAPublicExportNamesNothingRestricted(t *testing.T) {
	w := newWorld(t)
	w.load("tie ab a b informant 1914/1918\nnamed a\nnamed b\nfriend c d /\nactor d D /\n")
	for _, id := range []kg.ID{"informant", "d"} {
		r := w.record(id)
		r.Head().Access = kg.AccessRestricted
		if _, err := w.graph.Write(t.Context(), kg.Batch{Writes: []kg.Write{{Record: r, Expect: kg.AnyVersion}}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, where := range []string{"", `{"type": {"eq": "alliance"}}`} {
		text := w.write(transfer.ExportOptions{Format: dataset.JSONL, Where: where})
		if !strings.Contains(text, `"ab"`) || strings.Contains(text, "informant") || strings.Contains(text, `"d"`) {
			t.Errorf("where %s: got %s, want the tie and no word of what is restricted", where, text)
		}
	}
}

func TestClaimsThatGoInCirclesAreExported(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	claim := func(id, about kg.ID) kg.Write {
		one := 1.0
		return kg.Write{Record: &kg.Claim{
			Header: kg.Header{ID: id}, About: about, Property: "strength", Source: w.record("ab").Head().Sources[0],
			Value:  kg.Value{Type: kg.ValueNumber, Number: &kg.Quantity{Min: &one, Max: &one}},
			Stance: kg.StanceAsserts, Rank: kg.RankNormal,
		}}
	}
	if _, err := w.graph.Write(t.Context(), kg.Batch{Writes: []kg.Write{claim("c", "d"), claim("d", "c")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.graph.Write(t.Context(), kg.Batch{Writes: []kg.Write{claim("e", "e")}}); err == nil {
		t.Error("a claim about itself: got no error, want one")
	}
	if text := w.write(transfer.ExportOptions{Format: dataset.JSONL, Valid: "1915"}); !strings.Contains(text, `"id":"c"`) {
		t.Errorf("got %s, want the claims", text)
	}
}

func TestAnUndoOfABatchThatIsGoneSaysSo(t *testing.T) {
	w := newWorld(t)
	report := w.load(two)
	undo := func() error { return w.graph.UndoBatch(t.Context(), "tester", report.Batch, func(int) {}) }
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	if err := undo(); !errors.Is(err, kg.ErrConflict) {
		t.Errorf("a second undo: got error %v, want ErrConflict", err)
	}
}

func TestPartsOfAnImportAreUndoneOneByOne(t *testing.T) {
	w := newWorld(t)
	w.load("actor a A 1900/..\n" + many(25) + "actor a Another 1900/..\n") // a is in two parts
	last, err := w.store.Last(t.Context(), kg.View{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.graph.Undo(t.Context(), "tester", kg.UndoInput{Sequence: last.Sequence}); err != nil {
		t.Fatalf("undo of the last part: got error %v, want none", err)
	}
	if got := w.record("a").(*kg.Entity).Names; len(got) != 1 {
		t.Errorf("names of a: got %v, want the one of the first part", got)
	}
}

func TestOnlyFormatsWithRoomForAHistoryTakeOne(t *testing.T) {
	w := newWorld(t)
	_, err := transfer.NewExport(t.Context(), w.graph, transfer.ExportOptions{Format: lines, History: true})
	if err == nil || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("got error %v, want one that names jsonl", err)
	}
}

func TestToAndFroIsNoChange(t *testing.T) {
	w := newWorld(t)
	text := two + "tie ab a b 1914/1919\n"
	w.load(text, resolving(transfer.ConflictUpdate))
	before := w.record("ab").Head().Version
	w.load(text, resolving(transfer.ConflictUpdate))
	if got := w.record("ab").Head().Version; got != before {
		t.Errorf("version after the second import: got %d, want %d", got, before)
	}
}

func TestImportsAtOnceRefuseNothing(t *testing.T) {
	w := newWorld(t)
	w.load(two)
	failed := make(chan error, 3)
	for range 3 {
		files, o := w.files(many(200)), w.options(skip)
		o.Problem, o.Remark, o.Rejects = nil, nil, nil
		go func() {
			report, err := transfer.Import(t.Context(), w.graph, files, o)
			if err == nil && report.Refused > 0 {
				err = fmt.Errorf("%d were refused", report.Refused)
			}
			failed <- err
		}()
	}
	for range 3 {
		if err := <-failed; err != nil {
			t.Errorf("an import beside others: got error %v, want none", err)
		}
	}
}
