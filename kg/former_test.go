package kg_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestAFormerIDAnswersAsTheEntityThatItLeadsTo(t *testing.T) {
	f := mergers(t)
	f.mergeAll()
	f.eachQuestion(func(f fixture, _ string, q question, old, now kg.ID) {
		for _, restricted := range []bool{false, true} {
			v := f.anytime()
			v.Restricted = restricted
			want := q.answer(f, v, now)
			if got := q.answer(f, v, "nobody"); got == want {
				f.t.Fatalf("nobody: got %s, as for %s: the question tells nothing", got, now)
			}
			if got := q.answer(f, v, old); got != want {
				f.t.Errorf("%s (restricted: %t): got %s, want what %s answers: %s", old, restricted, got, now, want)
			}
		}
	})
}

func TestAsKnownBeforeAMergerAndAfterItsUndoTheIDIsThatOfARecord(t *testing.T) {
	f := mergers(t)
	want := make(map[string]string)
	f.eachQuestion(func(f fixture, name string, q question, old, _ kg.ID) {
		want[name] = q.answer(f, f.anytime(), old)
	})
	first, second := f.mergeAll()
	then := f.anytime()
	then.Known = first.RecordedAt - 1
	f.eachQuestion(func(f fixture, name string, q question, old, _ kg.ID) {
		if got := q.answer(f, then, old); got != want[name] {
			f.t.Errorf("%s, as known before: got %s, want %s", old, got, want[name])
		}
	})
	for _, receipt := range []kg.Receipt{second, first} {
		undone, err := f.Undo(t.Context(), "ann", kg.UndoInput{Sequence: receipt.Sequence})
		f.must(undone, err)
	}
	f.eachQuestion(func(f fixture, name string, q question, old, _ kg.ID) {
		if got := q.answer(f, f.anytime(), old); got != want[name] {
			f.t.Errorf("%s, after the undo: got %s, want %s", old, got, want[name])
		}
	})
}

func TestTheFormerIDOfAHiddenEntityLeadsNowhere(t *testing.T) {
	f := mergers(t)
	f.mergeAll()
	f.restrict("sdf", kg.AccessRestricted)
	f.restrict("deal", kg.AccessRestricted)
	f.eachQuestion(func(f fixture, _ string, q question, old, _ kg.ID) {
		want := q.answer(f, f.anytime(), "nobody")
		if got := q.answer(f, f.anytime(), old); got != want {
			f.t.Errorf("%s: got %s, want what nobody answers: %s", old, got, want)
		}
	})
}

func TestAnIDThatIsUsedAgainIsThatOfItsRecord(t *testing.T) {
	f := mergers(t)
	f.mergeAll()
	f.entity("qsd", kg.ClassActor, "2020/..")
	f.tie("own", "conflict", "qsd", "guest", "2021")
	lengths, err := f.Lengths(t.Context(), f.anytime(), kg.Scope{Of: []kg.ID{"qsd"}})
	if err != nil || len(lengths) != 1 || lengths[0].Count != 1 {
		t.Errorf("its relationships: got %+v, %v; want the one of its own", lengths, err)
	}
	if got, err := f.Lookup(t.Context(), f.anytime(), []kg.ID{"qsd"}); err != nil || got[0].Head().ID != "qsd" {
		t.Errorf("its record: got %v, %v; want its own", got, err)
	}
	where := &kg.RelationshipFilter{From: &kg.EntityFilter{ID: &kg.IDFilter{Eq: ptr(kg.ID("qsd"))}}}
	if diff := cmp.Diff([]kg.ID{"own"}, found(t, f, f.anytime(), kg.RelationshipList{Where: where})); diff != "" {
		t.Errorf("relationships from it (-want +got):\n%s", diff)
	}
}

func TestTheRelationshipsOfAnEntityNamedTwiceCountOnce(t *testing.T) {
	f := mergers(t)
	f.mergeAll()
	once := ofActor["Lengths"].answer(f, f.anytime(), "sdf")
	twice := question(func(f fixture, v kg.View, id kg.ID) (any, error) {
		return f.Lengths(f.t.Context(), v, kg.Scope{Of: []kg.ID{id, "sdf", "qsd"}})
	}).answer(f, f.anytime(), "nobody")
	if twice != once {
		t.Errorf("by both ids: got %s, want %s", twice, once)
	}
}

func TestTwoIDsOfOneEntityAreNotTwoEntities(t *testing.T) {
	f := mergers(t)
	f.mergeAll()
	_, err := f.TiedToBoth(t.Context(), f.anytime(), kg.SidesQuery{A: "qsd", B: "sdf"})
	if field(err) != "b" {
		t.Errorf("TiedToBoth: got error %v, want b refused", err)
	}
	_, err = f.Paths(t.Context(), f.anytime(), kg.PathQuery{From: "qsd", To: "sdf", MaxLength: 2, First: 1})
	if field(err) != "to" {
		t.Errorf("Paths: got error %v, want to refused", err)
	}
}

// TestAMergerIsNoComingAndGoing compares what was known before it with what is now.
func TestAMergerIsNoComingAndGoing(t *testing.T) {
	f := mergers(t)
	first, _ := f.mergeAll()
	before := f.anytime()
	before.Known = first.RecordedAt - 1
	for _, views := range [][2]kg.View{{before, f.anytime()}, {f.anytime(), before}} {
		differences, err := f.Compare(t.Context(), kg.ComparisonQuery{
			Before: views[0], After: views[1], Of: []kg.ID{"qsd"},
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []kg.ID
		for _, d := range differences {
			if got = append(got, d.ID); d.Kind != kg.DifferenceChanged {
				t.Errorf("%s: got %s, want CHANGED, by its end", d.ID, d.Kind)
			}
		}
		want := []kg.ID{"after", "foe", "friend", "front", "strife", "twin-tie"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("differences of the old id (-want +got):\n%s", diff)
		}
	}
}
