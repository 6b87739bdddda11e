package kg_test

import (
	"errors"
	"strings"
	"testing"

	"entente/kg"
)

func TestUndoKeepsTermsThatAreUsed(t *testing.T) {
	for _, tt := range []struct {
		name  string
		terms kg.AddVocabularyInput
		use   func(f fixture) kg.ID
	}{
		{
			"a kind",
			kg.AddVocabularyInput{Kinds: []kg.KindInput{{Name: "council", Classes: []kg.EntityClass{kg.ClassActor}}}},
			func(f fixture) kg.ID {
				_, receipt, err := f.UpdateEntity(f.t.Context(), "tester", kg.UpdateEntityInput{ID: "sdf", Kind: ptr("council")})
				f.must(receipt, err)
				return "sdf"
			},
		},
		{
			"a type",
			kg.AddVocabularyInput{RelationshipTypes: []kg.RelationshipTypeInput{{Name: "custody"}}},
			func(f fixture) kg.ID { return f.tie("held", "custody", "sdf", "is", "2020/2021").ID },
		},
		{
			"a property",
			kg.AddVocabularyInput{ClaimProperties: []kg.ClaimPropertyInput{{Name: "seen", ValueType: kg.ValueNone}}},
			func(f fixture) kg.ID {
				_, receipt, err := f.RecordClaim(f.t.Context(), "tester",
					kg.RecordClaimInput{ID: ptr(kg.ID("sighting")), About: "sdf", Property: "seen", Source: "news"})
				f.must(receipt, err)
				return "sighting"
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := truces(t)
			added, err := f.AddVocabulary(t.Context(), "tester", tt.terms)
			f.must(added, err)
			user := tt.use(f)
			_, err = f.Undo(t.Context(), "tester", kg.UndoInput{Sequence: added.Sequence})
			if !errors.Is(err, kg.ErrConflict) || !strings.Contains(err.Error(), string(user)) {
				t.Errorf("undo of a term in use: got error %v, want ErrConflict that names %s", err, user)
			}
		})
	}
}

func TestUndoTakesTermsBackThatNothingElseUses(t *testing.T) {
	f := truces(t)
	receipt, err := f.AddVocabulary(t.Context(), "tester",
		kg.AddVocabularyInput{RelationshipTypes: []kg.RelationshipTypeInput{{Name: "custody"}}})
	f.must(receipt, err)
	f.must(f.Undo(t.Context(), "tester", kg.UndoInput{Sequence: receipt.Sequence}))
}
