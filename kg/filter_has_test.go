package kg_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// having returns the ids of the entities that a filter finds.
func having(t *testing.T, f fixture, v kg.View, where *kg.EntityFilter) []kg.ID {
	t.Helper()
	pages, err := kg.Find(t.Context(), f.Graph, v, []kg.EntityList{{Where: where, Page: kg.Page{First: ptr(kg.MaxPage)}}})
	if err != nil {
		t.Fatal(err)
	}
	return foundIDs(pages[0].Found)
}

// has asks for entities that have relationships; direction may be empty.
func has(where *kg.RelationshipFilter, direction kg.Direction) *kg.HasFilter {
	f := &kg.HasFilter{Relationships: where}
	if direction != "" {
		f.Direction = &direction
	}
	return f
}

func TestHasFilters(t *testing.T) {
	f := truces(t)
	f.tie("boss", "commands", "damascus", "sdf", "2026/..")
	only := func(id kg.ID) *kg.EntityFilter { return &kg.EntityFilter{ID: &kg.IDFilter{Eq: &id}} }
	kind := func(name string) *kg.TermFilter { return &kg.TermFilter{Eq: &name} }
	expired := kg.StatusExpired
	type (
		entity = kg.EntityFilter
		filter = kg.RelationshipFilter
	)
	tests := []struct {
		name  string
		where entity
		want  []kg.ID
	}{
		{"any in force: an event is read at its own time", entity{Has: has(nil, "")}, []kg.ID{"damascus", "deal", "is", "sdf"}},
		{"none in force", entity{HasNot: has(nil, "")}, []kg.ID{}},
		{"of a type", entity{Has: has(&filter{Type: kind("conflict")}, "")}, []kg.ID{"damascus", "is", "sdf"}},
		{"none of a type", entity{HasNot: has(&filter{Type: kind("conflict")}, "")}, []kg.ID{"deal"}},
		{"out", entity{Has: has(&filter{Type: kind("commands")}, kg.DirectionOut)}, []kg.ID{"damascus"}},
		{"in", entity{Has: has(&filter{Type: kind("commands")}, kg.DirectionIn)}, []kg.ID{"sdf"}},
		{"out, of a symmetric type: both", entity{Has: has(&filter{Type: kind("ceasefire")}, kg.DirectionOut)}, []kg.ID{"damascus", "sdf"}},
		{"the far end is one's partner, not oneself", entity{Has: has(&filter{Other: only("is")}, "")}, []kg.ID{"damascus", "sdf"}},
		{"out of force, by status", entity{Has: has(&filter{Status: &kg.StatusFilter{Eq: &expired}}, "")}, []kg.ID{"damascus", "sdf"}},
		{"both", entity{Has: has(&filter{Type: kind("commands")}, ""), HasNot: has(&filter{Type: kind("commands")}, kg.DirectionOut)}, []kg.ID{"sdf"}},
		{"among others", entity{Has: has(nil, ""), ID: &kg.IDFilter{In: []kg.ID{"is", "nobody"}}}, []kg.ID{"is"}},
		{"in a not", entity{Not: &entity{Has: has(&filter{Type: kind("commands")}, "")}}, []kg.ID{"deal", "is"}},
		{"in an or", entity{Or: []entity{{Has: has(&filter{Type: kind("commands")}, kg.DirectionIn)}, {ID: &kg.IDFilter{Eq: ptr(kg.ID("is"))}}}}, []kg.ID{"is", "sdf"}},
		{"nested: tied to one who commands", entity{Has: has(&filter{Other: &entity{Has: has(&filter{Type: kind("commands")}, kg.DirectionOut)}}, "")}, []kg.ID{"is", "sdf"}},
		{"nested twice: in conflict with one who is tied to nobody under command", entity{Has: has(&filter{Type: kind("conflict"), Other: &entity{HasNot: has(&filter{Other: &entity{Has: has(&filter{Type: kind("commands")}, kg.DirectionIn)}}, "")}}, "")}, []kg.ID{"is"}},
		{"nothing can match", entity{Has: has(&filter{Type: &kg.TermFilter{In: []string{}}}, "")}, []kg.ID{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := f.View()
			v.Valid, v.Now = kg.WindowAt(instant(t, "2026-01-15T12:00:00Z")), instant(t, "2026-01-15T12:00:00Z")
			if diff := cmp.Diff(tt.want, having(t, f, v, &tt.where)); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("in the ends of relationships", func(t *testing.T) {
		where := filter{From: &entity{Has: has(&filter{Type: kind("commands")}, kg.DirectionOut)}}
		got := found(t, f, at(t, "2026-01-15", ""), kg.RelationshipList{Where: &where})
		if diff := cmp.Diff([]kg.ID{"boss", "month", "present"}, got); diff != "" {
			t.Errorf("found (-want +got):\n%s", diff)
		}
	})
}

// TestHasIsWhatTheListOfRelationshipsWouldShow compares has with the list of each
// entity, in the view in which the list is read below it.
func TestHasIsWhatTheListOfRelationshipsWouldShow(t *testing.T) {
	f := truces(t)
	f.entity("talks", kg.ClassEvent, "2025-10-06/2025-10-07")
	f.tie("guest", "participation", "damascus", "talks", "2025-10-07T12:00:00Z/2025-10-07T18:00:00Z")
	f.tie("boss", "commands", "damascus", "sdf", "2026/..")
	entities := []kg.ID{"damascus", "deal", "is", "sdf", "talks"}
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 2000 {
		where := randomFilter(random, 1)
		direction := pick(random, "", kg.DirectionOut, kg.DirectionIn, kg.DirectionEither)
		v := at(t, pick(random, "2026-01-15", "2025", "2026-01-18", "../.."), pick(random, kg.Certain, kg.Possible))
		v.Given = random.IntN(2) == 0
		want := []kg.ID{}
		for _, id := range entities {
			below := v.Below(read[*kg.Entity](f, id))
			list := kg.RelationshipList{Where: &where, Of: id, Direction: direction, View: &below}
			if len(found(t, f, v, list)) > 0 {
				want = append(want, id)
			}
		}
		filter := &kg.EntityFilter{Has: has(&where, direction)}
		if diff := cmp.Diff(want, having(t, f, v, filter)); diff != "" {
			t.Fatalf("seed %d: %+v %s in %v: (-lists +has):\n%s", seed, where, direction, v, diff)
		}
		filter = &kg.EntityFilter{HasNot: filter.Has}
		rest := slices.DeleteFunc(slices.Clone(entities), func(id kg.ID) bool { return slices.Contains(want, id) })
		if diff := cmp.Diff(rest, having(t, f, v, filter)); diff != "" {
			t.Fatalf("seed %d: %+v %s in %v: (-lists +hasNot):\n%s", seed, where, direction, v, diff)
		}
	}
}

// nested returns a filter with a has in a has, so many deep.
func nested(depth int) *kg.EntityFilter {
	if depth == 0 {
		return nil
	}
	return &kg.EntityFilter{Has: has(&kg.RelationshipFilter{Other: nested(depth - 1)}, "")}
}

func TestHasFiltersAreLimited(t *testing.T) {
	f := truces(t)
	find := func(where *kg.EntityFilter) error {
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.EntityList{{Where: where}})
		return err
	}
	if err := find(nested(kg.MaxHasDepth)); err != nil {
		t.Errorf("has nested %d deep: got %v, want an answer", kg.MaxHasDepth, err)
	}
	if err := find(nested(kg.MaxHasDepth + 1)); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("has nested %d deep: got %v, want ErrLimit", kg.MaxHasDepth+1, err)
	}
	many := &kg.EntityFilter{}
	for range kg.MaxLookups {
		many.Or = append(many.Or, *nested(1))
	}
	if err := find(many); err != nil {
		t.Errorf("%d has in one filter: got %v, want an answer", kg.MaxLookups, err)
	}
	many.Or = append(many.Or, *nested(1))
	if err := find(many); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("%d has in one filter: got %v, want ErrLimit", kg.MaxLookups+1, err)
	}
}

