package kg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

func TestKnownIsRefusedBeforeItHasCome(t *testing.T) {
	f := newFixture(t)
	last := f.entity("a", kg.ClassActor, "2020/..").RecordedAt
	now := kg.RecordedTime(noon().UnixMicro())
	if last <= now {
		t.Fatalf("the last record is of %d, want it later than the clock, as with two servers", last)
	}
	for _, tt := range []struct {
		name string
		at   kg.RecordedTime
		ok   bool
	}{
		{"a past moment", now - 1, true},
		{"the clock's", now, true},
		{"that of the newest record, later than the clock", last, true},
		{"one later than both", last + 1, false},
	} {
		v, err := f.Known(t.Context(), f.View(), tt.at)
		switch {
		case tt.ok && (err != nil || v.Known != tt.at):
			t.Errorf("%s: got %d, %v; want %d", tt.name, v.Known, err, tt.at)
		case !tt.ok && !errors.As(err, new(*kg.InvalidError)):
			t.Errorf("%s: got error %v, want it refused", tt.name, err)
		}
	}
}

func TestNowIsTheLatestMomentToBeKnown(t *testing.T) {
	quiet := kg.NewGraph(storetest.NewModel(noon), noon)
	now, err := quiet.Now(t.Context(), quiet.View())
	if want := kg.RecordedTime(noon().UnixMicro()); now != want || err != nil {
		t.Errorf("of an empty store: got %d, %v; want the clock's %d", now, err, want)
	}
	f := newFixture(t)
	last := f.entity("a", kg.ClassActor, "2020/..").RecordedAt
	if now, err = f.Now(t.Context(), f.View()); now != last || err != nil {
		t.Errorf("with a record later than the clock: got %d, %v; want its %d", now, err, last)
	}
	if _, err := f.Known(t.Context(), f.View(), now); err != nil {
		t.Errorf("Known(Now): got error %v, want it accepted", err)
	}
	if _, err := f.Known(t.Context(), f.View(), now+1); err == nil {
		t.Error("Known(Now + 1): got no error, want it refused")
	}
}

// TestKnownOfOldDoesNotMeanTheLatest has moments that are 0 and less in numbers.
func TestKnownOfOldDoesNotMeanTheLatest(t *testing.T) {
	f := newFixture(t)
	for _, at := range []kg.RecordedTime{0, -1} {
		v, err := f.Known(t.Context(), f.View(), at)
		if err != nil || v.Known == 0 {
			t.Errorf("Known(%d): got %d, %v; want a moment before all records", at, v.Known, err)
		}
	}
}

func TestFirstRecordedIsThatOfTheLog(t *testing.T) {
	g := kg.NewGraph(storetest.NewModel(noon), noon)
	if first, err := g.FirstRecorded(t.Context()); first != 0 || err != nil {
		t.Errorf("of an empty store: got %d, %v; want 0", first, err)
	}
	f := newFixture(t)
	first, err := f.FirstRecorded(t.Context())
	f.entity("a", kg.ClassActor, "2020/..")
	again, _ := f.FirstRecorded(t.Context())
	if err != nil || first != kg.RecordedTime(noon().UnixMicro()) || again != first {
		t.Errorf("got %d and %d, %v; want the moment of the first write twice", first, again, err)
	}
}

func TestCorrectionsLeaveWhatWasKnown(t *testing.T) {
	f := truces(t)
	_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{
		ID: "present", Validity: &kg.ValidityInput{EDTF: "2025-10-07/2025-12-31"},
	})
	f.must(receipt, err)
	v := at(t, "2026-01-15", kg.Possible)
	list := kg.RelationshipList{Of: "damascus", Order: kg.Order{Field: kg.OrderID}}
	for known, want := range map[kg.RecordedTime][]kg.ID{
		receipt.RecordedAt - 1: {"month", "present"},
		receipt.RecordedAt:     {"month"},
	} {
		v.Known = known
		if diff := cmp.Diff(want, found(t, f, v, list)); diff != "" {
			t.Errorf("in force on 15 January as known at %d (-want +got):\n%s", known, diff)
		}
	}
}
