package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAccordingToGovernsEveryRootField(t *testing.T) {
	w := januaryWorld(t)
	w.actor("witness", "/..")
	w.ok(`mutation {
	  recordClaim(input: {about: "present", property: "end", value: {date: "2026-01-10"}, assertedBy: "witness",
	    source: "news", saidAt: "2026-01-12"}) { claim { id } }
	}`, nil)
	query := `query($asOf: AsOf) {
	  relationships(asOf: $asOf) { totalCount edges { node { id validity { edtf } status(at: "2026-01-15") } } }
	  entity(id: "a", asOf: $asOf) { relationships { totalCount edges { node { id } other { id } } } }
	  neighborhood(of: ["a"], asOf: $asOf) { relationships { id } entities { id } }
	  paths(from: "a", to: "b", asOf: $asOf) { hops { relationship { id } } }
	  statistics(asOf: $asOf) { relationships { count } }
	  claims(asOf: $asOf) { edges { node { assertedBy { name } source { id } } } }
	  past: relationship(id: "past", asOf: $asOf) { id }
	  search(text: "witness", asOf: $asOf) { entity { id } }
	}`
	witness := func(valid string) map[string]any {
		made := asOf("valid", valid)
		made["accordingTo"] = []any{"witness"}
		return map[string]any{"asOf": made}
	}
	for valid, want := range map[string][]string{"2026-01-10": {"present"}, "2026-01-15": {}} {
		a := w.ok(query, witness(valid))
		for _, list := range []string{
			"relationships.edges.*.node.id", "entity.relationships.edges.*.node.id",
			"neighborhood.relationships.*.id", "paths.*.hops.*.relationship.id",
		} {
			if diff := cmp.Diff(want, a.texts(list)); diff != "" {
				t.Errorf("%s on %s, as the witness has it (-want +got):\n%s", list, valid, diff)
			}
		}
		if got := a.number(t, "relationships.totalCount"); got != len(want) {
			t.Errorf("the count on %s: got %d, want %d", valid, got, len(want))
		}
		if got := len(a.all("statistics.relationships.*")); got != len(want) {
			t.Errorf("types counted on %s: got %d, want %d", valid, got, len(want))
		}
		if a.at("past") != nil {
			t.Errorf("a tie of which the witness says nothing: got it, want null")
		}
		if a.at("claims.edges.0.node.assertedBy.name") != "witness" || a.at("claims.edges.0.node.source.id") != "news" {
			t.Errorf("the claim: got %v, want it with its claimant and source", a.at("claims"))
		}
		if a.at("search.0.entity.id") != "witness" {
			t.Errorf("the claimant: got %v, want it found", a.at("search"))
		}
	}
	a := w.ok(query, witness("2026-01-10"))
	if got := a.at("relationships.edges.0.node.validity.edtf"); got != "2025-10-07/2026-01-10" {
		t.Errorf("the validity: got %v, want the end that the witness claims", got)
	}
	if got := a.at("relationships.edges.0.node.status"); got != "EXPIRED" {
		t.Errorf("the status on 15 January: got %v, want EXPIRED", got)
	}
	if got := a.at("entity.relationships.edges.0.other.id"); got != "b" {
		t.Errorf("the far end: got %v, want b, of whom the witness says nothing", got)
	}
}

func TestAccordingToRefusesWhoIsNobody(t *testing.T) {
	w := januaryWorld(t)
	w.claim("c", "past", "12", "2026-01-02")
	for _, tt := range []struct{ name, ids, message string }{
		{"an unknown id, with those that are like it", `["newz"]`, "nearest known: news"},
		{"nobody", `[]`, "names nobody"},
	} {
		a := w.send(`{ relationships(asOf: {accordingTo: `+tt.ids+`}) { totalCount } }`, nil)
		if a.code() != "BAD_USER_INPUT" || a.field() != "asOf.accordingTo" {
			t.Errorf("%s: got %s on %q, want BAD_USER_INPUT on asOf.accordingTo", tt.name, a.code(), a.field())
		}
		if !strings.Contains(a.message(), tt.message) {
			t.Errorf("%s: got %q, want %q in it", tt.name, a.message(), tt.message)
		}
	}
}

// TestAccordingToIsRefusedInItsArgument blames the argument and the field that the id
// stands in, whichever of several that is.
func TestAccordingToIsRefusedInItsArgument(t *testing.T) {
	w := januaryWorld(t)
	for _, tt := range []struct{ name, query, field, path string }{
		{
			"the earlier view of a comparison",
			`{ compare(before: {accordingTo: ["nobody"]}, after: {accordingTo: ["news"]}) { counts { kind } } }`,
			"before.accordingTo", "[compare]",
		},
		{
			"the later view of a comparison",
			`{ compare(before: {accordingTo: ["news"]}, after: {accordingTo: ["nobody"]}) { counts { kind } } }`,
			"after.accordingTo", "[compare]",
		},
		{
			"a nested field",
			`{ entity(id: "a") { relationships(asOf: {accordingTo: ["nobody"]}) { totalCount } } }`,
			"asOf.accordingTo", "[entity relationships]",
		},
		{
			"a field above another",
			`{ entity(id: "a", asOf: {accordingTo: ["nobody"]}) { relationships(asOf: {accordingTo: ["news"]}) { totalCount } } }`,
			"asOf.accordingTo", "[entity]",
		},
	} {
		a := w.send(tt.query, nil)
		if len(a.Errors) != 1 || a.code() != "BAD_USER_INPUT" {
			t.Fatalf("%s: got %s, want one BAD_USER_INPUT", tt.name, a.Body)
		}
		if path := fmt.Sprint(a.Errors[0].Path); a.field() != tt.field || path != tt.path {
			t.Errorf("%s: got %q of %s, want %q of %s", tt.name, a.field(), path, tt.field, tt.path)
		}
	}
}
