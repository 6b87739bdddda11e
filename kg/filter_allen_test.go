package kg_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// TestRelationshipsThatStandInOneOfSeveralRelations takes some of the relations and
// one span of the model, and finds the others by all of their readings.
func TestRelationshipsThatStandInOneOfSeveralRelations(t *testing.T) {
	g := modelGraph(t)
	random := rand.New(rand.NewPCG(13, 0))
	for range 300 {
		self := random.IntN(len(modelSpans))
		f := kg.AllenFilter{To: modelSpans[self], Certainty: pick(random, kg.Certain, kg.Possible)}
		for _, i := range random.Perm(len(kg.AllenRelations))[:random.IntN(len(kg.AllenRelations)+1)] {
			f.Relations = append(f.Relations, kg.AllenRelations[i])
		}
		want := []kg.ID{}
		for i, own := range modelReadings {
			inside, outside := false, false
			for _, a := range own {
				for _, b := range modelReadings[self] {
					among := slices.Contains(f.Relations, exactly(a, b))
					inside, outside = inside || among, outside || !among
				}
			}
			if i != self && inside && (f.Certainty == kg.Possible || !outside) {
				want = append(want, modelID(i))
			}
		}
		list := kg.RelationshipList{Allen: &f, Except: modelID(self)}
		if diff := cmp.Diff(want, pagesOf(t, g, kg.View{}.During(kg.WindowAt(1)), list)); diff != "" {
			t.Fatalf("%+v (-want +got), by places in modelSpans:\n%s", f, diff)
		}
	}
}

func TestAllenFiltersRefuseWhatIsNoRelation(t *testing.T) {
	f := truces(t)
	find := func(relations []kg.AllenRelation) error {
		list := kg.RelationshipList{Allen: &kg.AllenFilter{To: kg.Unknown.Span, Relations: relations}}
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{list})
		return err
	}
	if got := field(find([]kg.AllenRelation{kg.AllenMeets, "NEAR"})); got != "allen[1]" {
		t.Errorf("a relation that is none blames %q, want allen[1]", got)
	}
	many := slices.Repeat([]kg.AllenRelation{kg.AllenMeets}, kg.MaxItems)
	if err := find(many); err != nil {
		t.Errorf("%d relations: got %v, want an answer", len(many), err)
	}
	if err := find(append(many, kg.AllenMeets)); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("%d relations: got %v, want ErrLimit", len(many)+1, err)
	}
}
