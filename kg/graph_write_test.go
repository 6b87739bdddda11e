package kg_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestUnknownBoundsStayWithinTheLifetimesOfBothEnds(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015-10-11/..")
	f.entity("is", kg.ClassActor, "2014/2019-03-23")
	got := f.tie("war", "conflict", "sdf", "is", "/").Validity.Span
	want := kg.Span{
		StartEarliest: instant(t, "2015-10-11T00:00:00Z"), StartLatest: instant(t, "2019-03-23T23:59:59Z"),
		EndEarliest: instant(t, "2015-10-11T00:00:01Z"), EndLatest: instant(t, "2019-03-24T00:00:00Z"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("span of / between sdf and is (-want +got):\n%s", diff)
	}
}

func TestRelationshipsFollowAChangedLifetime(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015-10-11/..")
	f.entity("is", kg.ClassActor, "/")
	f.tie("war", "conflict", "sdf", "is", "/")
	f.tie("dated", "conflict", "sdf", "is", "2016/2017")

	_, receipt, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "sdf", Validity: &kg.ValidityInput{EDTF: "2014-01-01/.."},
	})
	f.must(receipt, err)

	if got, want := read[*kg.Relationship](f, "war").Validity.Span.StartEarliest, instant(t, "2014-01-01T00:00:00Z"); got != want {
		t.Errorf("after the lifetime was moved back, war may start at %v, want %v", got, want)
	}
	if got := read[*kg.Relationship](f, "war").Version; got != 2 {
		t.Errorf("the relationship that follows is at version %d, want 2", got)
	}
	if got := read[*kg.Relationship](f, "dated").Version; got != 1 {
		t.Errorf("the relationship that does not change is at version %d, want 1", got)
	}
	if diff := cmp.Diff([]kg.RecordVersion{{ID: "sdf", Version: 2}, {ID: "war", Version: 2}}, receipt.Records); diff != "" {
		t.Errorf("written in one batch (-want +got):\n%s", diff)
	}
}

func TestAChangeThatWouldLeaveARelationshipImpossibleIsRefusedWhole(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015/..")
	f.entity("is", kg.ClassActor, "/")
	_, receipt, err := f.CreateRelationship(t.Context(), "tester", kg.CreateRelationshipInput{
		ID: ptr(kg.ID("war")), Type: "conflict", From: "sdf", To: "is", Sources: []kg.ID{"news"},
		Validity: &kg.ValidityInput{EDTF: "/", AttestedUntil: ptr("2016")},
	})
	f.must(receipt, err)

	_, _, err = f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "sdf", Validity: &kg.ValidityInput{EDTF: "2020/.."},
	})
	if got, want := fmt.Sprint(err), "the relationship war would no longer fit sdf"; field(err) != "validity" || !strings.Contains(got, want) {
		t.Fatalf("a lifetime that begins after the attestation of a tie: got %v, want validity blamed and %q", err, want)
	}
	if got := read[*kg.Entity](f, "sdf").Version; got != 1 {
		t.Errorf("after the refused change the entity is at version %d, want 1", got)
	}
}

func TestAParticipationWithoutDatesTakesTheEvents(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015/..")
	deal := f.entity("deal", kg.ClassEvent, "2025-03-10")
	f.tie("sdf-in-deal", "participation", "sdf", "deal", "")
	if got := read[*kg.Relationship](f, "sdf-in-deal").Validity.Span; got != deal.Validity.Span {
		t.Errorf("span = %v, want the event's %v", got, deal.Validity.Span)
	}

	moved, receipt, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "deal", Validity: &kg.ValidityInput{EDTF: "2025-03-11"},
	})
	f.must(receipt, err)
	if got := read[*kg.Relationship](f, "sdf-in-deal").Validity.Span; got != moved.Validity.Span {
		t.Errorf("after the event moved: span = %v, want %v", got, moved.Validity.Span)
	}
}

