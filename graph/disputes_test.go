package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// badDisputes are refused before anything is compared.
var badDisputes = []refusal{
	{
		"disputes: an unknown property", `{ disputes(property: "escapd") { totalCount } }`,
		nil, badInput, "property", "nearest known: escaped",
	},
	{
		"disputes: about what is no id", `{ disputes(about: ["a b"]) { totalCount } }`,
		nil, badInput, "about[0]", "not an id",
	},
	{
		"disputes: about too many", `query($about: [ID!]) { disputes(about: $about) { totalCount } }`,
		map[string]any{"about": strings.Split(strings.Repeat("sdf ", 500)+"sdf", " ")},
		limit, "", "about: 501 is more than the limit of 500",
	},
	{
		"disputes: too many", `{ disputes(first: 201) { totalCount } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"disputes: too many of a record", `{ entity(id: "sdf") { disputes(first: 201) { kinds } } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"disputes: fewer than none of a record", `{ entity(id: "sdf") { disputes(first: -1) { kinds } } }`,
		nil, badInput, "first", "must not be negative",
	},
	{
		"disputes: a cursor of another list", `query($after: String) { disputes(after: $after) { totalCount } }`,
		map[string]any{"after": "eyJmIjoiSUQiLCJpIjoic2RmIn0"},
		badInput, "after", "not a cursor of this list",
	},
	{
		"evidence: fewer sources than none",
		`{ relationships(where: {and: [{evidence: {sources: {eq: -1}}}]}) { totalCount } }`,
		nil, badInput, "where.and[0].evidence.sources.eq", "must not be negative",
	},
	{
		"evidence: of an end, by what is no id",
		`{ relationships(where: {from: {evidence: {onlyAssertedBy: ["a b"]}}}) { totalCount } }`,
		nil, badInput, "where.from.evidence.onlyAssertedBy[0]", "not an id",
	},
}

// TestDisputesPageByPage goes through all disputes one by one.
func TestDisputesPageByPage(t *testing.T) {
	c := seeded(t)
	all := c.ok(`{ disputes(first: 200) { totalCount edges { node { about { id } property { name } } } } }`, nil)
	got, after := []string{}, any(nil)
	for range all.number(t, "disputes.totalCount") {
		a := c.ok(`query($after: String) { disputes(first: 1, after: $after) {
		  edges { node { about { id } property { name } } } pageInfo { hasNextPage hasPreviousPage endCursor }
		} }`, map[string]any{"after": after})
		if previous := a.at("disputes.pageInfo.hasPreviousPage"); previous != (after != nil) {
			t.Errorf("after %v: a previous page: %v, want %v", after, previous, after != nil)
		}
		got = append(got, fmt.Sprint(a.at("disputes.edges.0.node.about.id"), a.at("disputes.edges.0.node.property.name")))
		after = a.at("disputes.pageInfo.endCursor")
		if next := a.at("disputes.pageInfo.hasNextPage"); next != (len(got) < all.number(t, "disputes.totalCount")) {
			t.Errorf("after %d disputes: a next page: %v", len(got), next)
		}
	}
	var want []string
	for i := range got {
		at := fmt.Sprintf("disputes.edges.%d.node.", i)
		want = append(want, fmt.Sprint(all.at(at+"about.id"), all.at(at+"property.name")))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("disputes one by one (-all at once +got):\n%s", diff)
	}
}

// TestHiddenClaimsAreInNoDispute has a claim and a source that only editors see.
func TestHiddenClaimsAreInNoDispute(t *testing.T) {
	w := secrets(t)
	w.claim("open-word", "a", "2", "2026")
	query := `{
	  disputes { edges { node { claims { claim { id } } conflicts { camps { evidence { asserters { id } } } } } } }
	  a: entity(id: "a") { disputes { kinds } evidence { sources asserters { id } } }
	  open: relationship(id: "open") { evidence { sources asserters { id } } }
	  thin: relationships(where: {evidence: {sources: {gte: 2}}}) { edges { node { id } } }
	}`
	reader, editor := w.reader().ok(query, nil), w.ok(query, nil)
	if strings.Contains(reader.Body, "spy") {
		t.Errorf("a reader's answer has restricted records in it: %s", reader.Body)
	}
	if got := reader.texts("disputes.edges.*.node.claims.*.claim.id"); len(got) > 0 {
		t.Errorf("for a reader, claims are in dispute: %v, want none", got)
	}
	want := "[open-word by-spy from-spy-paper spy-claim known said value-spy]"
	if got := editor.texts("disputes.edges.*.node.claims.*.claim.id"); fmt.Sprint(got) != want {
		t.Errorf("for an editor, claims in dispute are %v, want %s", got, want)
	}
	for path, want := range map[string][2]string{
		"open.evidence.sources": {"[1]", "[2]"}, "open.evidence.asserters.*.id": {"[news]", "[news spy-paper]"},
		"a.evidence.asserters.*.id": {"[b news]", "[b news spy spy-paper]"}, "thin.edges.*.node.id": {"[]", "[open]"},
	} {
		if got := [2]string{fmt.Sprint(reader.texts(path)), fmt.Sprint(editor.texts(path))}; got != want {
			t.Errorf("%s for a reader and an editor: got %v, want %v", path, got, want)
		}
	}
}

// TestDisputesOfEachTeller reads the escape as some of the claimants tell it.
func TestDisputesOfEachTeller(t *testing.T) {
	c := seeded(t)
	for teller, want := range map[string]string{
		`["syria-moi"]`:                 "[escaped recaptured]",
		`["united-states"]`:             "[]",
		`["farhad-shami", "syria-moi"]`: "[escaped recaptured]",
		`["farhad-shami"]`:              "[]",
		`["sdf", "syrian-army"]`:        "[cause]",
	} {
		a := c.ok(`{ event(id: "shaddadi-escape-2026", asOf: {accordingTo: `+teller+`}) { disputes { property { name } } } }`, nil)
		if got := fmt.Sprint(a.texts("event.disputes.*.property.name")); got != want {
			t.Errorf("as %s tells it, in dispute is %s, want %s", teller, got, want)
		}
	}
}
