package kg

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func someVocabulary() *Vocabulary {
	return newVocabulary([]*Term{
		newTerm(TermRelationshipType, "ceasefire", nil, nil),
		newTerm(TermRelationshipType, "custody", nil, nil),
		newTerm(TermRelationshipType, "conflict", nil, nil),
		newTerm(TermKindOfEntity, "state", nil, nil),
	})
}

func TestVocabularySuggestsTheNearestNames(t *testing.T) {
	tests := []struct {
		kind TermKind
		name string
		near []string
	}{
		{TermRelationshipType, "ceasfire", []string{"ceasefire"}},
		{TermRelationshipType, "Custody", []string{"custody"}},
		{TermRelationshipType, "", nil},
		{TermRelationshipType, "zzzzzzzzzzzzzzzzzzzz", nil},
		{TermKindOfEntity, "ceasefire", nil},
		{TermKindOfEntity, "stat", []string{"state"}},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind)+" "+tt.name, func(t *testing.T) {
			_, err := someVocabulary().Term(tt.kind, tt.name)
			var invalid *InvalidError
			if !errors.As(err, &invalid) {
				t.Fatalf("Term(%q) = %v, want an InvalidError", tt.name, err)
			}
			if diff := cmp.Diff(tt.near, invalid.Near); diff != "" {
				t.Errorf("names near %q (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

func TestVocabularyListsTermsByName(t *testing.T) {
	var names []string
	for _, term := range someVocabulary().Terms(TermRelationshipType) {
		names = append(names, term.Name)
	}
	if diff := cmp.Diff([]string{"ceasefire", "conflict", "custody"}, names); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
}

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "abc", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"kitten", "sitting", 3},
		{"flaw", "lawn", 2},
		{"ab", "ba", 2},
	}
	for _, tt := range tests {
		if got := editDistance(tt.a, tt.b); got != tt.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
