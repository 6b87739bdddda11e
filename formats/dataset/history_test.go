package dataset

import (
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/formats"
	"entente/kg"
)

// versions returns a history of random records: each made, changed some times, and in
// some cases retracted and made again.
func versions(m *maker) []kg.Version {
	var log []kg.Version
	for _, record := range m.graph() {
		version := 0
		for {
			action := kg.ActionUpdated
			switch {
			case version == 0:
				action = kg.ActionCreated
			case m.chance(50):
				action = pick(m, kg.ActionRetracted, kg.ActionUpdated)
			}
			if action != kg.ActionRetracted {
				version++
			}
			log = append(log, kg.Version{Record: record, Change: kg.Change{
				Sequence: int64(len(log) + 1), RecordedAt: 1_768_478_400_000_000 + kg.RecordedTime(len(log)),
				Batch: maybe(m, "batch-1"), Writer: m.text(), Reason: maybe(m, m.text()), Version: version,
				Record: record.Head().ID, Class: record.Class(), Action: action,
			}})
			if m.chance(50) {
				break
			}
			record = m.again(record)
		}
	}
	return log
}

// again returns another state of a record.
func (m *maker) again(r kg.Record) kg.Record {
	switch r := r.(type) {
	case *kg.Term:
		next := *r
		if next.Sign != "" {
			next.Sign = pick(m, kg.SignCooperative, kg.SignHostile, kg.SignNeutral)
		}
		return &next
	case *kg.Relationship:
		next := *r
		next.Note, next.Validity = m.text(), m.validity()
		return &next
	default:
		return r
	}
}

// historyOf returns an export with a history, and only that.
func historyOf(log []kg.Version) *formats.Export {
	x := exportOf(nil)
	x.History = func(yield func(kg.Version, error) bool) {
		for _, v := range log {
			if !yield(v, nil) {
				return
			}
		}
	}
	return x
}

func TestHistoryReadsAsTheSame(t *testing.T) {
	for seed := range uint64(200) {
		log := versions(newMaker(seed))
		text := write(t, JSONL, historyOf(log))
		var got []kg.Version
		for _, item := range read(t, JSONL, text) {
			if len(item.Records) != 1 || item.Change == nil {
				t.Fatalf("item at %v: got %d records, change %v; want one of each", item.At, len(item.Records), item.Change)
			}
			got = append(got, kg.Version{Record: item.Records[0], Change: *item.Change})
		}
		if diff := cmp.Diff(log, got, cmpopts.IgnoreFields(kg.Change{}, "Sequence")); diff != "" {
			t.Fatalf("seed %d: versions (-written +read):\n%s\n%s", seed, diff, text)
		}
		if diff := cmp.Diff(text, write(t, JSONL, historyOf(got))); diff != "" {
			t.Fatalf("seed %d: text (-once +twice):\n%s", seed, diff)
		}
	}
}

func TestVersionsStayInTheOrderOfTheLog(t *testing.T) {
	change := `{"change":{"recordedAt":"2026-01-15T12:00:00.000000Z","action":"UPDATED","version":2},"record":`
	claim := change + `"claim","id":"c","about":"s","property":"escaped","value":5,"source":"s"}`
	source := change + `"source","id":"s","title":"T"}`
	got := outcome(t, JSONL, fileOf("f", claim+"\n"+source))
	if diff := cmp.Diff([]string{"c", "s"}, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestAVersionIsOfOneRecord(t *testing.T) {
	got := outcome(t, JSONL, fileOf("f", `{"change":{},"record":"entity","id":"flight","class":"EVENT",`+
		`"kind":"escape","names":[{"text":"F","kind":"ALIAS"}],"sources":["s"],"participants":[{"entity":"us"}]}`))
	const want = "f:1:11: change: of more than one record; write participants, place and within as relationships"
	if diff := cmp.Diff([]string{want}, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestYAMLHasNoHistory(t *testing.T) {
	var invalid *kg.InvalidError
	err := writeYAML(new(strings.Builder), historyOf(nil))
	if !errors.As(err, &invalid) || invalid.Field != "history" {
		t.Errorf("got %v, want an InvalidError about history", err)
	}
}

func TestWhatBreaksTheExportBreaksTheWriting(t *testing.T) {
	gone := errors.New("the store is gone")
	broken := exportOf(nil)
	broken.Records = func(yield func(kg.Record, error) bool) { yield(nil, gone) }
	withHistory := exportOf(nil)
	withHistory.History = iter.Seq2[kg.Version, error](func(yield func(kg.Version, error) bool) {
		yield(kg.Version{}, gone)
	})
	for _, err := range []error{
		writeYAML(new(strings.Builder), broken), writeJSONL(new(strings.Builder), broken),
		writeJSONL(new(strings.Builder), withHistory),
	} {
		if !errors.Is(err, gone) {
			t.Errorf("got %v, want %v", err, gone)
		}
	}
}
