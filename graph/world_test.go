package graph_test

import (
	"testing"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// A world is a small graph for one test, and an editor's client of it. All its
// records rest on the source "news".
type world struct {
	client
	graph *kg.Graph
}

// newWorld returns a world that has a vocabulary and no entities.
func newWorld(t *testing.T) world {
	t.Helper()
	return worldOver(t, storetest.NewModel(today))
}

// worldOver makes a world in a store.
func worldOver(t *testing.T, store kg.Store) world {
	t.Helper()
	w := world{newClient(t, store, graph.Options{Guard: guard}), kg.NewGraph(store, today)}
	w.plantWords()
	return w
}

// plantWords adds the vocabulary and the source.
func (w world) plantWords() {
	w.t.Helper()
	symmetric, hostile := true, kg.SignHostile
	actor := []kg.EntityClass{kg.ClassActor}
	w.must(w.graph.AddVocabulary(w.t.Context(), "tester", kg.AddVocabularyInput{
		WriteOptions: kg.WriteOptions{Reason: ptr("to begin with")},
		Kinds: []kg.KindInput{
			{Name: "group", Classes: actor},
			{Name: "prison", Classes: []kg.EntityClass{kg.ClassPlace}},
			{Name: "meeting", Classes: []kg.EntityClass{kg.ClassEvent}},
		},
		RelationshipTypes: []kg.RelationshipTypeInput{
			{Name: "pact", Symmetric: &symmetric, From: actor, To: actor},
			{Name: "conflict", Symmetric: &symmetric, Sign: &hostile},
			{Name: "custody", From: actor},
			{Name: "participation", From: actor, To: []kg.EntityClass{kg.ClassEvent}},
		},
		ClaimProperties: []kg.ClaimPropertyInput{
			{Name: "escaped", ValueType: kg.ValueNumber, Unit: ptr("people")},
			{Name: "end", ValueType: kg.ValueDate},
			{Name: "leader", ValueType: kg.ValueEntity},
		},
	}))
	_, receipt, err := w.graph.AddSource(w.t.Context(), "tester",
		kg.AddSourceInput{ID: ptr(kg.ID("news")), Title: "News"})
	w.must(receipt, err)
}

func ptr[T any](v T) *T { return &v }

// must ends the test when a write failed.
func (w world) must(_ kg.Receipt, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// actor, place and event add an entity, named as its id, of a lifetime or time.
func (w world) actor(id kg.ID, edtf string) { w.t.Helper(); w.entity(id, kg.ClassActor, "group", edtf) }

func (w world) place(id kg.ID, edtf string) {
	w.t.Helper()
	w.entity(id, kg.ClassPlace, "prison", edtf)
}

func (w world) event(id kg.ID, edtf string) {
	w.t.Helper()
	w.entity(id, kg.ClassEvent, "meeting", edtf)
}

func (w world) entity(id kg.ID, class kg.EntityClass, kind, edtf string) {
	w.t.Helper()
	_, receipt, err := w.graph.CreateEntity(w.t.Context(), "tester", kg.CreateEntityInput{
		ID: &id, Class: class, Kind: kind, Names: []kg.NameInput{{Text: string(id)}},
		Validity: &kg.ValidityInput{EDTF: edtf}, Sources: []kg.ID{"news"},
	})
	w.must(receipt, err)
}

// tie adds a relationship; edtf is empty for one that takes the time of an event.
func (w world) tie(id kg.ID, kind string, from, to kg.ID, edtf string) {
	w.t.Helper()
	in := kg.CreateRelationshipInput{
		ID: &id, Type: kind, From: from, To: to, Sources: []kg.ID{"news"},
	}
	if edtf != "" {
		in.Validity = &kg.ValidityInput{EDTF: edtf}
	}
	_, receipt, err := w.graph.CreateRelationship(w.t.Context(), "tester", in)
	w.must(receipt, err)
}

// claim adds a claim of a number that escaped, said on a day.
func (w world) claim(id, about kg.ID, number, said string) {
	w.t.Helper()
	_, receipt, err := w.graph.RecordClaim(w.t.Context(), "tester", kg.RecordClaimInput{
		ID: &id, About: about, Property: "escaped", Value: &kg.ValueInput{Number: &number},
		Source: "news", SaidAt: &said,
	})
	w.must(receipt, err)
}
