package kg_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// TestFollowStatusHearsOfWhatItsFilterLooksAtElsewhere has a tie that is accepted, or
// no more, because another record was written.
func TestFollowStatusHearsOfWhatItsFilterLooksAtElsewhere(t *testing.T) {
	fights := &kg.HasFilter{Relationships: &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("conflict")}}}
	has, hasNot := &kg.EntityFilter{Has: fights}, &kg.EntityFilter{HasNot: fights}
	twoSources := &kg.EvidenceFilter{Sources: &kg.CountFilter{Gte: ptr(2)}}
	soon := &kg.ValidityFilter{Started: &kg.BoundTimeFilter{AfterEndOf: &kg.AfterEndOfFilter{ID: "old", Within: "P366D"}}}
	fight := func(f fixture) { f.tie("ac", "conflict", "a", "c", "1990~/..") }
	besiege := func(f fixture) { f.tie("cb", "conflict", "c", "b", "1990~/..") }
	claim := func(f fixture) {
		_, receipt, err := f.RecordClaim(f.t.Context(), "tester", kg.RecordClaimInput{
			About: "ab", Property: "exists", Source: "wire",
		})
		f.must(receipt, err)
	}
	end := func(f fixture) {
		_, receipt, err := f.ExpireRelationship(f.t.Context(), "tester", kg.ExpireRelationshipInput{ID: "old", End: "1989-06"})
		f.must(receipt, err)
	}
	began := toldStatus{"ab", "", kg.StatusActive, "2000-01-01T00:00:00Z", true}
	ended := toldStatus{"ab", kg.StatusActive, "", "2000-01-01T00:00:00Z", true}
	for name, test := range map[string]struct {
		where kg.RelationshipFilter
		write func(fixture)
		want  toldStatus
	}{
		"from has":             {kg.RelationshipFilter{From: has}, fight, began},
		"other has":            {kg.RelationshipFilter{Other: has}, fight, began},
		"to not has not":       {kg.RelationshipFilter{To: &kg.EntityFilter{Not: &kg.EntityFilter{Not: hasNot}}}, besiege, ended},
		"from and has not":     {kg.RelationshipFilter{From: &kg.EntityFilter{And: []kg.EntityFilter{*hasNot}}}, fight, ended},
		"or other has":         {kg.RelationshipFilter{Or: []kg.RelationshipFilter{{Other: has}}}, fight, began},
		"evidence":             {kg.RelationshipFilter{Evidence: twoSources}, claim, began},
		"and evidence":         {kg.RelationshipFilter{And: []kg.RelationshipFilter{{Evidence: twoSources}}}, claim, began},
		"not evidence":         {kg.RelationshipFilter{Not: &kg.RelationshipFilter{Evidence: twoSources}}, claim, ended},
		"started after end of": {kg.RelationshipFilter{Validity: soon}, end, began},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := live(t)
				for _, id := range []kg.ID{"a", "b", "c"} {
					f.entity(id, kg.ClassActor, "1980/..")
				}
				_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: ptr(kg.ID("wire")), Title: "Wire"})
				f.must(receipt, err)
				f.tie("old", "commands", "c", "b", "1985/1985")
				f.tie("ab", "ceasefire", "a", "b", "1990-01/..")
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				where := test.where
				where.Type = &kg.TermFilter{Eq: ptr("ceasefire")}
				taken := heard(f.FollowStatus(ctx, f.View(), &where))(t)
				taken()
				test.write(f)
				if diff := cmp.Diff([]toldStatus{test.want}, briefStatuses(taken())); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		})
	}
}

// many returns a batch of relationships like another, with ids that begin with a word.
func many(like *kg.Relationship, word string, n int) kg.Batch {
	batch := kg.Batch{Writer: "tester"}
	for range n {
		r := &kg.Relationship{Type: like.Type, From: like.From, To: like.To, Validity: like.Validity}
		r.ID, r.Sources = kg.NewID(word), like.Sources
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	return batch
}

func TestFollowStatusEndsWhereThereAreMoreThanItMayFollow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		f.entity("a", kg.ClassActor, "1980/..")
		f.entity("b", kg.ClassActor, "1980/..")
		first := f.tie("first", "ceasefire", "a", "b", "1990/1991")
		f.must(f.Write(t.Context(), many(first, "bulk", kg.MaxFollowed-2)))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		end := endOf(f.FollowStatus(ctx, f.View(), nil))
		synctest.Wait()
		f.tie("last", "ceasefire", "a", "b", "1990/1991")
		synctest.Wait()
		select {
		case err := <-end:
			t.Errorf("at the limit: got error %v, want it to go on", err)
		default:
		}
		f.tie("over", "ceasefire", "a", "b", "1990/1991")
		synctest.Wait()
		var limit *kg.LimitError
		select {
		case err := <-end:
			if !errors.As(err, &limit) || limit.Value != kg.MaxFollowed+1 || limit.Limit != kg.MaxFollowed {
				t.Errorf("one past it: got error %v, want a LimitError", err)
			}
		default:
			t.Error("one past it: goes on, want a LimitError")
		}
	})
}

func TestFollowStatusLooksOnceForWhatIsThereAlready(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := storetest.NewModel(time.Now)
		f := newFixtureOver(t, model, time.Now)
		a := f.entity("a", kg.ClassActor, "1980/..")
		store := &countedStore{Store: model}
		f.Graph = kg.NewGraph(store, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		taken := heard(f.FollowStatus(ctx, f.View(), nil))(t)
		taken()
		batch := kg.Batch{Writer: "tester"}
		for range 500 {
			e := *a
			e.Header = kg.Header{ID: kg.NewID("e"), Sources: a.Sources}
			batch.Writes = append(batch.Writes, kg.Write{Record: &e, Expect: kg.Absent})
		}
		store.finds.Store(0)
		f.must(f.Write(t.Context(), batch))
		taken()
		if got := store.finds.Load(); got > 3 { // the log is read in three pages
			t.Errorf("after 500 entities of one batch: got %d looks at all relationships, want at most 3", got)
		}
	})
}

func TestFollowStatusTellsNotWhatTimeDoesToWhatIsRestricted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live(t)
		f.entity("a", kg.ClassActor, "1990/..")
		f.entity("b", kg.ClassActor, "1990/..")
		const start = "2000-01-01T10:00:00Z"
		f.tie("open", "ceasefire", "a", "b", start+"/..")
		f.tie("secret", "ceasefire", "a", "b", start+"/..")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		taken := heard(f.FollowStatus(ctx, f.View(), nil))(t)
		taken()
		f.restrict("secret", kg.AccessRestricted)
		time.Sleep(11 * time.Hour)
		want := []toldStatus{{"open", kg.StatusUpcoming, kg.StatusActive, start, false}}
		if diff := cmp.Diff(want, briefStatuses(taken())); diff != "" {
			t.Errorf("while one is restricted (-want +got):\n%s", diff)
		}
		f.restrict("secret", kg.AccessPublic)
		want = []toldStatus{
			{"secret", kg.StatusUpcoming, kg.StatusActive, "2000-01-01T11:00:00Z", true},
		}
		if diff := cmp.Diff(want, briefStatuses(taken())); diff != "" {
			t.Errorf("once it is public again (-want +got):\n%s", diff)
		}
	})
}
