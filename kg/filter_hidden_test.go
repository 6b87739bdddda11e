package kg_test

import (
	"slices"
	"testing"

	"entente/kg"
)

func TestFiltersDoNotTellOfHiddenReferences(t *testing.T) {
	f := withInformant(t)
	contact := []kg.PropertyInput{{Name: "contact", Value: kg.ValueInput{Entity: ptr(kg.ID("spy"))}}}
	_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{
		ID: "present", Sources: []kg.ID{"informant"}, Properties: contact,
	})
	f.must(receipt, err)
	property := func(p kg.PropertyFilter) *kg.RelationshipFilter {
		p.Name = "contact"
		return &kg.RelationshipFilter{Property: &p}
	}
	source := func(ids ...kg.ID) *kg.RelationshipFilter {
		return &kg.RelationshipFilter{Source: &kg.IDFilter{In: ids}}
	}
	for _, tt := range []struct {
		name           string
		where          *kg.RelationshipFilter
		public, editor int
	}{
		{"a hidden source", source("informant"), 0, 1},
		{"no source", &kg.RelationshipFilter{Source: &kg.IDFilter{In: []kg.ID{}}}, 0, 0},
		{"any source", &kg.RelationshipFilter{Source: &kg.IDFilter{}}, 5, 6},
		{"not a hidden source", &kg.RelationshipFilter{Not: source("informant")}, 6, 5},
		{"a shown source or a hidden one", source("news", "informant"), 5, 6},
		{"a hidden entity", property(kg.PropertyFilter{Entity: &kg.IDFilter{Eq: ptr(kg.ID("spy"))}}), 0, 1},
		{"any entity", property(kg.PropertyFilter{Entity: &kg.IDFilter{}}), 0, 1},
		{"a property that is hidden", property(kg.PropertyFilter{}), 0, 1},
		{"a text", property(kg.PropertyFilter{Text: &kg.TextFilter{Eq: ptr("spy")}}), 0, 0},
	} {
		v := f.View()
		v.Valid = kg.Always
		public := found(t, f, v, kg.RelationshipList{Where: tt.where})
		v.Restricted = true
		editor := found(t, f, v, kg.RelationshipList{Where: tt.where})
		if len(public) != tt.public || len(editor) != tt.editor {
			t.Errorf("%s: got %v for the public, %v for editors; want %d and %d",
				tt.name, public, editor, tt.public, tt.editor)
		}
	}
}

func TestFiltersFindEntitiesByWhatIsShownOnly(t *testing.T) {
	f := withInformant(t)
	for id, value := range map[kg.ID]kg.ID{"handler": "spy", "envoy": "damascus"} {
		propertied(f, id, kg.ValueInput{Entity: &value})
	}
	where := &kg.EntityFilter{Property: &kg.PropertyFilter{Name: "value"}}
	if got, want := having(t, f, f.View(), where), []kg.ID{"envoy"}; !slices.Equal(got, want) {
		t.Errorf("with a value: got %v, want %v, since that of the handler is hidden", got, want)
	}
}
