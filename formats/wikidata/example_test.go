package wikidata_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

// The page on the format says what comes of its example.
func TestTheExampleIsReadAsThePageSays(t *testing.T) {
	r := read(t, example(t), formats.ReadOptions{})
	if len(r.mistakes) > 0 {
		t.Fatalf("refused: %v", r.mistakes)
	}
	kinds := map[kg.ID]string{}
	for id, record := range r.records {
		if e, ok := record.(*kg.Entity); ok {
			kinds[id] = string(e.EntityClass) + " " + e.Kind
		}
	}
	want := map[kg.ID]string{
		"Q142": "ACTOR state", "Q34": "ACTOR state", "Q7184": "ACTOR alliance", "Q8736": "EVENT agreement",
	}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	members := map[kg.ID]string{}
	for _, tie := range r.ties("member-of") {
		members[tie.From] = tie.Validity.EDTF
	}
	if diff := cmp.Diff(map[kg.ID]string{"Q142": "1949-04-04/", "Q34": "2024-03-07/.."}, members); diff != "" {
		t.Errorf("members of NATO (-want +got):\n%s", diff)
	}
	signed := map[kg.ID]string{}
	for _, tie := range r.ties("participation") {
		signed[tie.From] = string(tie.To) + " " + tie.Properties["role"].Text
	}
	if diff := cmp.Diff(map[kg.ID]string{"Q142": "Q8736 signatory", "Q30": "Q8736 signatory"}, signed); diff != "" {
		t.Errorf("signatories (-want +got):\n%s", diff)
	}
}

func TestAReferenceIsOneSourceWhereverItStands(t *testing.T) {
	r := read(t, example(t), formats.ReadOptions{})
	ties := r.ties("member-of")
	if len(ties) != 2 || !cmp.Equal(ties[0].Sources, ties[1].Sources) {
		t.Fatalf("got %v, want two with one source", ties)
	}
	got, _ := r.named[ties[0].Sources[0]].(*kg.Source)
	want := &kg.Source{
		Header: kg.Header{ID: ties[0].Sources[0]}, Title: "NATO member countries", Publisher: "Wikidata item Q7184",
		URL: "https://www.nato.int/cps/en/natohq/topics_52044.htm", RetrievedAt: "2024-03-11", Language: "en",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestWhatHasNoReferenceRestsOnItsItem(t *testing.T) {
	r := read(t, example(t), formats.ReadOptions{Source: "the-file"})
	capital := r.ties("capital")
	if len(capital) != 1 || !cmp.Equal(capital[0].Sources, []kg.ID{"wikidata:Q142"}) {
		t.Fatalf("got %v, want one with the source wikidata:Q142", capital)
	}
	got, _ := r.named["wikidata:Q142"].(*kg.Source)
	want := &kg.Source{
		Header: kg.Header{ID: "wikidata:Q142", Sources: []kg.ID{"the-file"}}, Title: "Wikidata: Q142",
		Publisher: "Wikidata", URL: "https://www.wikidata.org/wiki/Q142", Licence: "CC0-1.0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestAQuantityIsAClaimAboutItsTime(t *testing.T) {
	r := read(t, example(t), formats.ReadOptions{})
	for _, c := range r.claims("Q142") {
		if c.Property != "population" || c.Value.String() != "67749632 people" || c.HoldsAt != "2022-01-01" {
			t.Errorf("got %s %s at %s, want population 67749632 people at 2022-01-01", c.Property, c.Value, c.HoldsAt)
		}
	}
	if len(r.claims("Q142")) != 1 {
		t.Errorf("claims about France: got %d, want 1", len(r.claims("Q142")))
	}
}

func TestNamesComeInAllLanguages(t *testing.T) {
	e := read(t, example(t), formats.ReadOptions{}).entity(t, "Q7184")
	want := []kg.Name{
		{Text: "NATO", Kind: kg.NameOfficial},
		{Text: "North Atlantic Treaty Organization", Language: "en", Kind: kg.NameOfficial},
		{Text: "NATO", Language: "en", Kind: kg.NameAlias},
		{Text: "North Atlantic Alliance", Language: "en", Kind: kg.NameAlias},
		{Text: "OTAN", Language: "fr", Kind: kg.NameAlias},
	}
	if diff := cmp.Diff(want, e.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if e.Summary != "intergovernmental military alliance" {
		t.Errorf("summary: got %q", e.Summary)
	}
}

func TestWhatIsOnlyMentionedHasItsIDAsAName(t *testing.T) {
	r := read(t, example(t), formats.ReadOptions{})
	paris, _ := r.named["Q90"].(*kg.Entity)
	if paris == nil || paris.EntityClass != kg.ClassPlace || paris.Kind != "unclassified" || paris.Names[0].Text != "Q90" {
		t.Errorf("Paris: got %+v, want an unclassified place called Q90", paris)
	}
	if r.named["Q34"] != nil {
		t.Error("Sweden is in the file, but is mentioned too")
	}
}

func TestTheTermsOfTheGraphAreUsedWhereTheyFit(t *testing.T) {
	x := exporttest.Seed(t)
	r := read(t, example(t), formats.ReadOptions{Vocabulary: x.Vocabulary})
	for _, term := range []kg.ID{"kind:state", "type:member-of", "type:participation", "property:exists"} {
		if r.named[term] != nil {
			t.Errorf("%s is made anew", term)
		}
	}
	if len(r.ties("member-of")) != 2 || r.named["kind:alliance"] == nil {
		t.Errorf("want the graph's own member-of, and a new kind alliance")
	}
}

func TestRanksAreThoseOfClaimsThatItExists(t *testing.T) {
	r := read(t, example(t)+content(t, "testdata", "dump.json"), formats.ReadOptions{})
	sweden := r.ties("member-of")[1]
	for _, c := range r.claims(sweden.ID) {
		if c.Property != "exists" || c.Rank != kg.RankPreferred {
			t.Errorf("got %s %s, want exists PREFERRED", c.Property, c.Rank)
		}
	}
	r = read(t, content(t, "testdata", "dump.json"), formats.ReadOptions{})
	spouse := r.ties("spouse")[0]
	if got := spouse.Properties["wikidata-rank"].Text; got != "deprecated" {
		t.Errorf("rank of the marriage: got %q, want deprecated", got)
	}
	for _, c := range r.claims(spouse.ID) {
		if c.Property != "exists" || c.Rank != kg.RankDeprecated || c.Stance != kg.StanceAsserts {
			t.Errorf("got %s %s %s, want exists ASSERTS DEPRECATED", c.Property, c.Stance, c.Rank)
		}
	}
}
