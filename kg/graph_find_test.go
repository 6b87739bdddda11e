package kg_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// truces is a graph with relationships of every status on 15 January 2026.
func truces(t *testing.T) fixture {
	f := newFixture(t)
	f.entity("damascus", kg.ClassActor, "2024-12-08/..")
	f.entity("sdf", kg.ClassActor, "2015-10-11~/..")
	f.entity("is", kg.ClassActor, "2014/..")
	f.entity("deal", kg.ClassEvent, "2026-01-18")
	f.tie("past", "ceasefire", "damascus", "sdf", "2025-03-10/2025-10-06")
	f.tie("present", "ceasefire", "damascus", "sdf", "2025-10-07/2026-03")
	f.tie("future", "ceasefire", "sdf", "damascus", "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z")
	f.tie("perhaps", "conflict", "sdf", "is", "2015/")
	f.tie("month", "conflict", "damascus", "is", "2025-12/2026-01")
	f.tie("party", "participation", "sdf", "deal", "")
	return f
}

func at(t *testing.T, edtf string, certainty kg.Certainty) kg.View {
	t.Helper()
	w, err := kg.ParseWindow(edtf, "")
	if err != nil {
		t.Fatal(err)
	}
	return kg.View{Certainty: certainty, Now: kg.InstantOf(noon())}.During(w)
}

// found returns the ids of the relationships that a filter finds.
func found(t *testing.T, f fixture, v kg.View, list kg.RelationshipList) []kg.ID {
	t.Helper()
	pages, err := kg.Find(t.Context(), f.Graph, v, []kg.RelationshipList{list})
	if err != nil {
		t.Fatal(err)
	}
	return foundIDs(pages[0].Found)
}

