package dataset

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// graphText is a small collection with one of everything.
const graphText = `
dataset: {name: small, title: Small, observedUntil: "2026-03-10", licence: CC0}
sources:
  - {id: s1, title: One, url: "https://example.org/1", publishedAt: "2026-01-20?", reliability: B}
  - {id: s2, title: Two, note: A reprint.}
entities:
  - id: us
    class: ACTOR
    kind: state
    names:
      - {text: United States, language: en, kind: OFFICIAL}
      - {text: الولايات المتحدة, language: ar, script: Arab, kind: OFFICIAL}
      - {text: The States, kind: FORMER, validity: "2015"}
    externalIds: [{scheme: cow, id: 2}]
    properties: {size: 3, motto: text alone, seat: {entity: jail}, since: {date: "1776"}}
    sources: [s1]
  - {id: them, class: ACTOR, kind: state, names: [{text: Them, kind: ALIAS}], validity: 2014/..}
  - id: jail
    class: PLACE
    kind: prison
    names: [{text: Jail, kind: OFFICIAL}]
    location: {latitude: 36.0561, longitude: -40}
    within: town
    sources: [s1]
  - {id: town, class: PLACE, kind: prison, names: [{text: Town, kind: ALIAS}], access: RESTRICTED}
  - id: flight
    class: EVENT
    kind: escape
    names: [{text: Flight, kind: OFFICIAL}]
    validity: 2026-01-19
    place: jail
    participants:
      - {entity: us, role: chief witness}
      - {entity: them, sources: [s2], note: By their own word.}
    sources: [s1]
relationships:
  - id: pause
    type: ceasefire
    from: us
    to: them
    validity: {edtf: "2026-01-20/..", attestedUntil: "2026-02"}
    sources: [s1]
  - id: peace
    type: ceasefire
    from: us
    to: them
    validity: "2026-01-30/.."
    sign: NEUTRAL
    sources: [s1]
  - {id: plan, type: ceasefire, from: us, to: them, validity: "2027/..", sources: [s1]}
  - {id: rumour, type: ceasefire, from: us, to: them, sources: [s1]}
  - {id: guest, type: participation, from: them, to: flight, sources: [s1]}
  - id: lapse
    type: ceasefire
    from: us
    to: them
    validity: {edtf: "2025/", ended: true}
    sources: [s1]
claims:
  - {id: c1, about: flight, property: escaped, value: ~1500, source: s1, saidAt: 2026-01-19}
  - id: c2
    about: flight
    property: exists
    stance: DENIES
    assertedBy: them
    source: s2
    rank: DEPRECATED
    credibility: 5
    quote: >-
      it never
      happened
`

// small returns the records of graphText by id.
func small(t *testing.T) map[kg.ID]kg.Record {
	t.Helper()
	records, err := convert(t, graphText)
	if err != nil {
		t.Fatalf("got %v, want no error", err)
	}
	byID := map[kg.ID]kg.Record{}
	for _, r := range records {
		byID[r.Head().ID] = r
	}
	return byID
}

func get[T kg.Record](t *testing.T, records map[kg.ID]kg.Record, id kg.ID) T {
	t.Helper()
	r, ok := records[id].(T)
	if !ok {
		t.Fatalf("record %s is a %T, want a %T", id, records[id], r)
	}
	return r
}

func TestRecordsComeInAnOrderInWhichReferencesAreKnown(t *testing.T) {
	records, err := convert(t, graphText)
	if err != nil {
		t.Fatal(err)
	}
	var got []kg.Class
	for _, r := range records {
		got = append(got, r.Class())
	}
	want := []kg.Class{
		kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim,
	}
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("classes in order (-want +got):\n%s", diff)
	}
}

