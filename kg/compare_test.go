package kg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// A difference is what is compared of a [kg.Difference].
type difference struct {
	ID      kg.ID
	Kind    kg.DifferenceKind
	Reasons []kg.DifferenceReason
}

func compared(t *testing.T, f fixture, q kg.ComparisonQuery) []difference {
	t.Helper()
	all, err := f.Compare(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	got := []difference{}
	for _, d := range all {
		got = append(got, difference{d.ID, d.Kind, d.Reasons})
	}
	return got
}

func because(reasons ...kg.DifferenceReason) []kg.DifferenceReason { return reasons }

// edit corrects the ceasefire "present" and returns the recorded times before and
// at the correction.
func (f fixture) edit(t *testing.T, in kg.UpdateRelationshipInput) (before, after kg.RecordedTime) {
	t.Helper()
	in.ID = "present"
	_, receipt, err := f.UpdateRelationship(t.Context(), "tester", in)
	f.must(receipt, err)
	return receipt.RecordedAt - 1, receipt.RecordedAt
}

func TestCompareTellsWhatTheWorldDid(t *testing.T) {
	f := truces(t)
	got := compared(t, f, kg.ComparisonQuery{
		Before: at(t, "2025-10-01", kg.Possible), After: at(t, "2026-01-22", kg.Possible),
	})
	want := []difference{
		{"future", kg.DifferenceStarted, because(kg.ReasonWorldChanged)},
		{"month", kg.DifferenceStarted, because(kg.ReasonWorldChanged)},
		{"present", kg.DifferenceStarted, because(kg.ReasonWorldChanged)},
		{"past", kg.DifferenceEnded, because(kg.ReasonWorldChanged)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("between October and January (-want +got):\n%s", diff)
	}
}

func TestCompareSaysWhatChangedItsStatus(t *testing.T) {
	f := truces(t)
	got := compared(t, f, kg.ComparisonQuery{
		Before: at(t, "2026-02-28", kg.Possible), After: at(t, "2026-03-05", kg.Possible),
	})
	want := []difference{{"present", kg.DifferenceChanged, because(kg.ReasonWorldChanged)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("from certainly to possibly in force (-want +got):\n%s", diff)
	}
}

func TestCompareTellsWhatWeRecorded(t *testing.T) {
	tests := []struct {
		name          string
		change        func(f fixture) (before, after kg.RecordedTime)
		before, after string
		want          difference
	}{
		{
			"a tie that was recorded since, and held all the time",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				made := f.tie("new", "ceasefire", "sdf", "is", "2025/2026-06").RecordedAt
				return made - 1, made
			},
			"2026-01-15", "2026-01-15",
			difference{"new", kg.DifferenceAppeared, because(kg.ReasonLearned)},
		},
		{
			"a tie that was recorded since, and began in between",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				made := f.tie("new", "ceasefire", "sdf", "is", "2026-01-16/2026-06").RecordedAt
				return made - 1, made
			},
			"2026-01-15", "2026-01-16",
			difference{"new", kg.DifferenceStarted, because(kg.ReasonWorldChanged)},
		},
		{
			"an end that was corrected to before both",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				return f.edit(f.t, kg.UpdateRelationshipInput{Validity: &kg.ValidityInput{EDTF: "2025-10-07/2025-12"}})
			},
			"2026-01-15", "2026-01-15",
			difference{"present", kg.DifferenceDisappeared, because(kg.ReasonCorrected)},
		},
		{
			"an end that was recorded since, and came in between",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				return f.edit(f.t, kg.UpdateRelationshipInput{Validity: &kg.ValidityInput{EDTF: "2025-10-07/2026-01-17"}})
			},
			"2026-01-15", "2026-01-19",
			difference{"present", kg.DifferenceEnded, because(kg.ReasonWorldChanged)},
		},
		{
			"a retraction",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				receipt, err := f.Retract(f.t.Context(), "tester", kg.RetractInput{ID: "present"})
				f.must(receipt, err)
				return receipt.RecordedAt - 1, receipt.RecordedAt
			},
			"2026-01-15", "2026-01-15",
			difference{"present", kg.DifferenceDisappeared, because(kg.ReasonCorrected)},
		},
		{
			"a note that was added",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				return f.edit(f.t, kg.UpdateRelationshipInput{Note: ptr("seen")})
			},
			"2026-01-15", "2026-01-15",
			difference{"present", kg.DifferenceChanged, because(kg.ReasonLearned)},
		},
		{
			"a validity that was corrected, in force on both sides",
			func(f fixture) (kg.RecordedTime, kg.RecordedTime) {
				return f.edit(f.t, kg.UpdateRelationshipInput{Validity: &kg.ValidityInput{EDTF: "2025-11/2026-03"}})
			},
			"2026-01-15", "2026-01-15",
			difference{"present", kg.DifferenceChanged, because(kg.ReasonCorrected)},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := truces(t)
			f.t = t
			before, after := at(t, tt.before, kg.Possible), at(t, tt.after, kg.Possible)
			before.Known, after.Known = tt.change(f)
			got := compared(t, f, kg.ComparisonQuery{Before: before, After: after, Of: []kg.ID{"sdf"}})
			if diff := cmp.Diff([]difference{tt.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompareTellsWhoTellsItOtherwise(t *testing.T) {
	f := hearsay(t,
		said{by: "sdf", property: "end", value: "2026-01-10", at: "2026-01-19"},
		said{by: "damascus", property: "end", value: "2026-01-20", at: "2026-01-21"})
	side := func(id kg.ID) kg.View {
		v := at(t, "2026-01-15", kg.Possible)
		v.Perspective = accordingTo(t, id).Perspective
		return v
	}
	got := compared(t, f, kg.ComparisonQuery{Before: side("sdf"), After: side("damascus")})
	want := []difference{{"present", kg.DifferenceAppeared, because(kg.ReasonToldOtherwise)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("from the one side to the other (-want +got):\n%s", diff)
	}
}

func TestCompareOfOneViewWithItselfIsEmpty(t *testing.T) {
	f := truces(t)
	v := at(t, "2026-01-15", kg.Possible)
	if got := compared(t, f, kg.ComparisonQuery{Before: v, After: v}); len(got) != 0 {
		t.Errorf("got %v, want nothing", got)
	}
}

func TestCompareIsLimited(t *testing.T) {
	f := truces(t)
	v := at(t, "2026-01-15", kg.Possible)
	of := make([]kg.ID, kg.MaxNeighborhoods+1)
	for i := range of {
		of[i] = "sdf"
	}
	if _, err := f.Compare(t.Context(), kg.ComparisonQuery{Before: v, After: v, Of: of}); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("of %d entities: got error %v, want ErrLimit", len(of), err)
	}
	if _, err := f.Compare(t.Context(), kg.ComparisonQuery{Before: v, After: v, Of: of[1:]}); err != nil {
		t.Errorf("of %d entities: got error %v, want none", len(of)-1, err)
	}
}

func TestCompareOfNobodyIsEmpty(t *testing.T) {
	f := truces(t)
	got := compared(t, f, kg.ComparisonQuery{
		Before: at(t, "2025-10-01", kg.Possible), After: at(t, "2026-01-22", kg.Possible), Of: []kg.ID{},
	})
	if len(got) != 0 {
		t.Errorf("got %v, want nothing, which is not the whole graph", got)
	}
}
