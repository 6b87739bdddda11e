package kg_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// logged is a graph whose log has, after the vocabulary and the source, 700 sources
// in one batch by ann and an actor by the tester.
func logged(t *testing.T) (f fixture, begin int64) {
	t.Helper()
	f = newFixture(t)
	last, err := f.store.Last(t.Context(), f.View())
	if err != nil {
		t.Fatal(err)
	}
	batch := kg.Batch{Writer: "ann"}
	for i := range 700 {
		id := kg.ID(fmt.Sprintf("s-%03d", i))
		batch.Writes = append(batch.Writes, kg.Write{Record: &kg.Source{Header: kg.Header{ID: id}, Title: "T"}})
	}
	f.must(f.Write(t.Context(), batch))
	f.entity("actor", kg.ClassActor, "2020/..")
	return f, last.Sequence
}

func TestChangesFindsWhatIsWantedHoweverFar(t *testing.T) {
	f, begin := logged(t)
	entity, ann, created := kg.ClassEntity, "ann", kg.ActionCreated
	only := kg.ID("s-650")
	for _, tt := range []struct {
		name  string
		where *kg.ChangeFilter
		want  []kg.ID
		more  bool
	}{
		{"the first two", nil, []kg.ID{"s-000", "s-001"}, true},
		{"of a class", &kg.ChangeFilter{Class: &kg.RecordClassFilter{Eq: &entity}}, []kg.ID{"actor"}, false},
		{"of a record", &kg.ChangeFilter{Record: &kg.IDFilter{Eq: &only}}, []kg.ID{"s-650"}, false},
		{"of a writer", &kg.ChangeFilter{Writer: &kg.WriterFilter{Eq: &ann}}, []kg.ID{"s-000", "s-001"}, true},
		{"of an action", &kg.ChangeFilter{Action: &kg.ChangeActionFilter{Eq: &created}}, []kg.ID{"s-000", "s-001"}, true},
		{"of nothing", &kg.ChangeFilter{Writer: &kg.WriterFilter{In: []string{}}}, []kg.ID{}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := f.Changes(t.Context(), f.View(), tt.where, begin, kg.Page{First: ptr(2)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, recordsOf(page.Changes)); diff != "" || page.More != tt.more {
				t.Errorf("got more: %v, want %v; the entries (-want +got):\n%s", page.More, tt.more, diff)
			}
		})
	}
}

func TestChangesArePagedToTheEnd(t *testing.T) {
	f, begin := logged(t)
	var got []kg.ID
	for place := begin; ; {
		page, err := f.Changes(t.Context(), f.View(), nil, place, kg.Page{First: ptr(200)})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, recordsOf(page.Changes)...)
		if !page.More {
			break
		}
		place = page.Last.Sequence
	}
	if len(got) != 701 || got[0] != "s-000" || got[700] != "actor" {
		t.Errorf("page by page: got %d entries, want 701 from s-000 to actor", len(got))
	}
}

// reasonsOf lists the reasons of changes.
func reasonsOf(changes []kg.Change) []string {
	reasons := make([]string, len(changes))
	for i, c := range changes {
		reasons[i] = c.Reason
	}
	return reasons
}

// whys are the reasons of versions of "mayor", by the access that each version has.
var whys = []struct {
	reason string
	access kg.Access
}{
	{"first seen", kg.AccessPublic},
	{"an informant says so", kg.AccessRestricted},
	{"it is in the papers", kg.AccessPublic},
}

// explain writes the versions of whys and retracts the record in the end.
func explain(f fixture) {
	f.t.Helper()
	f.entity("mayor", kg.ClassActor, "2020/..")
	for _, why := range whys {
		_, receipt, err := f.UpdateEntity(f.t.Context(), "ann", kg.UpdateEntityInput{
			WriteOptions: kg.WriteOptions{Reason: &why.reason},
			ID:           "mayor", Access: &why.access, Summary: &why.reason,
		})
		f.must(receipt, err)
	}
	f.must(f.Retract(f.t.Context(), "ann", kg.RetractInput{
		WriteOptions: kg.WriteOptions{Reason: ptr("there is none")}, ID: "mayor",
	}))
}

// What readers and editors are told of it.
var (
	toldReaders = []string{"", "first seen", "", "it is in the papers", "there is none"}
	toldEditors = []string{"", "first seen", "an informant says so", "it is in the papers", "there is none"}
)

// TestChangesTellNoReasonOfARestrictedVersion has a record restricted for a while.
func TestChangesTellNoReasonOfARestrictedVersion(t *testing.T) {
	f := newFixture(t)
	explain(f)
	mayor := kg.ID("mayor")
	where := &kg.ChangeFilter{Record: &kg.IDFilter{Eq: &mayor}}
	for name, tt := range map[string]struct {
		view kg.View
		want []string
	}{"a reader": {f.View(), toldReaders}, "an editor": {kg.View{Restricted: true}, toldEditors}} {
		page, err := f.Changes(t.Context(), tt.view, where, 0, kg.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, reasonsOf(page.Changes)); diff != "" {
			t.Errorf("what %s is told (-want +got):\n%s", name, diff)
		}
	}
}