func TestRelationshipFilters(t *testing.T) {
	f := truces(t)
	sdf, hostile, certain := kg.ID("sdf"), kg.SignHostile, kg.Certain
	is := func(s kg.RelationshipStatus) *kg.StatusFilter { return &kg.StatusFilter{Eq: &s} }
	only := func(id kg.ID) *kg.EntityFilter { return &kg.EntityFilter{ID: &kg.IDFilter{Eq: &id}} }
	type filter = kg.RelationshipFilter
	tests := []struct {
		name  string
		where *filter
		want  []kg.ID
	}{
		{"none: what is in force", nil, []kg.ID{"month", "perhaps", "present"}},
		{"by type", &filter{Type: &kg.TermFilter{Eq: ptr("ceasefire")}}, []kg.ID{"present"}},
		{"by types", &filter{Type: &kg.TermFilter{In: []string{"ceasefire", "conflict"}}}, []kg.ID{"month", "perhaps", "present"}},
		{"by no type", &filter{Type: &kg.TermFilter{In: []string{}}}, []kg.ID{}},
		{"by eq and in that contradict", &filter{Type: &kg.TermFilter{Eq: ptr("ceasefire"), In: []string{"conflict"}}}, []kg.ID{}},
		{"by from, as it was written", &filter{From: only("damascus")}, []kg.ID{"month", "present"}},
		{"by to", &filter{To: only("is")}, []kg.ID{"month", "perhaps"}},
		{"by either end", &filter{Other: only("sdf")}, []kg.ID{"perhaps", "present"}},
		{"by sign", &filter{Sign: &kg.SignFilter{Eq: &hostile}}, []kg.ID{"month", "perhaps"}},
		{"by source", &filter{Source: &kg.IDFilter{Eq: ptr(kg.ID("blog"))}}, []kg.ID{}},
		{"expired", &filter{Status: is(kg.StatusExpired)}, []kg.ID{"past"}},
		{"upcoming", &filter{Status: is(kg.StatusUpcoming)}, []kg.ID{"future", "party"}},
		{"active", &filter{Status: is(kg.StatusActive)}, []kg.ID{"present"}},
		{"possibly active", &filter{Status: is(kg.StatusPossiblyActive)}, []kg.ID{"month", "perhaps"}},
		{"several statuses", &filter{Status: &kg.StatusFilter{In: []kg.RelationshipStatus{kg.StatusExpired, kg.StatusActive}}}, []kg.ID{"past", "present"}},
		{"a status inside of not", &filter{Not: &filter{Status: is(kg.StatusExpired)}}, []kg.ID{"future", "month", "party", "perhaps", "present"}},
		{"holding in another year too", &filter{Validity: &kg.ValidityFilter{HoldsIn: ptr("2020")}}, []kg.ID{"perhaps"}},
		{"certainly holding in another month", &filter{Validity: &kg.ValidityFilter{HoldsIn: ptr("2025-12"), Certainty: &certain}}, []kg.ID{"month", "present"}},
		{"or", &filter{Or: []filter{{Type: &kg.TermFilter{Eq: ptr("ceasefire")}}, {From: only("sdf")}}}, []kg.ID{"perhaps", "present"}},
		{"or of nothing", &filter{Or: []filter{}}, []kg.ID{}},
		{"and", &filter{And: []filter{{From: only("sdf")}, {To: only("is")}}}, []kg.ID{"perhaps"}},
		{"not", &filter{Not: &filter{Other: only("is")}}, []kg.ID{"present"}},
		{"by a name that folds to nothing", &filter{Other: &kg.EntityFilter{Name: &kg.TextFilter{Contains: ptr("%")}}}, []kg.ID{}},
		{"by a name of the far end", &filter{Other: &kg.EntityFilter{Name: &kg.TextFilter{StartsWith: ptr("DAMA")}}}, []kg.ID{"month", "present"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := found(t, f, at(t, "2026-01-15", ""), kg.RelationshipList{Where: tt.where})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("the far end, as seen from an entity", func(t *testing.T) {
		got := found(t, f, at(t, "2026-01-15", ""), kg.RelationshipList{
			Of: sdf, Where: &filter{Other: only("sdf")},
		})
		if len(got) != 0 {
			t.Errorf("found %v, want none: an entity is not its own far end", got)
		}
	})
}

func TestAnUnfinishedTextMayEndWithAnArticle(t *testing.T) {
	f := newFixture(t)
	for id, name := range map[kg.ID]string{
		"hol": "Al-Hol", "shaddadi": "Ash-Shaddadi", "army": "الجيش الوطني السوري", "guard": "The Guard", "ale": "Aleppo",
	} {
		_, receipt, err := f.CreateEntity(t.Context(), "tester", kg.CreateEntityInput{
			ID: &id, Class: kg.ClassActor, Kind: "armed-group", Names: []kg.NameInput{{Text: name}},
		})
		f.must(receipt, err)
	}
	for _, tt := range []struct {
		text           string
		starts, within []kg.ID
	}{
		{"A", []kg.ID{"ale", "hol", "shaddadi"}, []kg.ID{"ale", "guard", "hol", "shaddadi"}},
		{"Al", []kg.ID{"ale", "hol"}, []kg.ID{"ale", "hol"}},
		{"al-ho", []kg.ID{"hol"}, []kg.ID{"hol"}},
		{"Hol", []kg.ID{"hol"}, []kg.ID{"hol"}},
		{"Ash-S", []kg.ID{"shaddadi"}, []kg.ID{"shaddadi"}},
		{"Shadd", []kg.ID{"shaddadi"}, []kg.ID{"shaddadi"}},
		{"the", []kg.ID{"guard"}, []kg.ID{"guard"}},
		{"the g", []kg.ID{"guard"}, []kg.ID{"guard"}},
		{"ال", []kg.ID{"army"}, []kg.ID{"army"}},
		{"الج", []kg.ID{"army"}, []kg.ID{"army"}},
		{"جيش و", []kg.ID{"army"}, []kg.ID{"army"}},
		{"السوري", []kg.ID{}, []kg.ID{"army"}},
		{"%", []kg.ID{}, []kg.ID{}},
	} {
		for name, part := range map[string]struct {
			filter kg.TextFilter
			want   []kg.ID
		}{
			"startsWith": {kg.TextFilter{StartsWith: &tt.text}, tt.starts},
			"contains":   {kg.TextFilter{Contains: &tt.text}, tt.within},
		} {
			got := having(t, f, f.View(), &kg.EntityFilter{Name: &part.filter})
			if diff := cmp.Diff(part.want, got); diff != "" {
				t.Errorf("%s %q (-want +got):\n%s", name, tt.text, diff)
			}
		}
	}
}

func TestCertaintyOfAView(t *testing.T) {
	f := truces(t)
	tests := []struct {
		at        string
		certainty kg.Certainty
		want      []kg.ID
	}{
		{"2026-01-15", kg.Possible, []kg.ID{"month", "perhaps", "present"}},
		{"2026-01-15", kg.Certain, []kg.ID{"present"}},
		{"2026-01", kg.Certain, []kg.ID{"future", "month", "party", "present"}},
		{"2026-01-20T16:59:59Z", kg.Certain, []kg.ID{"present"}},
		{"2026-01-20T17:00:00Z", kg.Certain, []kg.ID{"future", "present"}},
		{"2026-01-24T16:59:59Z", kg.Certain, []kg.ID{"future", "present"}},
		{"2026-01-24T17:00:00Z", kg.Certain, []kg.ID{"present"}},
		{"1950", kg.Possible, []kg.ID{}},
		{"../..", kg.Certain, []kg.ID{"future", "month", "party", "past", "perhaps", "present"}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s %s", tt.at, tt.certainty), func(t *testing.T) {
			got := found(t, f, at(t, tt.at, tt.certainty), kg.RelationshipList{})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("in force (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNarrowingChangesNoAnswer compares each filter with the same one in an And,
// where none of its conditions reaches the store.
func TestNarrowingChangesNoAnswer(t *testing.T) {
	f := truces(t)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 4000 {
		where := randomFilter(random, 2)
		if random.IntN(4) == 0 {
			where.From = &kg.EntityFilter{Has: has(ptr(randomFilter(random, 0)), kg.DirectionOut)}
		}
		v := at(t, pick(random, "2026-01-15", "2025", "2026-01-20T17:00:00Z", "../.."), pick(random, kg.Certain, kg.Possible))
		list := kg.RelationshipList{Where: &where, Of: pick(random, "", "", kg.ID("sdf"), kg.ID("is"))}
		got := found(t, f, v, list)
		list.Where = &kg.RelationshipFilter{And: []kg.RelationshipFilter{where}}
		if diff := cmp.Diff(found(t, f, v, list), got); diff != "" {
			t.Fatalf("seed %d: %+v of %q in %v: (-tested one by one +narrowed):\n%s", seed, where, list.Of, v.Valid, diff)
		}
	}
}

func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// maybe returns one of the values or nil.
func maybe[T any](r *rand.Rand, values ...T) *T {
	if r.IntN(3) > 0 {
		return nil
	}
	return ptr(pick(r, values...))
}

func randomFilter(r *rand.Rand, depth int) kg.RelationshipFilter {
	var f kg.RelationshipFilter
	if id := maybe(r, kg.ID("past"), kg.ID("present"), kg.ID("nothing")); id != nil {
		f.ID = &kg.IDFilter{In: []kg.ID{*id, "month", "perhaps"}}
	}
	if kind := maybe(r, "ceasefire", "conflict", "participation"); kind != nil {
		f.Type = &kg.TermFilter{Eq: kind}
	}
	for _, end := range []**kg.EntityFilter{&f.From, &f.To, &f.Other} {
		if id := maybe(r, kg.ID("sdf"), kg.ID("damascus"), kg.ID("is")); id != nil {
			*end = &kg.EntityFilter{ID: &kg.IDFilter{Eq: id}}
		}
	}
	if sign := maybe(r, kg.SignHostile, kg.SignNeutral); sign != nil {
		f.Sign = &kg.SignFilter{Eq: sign}
	}
	statuses := []kg.RelationshipStatus{kg.StatusUpcoming, kg.StatusActive, kg.StatusPossiblyActive, kg.StatusExpired}
	if status := maybe(r, statuses...); status != nil {
		f.Status = &kg.StatusFilter{In: []kg.RelationshipStatus{*status, pick(r, statuses...)}[:1+r.IntN(2)]}
	}
	f.Validity = randomValidity(r)
	if depth > 0 && r.IntN(3) == 0 {
		f.Or = []kg.RelationshipFilter{randomFilter(r, depth-1), randomFilter(r, depth-1)}
	}
	if depth > 0 && r.IntN(3) == 0 {
		f.Not = ptr(randomFilter(r, depth-1))
	}
	return f
}

func TestFiltersRefuseWhatTheyDoNotKnow(t *testing.T) {
	f := truces(t)
	type filter = kg.RelationshipFilter
	tests := []struct {
		name  string
		where filter
		want  string
	}{
		{"an unknown type", filter{Type: &kg.TermFilter{Eq: ptr("truce")}}, "where.type.eq"},
		{"an unknown type in a list", filter{Type: &kg.TermFilter{In: []string{"ceasefire", "truce"}}}, "where.type.in[1]"},
		{"an unknown kind of an end", filter{Other: &kg.EntityFilter{Kind: &kg.TermFilter{Eq: ptr("army")}}}, "where.other.kind.eq"},
		{"a bad date deep down", filter{Or: []filter{{}, {Not: &filter{Validity: &kg.ValidityFilter{HoldsIn: ptr("2026-13")}}}}}, "where.or[1].not.validity.holdsIn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Where: &tt.where}})
			if got := field(err); got != tt.want {
				t.Errorf("blames %q, want %q (%v)", got, tt.want, err)
			}
		})
	}
	many := make([]kg.ID, kg.MaxItems+1)
	_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Where: &filter{ID: &kg.IDFilter{In: many}}}})
	if !errors.Is(err, kg.ErrLimit) {
		t.Errorf("%d ids in a list = %v, want ErrLimit", len(many), err)
	}
}

func TestPagesOfAList(t *testing.T) {
	f := truces(t)
	v := at(t, "../..", "")
	key := func(id kg.ID) *kg.Key { return &kg.Key{ID: id} }
	tests := []struct {
		name           string
		page           kg.Page
		want           []kg.ID
		next, previous bool
	}{
		{"the first two", kg.Page{First: ptr(2)}, []kg.ID{"future", "month"}, true, false},
		{"two after one", kg.Page{First: ptr(2), After: key("month")}, []kg.ID{"party", "past"}, true, true},
		{"the rest", kg.Page{First: ptr(9), After: key("past")}, []kg.ID{"perhaps", "present"}, false, true},
		{"the last two", kg.Page{Last: ptr(2)}, []kg.ID{"perhaps", "present"}, false, true},
		{"two before one", kg.Page{Last: ptr(2), Before: key("perhaps")}, []kg.ID{"party", "past"}, true, true},
		{"up to the front", kg.Page{Last: ptr(9), Before: key("party")}, []kg.ID{"future", "month"}, true, false},
		{"none", kg.Page{First: ptr(0)}, []kg.ID{}, true, false},
		{"after what is not there any more", kg.Page{First: ptr(1), After: key("n")}, []kg.ID{"party"}, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pages, err := kg.Find(t.Context(), f.Graph, v, []kg.RelationshipList{{Page: tt.page}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, foundIDs(pages[0].Found)); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
			if pages[0].HasNext != tt.next || pages[0].HasPrevious != tt.previous {
				t.Errorf("has next, previous = %v, %v; want %v, %v",
					pages[0].HasNext, pages[0].HasPrevious, tt.next, tt.previous)
			}
		})
	}
}

func TestPagesRefuseWhatContradicts(t *testing.T) {
	f := truces(t)
	key := &kg.Key{ID: "past"}
	for want, page := range map[string]kg.Page{
		"last":   {First: ptr(1), Last: ptr(1)},
		"first":  {First: ptr(-1)},
		"before": {First: ptr(1), After: key, Before: key},
		"after":  {Last: ptr(1), After: key},
	} {
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Page: page}})
		if got := field(err); got != want {
			t.Errorf("%+v blames %q, want %q (%v)", page, got, want, err)
		}
	}
	if _, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Page: kg.Page{First: ptr(kg.MaxPage)}}}); err != nil {
		t.Errorf("a page of %d = %v, want it", kg.MaxPage, err)
	}
	_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Page: kg.Page{Last: ptr(kg.MaxPage + 1)}}})
	if !errors.Is(err, kg.ErrLimit) {
		t.Errorf("a page of %d = %v, want ErrLimit", kg.MaxPage+1, err)
	}
}

