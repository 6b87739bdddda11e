package kg_test

import (
	"errors"
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

// noon is the clock of these tests.
func noon() time.Time { return time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC) }

// A fixture is a graph over the in-memory store, with a vocabulary and a source.
type fixture struct {
	*kg.Graph
	t     *testing.T
	store *storetest.Model
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	return newFixtureOver(t, storetest.NewModel(noon), noon)
}

// newFixtureOver returns a fixture over a store, on a clock.
func newFixtureOver(t *testing.T, store *storetest.Model, clock func() time.Time) fixture {
	t.Helper()
	f := fixture{kg.NewGraph(store, clock), t, store}
	symmetric, hostile := true, kg.SignHostile
	actor := []kg.EntityClass{kg.ClassActor}
	f.must(f.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
		Kinds: []kg.KindInput{
			{Name: "armed-group", Classes: actor},
			{Name: "prison", Classes: []kg.EntityClass{kg.ClassPlace}},
			{Name: "agreement", Classes: []kg.EntityClass{kg.ClassEvent}},
		},
		RelationshipTypes: []kg.RelationshipTypeInput{
			{Name: "ceasefire", Symmetric: &symmetric, From: actor, To: actor},
			{Name: "conflict", Symmetric: &symmetric, Sign: &hostile},
			{Name: "commands"},
			{Name: "participation", To: []kg.EntityClass{kg.ClassEvent}},
		},
		ClaimProperties: []kg.ClaimPropertyInput{
			{Name: "escaped", ValueType: kg.ValueNumber, Unit: ptr("people")},
			{Name: "end", ValueType: kg.ValueDate},
			{Name: "exists", ValueType: kg.ValueNone},
			{Name: "start", ValueType: kg.ValueDate},
		},
	}))
	_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: ptr(kg.ID("news")), Title: "News"})
	f.must(receipt, err)
	return f
}

func ptr[T any](v T) *T { return &v }

// must ends the test when a write failed.
func (f fixture) must(_ kg.Receipt, err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// entity adds an entity of a kind that fits the class.
func (f fixture) entity(id kg.ID, class kg.EntityClass, edtf string) *kg.Entity {
	f.t.Helper()
	kinds := map[kg.EntityClass]string{
		kg.ClassActor: "armed-group", kg.ClassPlace: "prison", kg.ClassEvent: "agreement",
	}
	e, _, err := f.CreateEntity(f.t.Context(), "tester", kg.CreateEntityInput{
		ID: &id, Class: class, Kind: kinds[class], Names: []kg.NameInput{{Text: string(id)}},
		Validity: &kg.ValidityInput{EDTF: edtf},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return e
}

// tie adds a relationship; edtf is empty for one that takes the time of an event.
func (f fixture) tie(id kg.ID, kind string, from, to kg.ID, edtf string) *kg.Relationship {
	f.t.Helper()
	in := kg.CreateRelationshipInput{ID: &id, Type: kind, From: from, To: to, Sources: []kg.ID{"news"}}
	if edtf != "" {
		in.Validity = &kg.ValidityInput{EDTF: edtf}
	}
	r, _, err := f.CreateRelationship(f.t.Context(), "tester", in)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// read returns a record as it is now, restricted or not.
func read[T kg.Record](f fixture, id kg.ID) T {
	f.t.Helper()
	record, err := kg.One[T](f.t.Context(), f.Graph, kg.View{Restricted: true}, id)
	if err != nil {
		f.t.Fatal(err)
	}
	return record
}

// foundIDs returns the ids of the records that were found, in order.
func foundIDs(all []kg.Found) []kg.ID {
	ids := make([]kg.ID, len(all))
	for i, found := range all {
		ids[i] = found.Record.Head().ID
	}
	return ids
}

// instant reads an instant.
func instant(t *testing.T, text string) kg.Instant {
	t.Helper()
	at, err := kg.ParseInstant(text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// field returns the field that an error blames.
func field(err error) string {
	var invalid *kg.InvalidError
	if errors.As(err, &invalid) {
		return invalid.Field
	}
	return ""
}
