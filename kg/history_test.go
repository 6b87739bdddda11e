package kg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// changedFields lists what each version changed, latest first.
func changedFields(revisions []kg.Revision) [][]string {
	var lists [][]string
	for _, revision := range revisions {
		var names []string
		for _, c := range revision.Changed {
			names = append(names, c.Field)
		}
		lists = append(lists, names)
	}
	return lists
}

func TestHistorySaysWhatEachVersionChanged(t *testing.T) {
	f := truces(t)
	reason := "a better source"
	_, receipt, err := f.UpdateRelationship(t.Context(), "ann", kg.UpdateRelationshipInput{
		WriteOptions: kg.WriteOptions{Reason: &reason},
		ID:           "present", Validity: &kg.ValidityInput{EDTF: "2025-10-07/2025-12-31"}, Note: ptr("seen"),
	})
	f.must(receipt, err)
	histories, err := f.History(t.Context(), f.View(), []kg.ID{"present", "nobody"})
	if err != nil {
		t.Fatal(err)
	}
	got := histories[0]
	want := [][]string{
		{"note", "validity.edtf", "validity.span"},
		{"from", "sign", "sources", "symmetric", "to", "type", "validity.edtf", "validity.span"},
	}
	if diff := cmp.Diff(want, changedFields(got)); diff != "" {
		t.Errorf("the fields of each version, latest first (-want +got):\n%s", diff)
	}
	edtf := got[0].Changed[1]
	if edtf.Before != `"2025-10-07/2026-03"` || edtf.After != `"2025-10-07/2025-12-31"` {
		t.Errorf("the text: got %s to %s, want it before and after", edtf.Before, edtf.After)
	}
	if c := got[0].Change; c.Writer != "ann" || c.Reason != reason || c.Action != kg.ActionUpdated {
		t.Errorf("the change: got %+v, want ann's with her reason", c)
	}
	if len(histories[1]) != 0 {
		t.Errorf("of nobody: got %v, want none", histories[1])
	}
}

// TestHistoryKnowsNothingOfWhatCameLater leaves out the later version, and that the
// first was to end.
func TestHistoryKnowsNothingOfWhatCameLater(t *testing.T) {
	f := truces(t)
	v := f.View()
	v.Known = read[*kg.Relationship](f, "present").RecordedAt
	_, receipt, err := f.UpdateRelationship(t.Context(), "ann", kg.UpdateRelationshipInput{ID: "present", Note: ptr("seen")})
	f.must(receipt, err)
	histories, err := f.History(t.Context(), v, []kg.ID{"present"})
	if err != nil {
		t.Fatal(err)
	}
	if got := histories[0]; len(got) != 1 || got[0].To != kg.StillCurrent {
		t.Errorf("got %+v, want the first version, with no end", got)
	}
	v.Known--
	if histories, err = f.History(t.Context(), v, []kg.ID{"present"}); err != nil || len(histories[0]) != 0 {
		t.Errorf("before it was written: got %v, %v; want none", histories, err)
	}
}

// TestHistoryHidesWhatARestrictedVersionSaid has a record restricted for a while.
func TestHistoryHidesWhatARestrictedVersionSaid(t *testing.T) {
	f := truces(t)
	for _, step := range []struct {
		access kg.Access
		note   string
	}{{kg.AccessRestricted, "a secret"}, {kg.AccessPublic, ""}} {
		_, receipt, err := f.UpdateRelationship(t.Context(), "ann", kg.UpdateRelationshipInput{
			WriteOptions: kg.WriteOptions{Reason: ptr("why " + step.note)},
			ID:           "present", Access: &step.access, Note: &step.note,
		})
		f.must(receipt, err)
	}
	histories, err := f.History(t.Context(), f.View(), []kg.ID{"present"})
	if err != nil || len(histories[0]) != 3 {
		t.Fatalf("got %v, %v; want three versions", histories, err)
	}
	for _, version := range histories[0][:2] {
		for _, c := range version.Changed {
			if c.Field == "note" {
				t.Errorf("version %d: got the note from %s to %s, want nothing of it",
					version.Record.Head().Version, c.Before, c.After)
			}
		}
	}
	if got := histories[0][1]; got.Change.Reason != "" || len(got.Changed) != 0 {
		t.Errorf("the restricted version: got %+v, want no reason and no fields", got)
	}
}
