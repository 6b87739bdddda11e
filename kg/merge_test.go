package kg_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/kg"
)

// twins is the graph truces, in which "qsd" is the SDF once more: with a tie, a
// property that names it, and claims about it and by it.
func twins(t *testing.T) fixture {
	t.Helper()
	f := truces(t)
	f.entity("qsd", kg.ClassActor, "2016/..")
	_, receipt, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "qsd", Names: []kg.NameInput{{Text: "QSD"}, {Text: "sdf"}}, Sources: []kg.ID{"news"},
		ExternalIDs: []kg.ExternalIDInput{{Scheme: "wikidata", ID: "Q1"}},
	})
	f.must(receipt, err)
	f.tie("twin-tie", "ceasefire", "qsd", "is", "2025/2026")
	id := kg.ID("qsd")
	_, receipt, err = f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "is", Properties: []kg.PropertyInput{{Name: "enemy", Value: kg.ValueInput{Entity: &id}}},
	})
	f.must(receipt, err)
	for _, in := range []kg.RecordClaimInput{
		{ID: ptr(kg.ID("about")), About: "qsd", Property: "exists", Source: "news"},
		{ID: ptr(kg.ID("by")), About: "past", Property: "exists", Source: "news", AssertedBy: ptr(kg.ID("qsd"))},
	} {
		_, receipt, err := f.RecordClaim(t.Context(), "tester", in)
		f.must(receipt, err)
	}
	return f
}

func (f fixture) merge(id, into kg.ID) (*kg.Entity, kg.Receipt, error) {
	return f.MergeEntities(f.t.Context(), "tester", kg.MergeEntitiesInput{ID: id, Into: into})
}

func TestMergeMakesOneOfTwo(t *testing.T) {
	f := twins(t)
	sdf, receipt, err := f.merge("qsd", "sdf")
	f.must(receipt, err)
	var names []string
	for _, name := range sdf.Names {
		names = append(names, string(name.Kind)+" "+name.Text)
	}
	if want := []string{"OFFICIAL sdf", "ALIAS QSD"}; !slices.Equal(names, want) {
		t.Errorf("names: got %v, want %v", names, want)
	}
	if len(sdf.ExternalIDs) != 1 || !slices.Equal(sdf.FormerIDs, []kg.ID{"qsd"}) || !slices.Equal(sdf.Sources, []kg.ID{"news"}) {
		t.Errorf("got %+v, want the other's external id and source, and its id as a former one", sdf)
	}
	if r := read[*kg.Relationship](f, "twin-tie"); r.From != "sdf" || r.To != "is" {
		t.Errorf("the tie: got %s – %s, want sdf – is", r.From, r.To)
	}
	if c := read[*kg.Claim](f, "about"); c.About != "sdf" {
		t.Errorf("the claim about it: got it about %s, want sdf", c.About)
	}
	if c := read[*kg.Claim](f, "by"); c.AssertedBy != "sdf" {
		t.Errorf("the claim by it: got it by %s, want sdf", c.AssertedBy)
	}
	if e := read[*kg.Entity](f, "is"); e.Properties["enemy"].Entity != "sdf" {
		t.Errorf("the property: got %v, want sdf", e.Properties["enemy"])
	}
}

func TestAMergedIDLeadsToTheEntity(t *testing.T) {
	f := twins(t)
	before := read[*kg.Entity](f, "qsd")
	_, receipt, err := f.merge("qsd", "sdf")
	f.must(receipt, err)
	lookup := func(v kg.View) kg.Record {
		t.Helper()
		records, err := f.Lookup(t.Context(), v, []kg.ID{"qsd", "nobody", "is"})
		if err != nil || records[1] != nil || records[2] == nil {
			t.Fatalf("Lookup: got %v, %v; want nothing for nobody, and is", records, err)
		}
		return records[0]
	}
	if found, ok := lookup(f.View()).(*kg.Entity); !ok || found.ID != "sdf" {
		t.Errorf("the old id: got %v, want sdf", found)
	}
	then := f.View()
	then.Known = receipt.RecordedAt - 1
	if found, ok := lookup(then).(*kg.Entity); !ok || found.ID != "qsd" || found.Version != before.Version {
		t.Errorf("the old id, as known before: got %v, want qsd as it was", found)
	}
	if _, err := kg.One[*kg.Entity](t.Context(), f.Graph, f.View(), "qsd"); !errors.Is(err, kg.ErrNotFound) {
		t.Errorf("the record of the old id: got error %v, want ErrNotFound, so that nobody writes to it", err)
	}
	subgraph, err := f.Neighborhood(t.Context(), f.View(), kg.NeighborhoodQuery{Of: []kg.ID{"qsd"}, Depth: 1, Limit: 10})
	if err != nil || len(subgraph.Entities) == 0 || subgraph.Entities[0].ID != "sdf" {
		t.Errorf("the neighbourhood of the old id: got %v, %v; want that of sdf", subgraph.Entities, err)
	}
}

