package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnEntityIsCreatedAsItWasSent(t *testing.T) {
	w := newWorld(t)
	a := w.ok(`mutation { createEntity(input: {
	  id: "g", class: PLACE, kind: "prison", summary: "A prison.", note: "Mind the date."
	  names: [
	    {text: "The prison", language: "en"}
	    {text: "السجن", language: "ar", script: "Arab", kind: ALIAS, validity: {edtf: "2020/.."}}
	  ]
	  validity: {edtf: "2014~/2026-01-19?", attestedUntil: "2025", zone: "+03:00"}
	  location: {latitude: 36.5, longitude: 40.75}
	  externalIds: [{scheme: "wikidata", id: "Q1"}]
	  properties: [
	    {name: "capacity", value: {number: "3000..5000 people"}}
	    {name: "opened", value: {date: "2014"}}
	  ]
	  sources: ["news"]
	}) { entity {
	  id class kind { name } name names { text language script kind validity { edtf } }
	  summary note access version recordedAt
	  validity { edtf attestedUntil zone start { approximate kind } end { uncertain kind } }
	  externalIds { scheme id } sources { id }
	  properties { name value { type text number { min max unit } date } }
	  ... on Place { location { latitude longitude } }
	} recordedAt consistency } }`, nil)
	for path, want := range map[string]any{
		"id": "g", "class": "PLACE", "kind.name": "prison", "name": "The prison", "names.1.text": "السجن",
		"names.1.script": "Arab", "names.1.kind": "ALIAS", "names.1.validity.edtf": "2020/..",
		"names.0.validity": nil, "summary": "A prison.", "note": "Mind the date.", "access": "PUBLIC",
		"version": 1.0, "validity.edtf": "2014~/2026-01-19?", "validity.attestedUntil": "2025",
		"validity.zone": "+03:00", "validity.start.approximate": true, "validity.end.uncertain": true,
		"externalIds.0.id": "Q1", "properties.0.name": "capacity", "properties.0.value.number.min": 3000.0,
		"properties.0.value.number.max": 5000.0, "properties.0.value.number.unit": "people",
		"properties.1.value.date": "2014", "sources.0.id": "news", "location.latitude": 36.5,
		"location.longitude": 40.75,
	} {
		if got := a.at("createEntity.entity." + path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
	if got, want := a.at("createEntity.recordedAt"), a.at("createEntity.entity.recordedAt"); got != want {
		t.Errorf("recordedAt of the payload: got %v, want the entity's, %v", got, want)
	}
}

func TestTheServerMakesAnIDWhereNoneIsSent(t *testing.T) {
	w := newWorld(t)
	const create = `mutation {
	  createEntity(input: {class: ACTOR, kind: "group", names: [{text: "x"}]}) { entity { id } }
	}`
	one := w.ok(create, nil).at("createEntity.entity.id")
	two := w.ok(create, nil).at("createEntity.entity.id")
	if one == two || !strings.HasPrefix(fmt.Sprint(one), "entity-") {
		t.Errorf("ids: got %v and %v, want two that begin with entity-", one, two)
	}
	a := w.ok(`query($id: ID!) { entity(id: $id) { id } }`, map[string]any{"id": one})
	if got := a.at("entity.id"); got != one {
		t.Errorf("the made id finds %v, want %v", got, one)
	}
}

func TestAnUpdateChangesWhatIsSentAndNothingElse(t *testing.T) {
	c := seeded(t)
	const fields = `{
	  id kind { name } names { text } summary validity { edtf } externalIds { id } sources { id } note access
	}`
	before := c.ok(`{ entity(id: "hts") `+fields+` }`, nil).at("entity").(map[string]any)
	a := c.ok(`mutation { updateEntity(input: {id: "hts", summary: "Changed.", note: null, sources: []}) {
	  entity `+fields+` } }`, nil)
	before["summary"], before["sources"] = "Changed.", []any{}
	if diff := cmp.Diff(before, a.at("updateEntity.entity")); diff != "" {
		t.Errorf("after the update (-want +got):\n%s", diff)
	}
	a = c.ok(`mutation { updateEntity(input: {id: "hts", summary: "", names: [{text: "New"}]}) {
	  entity { version summary name names { text } } } }`, nil)
	want := map[string]any{
		"version": 3.0, "summary": nil, "name": "New", "names": []any{map[string]any{"text": "New"}},
	}
	if diff := cmp.Diff(want, a.at("updateEntity.entity")); diff != "" {
		t.Errorf("after texts and lists were cleared and replaced (-want +got):\n%s", diff)
	}
}

func TestARelationshipIsCreatedAndChanged(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "2010/..")
	w.actor("b", "2015/..")
	a := w.ok(`mutation { createRelationship(input: {
	  id: "r", type: "pact", from: "a", to: "b", validity: {edtf: "/2026-01-20", startedAfter: "2016"}
	  sign: HOSTILE, properties: [{name: "guarantor", value: {entity: "b"}}], sources: ["news"], note: "n"
	}) { relationship {
	  statement sign version status properties { value { entity { id } } } validity { start { earliest kind } }
	} } }`, nil)
	for path, want := range map[string]any{
		"statement": "a – b: pact, until 20 Jan 2026, start unknown, started no earlier than 2016",
		"sign":      "HOSTILE", "version": 1.0, "status": "EXPIRED",
		"properties.0.value.entity.id": "b", "validity.start.kind": "UNKNOWN",
		"validity.start.earliest": "2016-01-01T00:00:00Z",
	} {
		if got := a.at("createRelationship.relationship." + path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
	a = w.ok(`mutation { updateRelationship(input: {
	  id: "r", expectedVersion: 1, validity: {edtf: "2016/.."}, properties: []
	}) {
	  relationship { version sign note status properties { name } validity { edtf startedAfter } }
	} }`, nil)
	want := map[string]any{
		"version": 2.0, "sign": "HOSTILE", "note": "n", "status": "ACTIVE", "properties": []any{},
		"validity": map[string]any{"edtf": "2016/..", "startedAfter": nil},
	}
	if diff := cmp.Diff(want, a.at("updateRelationship.relationship")); diff != "" {
		t.Errorf("after the update (-want +got):\n%s", diff)
	}
}

func TestRelationshipsThatBreakARule(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "2010/2012")
	w.actor("b", "2015/..")
	w.place("p", "/..")
	tests := []struct{ name, input, field, message string }{
		{"with itself", `type: "pact", from: "a", to: "a", validity: {edtf: "2011"}`, "to", "no relationship with itself"},
		{"without a source", `type: "pact", from: "a", to: "b", validity: {edtf: "2011"}, sources: []`, "sources", "at least one source"},
		{"of two actors without a validity", `type: "pact", from: "a", to: "b"`, "validity", "must be set"},
		{"of a class that the type is not for", `type: "pact", from: "a", to: "p", validity: {edtf: "/.."}`, "to", "is of class PLACE"},
		{"unknown dates between lives that never met", `type: "pact", from: "a", to: "b", validity: {edtf: "/"}`, "validity", ""},
		{"contradictory remarks", `type: "pact", from: "a", to: "b", validity: {edtf: "2011/..", ended: true}`, "validity.ended", "the end is .."},
		{"a property given twice", `type: "custody", from: "a", to: "p", validity: {edtf: "/.."}, properties: [{name: "x", value: {text: "1"}}, {name: "x", value: {text: "2"}}]`, "properties[1].name", "given twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			input := tt.input
			if !strings.Contains(input, "sources") {
				input += `, sources: ["news"]`
			}
			a := w.in(t).send(`mutation { createRelationship(input: {`+input+`}) { consistency } }`, nil)
			if a.code() != badInput || !strings.HasPrefix(a.field(), tt.field) {
				t.Errorf("got %s on %q, want %s on %q", a.code(), a.field(), badInput, tt.field)
			}
			if !strings.Contains(a.message(), tt.message) {
				t.Errorf("message: got %q, want one with %q", a.message(), tt.message)
			}
		})
	}
}

func TestExpiringWritesTheEndAndItsClaimOrNeither(t *testing.T) {
	c := seeded(t)
	const read = `{ relationship(id: "us-damascus-cooperation") {
	  version validity { edtf attestedUntil end { kind } } status(at: "2026-03-15") claims { totalCount }
	} }`
	before := c.ok(read, nil)
	for _, input := range []string{
		`end: "2026-03-01", claim: {source: "nobody"}`,
		`end: "2026-03-01", claim: {source: "s-cbs-2026", saidAt: "2026-13"}`,
		`end: "2026-13", claim: {source: "s-cbs-2026"}`,
		`end: "2024", claim: {source: "s-cbs-2026"}`,
		`end: "..", claim: {source: "s-cbs-2026"}`,
	} {
		a := c.send(`mutation {
		  expireRelationship(input: {id: "us-damascus-cooperation", `+input+`}) { consistency }
		}`, nil)
		if a.code() != badInput {
			t.Errorf("%s: got %s, want it refused as %s", input, a.Body, badInput)
		}
		if diff := cmp.Diff(before.Body, c.ok(read, nil).Body); diff != "" {
			t.Errorf("%s: the refused mutation changed the record (-want +got):\n%s", input, diff)
		}
	}
	a := c.ok(`mutation { expireRelationship(input: {
	  id: "us-damascus-cooperation", end: "2026-03-01", reason: "They said so."
	  claim: {
	    assertedBy: "united-states", source: "s-cbs-2026", saidAt: "2026-03-02"
	    quote: "It is over.", rank: PREFERRED
	  }
	}) { relationship {
	  version validity { edtf end { kind earliest latest } } status(at: "2026-03-15")
	  claims { edges { node { property { name } value { date } assertedBy { id } quote rank saidAt source { id } } } }
	} } }`, nil)
	want := map[string]any{
		"version": before.at("relationship.version").(float64) + 1, "status": "EXPIRED",
		"validity": map[string]any{
			"edtf": "2025-11~/2026-03-01",
			"end": map[string]any{
				"kind": "KNOWN", "earliest": "2026-03-01T00:00:01Z", "latest": "2026-03-02T00:00:00Z",
			},
		},
		"claims": map[string]any{"edges": []any{map[string]any{"node": map[string]any{
			"property": map[string]any{"name": "end"}, "value": map[string]any{"date": "2026-03-01"},
			"assertedBy": map[string]any{"id": "united-states"}, "quote": "It is over.", "rank": "PREFERRED",
			"saidAt": "2026-03-02", "source": map[string]any{"id": "s-cbs-2026"},
		}}}},
	}
	if diff := cmp.Diff(want, a.at("expireRelationship.relationship")); diff != "" {
		t.Errorf("after the end was written (-want +got):\n%s", diff)
	}
}

func TestAClaimChangesNothingOfTheRecordItIsAbout(t *testing.T) {
	c := seeded(t)
	const read = `{ relationship(id: "us-sdf-partnership") {
	  version recordedAt note sign statement validity { edtf attestedUntil } status holds sources { id }
	} }`
	before := c.ok(read, nil).Body
	a := c.ok(`mutation {
	  recordClaim(input: {
	    id: "it-ended-early", about: "us-sdf-partnership", property: "end", value: {date: "2019-10-06"}
	    stance: DENIES, assertedBy: "turkiye", source: "s-cbs-2026", saidAt: "2026-01-21", holdsAt: "2019"
	    rank: PREFERRED, credibility: 2
	  }) { claim {
	    version stance saidAt holdsAt rank credibility
	    value { type text date } about { id } assertedBy { id } sources { id }
	  } }
	  rankClaim(input: {id: "it-ended-early", expectedVersion: 1, rank: DEPRECATED}) { claim { version rank } }
	}`, nil)
	for path, want := range map[string]any{
		"recordClaim.claim.version": 1.0, "recordClaim.claim.stance": "DENIES",
		"recordClaim.claim.saidAt":  "2026-01-21",
		"recordClaim.claim.holdsAt": "2019", "recordClaim.claim.credibility": 2.0,
		"recordClaim.claim.value.date": "2019-10-06", "recordClaim.claim.about.id": "us-sdf-partnership",
		"recordClaim.claim.assertedBy.id": "turkiye", "recordClaim.claim.sources.0.id": "s-cbs-2026",
		"rankClaim.claim.version": 2.0, "rankClaim.claim.rank": "DEPRECATED",
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
	if diff := cmp.Diff(before, c.ok(read, nil).Body); diff != "" {
		t.Errorf("the record changed (-want +got):\n%s", diff)
	}
	got := c.ok(`{ relationship(id: "us-sdf-partnership") { claims(last: 1) { edges { node { id } } } } }`, nil)
	if id := got.at("relationship.claims.edges.0.node.id"); id != "it-ended-early" {
		t.Errorf("the last claim by rank: got %v, want the deprecated one", id)
	}
}

func TestASourceIsKeptAndNeverFetched(t *testing.T) {
	w := newWorld(t)
	a := w.ok(`mutation { addSource(input: {
	  title: "T", publisher: "P", url: "http://169.254.169.254/x?y#z", archivedUrl: "https://example.org/"
	  contentHash: "h", publishedAt: "2026-01", retrievedAt: "2026-02-03"
	  language: "ar", reliability: C, licence: "L"
	}) { source {
	  title publisher url archivedUrl contentHash publishedAt retrievedAt language reliability licence
	} } }`, nil)
	want := map[string]any{
		"title": "T", "publisher": "P", "url": "http://169.254.169.254/x?y#z", "archivedUrl": "https://example.org/",
		"contentHash": "h", "publishedAt": "2026-01", "retrievedAt": "2026-02-03", "language": "ar",
		"reliability": "C", "licence": "L",
	}
	if diff := cmp.Diff(want, a.at("addSource.source")); diff != "" {
		t.Errorf("the source (-want +got):\n%s", diff)
	}
	for _, url := range []string{
		"javascript:alert(1)", "file:///x", "data:text/html,x", "ftp://example.org", "//example.org", "x",
	} {
		a := w.send(`mutation($url: URL) { addSource(input: {title: "T", url: $url}) { consistency } }`,
			map[string]any{"url": url})
		if a.code() != badInput || a.field() != "url" {
			t.Errorf("%s: got %s on %q, want %s on url", url, a.code(), a.field(), badInput)
		}
	}
}
