package kg_test

import (
	"errors"
	"testing"

	"entente/kg"
)

func TestExpiringKeepsTheStartAndRecordsTheStatement(t *testing.T) {
	tests := []struct{ give, end, want string }{
		{"2015-10~/..", "2026-01-20?", "2015-10~/2026-01-20?"},
		{"2015/", "2026", "2015/2026"},
		{"/", "2026-01-20T17:00:00Z", "/2026-01-20T17:00:00Z"},
		{"2015/2027", "2026-01", "2015/2026-01"},
	}
	for _, tt := range tests {
		t.Run(tt.give, func(t *testing.T) {
			f := newFixture(t)
			f.entity("us", kg.ClassActor, "/")
			f.entity("sdf", kg.ClassActor, "/")
			f.tie("pact", "ceasefire", "us", "sdf", tt.give)
			r, receipt, err := f.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{
				ID: "pact", End: tt.end,
				Claim: &kg.EndClaimInput{Source: "news", AssertedBy: ptr(kg.ID("us")), Quote: ptr("largely expired")},
			})
			f.must(receipt, err)
			if r.Validity.EDTF != tt.want {
				t.Errorf("validity = %q, want %q", r.Validity.EDTF, tt.want)
			}
			claim := read[*kg.Claim](f, receipt.Records[1].ID)
			if claim.About != "pact" || claim.Property != "end" || claim.Value.Date != tt.end {
				t.Errorf("the claim is about %s, %s = %s; want pact, end = %s",
					claim.About, claim.Property, claim.Value, tt.end)
			}
		})
	}
}

func TestExpiringReadsTheEndInTheZoneOfTheRelationship(t *testing.T) {
	f := newFixture(t)
	f.entity("us", kg.ClassActor, "/")
	f.entity("sdf", kg.ClassActor, "/")
	for _, tt := range []struct{ end, edtf, latest string }{
		{"2026-01-20T17:00:00", "2026-01-01/2026-01-20T14:00:00Z", "2026-01-20T14:00:00Z"},
		{"2026-01-20T17:00:00Z", "2026-01-01/2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z"},
		{"2026-01-20", "2026-01-01/2026-01-20", "2026-01-20T21:00:00Z"},
	} {
		id := kg.NewID("pact")
		_, receipt, err := f.CreateRelationship(t.Context(), "tester", kg.CreateRelationshipInput{
			ID: &id, Type: "ceasefire", From: "us", To: "sdf", Sources: []kg.ID{"news"},
			Validity: &kg.ValidityInput{EDTF: "2026-01-01/..", Zone: ptr("+03:00")},
		})
		f.must(receipt, err)
		r, receipt, err := f.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{
			ID: id, End: tt.end, Claim: &kg.EndClaimInput{Source: "news"},
		})
		f.must(receipt, err)
		if r.Validity.EDTF != tt.edtf || r.Validity.Span.EndLatest != instant(t, tt.latest) {
			t.Errorf("expired at %s in +03:00: %s, until %v; want %s, until %s",
				tt.end, r.Validity.EDTF, r.Validity.Span.EndLatest, tt.edtf, tt.latest)
		}
		claim := read[*kg.Claim](f, receipt.Records[1].ID)
		if got, want := claim.Value.Date, r.Validity.End().EDTF; got != want {
			t.Errorf("expired at %s in +03:00: the claim says %s, the relationship %s", tt.end, got, want)
		}
	}
}

func TestExpiringRefusesWhatIsNoOneDateInTheWordsOfTheUser(t *testing.T) {
	f := newFixture(t)
	f.entity("us", kg.ClassActor, "/")
	f.entity("sdf", kg.ClassActor, "/")
	f.tie("pact", "ceasefire", "us", "sdf", "2015/2027")
	for _, end := range []string{"", "..", "/", "2026/2027", "../2026", "soon", "2014"} {
		_, _, err := f.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{ID: "pact", End: end})
		var invalid *kg.InvalidError
		if !errors.As(err, &invalid) || invalid.Field != "end" || invalid.Value != end {
			t.Errorf("expired at %q: got %v, want end blamed, with the text that was given", end, err)
		}
	}
	if got := read[*kg.Relationship](f, "pact"); got.Version != 1 {
		t.Errorf("after refusals the relationship is at version %d (%s), want 1", got.Version, got.Validity.EDTF)
	}
}

