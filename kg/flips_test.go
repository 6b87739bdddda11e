package kg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestWhatCountsAsAChangeOfSign goes through the ties of one pair.
func TestWhatCountsAsAChangeOfSign(t *testing.T) {
	tests := []struct {
		name string
		// wars and truces are the hostile and the cooperative ties of the pair.
		wars, truces []string
		want         []string
	}{
		{"a truce after a war", []string{"2019"}, []string{"2021"}, []string{"war-0 → truce-0 CERTAIN"}},
		{"a truce that begins before the war ends", []string{"2019/2021-06"}, []string{"2021-03/2022"}, []string{"war-0 → truce-0 CERTAIN"}},
		{"a truce within a war is none", []string{"2019/2023"}, []string{"2021"}, nil},
		{"a truce that outlasts the war it began with is none", []string{"2020-02-01T00:00:00Z/2021"}, []string{"2020-02-01T00:00:00Z/2022"}, nil},
		{"a truce of which the end is not known", []string{"2019/2021-06"}, []string{"2021-03/"}, []string{"war-0 → truce-0 POSSIBLE"}},
		{"the first of two truces", []string{"2019"}, []string{"2021", "2022"}, []string{"war-0 → truce-0 CERTAIN"}},
		{"two truces that begin alike", []string{"2019"}, []string{"2021-05-01T00:00:00Z/2022", "2021-05-01T00:00:00Z/2023"}, []string{"war-0 → truce-0 CERTAIN", "war-0 → truce-1 CERTAIN"}},
		{"a war, a truce and a war", []string{"2019", "2022"}, []string{"2021"}, []string{"war-0 → truce-0 CERTAIN", "truce-0 → war-1 CERTAIN"}},
		{"wars alone", []string{"2019", "2021"}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t)
			f.entity("a", kg.ClassActor, "2000/..")
			f.entity("b", kg.ClassActor, "2000/..")
			sides := []kg.ID{"a", "b"}
			for i, when := range tt.wars {
				f.tie(kg.ID("war-"+string(rune('0'+i))), "conflict", sides[i%2], sides[1-i%2], when)
			}
			for i, when := range tt.truces {
				r := f.tie(kg.ID("truce-"+string(rune('0'+i))), "ceasefire", sides[i%2], sides[1-i%2], when)
				f.sign(r, kg.SignCooperative)
			}
			items, err := f.SignFlips(t.Context(), f.View(), kg.FlipQuery{Within: kg.Always})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, flip := range items {
				got = append(got, string(flip.Before.Record.Head().ID)+" → "+
					string(flip.After.Record.Head().ID)+" "+string(flip.Certainty))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("flips (-want +got):\n%s", diff)
			}
		})
	}
}

// sign gives a relationship a sign of its own.
func (f fixture) sign(r *kg.Relationship, sign kg.Sign) {
	f.t.Helper()
	_, receipt, err := f.UpdateRelationship(f.t.Context(), "tester", kg.UpdateRelationshipInput{ID: r.ID, Sign: &sign})
	f.must(receipt, err)
}
