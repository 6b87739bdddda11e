package kg_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// leftOut walks around entities and returns what is left out by reason.
func leftOut(t *testing.T, f fixture, v kg.View, q kg.NeighborhoodQuery) map[kg.LeftOutReason]int {
	t.Helper()
	s, err := f.Neighborhood(t.Context(), v, q)
	if err != nil {
		t.Fatal(err)
	}
	left, err := f.LeftOut(t.Context(), v, q.Where, s)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[kg.LeftOutReason]int{}
	for _, l := range left {
		counts[l.Reason] = l.Count
	}
	return counts
}

func TestWhatASubgraphLeavesOutHasOneReason(t *testing.T) {
	f := truces(t)
	type counts = map[kg.LeftOutReason]int
	ceasefires := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("ceasefire")}}
	expired := kg.StatusExpired
	taking := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("participation")}}
	withParticipants := &kg.RelationshipFilter{From: &kg.EntityFilter{Has: has(taking, kg.DirectionOut)}}
	past := &kg.RelationshipFilter{Status: &kg.StatusFilter{Eq: &expired}}
	tests := []struct {
		name string
		view kg.View
		give kg.NeighborhoodQuery
		want counts
	}{
		{
			"by the time asked about", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10},
			counts{kg.LeftOutExpired: 1, kg.LeftOutUpcoming: 2},
		},
		{
			"by certainty", at(t, "2026-01-15", kg.Certain),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10},
			counts{kg.LeftOutExpired: 1, kg.LeftOutUpcoming: 2, kg.LeftOutOnlyPossible: 1},
		},
		{
			"by the limit", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 3, Limit: 1},
			counts{kg.LeftOutExpired: 1, kg.LeftOutUpcoming: 2, kg.LeftOutOverLimit: 1},
		},
		{
			"by the filter, before all else", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10, Where: ceasefires},
			counts{kg.LeftOutExpired: 1, kg.LeftOutUpcoming: 1, kg.LeftOutFiltered: 2},
		},
		{
			"by a status, which decides alone", at(t, "2026-01-15", kg.Certain),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10, Where: past},
			counts{kg.LeftOutFiltered: 4},
		},
		{
			"by a has, which is about the time of the subgraph", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10, Where: withParticipants},
			counts{kg.LeftOutFiltered: 5},
		},
		{
			"around both ends each once", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf", "damascus"}, Depth: 1, Limit: 10},
			counts{kg.LeftOutExpired: 1, kg.LeftOutUpcoming: 2},
		},
		{
			"nothing where all is asked for", at(t, "../..", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 10},
			counts{},
		},
		{
			"nothing where nothing is walked", at(t, "2026-01-15", kg.Possible),
			kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 0, Limit: 10},
			counts{},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, leftOut(t, f, tt.view, tt.give)); diff != "" {
				t.Errorf("left out (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryRelationshipIsShownOrLeftOut holds that both together are all of the
// entities that were walked from.
func TestEveryRelationshipIsShownOrLeftOut(t *testing.T) {
	f := truces(t)
	random := rand.New(rand.NewPCG(6, 6))
	for range 500 {
		where := randomFilter(random, 1)
		v := at(t, pick(random, "2026-01-15", "2025", "../.."), pick(random, kg.Certain, kg.Possible))
		q := kg.NeighborhoodQuery{
			Of: []kg.ID{pick(random, kg.ID("sdf"), "is", "deal")}, Depth: random.IntN(3),
			Limit: random.IntN(8), Where: &where,
		}
		s, err := f.Neighborhood(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		around := map[kg.ID]bool{}
		for _, id := range s.Walked {
			for _, id := range found(t, f, at(t, "../..", ""), kg.RelationshipList{Of: id}) {
				around[id] = true
			}
		}
		total := len(s.Relationships)
		left := leftOut(t, f, v, q)
		for _, n := range left {
			total += n
		}
		if total != len(around) || (left[kg.LeftOutOverLimit] > 0) != s.Truncated {
			t.Fatalf("%+v in %v: %d shown, %v left out, truncated %t; want %d in all",
				q, v.Valid, len(s.Relationships), left, s.Truncated, len(around))
		}
	}
}

func TestWhatWasRecordedLaterIsLeftOut(t *testing.T) {
	now := noon()
	clock := func() time.Time { return now }
	f := newFixtureOver(t, storetest.NewModel(clock), clock)
	f.entity("a", kg.ClassActor, "/")
	f.entity("b", kg.ClassActor, "/")
	f.tie("early", "ceasefire", "a", "b", "2020/..")
	known := kg.RecordedTime(now.UnixMicro()) + 1000
	now = now.Add(time.Hour)
	f.tie("late", "ceasefire", "a", "b", "2020/..")
	f.tie("late-and-past", "ceasefire", "a", "b", "2020/2021")
	f.tie("late-and-hostile", "conflict", "a", "b", "2020/..")

	v := at(t, "2025", kg.Possible)
	v.Known = known
	got := leftOut(t, f, v, kg.NeighborhoodQuery{
		Of: []kg.ID{"a"}, Depth: 1, Limit: 10,
		Where: &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("ceasefire")}},
	})
	want := map[kg.LeftOutReason]int{kg.LeftOutRecordedLater: 2, kg.LeftOutFiltered: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("left out as known before (-want +got):\n%s", diff)
	}
	v.Known = 0
	got = leftOut(t, f, v, kg.NeighborhoodQuery{Of: []kg.ID{"a"}, Depth: 1, Limit: 10})
	if diff := cmp.Diff(map[kg.LeftOutReason]int{kg.LeftOutExpired: 1}, got); diff != "" {
		t.Errorf("left out as known now (-want +got):\n%s", diff)
	}
}