func TestWritesAreCheckedAgainstVocabularyAndRecords(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	f.entity("jail", kg.ClassPlace, "/")
	f.tie("truce", "ceasefire", "sdf", "is", "2026")
	relationship := func(kind string, from, to kg.ID) error {
		_, _, err := f.CreateRelationship(t.Context(), "tester", kg.CreateRelationshipInput{
			Type: kind, From: from, To: to, Validity: &kg.ValidityInput{EDTF: "2026"}, Sources: []kg.ID{"news"},
		})
		return err
	}
	claim := func(in kg.RecordClaimInput) error {
		if in.Source == "" {
			in.Source = "news"
		}
		_, _, err := f.RecordClaim(t.Context(), "tester", in)
		return err
	}
	entity := func(in kg.CreateEntityInput) error {
		in.Names = []kg.NameInput{{Text: "x"}}
		_, _, err := f.CreateEntity(t.Context(), "tester", in)
		return err
	}
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"an unknown type", relationship("ceasfire", "sdf", "is"), "type"},
		{"a type in capitals", relationship("CEASEFIRE", "sdf", "is"), "type"},
		{"an unknown end", relationship("ceasefire", "sdf", "nobody"), "to"},
		{"a source as an end", relationship("ceasefire", "news", "sdf"), "from"},
		{"a class that the type does not permit", relationship("ceasefire", "sdf", "jail"), "to"},
		{"an entity with itself", relationship("ceasefire", "sdf", "sdf"), "to"},
		{"an unknown kind", entity(kg.CreateEntityInput{Class: kg.ClassActor, Kind: "army"}), "kind"},
		{"a kind of another class", entity(kg.CreateEntityInput{Class: kg.ClassActor, Kind: "prison"}), "kind"},
		{"a claim about nothing", claim(kg.RecordClaimInput{About: "nothing", Property: "exists"}), "about"},
		{"a claim about a term", claim(kg.RecordClaimInput{About: "kind:prison", Property: "exists"}), "about"},
		{"an unknown property", claim(kg.RecordClaimInput{About: "truce", Property: "escapd"}), "property"},
		{"a value of another type", claim(kg.RecordClaimInput{About: "truce", Property: "escaped", Value: &kg.ValueInput{Text: ptr("many")}}), "value"},
		{"no value where one is needed", claim(kg.RecordClaimInput{About: "truce", Property: "escaped"}), "value"},
		{"a value where none is taken", claim(kg.RecordClaimInput{About: "truce", Property: "exists", Value: &kg.ValueInput{Text: ptr("yes")}}), "value"},
		{"two values", claim(kg.RecordClaimInput{About: "truce", Property: "end", Value: &kg.ValueInput{Text: ptr("x"), Date: ptr("2026")}}), "value"},
		{"a bad date", claim(kg.RecordClaimInput{About: "truce", Property: "end", Value: &kg.ValueInput{Date: ptr("2026-13")}}), "value.date"},
		{"a claimant that is a source", claim(kg.RecordClaimInput{About: "truce", Property: "exists", AssertedBy: ptr(kg.ID("news"))}), "assertedBy"},
		{"an unknown source", claim(kg.RecordClaimInput{About: "truce", Property: "exists", Source: "blog"}), "source"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := field(tt.err); got != tt.want {
				t.Errorf("blames %q, want %q (%v)", got, tt.want, tt.err)
			}
		})
	}
}

func TestARelationshipBetweenActorsNeedsAValidity(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	_, _, err := f.CreateRelationship(t.Context(), "tester", kg.CreateRelationshipInput{
		Type: "ceasefire", From: "sdf", To: "is", Sources: []kg.ID{"news"},
	})
	if got := field(err); got != "validity" {
		t.Errorf("blames %q, want validity (%v)", got, err)
	}
}

func TestDefaultsOfATypePassToItsRelationships(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("is", kg.ClassActor, "/")
	war := f.tie("war", "conflict", "sdf", "is", "2016")
	if !war.Symmetric || war.Sign != kg.SignHostile {
		t.Errorf("symmetric, sign = %v, %v; want those of the type: true, HOSTILE", war.Symmetric, war.Sign)
	}
}

func TestRestrictionPassesToRelationshipsAndTheirClaims(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	f.entity("agent", kg.ClassActor, "/")
	f.tie("truce", "ceasefire", "sdf", "agent", "2026")
	claim, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "truce", Property: "exists", Source: "news",
	})
	f.must(receipt, err)
	for _, access := range []kg.Access{kg.AccessRestricted, kg.AccessPublic} {
		_, receipt, err = f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{ID: "agent", Access: &access})
		f.must(receipt, err)
		want := access == kg.AccessRestricted
		if got := read[*kg.Relationship](f, "truce").Restricted; got != want {
			t.Errorf("with its end %s, the relationship is restricted: %v, want %v", access, got, want)
		}
		if got := read[*kg.Claim](f, claim.ID).Restricted; got != want {
			t.Errorf("with the end of what it is about %s, the claim is restricted: %v, want %v", access, got, want)
		}
	}
}

