package kg_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestADegreeCountsByTypeSideAndStatus(t *testing.T) {
	f := truces(t)
	all := []kg.RelationshipStatus{
		kg.StatusUpcoming, kg.StatusActive, kg.StatusPossiblyActive, kg.StatusExpired,
	}
	whatever := &kg.RelationshipFilter{Status: &kg.StatusFilter{In: all}}
	either, out := kg.DirectionEither, kg.DirectionOut
	tests := []struct {
		name string
		view kg.View
		of   kg.ID
		give *kg.RelationshipFilter
		want []kg.Degree
	}{
		{"what is shown", at(t, "2026-01-15", kg.Possible), "sdf", nil, []kg.Degree{
			{"ceasefire", either, kg.StatusActive, 1}, {"conflict", either, kg.StatusPossiblyActive, 1},
		}},
		{"what is certain", at(t, "2026-01-15", kg.Certain), "sdf", nil, []kg.Degree{
			{"ceasefire", either, kg.StatusActive, 1},
		}},
		{"a filter by status widens it", at(t, "2026-01-15", kg.Certain), "sdf", whatever, []kg.Degree{
			{"ceasefire", either, kg.StatusUpcoming, 1},
			{"ceasefire", either, kg.StatusActive, 1},
			{"ceasefire", either, kg.StatusExpired, 1},
			{"conflict", either, kg.StatusPossiblyActive, 1},
			{"participation", out, kg.StatusUpcoming, 1},
		}},
		{"at all times: the status is that of now", at(t, "../..", kg.Possible), "sdf", nil, []kg.Degree{
			{"ceasefire", either, kg.StatusPossiblyActive, 1},
			{"ceasefire", either, kg.StatusExpired, 2},
			{"conflict", either, kg.StatusPossiblyActive, 1},
			{"participation", out, kg.StatusExpired, 1},
		}},
		{"of an event", at(t, "2026-01-18", kg.Possible), "deal", nil, []kg.Degree{
			{"participation", kg.DirectionIn, kg.StatusActive, 1},
		}},
		{"of nobody", at(t, "2026-01-15", kg.Possible), "nobody", nil, []kg.Degree{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := f.Degrees(t.Context(), tt.view, []kg.RelationshipList{{Of: tt.of, Where: tt.give}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got[0]); diff != "" {
				t.Errorf("degree (-want +got):\n%s", diff)
			}
		})
	}
}

// TestADegreeIsThatOfTheList compares counting with listing and looking at each.
func TestADegreeIsThatOfTheList(t *testing.T) {
	f := truces(t)
	random := rand.New(rand.NewPCG(5, 5))
	for range 1000 {
		where := randomFilter(random, 1)
		v := at(t, pick(random, "2026-01-15", "2025", "2026-01-20T17:00:00Z", "../.."), pick(random, kg.Certain, kg.Possible))
		list := kg.RelationshipList{Where: &where, Of: pick(random, kg.ID("sdf"), "is", "damascus")}
		degrees, err := f.Degrees(t.Context(), v, []kg.RelationshipList{list})
		if err != nil {
			t.Fatal(err)
		}
		got, want := map[kg.Degree]int{}, map[kg.Degree]int{}
		for _, d := range degrees[0] {
			n := d.Count
			d.Count = 0
			got[d] = n
		}
		for _, id := range found(t, f, v, list) {
			r := read[*kg.Relationship](f, id)
			status := r.Validity.Span.Status(v.StatusWindow())
			want[kg.Degree{Type: r.Type, Direction: r.DirectionFrom(list.Of), Status: status}]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v of %s in %v (-listed +counted):\n%s", where, list.Of, v.Valid, diff)
		}
	}
}
