package kg_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// A saying is a claim for a test, by its id.
type saying struct {
	about, by, source kg.ID
	property, number  string
	denies            bool
	at                string
}

// say adds a claim; it exists unless another property is named.
func (f fixture) say(id kg.ID, s saying) {
	f.t.Helper()
	in := kg.RecordClaimInput{ID: &id, About: s.about, Property: "exists", Source: "news"}
	if s.property != "" {
		in.Property = s.property
	}
	if s.number != "" {
		in.Value = &kg.ValueInput{Number: &s.number}
	}
	if s.by != "" {
		in.AssertedBy = &s.by
	}
	if s.source != "" {
		in.Source = s.source
	}
	if s.denies {
		in.Stance = ptr(kg.StanceDenies)
	}
	if s.at != "" {
		in.SaidAt = &s.at
	}
	_, receipt, err := f.RecordClaim(f.t.Context(), "tester", in)
	f.must(receipt, err)
}

// testimonies is a graph of ties of which each rests on other evidence. Each has the
// source news, but for "leaked".
func testimonies(t *testing.T) fixture {
	t.Helper()
	f := newFixture(t)
	for _, id := range []kg.ID{"wire", "leak"} {
		access := kg.AccessPublic
		if id == "leak" {
			access = kg.AccessRestricted
		}
		_, receipt, err := f.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: &id, Title: string(id), Access: &access})
		f.must(receipt, err)
	}
	for _, id := range []kg.ID{"us", "sdf", "un"} {
		f.entity(id, kg.ClassActor, "/")
	}
	f.entity("deal", kg.ClassEvent, "2026-01-18")
	f.tie("sdf-in-deal", "participation", "sdf", "deal", "")
	for _, id := range []kg.ID{"plain", "own-words", "one-side", "third", "retracted", "denied", "disputed", "leaked"} {
		f.tie(id, "ceasefire", "us", "sdf", "2026")
	}
	f.say("c1", saying{about: "own-words", by: "us"})
	f.say("c2", saying{about: "own-words", by: "sdf", property: "escaped", number: "5"})
	f.say("c3", saying{about: "one-side", by: "us"})
	f.say("c4", saying{about: "third", by: "us"})
	f.say("c5", saying{about: "third", by: "un", source: "wire"})
	f.say("c6", saying{about: "retracted", by: "us", at: "2026-01-01"})
	f.say("c7", saying{about: "retracted", by: "us", at: "2026-01-02", denies: true})
	f.say("c8", saying{about: "denied", by: "un", source: "wire", denies: true})
	f.say("c9", saying{about: "disputed", by: "us", property: "escaped", number: "5", at: "2026"})
	f.say("c10", saying{about: "disputed", property: "escaped", number: "6", at: "2026"})
	f.say("c11", saying{about: "deal", by: "sdf", property: "escaped", number: "6", source: "wire"})
	sources := []kg.ID{"news", "leak"}
	_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{ID: "leaked", Sources: sources})
	f.must(receipt, err)
	return f
}

// matters returns the matter of each record.
func matters(f fixture, v kg.View, ids ...kg.ID) []kg.Matter {
	f.t.Helper()
	records, err := f.Records(f.t.Context(), v, ids)
	if err != nil {
		f.t.Fatal(err)
	}
	found, err := f.Matters(f.t.Context(), v, records)
	if err != nil {
		f.t.Fatal(err)
	}
	return found
}

func TestEvidence(t *testing.T) {
	f := testimonies(t)
	tests := []struct {
		id      kg.ID
		why     string
		sources []kg.ID
		by      []kg.ID
		parties bool
	}{
		{"plain", "a source asserts what rests on it", []kg.ID{"news"}, []kg.ID{"news"}, false},
		{"own-words", "a source that only carries words asserts nothing; any claim asserts", []kg.ID{"news"}, []kg.ID{"sdf", "us"}, true},
		{"one-side", "one party is parties only", []kg.ID{"news"}, []kg.ID{"us"}, true},
		{"third", "a third claimant with a source of its own", []kg.ID{"news", "wire"}, []kg.ID{"un", "us"}, false},
		{"retracted", "who denies it in the end asserts nothing", []kg.ID{"news"}, nil, false},
		{"denied", "a denial is neither a source nor an assertion", []kg.ID{"news"}, []kg.ID{"news"}, false},
		{"disputed", "a source that speaks for itself too asserts", []kg.ID{"news"}, []kg.ID{"news", "us"}, false},
		{"leaked", "a hidden source is none", []kg.ID{"news"}, []kg.ID{"news"}, false},
		{"deal", "an event has its participants as parties", []kg.ID{"wire"}, []kg.ID{"sdf"}, true},
		{"us", "nothing is said of it", nil, nil, false},
	}
	for _, tt := range tests {
		m := matters(f, f.View(), tt.id)[0]
		got := m.Evidence()
		if !slices.Equal(got.Sources, tt.sources) || !slices.Equal(got.Asserters, tt.by) || got.PartiesOnly != tt.parties {
			t.Errorf("%s: got %+v; want sources %v, asserters %v, parties only: %v: %s",
				tt.id, got, tt.sources, tt.by, tt.parties, tt.why)
		}
	}
	if got := matters(f, kg.View{Restricted: true}, "leaked")[0].Evidence().Sources; len(got) != 2 {
		t.Errorf("for who may see it, the sources of leaked are %v, want news and leak", got)
	}
}