func TestHasFiltersSayWhatTheyRefuse(t *testing.T) {
	f := truces(t)
	bad := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("truce")}}
	soon := &kg.RelationshipFilter{Validity: &kg.ValidityFilter{Ended: &kg.BoundTimeFilter{
		AfterEndOf: &kg.AfterEndOfFilter{ID: "nothing", Within: "P1D"},
	}}}
	for want, where := range map[string]kg.EntityFilter{
		"where.has.relationships.type.eq": {Has: has(bad, "")},
		"where.not.hasNot.relationships.other.has.relationships.type.eq": {Not: &kg.EntityFilter{
			HasNot: has(&kg.RelationshipFilter{Other: &kg.EntityFilter{Has: has(bad, "")}}, ""),
		}},
		"where.has.relationships.validity.ended.afterEndOf.id": {Has: has(soon, "")},
		"where.property.name":        {Property: &kg.PropertyFilter{}},
		"where.property.date.before": {Property: &kg.PropertyFilter{Name: "deadline", Date: &kg.DateFilter{Before: ptr("soon")}}},
	} {
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.EntityList{{Where: &where}})
		if got := field(err); got != want {
			t.Errorf("blames %q, want %q (%v)", got, want, err)
		}
	}
}

func TestPropertyFilters(t *testing.T) {
	f := newFixture(t)
	for id, in := range map[kg.ID]kg.ValueInput{
		"exact": {Number: ptr("150")}, "more": {Number: ptr(">200")}, "range": {Number: ptr("100..300")},
		"at-most": {Number: ptr("<=100")}, "day": {Date: ptr("2025-12-31")}, "month": {Date: ptr("2026-01")},
		"text": {Text: ptr("Médiateur")},
	} {
		propertied(f, id, in)
	}
	propertied(f, "named", kg.ValueInput{Entity: ptr(kg.ID("exact"))})
	n := func(x float64) *float64 { return &x }
	tests := []struct {
		name              string
		give              kg.PropertyFilter
		certain, possible []kg.ID
	}{
		{"less", kg.PropertyFilter{Number: &kg.NumberFilter{Lt: n(150)}}, []kg.ID{"at-most"}, []kg.ID{"at-most", "range"}},
		{"at most", kg.PropertyFilter{Number: &kg.NumberFilter{Lte: n(150)}}, []kg.ID{"at-most", "exact"}, []kg.ID{"at-most", "exact", "range"}},
		{"more", kg.PropertyFilter{Number: &kg.NumberFilter{Gt: n(200)}}, []kg.ID{"more"}, []kg.ID{"more", "range"}},
		{"at least", kg.PropertyFilter{Number: &kg.NumberFilter{Gte: n(300)}}, []kg.ID{}, []kg.ID{"more", "range"}},
		{"equal", kg.PropertyFilter{Number: &kg.NumberFilter{Eq: n(150)}}, []kg.ID{"exact"}, []kg.ID{"exact", "range"}},
		{"equal to an excluded bound", kg.PropertyFilter{Number: &kg.NumberFilter{Eq: n(200)}}, []kg.ID{}, []kg.ID{"range"}},
		{"before", kg.PropertyFilter{Date: &kg.DateFilter{Before: ptr("2026-01-20")}}, []kg.ID{"day"}, []kg.ID{"day", "month"}},
		{"in", kg.PropertyFilter{Date: &kg.DateFilter{In: ptr("2026")}}, []kg.ID{"month"}, []kg.ID{"month"}},
		{"after", kg.PropertyFilter{Date: &kg.DateFilter{After: ptr("2026-01-15")}}, []kg.ID{}, []kg.ID{"month"}},
		{"text", kg.PropertyFilter{Text: &kg.TextFilter{Eq: ptr("mediateur")}}, []kg.ID{"text"}, []kg.ID{"text"}},
		{"entity", kg.PropertyFilter{Entity: &kg.IDFilter{Eq: ptr(kg.ID("exact"))}}, []kg.ID{"named"}, []kg.ID{"named"}},
		{"there is one", kg.PropertyFilter{}, []kg.ID{"at-most", "day", "exact", "month", "more", "named", "range", "text"}, []kg.ID{"at-most", "day", "exact", "month", "more", "named", "range", "text"}},
	}
	for _, tt := range tests {
		tt.give.Name = "value"
		for certainty, want := range map[kg.Certainty][]kg.ID{kg.Certain: tt.certain, kg.Possible: tt.possible} {
			tt.give.Certainty = &certainty
			if diff := cmp.Diff(want, having(t, f, f.View(), &kg.EntityFilter{Property: &tt.give})); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", tt.name, certainty, diff)
			}
		}
	}
	other := &kg.EntityFilter{Property: &kg.PropertyFilter{Name: "another"}}
	if got := having(t, f, f.View(), other); len(got) > 0 {
		t.Errorf("a property that none has: got %v, want none", got)
	}
}

// propertied adds an entity with a property named value.
func propertied(f fixture, id kg.ID, value kg.ValueInput) {
	f.t.Helper()
	_, receipt, err := f.CreateEntity(f.t.Context(), "tester", kg.CreateEntityInput{
		ID: &id, Class: kg.ClassActor, Kind: "armed-group", Names: []kg.NameInput{{Text: string(id)}},
		Properties: []kg.PropertyInput{{Name: "value", Value: value}},
	})
	f.must(receipt, err)
}