func TestExpiringATieThatHasItsEventsTimeKeepsTheStart(t *testing.T) {
	for _, tt := range []struct{ event, end, want string }{
		{"2025-03-10/2025-03-20", "2025-03-12", "2025-03-10/2025-03-12"},
		{"2025-03-10", "2025-03-10T12:00:00Z", "2025-03-10/2025-03-10T12:00:00Z"},
		{"2025-03-10/..", "2025-03-12", "2025-03-10/2025-03-12"},
	} {
		f := newFixture(t)
		f.entity("sdf", kg.ClassActor, "2015/..")
		deal := f.entity("deal", kg.ClassEvent, tt.event)
		f.tie("sdf-in-deal", "participation", "sdf", "deal", "")
		r, receipt, err := f.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{
			ID: "sdf-in-deal", End: tt.end,
		})
		f.must(receipt, err)
		if r.Validity.EDTF != tt.want || r.Validity.Span.StartEarliest != deal.Validity.Span.StartEarliest {
			t.Errorf("event %s, expired at %s: got %s from %v, want %s",
				tt.event, tt.end, r.Validity.EDTF, r.Validity.Span.StartEarliest, tt.want)
		}
	}
}

// TestExpiringStartsWithTheEventAsItIs moves the event while its tie expires.
func TestExpiringStartsWithTheEventAsItIs(t *testing.T) {
	f := newFixture(t)
	f.entity("sdf", kg.ClassActor, "2015/..")
	f.entity("deal", kg.ClassEvent, "2025-03-10")
	f.tie("sdf-in-deal", "participation", "sdf", "deal", "")
	g, store := f.racing()
	store.beforeApply = func() {
		_, receipt, err := f.UpdateEntity(t.Context(), "other", kg.UpdateEntityInput{
			ID: "deal", Validity: &kg.ValidityInput{EDTF: "2025-03-11"},
		})
		f.must(receipt, err)
	}
	r, receipt, err := g.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{
		ID: "sdf-in-deal", End: "2025-03-12",
	})
	f.must(receipt, err)
	if want := "2025-03-11/2025-03-12"; r.Validity.EDTF != want {
		t.Errorf("validity = %s, want %s", r.Validity.EDTF, want)
	}
}

func TestExpiringWritesEndAndClaimOrNeither(t *testing.T) {
	f := newFixture(t)
	f.entity("us", kg.ClassActor, "/")
	f.entity("sdf", kg.ClassActor, "/")
	f.tie("pact", "ceasefire", "us", "sdf", "2015/..")
	for name, in := range map[string]kg.ExpireRelationshipInput{
		"a claim without its source":   {ID: "pact", End: "2026", Claim: &kg.EndClaimInput{Source: "blog"}},
		"an end before the start":      {ID: "pact", End: "2014"},
		"an end that is no date":       {ID: "pact", End: "soon"},
		"an end that is two":           {ID: "pact", End: "2026/2027"},
		"a relationship that is not":   {ID: "nothing", End: "2026"},
		"an entity for a relationship": {ID: "sdf", End: "2026"},
	} {
		if _, _, err := f.ExpireRelationship(t.Context(), "tester", in); err == nil {
			t.Errorf("%s was accepted, want an error", name)
		}
	}
	if got := read[*kg.Relationship](f, "pact"); got.Version != 1 {
		t.Errorf("after refusals the relationship is at version %d (%s), want 1", got.Version, got.Validity.EDTF)
	}
}
