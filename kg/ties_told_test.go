package kg_test

import (
	"slices"
	"testing"

	"entente/kg"
)

// toldTies is the graph truces as the press tells it: "present" held in the first five
// months of 2024, before "past", which it dates as the record does.
func toldTies(t *testing.T) (fixture, kg.View) {
	t.Helper()
	f := hearsay(t,
		said{by: "press", property: "start", value: "2024-01-01", at: "2026-01-01"},
		said{by: "press", property: "end", value: "2024-05-31", at: "2026-01-01"})
	for _, id := range []kg.ID{"past", "perhaps"} {
		_, receipt, err := f.UpdateRelationship(t.Context(), "tester",
			kg.UpdateRelationshipInput{ID: id, Sources: []kg.ID{"press"}})
		f.must(receipt, err)
		_, receipt, err = f.RecordClaim(t.Context(), "tester",
			kg.RecordClaimInput{About: id, Property: "exists", Source: "press"})
		f.must(receipt, err)
	}
	return f, accordingTo(t, "press")
}

func TestSequencesAreAsAPerspectiveTellsThem(t *testing.T) {
	f, v := toldTies(t)
	got, err := f.Sequence(t.Context(), v,
		kg.SequenceQuery{Between: []kg.ID{"damascus"}, And: []kg.ID{"sdf"}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []kg.ID
	for _, step := range got.Steps {
		ids = append(ids, step.Ties[0].Record.Head().ID)
	}
	if want := []kg.ID{"present", "past"}; !slices.Equal(ids, want) {
		t.Fatalf("steps: got %v, want %v, in the order that the press tells", ids, want)
	}
	if days := got.Steps[0].InForce.Most.Days(); days != 152 {
		t.Errorf("in force: got at most %v days, want the 152 of the press", days)
	}
}

func TestTiesToBothSidesOverlapAsAPerspectiveTellsThem(t *testing.T) {
	f, v := toldTies(t)
	w, err := kg.ParseWindow("2024-03-01", "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.TiedToBoth(t.Context(), v.During(w), kg.SidesQuery{A: "damascus", B: "is"})
	if err != nil || len(got) != 1 {
		t.Errorf("tied to both in March 2024: got %v, %v; want the SDF, by two ties then told", got, err)
	}
}