func TestAWriteThatIsRepeatedWithItsKeyIsDoneOnce(t *testing.T) {
	f := newFixture(t)
	in := kg.CreateEntityInput{
		Class: kg.ClassActor, Kind: "armed-group", Names: []kg.NameInput{{Text: "SDF"}},
		WriteOptions: kg.WriteOptions{IdempotencyKey: ptr("k1")},
	}
	first, r1, err := f.CreateEntity(t.Context(), "tester", in)
	f.must(r1, err)
	again, r2, err := f.CreateEntity(t.Context(), "tester", in)
	f.must(r2, err)
	if first.ID != again.ID || !cmp.Equal(r1, r2) {
		t.Errorf("repeated: %s, %+v; want the first answer %s, %+v", again.ID, r2, first.ID, r1)
	}
	in.Kind = "prison"
	if _, _, err := f.CreateEntity(t.Context(), "tester", in); !errors.Is(err, kg.ErrConflict) {
		t.Errorf("another request with the key = %v, want ErrConflict", err)
	}
	in.Kind = "armed-group"
	if other, _, err := f.CreateEntity(t.Context(), "someone else", in); err != nil || other.ID == first.ID {
		t.Errorf("another writer's key = %v, %v; want an entity of its own", other, err)
	}
}

func TestAnUpdateThatIsRepeatedWithItsKeyAnswersAlike(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	in := kg.UpdateEntityInput{
		ID: "sdf", Summary: ptr("a force"), ExpectedVersion: ptr(1),
		WriteOptions: kg.WriteOptions{IdempotencyKey: ptr("k2")},
	}
	for range 3 {
		e, receipt, err := f.UpdateEntity(t.Context(), "tester", in)
		f.must(receipt, err)
		if e.Version != 2 || e.Summary != "a force" {
			t.Errorf("version, summary = %d, %q; want 2, a force", e.Version, e.Summary)
		}
	}
}

func TestExpectedVersionDecidesBetweenTwoWriters(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	update := func() error {
		_, _, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
			ID: "sdf", ExpectedVersion: ptr(1), Note: ptr("x"),
		})
		return err
	}
	if err := update(); err != nil {
		t.Fatal(err)
	}
	if err := update(); !errors.Is(err, kg.ErrConflict) {
		t.Errorf("a second update of version 1 = %v, want ErrConflict", err)
	}
}

func TestConcurrentChangesWithoutAnExpectedVersionAllCount(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "/")
	const writers = 4
	var wait sync.WaitGroup
	failed := make(chan error, writers)
	for i := range writers {
		wait.Go(func() {
			_, _, err := f.UpdateEntity(context.Background(), "tester", kg.UpdateEntityInput{
				ID: "sdf", Summary: ptr(strconv.Itoa(i)),
			})
			if err != nil {
				failed <- err
			}
		})
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		t.Errorf("a concurrent update failed: %v", err)
	}
	if got := read[*kg.Entity](f, "sdf").Version; got != 1+writers {
		t.Errorf("the entity is at version %d, want %d", got, 1+writers)
	}
}

func TestAddVocabularyBlamesWhatWasGiven(t *testing.T) {
	actor := []kg.EntityClass{kg.ClassActor}
	good := kg.KindInput{Name: "good", Classes: actor}
	for want, in := range map[string]kg.AddVocabularyInput{
		"kinds[1].name":             {Kinds: []kg.KindInput{good, {Name: "Bad Name", Classes: actor}}},
		"kinds[1].classes":          {Kinds: []kg.KindInput{good, {Name: "bad"}}},
		"relationshipTypes[0].name": {Kinds: []kg.KindInput{good}, RelationshipTypes: []kg.RelationshipTypeInput{{Name: "-"}}},
		"claimProperties[1].name": {
			RelationshipTypes: []kg.RelationshipTypeInput{{Name: "good"}},
			ClaimProperties:   []kg.ClaimPropertyInput{{Name: "good", ValueType: kg.ValueText}, {Name: "%", ValueType: kg.ValueText}},
		},
	} {
		if _, err := newFixture(t).AddVocabulary(t.Context(), "tester", in); field(err) != want {
			t.Errorf("blames %q, want %s (%v)", field(err), want, err)
		}
	}
}

