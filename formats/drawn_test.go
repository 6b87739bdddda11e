package formats_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

func validity(t *testing.T, w kg.Written) kg.Validity {
	t.Helper()
	v, err := w.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func small(t *testing.T) *formats.Export {
	t.Helper()
	return exporttest.Of(t,
		&kg.Term{
			Header: kg.Header{ID: "kind:camp"}, TermKind: kg.TermKindOfEntity, Name: "camp", Label: "Camp",
			Classes: []kg.EntityClass{kg.ClassPlace},
		},
		&kg.Term{
			Header: kg.Header{ID: "type:near"}, TermKind: kg.TermRelationshipType, Name: "near", Label: "near to",
			Sign: kg.SignNeutral, Symmetric: true,
		},
		&kg.Source{Header: kg.Header{ID: "s1"}, Title: "One", Publisher: "P", PublishedAt: "2026-01", Licence: "CC0"},
		&kg.Source{Header: kg.Header{ID: "s2"}, Title: "Two", URL: "https://example.org/2"},
		&kg.Entity{
			Header: kg.Header{ID: "a", Sources: []kg.ID{"s1", "s2"}}, EntityClass: kg.ClassPlace, Kind: "camp",
			Names: []kg.Name{
				{Text: "Camp A", Language: "en", Kind: kg.NameOfficial},
				{Text: "مخيم", Language: "ar", Kind: kg.NameOfficial},
			},
			Summary: "A camp.", Validity: validity(t, kg.Written{EDTF: "2014-10~/.."}),
			Location:    &kg.Location{Latitude: 36.5, Longitude: -0.25},
			ExternalIDs: []kg.ExternalID{{Scheme: "wikidata", ID: "Q1"}, {Scheme: "x", ID: "2"}},
		},
		&kg.Entity{
			Header: kg.Header{ID: "b"}, EntityClass: kg.ClassPlace, Kind: "camp", Validity: kg.Unknown,
			Names: []kg.Name{{Text: "B", Kind: kg.NameOfficial}},
		},
		&kg.Relationship{
			Header: kg.Header{ID: "r", Sources: []kg.ID{"s2"}, Note: "Mind the gap."}, Type: "near", From: "a", To: "b",
			Sign: kg.SignNeutral, Validity: validity(t, kg.Written{EDTF: "2015-01-20/2016"}),
			Properties: kg.Properties{
				"b": {Type: kg.ValueText, Text: `say "x"`}, "a": {Type: kg.ValueDate, Date: "2014"},
			},
		},
	)
}

// named gives values their names, and leaves out what is not there.
func named(attributes []formats.Attribute, values []string) map[string]string {
	all := map[string]string{}
	for i, attribute := range attributes {
		if values[i] != "" {
			all[attribute.Name] = values[i]
		}
	}
	return all
}

func TestRecordsAreDrawnWithPlainValues(t *testing.T) {
	x := small(t)
	x.Language = "ar"
	got := map[string]map[string]string{}
	for drawn, err := range x.Drawn() {
		switch {
		case err != nil:
			t.Fatal(err)
		case drawn.Entity != nil:
			got[string(drawn.Entity.ID)] = named(formats.EntityAttributes, drawn.Values)
		default:
			got[string(drawn.Relationship.ID)] = named(formats.RelationshipAttributes, drawn.Values)
		}
	}
	want := map[string]map[string]string{
		"a": {
			"label": "مخيم", "class": "PLACE", "kind": "camp", "kind_label": "Camp", "names": "Camp A", "summary": "A camp.",
			"latitude": "36.5", "longitude": "-0.25", "external_ids": "wikidata:Q1 | x:2",
			"edtf": "2014-10~/..", "validity": "since about Oct 2014", "start_kind": "KNOWN", "end_kind": "OPEN",
			"possibly_from": "2014-09-01", "certainly_from": "2014-11-30",
			"start_earliest": "2014-09-01T00:00:00Z", "start_latest": "2014-11-30T23:59:59Z",
			"source_ids": "s1 s2", "sources": "One, P, 2026-01 [CC0] | Two, https://example.org/2",
		},
		"b": {
			"label": "B", "class": "PLACE", "kind": "camp", "kind_label": "Camp",
			"edtf": "/", "validity": "start and end unknown", "start_kind": "UNKNOWN", "end_kind": "UNKNOWN",
		},
		"r": {
			"label": "near to", "type": "near", "sign": "NEUTRAL", "status": "EXPIRED", "symmetric": "true",
			"edtf": "2015-01-20/2016", "validity": "20 Jan 2015 – 2016", "start_kind": "KNOWN", "end_kind": "KNOWN",
			"possibly_from": "2015-01-20", "possibly_until": "2016-12-31",
			"certainly_from": "2015-01-20", "certainly_until": "2016-01-01",
			"start_earliest": "2015-01-20T00:00:00Z", "start_latest": "2015-01-20T23:59:59Z",
			"end_earliest": "2016-01-01T00:00:01Z", "end_latest": "2017-01-01T00:00:00Z",
			"source_ids": "s2", "sources": "Two, https://example.org/2",
			"properties": `{"a":"2014","b":"say \"x\""}`, "note": "Mind the gap.",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}

func TestStatusesAreThoseAtTheTimeAskedAbout(t *testing.T) {
	for drawn, err := range exporttest.AsOf(t, small(t), "2015-06").Drawn() {
		if err != nil {
			t.Fatal(err)
		}
		if drawn.Relationship == nil {
			continue
		}
		if got := named(formats.RelationshipAttributes, drawn.Values)["status"]; got != "ACTIVE" {
			t.Errorf("status as of June 2015: got %s, want ACTIVE", got)
		}
	}
}

func TestMomentsAreWrittenAsTheyRead(t *testing.T) {
	const years = 10_400
	for range 20_000 {
		moment := kg.Instant(rand.Int64N(2*years*366*86400) - years*366*86400)
		if got := string(formats.AppendMoment(nil, moment)); got != moment.String() {
			t.Errorf("got %s, want %s", got, moment)
		}
	}
}

func BenchmarkDrawn(b *testing.B) {
	x := exporttest.Large(b, 100_000)
	for b.Loop() {
		for _, err := range x.Drawn() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "relationships/s")
}
