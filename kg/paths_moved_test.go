package kg_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// A behind store has in memory what was there when that was last brought up to date, as it
// may be while a search is under way.
type behind struct {
	*storetest.Model
	adjacency *kg.Adjacency
	numbers   map[kg.ID]uint32
}

func (s *behind) update(t *testing.T, ids ...kg.ID) {
	t.Helper()
	a, numbers, err := s.Model.Adjacency(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	s.adjacency, s.numbers = a, make(map[kg.ID]uint32)
	for i, id := range ids {
		s.numbers[id] = numbers[i]
	}
}

func (s *behind) Adjacency(_ context.Context, ids []kg.ID) (*kg.Adjacency, []uint32, error) {
	numbers := make([]uint32, len(ids))
	for i, id := range ids {
		numbers[i] = s.numbers[id]
	}
	return s.adjacency, numbers, nil
}

// TestAPathThatIsNoMoreIsLookedForAgain changes a relationship between the search in memory
// and the reading of what it found.
func TestAPathThatIsNoMoreIsLookedForAgain(t *testing.T) {
	before := []string{"CERTAIN a -one OUT- b -two IN- c"}
	for _, tt := range []struct {
		name   string
		change func(f fixture)
		want   []string
	}{
		{"nothing has changed", func(fixture) {}, before},
		{"the record says more, and leads where it did", func(f fixture) {
			_, receipt, err := f.UpdateRelationship(f.t.Context(), "tester", kg.UpdateRelationshipInput{
				ID: "two", Note: ptr("seen"),
			})
			f.must(receipt, err)
		}, before},
		{"it holds at another time", func(f fixture) {
			_, receipt, err := f.UpdateRelationship(f.t.Context(), "tester", kg.UpdateRelationshipInput{
				ID: "two", Validity: &kg.ValidityInput{EDTF: "1999"},
			})
			f.must(receipt, err)
		}, nil},
		{"it is no more", func(f fixture) {
			receipt, err := f.Retract(f.t.Context(), "tester", kg.RetractInput{ID: "two"})
			f.must(receipt, err)
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := chained(t, "2014/2016", "2014/2016")
			store := &behind{Model: f.store}
			store.update(t, "a", "b", "c")
			tt.change(f)
			f.Graph = kg.NewGraph(store, noon)
			got := f.paths(f.View().During(window(t, "2015")), kg.PathQuery{})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