func TestACredibilityThatIsGivenIsOnTheScale(t *testing.T) {
	f := newFixture(t)
	f.entity("jail", kg.ClassPlace, "/")
	for credibility, want := range map[int]string{-1: "credibility", 0: "credibility", 1: "", 6: "", 7: "credibility"} {
		_, _, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
			About: "jail", Property: "exists", Source: "news", Credibility: &credibility,
		})
		if got := field(err); got != want {
			t.Errorf("credibility %d blames %q, want %q (%v)", credibility, got, want, err)
		}
	}
}

func TestRetractingWhatOthersReferToIsRefused(t *testing.T) {
	f := newFixture(t)
	f.entity("us", kg.ClassActor, "/")
	f.entity("sdf", kg.ClassActor, "/")
	f.tie("pact", "ceasefire", "us", "sdf", "2015/..")
	for _, id := range []kg.ID{"sdf", "news", "type:ceasefire"} {
		if _, err := f.Retract(t.Context(), "tester", kg.RetractInput{ID: id}); !errors.Is(err, kg.ErrConflict) {
			t.Errorf("Retract(%s) = %v, want ErrConflict", id, err)
		}
	}
	f.must(f.Retract(t.Context(), "tester", kg.RetractInput{ID: "pact"}))
	f.must(f.Retract(t.Context(), "tester", kg.RetractInput{ID: "sdf"}))
	if _, err := kg.One[*kg.Entity](t.Context(), f.Graph, kg.View{}, "sdf"); !errors.Is(err, kg.ErrNotFound) {
		t.Errorf("reading what was retracted = %v, want ErrNotFound", err)
	}
}

func TestAClaimMovesNoValidity(t *testing.T) {
	f := newFixture(t)
	f.entity("us", kg.ClassActor, "/")
	f.entity("sdf", kg.ClassActor, "/")
	before := f.tie("pact", "ceasefire", "us", "sdf", "2015/..")
	_, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "pact", Property: "end", Value: &kg.ValueInput{Date: ptr("2020")}, Source: "news",
		Rank: ptr(kg.RankPreferred),
	})
	f.must(receipt, err)
	if diff := cmp.Diff(before, read[*kg.Relationship](f, "pact")); diff != "" {
		t.Errorf("the record after a claim about it (-before +after):\n%s", diff)
	}
}

func TestANumberWithoutAUnitGetsThePropertys(t *testing.T) {
	f := newFixture(t)
	f.entity("jail", kg.ClassPlace, "/")
	c, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "jail", Property: "escaped", Value: &kg.ValueInput{Number: ptr("~1500")}, Source: "news",
	})
	f.must(receipt, err)
	if got := c.Value.String(); got != "~1500 people" {
		t.Errorf("value = %q, want ~1500 people", got)
	}
}

func TestATermKeepsWhatRecordsRestOn(t *testing.T) {
	f := newFixture(t)
	term := *read[*kg.Term](f, "type:ceasefire")
	term.Symmetric = false
	_, err := f.Write(t.Context(), kg.Batch{Writer: "tester", Writes: []kg.Write{{Record: &term, Expect: kg.AnyVersion}}})
	if got := field(err); got != "symmetric" {
		t.Errorf("blames %q, want symmetric (%v)", got, err)
	}
}

func TestABatchIsCheckedAsAWhole(t *testing.T) {
	f := newFixture(t)
	e := read[*kg.Source](f, "news")
	_, err := f.Write(t.Context(), kg.Batch{Writer: "tester", Writes: []kg.Write{
		{Record: e, Expect: kg.AnyVersion}, {Record: e, Expect: kg.AnyVersion},
	}})
	if got := field(err); got != "id" {
		t.Errorf("one record twice in a batch blames %q, want id (%v)", got, err)
	}
	bad := *e
	bad.ID, bad.Title = "other", ""
	_, err = f.Write(t.Context(), kg.Batch{Writer: "tester", Writes: []kg.Write{
		{Record: e, Expect: kg.AnyVersion}, {Record: &bad, Expect: kg.Absent},
	}})
	if got := field(err); got != "records[other].title" {
		t.Errorf("a bad record of two blames %q, want records[other].title (%v)", got, err)
	}
}