func TestFieldsReachTheRecord(t *testing.T) {
	records := small(t)
	three, people := 3.0, 1500.0
	year, _ := kg.Written{EDTF: "2015"}.Read(0)
	tests := []struct {
		name      string
		got, want kg.Record
	}{
		{"source", records["s1"], &kg.Source{
			Header: kg.Header{ID: "s1"}, Title: "One", URL: "https://example.org/1",
			PublishedAt: "2026-01-20?", Reliability: "B",
		}},
		{"actor", records["us"], &kg.Entity{
			Header: kg.Header{ID: "us", Sources: []kg.ID{"s1"}}, EntityClass: kg.ClassActor, Kind: "state",
			Names: []kg.Name{
				{Text: "United States", Language: "en", Kind: kg.NameOfficial},
				{Text: "الولايات المتحدة", Language: "ar", Script: "Arab", Kind: kg.NameOfficial},
				{Text: "The States", Kind: kg.NameFormer, Validity: &year},
			},
			Validity:    kg.Unknown,
			ExternalIDs: []kg.ExternalID{{Scheme: "cow", ID: "2"}},
			Properties: kg.Properties{
				"size":  {Type: kg.ValueNumber, Number: &kg.Quantity{Min: &three, Max: &three}},
				"motto": {Type: kg.ValueText, Text: "text alone"},
				"seat":  {Type: kg.ValueEntity, Entity: "jail"},
				"since": {Type: kg.ValueDate, Date: "1776"},
			},
		}},
		{"number claimed", records["c1"], &kg.Claim{
			Header: kg.Header{ID: "c1"}, About: "flight", Property: "escaped",
			Value: kg.Value{Type: kg.ValueNumber, Number: &kg.Quantity{
				Min: &people, Max: &people, Approximate: true, Unit: "people",
			}},
			Stance: kg.StanceAsserts, Source: "s1", SaidAt: "2026-01-19", Rank: kg.RankNormal,
		}},
		{"denial", records["c2"], &kg.Claim{
			Header: kg.Header{ID: "c2"}, About: "flight", Property: "exists",
			Value: kg.Value{Type: kg.ValueNone}, Stance: kg.StanceDenies, AssertedBy: "them",
			Source: "s2", Rank: kg.RankDeprecated, Credibility: 5, Quote: "it never happened",
		}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	point := kg.Location{Latitude: 36.0561, Longitude: -40}
	if got := get[*kg.Entity](t, records, "jail").Location; got == nil || *got != point {
		t.Errorf("location of jail = %v, want %v", got, point)
	}
	if got := get[*kg.Entity](t, records, "town").Access; got != kg.AccessRestricted {
		t.Errorf("access of town = %q, want RESTRICTED", got)
	}
}

func TestTiesOfAnEventTakeItsTimeAndSources(t *testing.T) {
	records := small(t)
	event := get[*kg.Entity](t, records, "flight")
	when := kg.Validity{Span: event.Validity.Span}
	want := []*kg.Relationship{
		{
			Header: kg.Header{ID: "flight.us.chief-witness", Sources: []kg.ID{"s1"}},
			Type:   "participation", From: "us", To: "flight", Validity: when, Sign: kg.SignNeutral,
			Properties: kg.Properties{"role": {Type: kg.ValueText, Text: "chief witness"}},
		},
		{
			Header: kg.Header{ID: "flight.them", Sources: []kg.ID{"s2"}, Note: "By their own word."},
			Type:   "participation", From: "them", To: "flight", Validity: when, Sign: kg.SignNeutral,
		},
		{
			Header: kg.Header{ID: "flight.took-place-at.jail", Sources: []kg.ID{"s1"}},
			Type:   "took-place-at", From: "flight", To: "jail", Validity: when, Sign: kg.SignNeutral,
		},
		{
			Header: kg.Header{ID: "jail.located-in.town", Sources: []kg.ID{"s1"}},
			Type:   "located-in", From: "jail", To: "town", Validity: kg.Unknown, Sign: kg.SignNeutral,
		},
		{
			Header: kg.Header{ID: "guest", Sources: []kg.ID{"s1"}},
			Type:   "participation", From: "them", To: "flight", Validity: when, Sign: kg.SignNeutral,
		},
	}
	for _, w := range want {
		if diff := cmp.Diff(kg.Record(w), records[w.ID]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", w.ID, diff)
		}
	}
}

func TestOpenEndsAreAttestedAsLongAsTheDatasetWasObserved(t *testing.T) {
	records := small(t)
	tests := []struct {
		id   kg.ID
		want kg.Written
		why  string
	}{
		{"them", kg.Written{EDTF: "2014/..", AttestedUntil: "2026-03-10"}, "an entity's lifetime"},
		{"peace", kg.Written{EDTF: "2026-01-30/..", AttestedUntil: "2026-03-10"}, "a relationship"},
		{"pause", kg.Written{EDTF: "2026-01-20/..", AttestedUntil: "2026-02"}, "it has one of its own"},
		{"plan", kg.Written{EDTF: "2027/.."}, "begins after the observation"},
		{"rumour", kg.Written{EDTF: "/"}, "unknown ends are not open"},
	}
	for _, tt := range tests {
		var got kg.Written
		switch r := records[tt.id].(type) {
		case *kg.Entity:
			got = r.Validity.Written
		case *kg.Relationship:
			got = r.Validity.Written
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s, %s (-want +got):\n%s", tt.id, tt.why, diff)
		}
	}
}

func TestSignsDefaultToTheirTypes(t *testing.T) {
	records := small(t)
	for id, want := range map[kg.ID]kg.Sign{"pause": kg.SignCooperative, "peace": kg.SignNeutral} {
		if got := get[*kg.Relationship](t, records, id).Sign; got != want {
			t.Errorf("sign of %s = %s, want %s", id, got, want)
		}
	}
}

func TestEndsOfUnknownDateAreBeforeTheMomentOfWriting(t *testing.T) {
	got := get[*kg.Relationship](t, small(t), "lapse").Validity.EndedBefore
	if want := "2026-11-23T00:00:00Z"; got != want {
		t.Errorf("endedBefore of lapse = %q, want %q", got, want)
	}
}

func TestTermsOfTheGraphMayBeUsed(t *testing.T) {
	d, err := Read("a.yaml", strings.NewReader(
		"entities:\n  - {id: a, class: ACTOR, kind: state, names: [{text: A, kind: ALIAS}]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	const none = "write a term that a vocabulary has; there is none"
	if _, err = d.Records(Options{}); err == nil || !strings.HasSuffix(err.Error(), none) {
		t.Errorf("without a vocabulary: got %v, want the kind refused", err)
	}
	if _, err := d.Records(Options{Vocabulary: vocabularyOf(t)}); err != nil {
		t.Errorf("with the graph's vocabulary: got %v, want no error", err)
	}
}

func TestFilesOfOneCollectionAreCheckedTogether(t *testing.T) {
	read := func(name, text string) *Dataset {
		d, err := Read(name, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	head := read("a.yaml", "dataset: {name: a, title: A}\n")
	again := read("b.yaml", "dataset: {name: b}\n")
	if got := Join(head).Info().Title; got != "A" {
		t.Errorf("Info().Title = %q, want A", got)
	}
	if got := Join().Info().Title; got != "" {
		t.Errorf("Info().Title of nothing = %q, want none", got)
	}
	_, err := Join(head, again).Records(Options{})
	const twoHeads = "b.yaml:1:11: dataset: a second description of the dataset; " +
		"there is one at a.yaml:1:11"
	if err == nil || err.Error() != twoHeads {
		t.Errorf("two descriptions: got %v, want %q", err, twoHeads)
	}

	one := read("a.yaml", "sources:\n  - {id: s, title: T}\n")
	two := read("b.yaml", "sources:\n  - {id: s, title: T}\n")
	_, err = Join(one, two).Records(Options{})
	const sameID = "b.yaml:2:10: id: `s`: this id is used already; it is at a.yaml:2:10"
	if err == nil || err.Error() != sameID {
		t.Errorf("one id in two files: got %v, want %q", err, sameID)
	}
}

// vocabularyOf returns the vocabulary of a graph that holds the tests' terms.
func vocabularyOf(t *testing.T) *kg.Vocabulary {
	t.Helper()
	records, err := convert(t, "")
	if err != nil {
		t.Fatal(err)
	}
	batch := kg.Batch{Writer: "tester"}
	for _, r := range records {
		batch.Writes = append(batch.Writes, kg.Write{Record: r})
	}
	clock := func() time.Time { return time.Unix(0, 0) }
	graph := kg.NewGraph(storetest.NewModel(clock), clock)
	if _, err := graph.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	vocabulary, err := graph.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return vocabulary
}