func TestFiltersByEvidence(t *testing.T) {
	f := testimonies(t)
	type filter = kg.RelationshipFilter
	type evidence = kg.EvidenceFilter
	by := func(e evidence) filter { return filter{Evidence: &e, Type: &kg.TermFilter{Eq: ptr("ceasefire")}} }
	all := []kg.ID{"denied", "disputed", "leaked", "one-side", "own-words", "plain", "retracted", "third"}
	but := func(ids ...kg.ID) []kg.ID {
		return slices.DeleteFunc(slices.Clone(all), func(id kg.ID) bool { return slices.Contains(ids, id) })
	}
	tests := []struct {
		name  string
		where filter
		want  []kg.ID
	}{
		{"no demand", by(evidence{}), all},
		{"one source", by(evidence{Sources: &kg.CountFilter{Lte: ptr(1)}}), but("third")},
		{"two sources", by(evidence{Sources: &kg.CountFilter{Eq: ptr(2)}}), []kg.ID{"third"}},
		{"two or more", by(evidence{Sources: &kg.CountFilter{Gte: ptr(2)}}), []kg.ID{"third"}},
		{"parties only", by(evidence{PartiesOnly: ptr(true)}), []kg.ID{"one-side", "own-words"}},
		{"not parties only", by(evidence{PartiesOnly: ptr(false)}), but("one-side", "own-words")},
		{"only by one side", by(evidence{OnlyAssertedBy: []kg.ID{"us"}}), []kg.ID{"one-side"}},
		{"only by two", by(evidence{OnlyAssertedBy: []kg.ID{"us", "un"}}), []kg.ID{"one-side", "third"}},
		{"only by a source", by(evidence{OnlyAssertedBy: []kg.ID{"news"}}), []kg.ID{"denied", "leaked", "plain"}},
		{"only by nobody", by(evidence{OnlyAssertedBy: []kg.ID{}}), []kg.ID{}},
		{"disputed", by(evidence{Disputed: ptr(true)}), []kg.ID{"disputed"}},
		{"undisputed", by(evidence{Disputed: ptr(false)}), but("disputed")},
		{"all at once", by(evidence{Sources: &kg.CountFilter{Eq: ptr(1)}, PartiesOnly: ptr(true), Disputed: ptr(false)}), []kg.ID{"one-side", "own-words"}},
		{"within or", filter{Or: []filter{by(evidence{Disputed: ptr(true)}), by(evidence{Sources: &kg.CountFilter{Eq: ptr(2)}})}}, []kg.ID{"disputed", "third"}},
		{"within not", filter{Type: &kg.TermFilter{Eq: ptr("ceasefire")}, Not: ptr(by(evidence{Sources: &kg.CountFilter{Lte: ptr(1)}}))}, []kg.ID{"third"}},
		{"within and", filter{And: []filter{by(evidence{PartiesOnly: ptr(true)}), by(evidence{OnlyAssertedBy: []kg.ID{"us"}})}}, []kg.ID{"one-side"}},
		{"of an end", filter{From: &kg.EntityFilter{Evidence: &evidence{Sources: &kg.CountFilter{Gte: ptr(1)}}}}, []kg.ID{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := found(t, f, at(t, "../..", ""), kg.RelationshipList{Where: &tt.where})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEntitiesByEvidence(t *testing.T) {
	f := testimonies(t)
	for name, tt := range map[string]struct {
		where kg.EvidenceFilter
		want  []kg.ID
	}{
		"events that only participants assert": {kg.EvidenceFilter{PartiesOnly: ptr(true)}, []kg.ID{"deal"}},
		"what rests on nothing":                {kg.EvidenceFilter{Sources: &kg.CountFilter{Eq: ptr(0)}}, []kg.ID{"sdf", "un", "us"}},
	} {
		got := having(t, f, f.View(), &kg.EntityFilter{Evidence: &tt.where})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFiltersByEvidenceRefuse(t *testing.T) {
	f := testimonies(t)
	ask := func(e kg.EvidenceFilter) error {
		where := kg.RelationshipFilter{Not: &kg.RelationshipFilter{Evidence: &e}}
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Where: &where}})
		return err
	}
	for want, e := range map[string]kg.EvidenceFilter{
		"where.not.evidence.sources.lte":       {Sources: &kg.CountFilter{Lte: ptr(-1)}},
		"where.not.evidence.onlyAssertedBy[1]": {OnlyAssertedBy: []kg.ID{"us", "a b"}},
	} {
		if got := field(ask(e)); got != want {
			t.Errorf("blames %q, want %q", got, want)
		}
	}
	many := slices.Repeat([]kg.ID{"us"}, kg.MaxItems+1)
	if err := ask(kg.EvidenceFilter{OnlyAssertedBy: many}); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("%d asserters = %v, want ErrLimit", len(many), err)
	}
	if err := ask(kg.EvidenceFilter{OnlyAssertedBy: many[1:]}); err != nil {
		t.Errorf("%d asserters = %v, want no error", len(many)-1, err)
	}
}

func TestPartiesToRecords(t *testing.T) {
	f := testimonies(t)
	records, err := f.Records(t.Context(), f.View(), []kg.ID{"plain", "deal", "us", "c1", "news"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Parties(t.Context(), f.View(), records)
	want := kg.Parties{
		"plain": {"us", "sdf"}, "deal": {"sdf"}, "us": {"us"}, "c1": {"c1"}, "news": {"news"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v, parties (-want +got):\n%s", err, diff)
	}
}
