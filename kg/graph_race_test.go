package kg_test

import (
	"context"
	"fmt"
	"testing"

	"entente/kg"
)

// A racingStore lets another writer come in between: what is set runs once, after
// the next look-up of a receipt, after the next read of terms, or before the next
// Apply; each, where it is set, before every Apply.
type racingStore struct {
	kg.Store
	afterReceipt, afterTerms, beforeApply, each func()
}

func (s *racingStore) once(f *func()) {
	if run := *f; run != nil {
		*f = nil
		run()
	}
}

func (s *racingStore) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	receipt, err := s.Store.Receipt(ctx, writer, key)
	s.once(&s.afterReceipt)
	return receipt, err
}

func (s *racingStore) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	found, err := s.Store.Find(ctx, v, queries)
	if queries[0].Class == kg.ClassTerm {
		s.once(&s.afterTerms)
	}
	return found, err
}

func (s *racingStore) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	s.once(&s.beforeApply)
	if s.each != nil {
		s.each()
	}
	return s.Store.Apply(ctx, b)
}

// racing returns a graph over f's store into whose work another writer, who uses f,
// can come.
func (f fixture) racing() (*kg.Graph, *racingStore) {
	store := &racingStore{Store: f.store}
	return kg.NewGraph(store, noon), store
}

// restrict changes who may see an entity or source.
func (f fixture) restrict(id kg.ID, access kg.Access) {
	f.t.Helper()
	record := read[kg.Record](f, id)
	switch r := record.(type) {
	case *kg.Entity:
		_, receipt, err := f.UpdateEntity(f.t.Context(), "other", kg.UpdateEntityInput{ID: id, Access: &access})
		f.must(receipt, err)
	case *kg.Relationship:
		_, receipt, err := f.UpdateRelationship(f.t.Context(), "other", kg.UpdateRelationshipInput{ID: id, Access: &access})
		f.must(receipt, err)
	case *kg.Source:
		changed := *r
		changed.Access = access
		f.must(f.Write(f.t.Context(), kg.Batch{Writer: "other", Writes: []kg.Write{{Record: &changed, Expect: kg.AnyVersion}}}))
	case *kg.Claim:
		changed := *r
		changed.Access = access
		f.must(f.Write(f.t.Context(), kg.Batch{Writer: "other", Writes: []kg.Write{{Record: &changed, Expect: kg.AnyVersion}}}))
	}
}

// claimWorld has a claim to make and, by name, all records that its access rests on.
func claimWorld(t *testing.T) (fixture, kg.RecordClaimInput, map[string]kg.ID) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	f.entity("speaker", kg.ClassActor, "/")
	f.entity("leader", kg.ClassActor, "/")
	f.tie("war", "conflict", "sdf", "is", "2016")
	f.must(f.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
		ClaimProperties: []kg.ClaimPropertyInput{{Name: "leader", ValueType: kg.ValueEntity}},
	}))
	_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: ptr(kg.ID("paper")), Title: "Paper"})
	f.must(receipt, err)
	in := kg.RecordClaimInput{
		ID: ptr(kg.ID("claim")), About: "war", Property: "leader",
		Value: &kg.ValueInput{Entity: ptr(kg.ID("leader"))}, AssertedBy: ptr(kg.ID("speaker")), Source: "paper",
	}
	return f, in, map[string]kg.ID{
		"what it is about": "war", "an end of what it is about": "is",
		"its source": "paper", "its claimant": "speaker", "its value": "leader",
	}
}

func TestAClaimIsRestrictedWithWhateverItNames(t *testing.T) {
	for name := range func() map[string]kg.ID { _, _, ids := claimWorld(t); return ids }() {
		t.Run(name, func(t *testing.T) {
			f, in, ids := claimWorld(t)
			_, receipt, err := f.RecordClaim(t.Context(), "tester", in)
			f.must(receipt, err)
			_, receipt, err = f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
				ID: ptr(kg.ID("about-claim")), About: "claim", Property: "exists", Source: "news",
			})
			f.must(receipt, err)
			for _, access := range []kg.Access{kg.AccessRestricted, kg.AccessPublic} {
				f.restrict(ids[name], access)
				for _, id := range []kg.ID{"claim", "about-claim"} {
					got, want := read[*kg.Claim](f, id).Restricted, access == kg.AccessRestricted
					if got != want {
						t.Errorf("with %s %s, %s is restricted: %t, want %t", name, access, id, got, want)
					}
				}
			}
		})
	}
}