func TestNeighborhoodGoesStepByStep(t *testing.T) {
	f := truces(t)
	around := func(v kg.View, q kg.NeighborhoodQuery) ([]kg.ID, []kg.ID, bool) {
		s, err := f.Neighborhood(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		entities, relationships := []kg.ID{}, []kg.ID{}
		for _, e := range s.Entities {
			entities = append(entities, e.ID)
		}
		for _, r := range s.Relationships {
			relationships = append(relationships, r.ID)
		}
		return entities, relationships, s.Truncated
	}
	tests := []struct {
		name          string
		at            string
		query         kg.NeighborhoodQuery
		entities      []kg.ID
		relationships []kg.ID
		truncated     bool
	}{
		{"no step", "2026-01-15", kg.NeighborhoodQuery{Of: []kg.ID{"is"}, Limit: 9}, []kg.ID{"is"}, []kg.ID{}, false},
		{"one step", "2025", kg.NeighborhoodQuery{Of: []kg.ID{"is"}, Depth: 1, Limit: 9}, []kg.ID{"is", "sdf", "damascus"}, []kg.ID{"perhaps", "month"}, false},
		{"two steps", "2025-06", kg.NeighborhoodQuery{Of: []kg.ID{"is"}, Depth: 2, Limit: 9}, []kg.ID{"is", "sdf", "damascus"}, []kg.ID{"perhaps", "past"}, false},
		{"cut by the limit", "2025-06", kg.NeighborhoodQuery{Of: []kg.ID{"is"}, Depth: 2, Limit: 1}, []kg.ID{"is", "sdf"}, []kg.ID{"perhaps"}, true},
		{"exactly at the limit", "2025-06", kg.NeighborhoodQuery{Of: []kg.ID{"is"}, Depth: 2, Limit: 2}, []kg.ID{"is", "sdf", "damascus"}, []kg.ID{"perhaps", "past"}, false},
		{"of what is not there", "2025", kg.NeighborhoodQuery{Of: []kg.ID{"nobody"}, Depth: 2, Limit: 9}, []kg.ID{}, []kg.ID{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entities, relationships, truncated := around(at(t, tt.at, ""), tt.query)
			if diff := cmp.Diff(tt.entities, entities); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.relationships, relationships); diff != "" {
				t.Errorf("relationships (-want +got):\n%s", diff)
			}
			if truncated != tt.truncated {
				t.Errorf("truncated = %v, want %v", truncated, tt.truncated)
			}
		})
	}
	for _, q := range []kg.NeighborhoodQuery{
		{Of: make([]kg.ID, kg.MaxNeighborhoods+1)}, {Depth: kg.MaxDepth + 1}, {Limit: kg.MaxNeighborhood + 1},
	} {
		if _, err := f.Neighborhood(t.Context(), f.View(), q); !errors.Is(err, kg.ErrLimit) {
			t.Errorf("Neighborhood past a limit = %v, want ErrLimit", err)
		}
	}
}

func TestPagesTogetherAreLimited(t *testing.T) {
	f := truces(t)
	lists := make([]kg.RelationshipList, kg.MaxRows/kg.MaxPage)
	for i := range lists {
		lists[i].Page.First = ptr(kg.MaxPage)
	}
	if _, err := kg.Find(t.Context(), f.Graph, f.View(), lists); err != nil {
		t.Errorf("pages of %d together = %v, want them", kg.MaxRows, err)
	}
	_, err := kg.Find(t.Context(), f.Graph, f.View(), append(lists, kg.RelationshipList{Page: kg.Page{First: ptr(1)}}))
	if !errors.Is(err, kg.ErrLimit) {
		t.Errorf("pages of %d together = %v, want ErrLimit", kg.MaxRows+1, err)
	}
}
