package kg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestLeftOutTellsSilenceFromDenial(t *testing.T) {
	f := hearsay(t,
		said{by: "sdf", property: "exists", at: "2026-01-01", denies: true},
		said{by: "damascus", property: "exists", at: "2026-01-01"})
	for id, want := range map[kg.ID][]kg.LeftOut{
		"sdf":      {{Reason: kg.LeftOutDenied, Count: 1}, {Reason: kg.LeftOutNotAsserted, Count: 4}},
		"damascus": {{Reason: kg.LeftOutNotAsserted, Count: 4}},
	} {
		v := at(t, "2026-01-15", kg.Possible)
		v.Perspective = accordingTo(t, id).Perspective
		subgraph, err := f.Neighborhood(t.Context(), v, kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.LeftOut(t.Context(), v, nil, subgraph)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("of the ties of the SDF, as %s tells them (-want +got):\n%s", id, diff)
		}
	}
}