func TestAClaimIsRestrictedWithWhatIsRestrictedWhileItIsWritten(t *testing.T) {
	for name := range func() map[string]kg.ID { _, _, ids := claimWorld(t); return ids }() {
		t.Run(name, func(t *testing.T) {
			f, in, ids := claimWorld(t)
			g, store := f.racing()
			store.beforeApply = func() { f.restrict(ids[name], kg.AccessRestricted) }
			if _, _, err := g.RecordClaim(t.Context(), "tester", in); err != nil {
				t.Fatal(err)
			}
			if !read[*kg.Claim](f, "claim").Restricted {
				t.Errorf("%s was restricted while the claim was written, and the claim is public", name)
			}
		})
	}
}

// TestWhatIsWrittenWhileItsSubjectIsRestrictedFollows is the other way round: the
// claim, and a tie, are there before the change is, and after it was prepared.
func TestWhatIsWrittenWhileItsSubjectIsRestrictedFollows(t *testing.T) {
	for name := range func() map[string]kg.ID { _, _, ids := claimWorld(t); return ids }() {
		t.Run(name, func(t *testing.T) {
			f, in, ids := claimWorld(t)
			g, store := f.racing()
			store.beforeApply = func() {
				_, receipt, err := f.RecordClaim(t.Context(), "other", in)
				f.must(receipt, err)
				f.tie("late", "conflict", "sdf", "is", "2017")
			}
			fixture{g, t, f.store}.restrict(ids[name], kg.AccessRestricted)
			if !read[*kg.Claim](f, "claim").Restricted {
				t.Errorf("%s was restricted while the claim was written, and the claim is public", name)
			}
			want := ids[name] == "is"
			if got := read[*kg.Relationship](f, "late").Restricted; got != want {
				t.Errorf("with %s restricted, the tie written meanwhile is restricted: %t, want %t", name, got, want)
			}
		})
	}
}

func TestATieThatNoLongerFitsALifetimeChangedMeanwhileStays(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015/..")
	f.entity("is", kg.ClassActor, "/")
	g, store := f.racing()
	store.beforeApply = func() {
		_, receipt, err := f.CreateRelationship(t.Context(), "other", kg.CreateRelationshipInput{
			ID: ptr(kg.ID("war")), Type: "conflict", From: "sdf", To: "is", Sources: []kg.ID{"news"},
			Validity: &kg.ValidityInput{EDTF: "/", AttestedUntil: ptr("2016")},
		})
		f.must(receipt, err)
	}
	_, _, err := g.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "sdf", Validity: &kg.ValidityInput{EDTF: "2020/.."},
	})
	if got := read[*kg.Entity](f, "sdf").Validity.EDTF; err != nil || got != "2020/.." {
		t.Errorf("the lifetime after the change: got %s, %v; want 2020/.. acknowledged", got, err)
	}
	if got := read[*kg.Relationship](f, "war").Version; got != 1 {
		t.Errorf("the tie written meanwhile is at version %d, want 1", got)
	}
}

// TestTwoChangesOfTheEndsOfATieSeeOneAnother restricts one end while the other is
// opened: neither change alone shows what both make of the tie.
func TestTwoChangesOfTheEndsOfATieSeeOneAnother(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	f.tie("war", "conflict", "sdf", "is", "2016")
	f.restrict("sdf", kg.AccessRestricted)
	g, store := f.racing()
	store.beforeApply = func() { f.restrict("sdf", kg.AccessPublic) }
	_, _, err := g.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{ID: "is", Access: ptr(kg.AccessRestricted)})
	if err != nil {
		t.Fatal(err)
	}
	if !read[*kg.Relationship](f, "war").Restricted {
		t.Error("one end is restricted and the tie is public, want it restricted")
	}
}