func TestMergeDoesNotPublishWhatIsRestricted(t *testing.T) {
	f := twins(t)
	f.restrict("qsd", kg.AccessRestricted)
	if _, _, err := f.merge("qsd", "sdf"); field(err) != "into" {
		t.Errorf("restricted into public: got error %v, want one of into", err)
	}
	f.restrict("sdf", kg.AccessRestricted)
	_, receipt, err := f.merge("qsd", "sdf")
	f.must(receipt, err)
}

func TestMergeRefuses(t *testing.T) {
	f := twins(t)
	f.tie("between", "conflict", "qsd", "sdf", "2020/2021")
	for _, tt := range []struct {
		name     string
		id, into kg.ID
		want     error
		field    string
	}{
		{"two that are joined", "qsd", "sdf", kg.ErrConflict, ""},
		{"one with itself", "sdf", "sdf", nil, "into"},
		{"an actor into an event", "qsd", "deal", nil, "into"},
		{"nobody", "nobody", "sdf", kg.ErrNotFound, ""},
		{"into nobody", "sdf", "nobody", kg.ErrNotFound, ""},
	} {
		_, _, err := f.merge(tt.id, tt.into)
		if tt.want != nil && !errors.Is(err, tt.want) || tt.field != "" && field(err) != tt.field {
			t.Errorf("%s: got error %v, want %v %s", tt.name, err, tt.want, tt.field)
		}
	}
	if read[*kg.Entity](f, "qsd").ID != "qsd" {
		t.Error("after refusals: got the entity changed, want it as it was")
	}
}

// contents are all records, without what versions and times tell.
func contents(t *testing.T, f fixture) map[kg.ID]kg.Record {
	t.Helper()
	all := make(map[kg.ID]kg.Record)
	for record, err := range f.store.All(t.Context(), kg.View{Restricted: true}) {
		if err != nil {
			t.Fatal(err)
		}
		all[record.Head().ID] = record
	}
	return all
}

func TestUndoTakesAMergerBack(t *testing.T) {
	f := twins(t)
	before := contents(t, f)
	_, receipt, err := f.merge("qsd", "sdf")
	f.must(receipt, err)
	merged := contents(t, f)
	undone, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: receipt.Sequence})
	f.must(undone, err)
	same := cmp.Options{cmpopts.IgnoreFields(kg.Header{}, "Version", "RecordedAt"), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(before, contents(t, f), same); diff != "" {
		t.Errorf("after the undo (-before +after):\n%s", diff)
	}
	again, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: undone.Sequence})
	f.must(again, err)
	if diff := cmp.Diff(merged, contents(t, f), same); diff != "" {
		t.Errorf("after the undo of the undo (-merged +after):\n%s", diff)
	}
}

func TestUndoTakesBackEachActionFromAnyOfItsChanges(t *testing.T) {
	f := truces(t)
	before := contents(t, f)
	retracted := before["party"]
	changed := *before["past"].(*kg.Relationship)
	changed.Note = "changed"
	receipt, err := f.Write(t.Context(), kg.Batch{Writer: "tester", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "new"}, Title: "New"}},
		{Record: &changed, Expect: kg.AnyVersion},
		{Record: retracted, Retract: true, Expect: kg.AnyVersion},
	}})
	f.must(receipt, err)
	same := cmp.Options{cmpopts.IgnoreFields(kg.Header{}, "Version", "RecordedAt"), cmpopts.EquateEmpty()}
	undone, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: receipt.Sequence - 1})
	f.must(undone, err)
	if diff := cmp.Diff(before, contents(t, f), same); diff != "" {
		t.Errorf("after the undo (-before +after):\n%s", diff)
	}
	if _, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: receipt.Sequence}); !errors.Is(err, kg.ErrConflict) {
		t.Errorf("undone twice: got error %v, want ErrConflict", err)
	}
	if _, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: undone.Sequence + 100}); field(err) != "change" {
		t.Errorf("an entry that is not there: got error %v, want change refused", err)
	}
}

// TestUndoGoesBackStepByStep undoes two batches, the later one first.
func TestUndoGoesBackStepByStep(t *testing.T) {
	f := twins(t)
	before := contents(t, f)
	var receipts []kg.Receipt
	for _, note := range []string{"one", "two"} {
		_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{ID: "past", Note: &note})
		f.must(receipt, err)
		receipts = append(receipts, receipt)
	}
	for _, receipt := range []kg.Receipt{receipts[1], receipts[0]} {
		undone, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: receipt.Sequence})
		f.must(undone, err)
	}
	same := cmp.Options{cmpopts.IgnoreFields(kg.Header{}, "Version", "RecordedAt"), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(before, contents(t, f), same); diff != "" {
		t.Errorf("two steps back (-before +after):\n%s", diff)
	}
}
