package view

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestAnAsOfChangesWhatItSaysAndNothingElse applies arguments to one view.
func TestAnAsOfChangesWhatItSaysAndNothingElse(t *testing.T) {
	outer := kg.View{
		Valid: kg.Window{From: 10, Until: 20}, Now: 5, Certainty: kg.Possible, Zone: "+03:00",
		Restricted: true, Consistency: "token",
	}
	change := func(f func(v *kg.View)) kg.View {
		v := outer
		f(&v)
		return v
	}
	certain, day, zone, utc := kg.Certain, "1970-01-01", "-01:00", "Z"
	tests := []struct {
		name string
		asOf *AsOf
		want kg.View
	}{
		{"null", nil, outer},
		{"empty", &AsOf{}, outer},
		{"certainty", &AsOf{Certainty: &certain}, change(func(v *kg.View) { v.Certainty = kg.Certain })},
		{"zone", &AsOf{Zone: &zone}, change(func(v *kg.View) { v.Zone = "-01:00" })},
		{"a zone of UTC", &AsOf{Zone: &utc}, change(func(v *kg.View) { v.Zone = "" })},
		{"valid, in the inherited zone", &AsOf{Valid: &day}, change(func(v *kg.View) {
			v.Valid, v.Given = kg.Window{From: -3 * 3600, Until: 21 * 3600}, true
		})},
		{"valid, in a zone of its own", &AsOf{Valid: &day, Zone: &zone}, change(func(v *kg.View) {
			v.Valid, v.Given, v.Zone = kg.Window{From: 3600, Until: 25 * 3600}, true, "-01:00"
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.asOf.applyTime(outer)
			if err != nil {
				t.Fatalf("got error %v, want none", err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("the view (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOrdersHaveDefaults(t *testing.T) {
	for name, got := range map[kg.OrderField]kg.Order{
		kg.OrderName:  (*EntityOrder)(nil).order(),
		kg.OrderStart: (*RelationshipOrder)(nil).order(),
		kg.OrderRank:  (*ClaimOrder)(nil).order(),
		kg.OrderID:    (*SourceOrder)(nil).order(),
	} {
		if want := (kg.Order{Field: name}); got != want {
			t.Errorf("the default: got %v, want %v", got, want)
		}
	}
}

func TestOfKeepsBothConditionsOnTheClass(t *testing.T) {
	actor := kg.ClassActor
	where := &kg.EntityFilter{Class: &kg.EntityClassFilter{Eq: &actor}}
	got := of(kg.ClassEvent, where)
	if *got.Class.Eq != kg.ClassEvent || len(got.And) != 1 || *got.And[0].Class.Eq != kg.ClassActor {
		t.Errorf("events that are actors: got %+v, want both conditions", got)
	}
	if where.And != nil || *where.Class.Eq != kg.ClassActor {
		t.Errorf("the caller's filter is now %+v, want it as it was", where)
	}
}