func TestRestrictionPassesWithinABatchInAnyOrder(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("agent", kg.ClassActor, "/")
	f.tie("old", "conflict", "sdf", "agent", "2016")
	agent := *read[*kg.Entity](f, "agent")
	agent.Access = kg.AccessRestricted
	claim := func(id, about kg.ID) *kg.Claim {
		c := &kg.Claim{
			About: about, Property: "exists", Value: kg.Value{Type: kg.ValueNone},
			Stance: kg.StanceAsserts, Source: "news", Rank: kg.RankNormal,
		}
		c.ID = id
		return c
	}
	tie := *read[*kg.Relationship](f, "old")
	tie.ID = "new"
	batch := kg.Batch{Writer: "tester"}
	for _, r := range []kg.Record{claim("c3", "c2"), claim("c2", "c1"), claim("c1", "new"), claim("c4", "old"), &tie, &agent} {
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.AnyVersion})
	}
	f.must(f.Write(t.Context(), batch))
	for _, id := range []kg.ID{"new", "old", "c1", "c2", "c3", "c4"} {
		if !read[kg.Record](f, id).Keys().Restricted {
			t.Errorf("%s rests on what the batch restricts and is public, want it restricted", id)
		}
	}
}

func TestAFollowingRecordCostsNoCallOfItsOwn(t *testing.T) {
	calls := func(ties int) int {
		f := newFixture(t)
		f.entity("hub", kg.ClassActor, "/")
		for i := range ties {
			other := kg.ID(fmt.Sprint("other-", i))
			f.entity(other, kg.ClassActor, "/")
			f.tie("tie-"+other, "conflict", "hub", other, "2016")
		}
		store := &countingStore{Store: f.store}
		g := kg.NewGraph(store, noon)
		_, receipt, err := g.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{ID: "hub", Access: ptr(kg.AccessRestricted)})
		f.must(receipt, err)
		return store.calls
	}
	if one, many := calls(1), calls(20); one != many {
		t.Errorf("store calls of a change that 1 and 20 relationships follow: got %d and %d, want as many", one, many)
	}
}

// A countingStore counts its reads.
type countingStore struct {
	kg.Store
	calls int
}

func (s *countingStore) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	s.calls++
	return s.Store.Records(ctx, v, ids)
}

func (s *countingStore) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	s.calls++
	return s.Store.Find(ctx, v, queries)
}

func TestANumberGetsTheUnitOfAPropertyThatAnotherServerHasJustAdded(t *testing.T) {
	f := newFixture(t)
	f.entity("jail", kg.ClassPlace, "/")
	other, _ := f.racing()
	if _, err := other.Vocabulary(t.Context()); err != nil { // which it keeps for a second
		t.Fatal(err)
	}
	f.must(f.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
		ClaimProperties: []kg.ClaimPropertyInput{{Name: "wounded", ValueType: kg.ValueNumber, Unit: ptr("people")}},
	}))
	c, receipt, err := other.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "jail", Property: "wounded", Value: &kg.ValueInput{Number: ptr("12")}, Source: "news",
	})
	f.must(receipt, err)
	if got := c.Value.String(); got != "12 people" {
		t.Errorf("value = %q, want 12 people", got)
	}
}

func TestATermIsKnownOnceItIsWrittenWhateverWasBeingRead(t *testing.T) {
	f := newFixture(t)
	g, store := f.racing()
	store.afterTerms = func() { // while an older vocabulary is on its way
		_, err := g.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
			Kinds: []kg.KindInput{{Name: "militia", Classes: []kg.EntityClass{kg.ClassActor}}},
		})
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := g.Vocabulary(t.Context()); err != nil {
		t.Fatal(err)
	}
	vocabulary, err := g.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vocabulary.Term(kg.TermKindOfEntity, "militia"); err != nil {
		t.Errorf("a term after its write was acknowledged: got %v, want it known", err)
	}
}
