package kg_test

import (
	"strings"
	"testing"

	"entente/kg"
)

// withInformant is the graph truces with a restricted source, "informant", and a
// restricted actor, "spy".
func withInformant(t *testing.T) fixture {
	t.Helper()
	f := truces(t)
	_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{
		ID: ptr(kg.ID("informant")), Title: "Informant", Access: ptr(kg.AccessRestricted),
	})
	f.must(receipt, err)
	f.entity("spy", kg.ClassActor, "2000/..")
	f.restrict("spy", kg.AccessRestricted)
	return f
}

func TestComparisonsDoNotNameWhatIsHidden(t *testing.T) {
	f := withInformant(t)
	before, after := f.edit(t, kg.UpdateRelationshipInput{
		Sources: []kg.ID{"news", "informant"},
		Properties: []kg.PropertyInput{
			{Name: "contact", Value: kg.ValueInput{Entity: ptr(kg.ID("spy"))}},
		},
	})
	compare := func(beforeSees, afterSees bool) []kg.Difference {
		t.Helper()
		v := at(t, "2026-01-15", kg.Possible)
		q := kg.ComparisonQuery{Before: v, After: v}
		q.Before.Known, q.Before.Restricted = before, beforeSees
		q.After.Known, q.After.Restricted = after, afterSees
		all, err := f.Compare(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, d := range append(compare(false, false), compare(true, false)...) {
		for _, c := range d.Changed {
			if told := c.Before + c.After; strings.Contains(told, "informant") || strings.Contains(told, "spy") {
				t.Errorf("%s %s: got %s, want nothing that is hidden", d.ID, c.Field, told)
			}
		}
	}
	if all := compare(true, true); len(all) != 1 || len(all[0].Changed) != 2 {
		t.Errorf("to who may see it: got %v, want one relationship with two changed fields", all)
	}
}
