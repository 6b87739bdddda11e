package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// implementedBy plants a deal between two actors that n acts implement, each by an
// actor of its own, and n pacts that rest on the deal.
func implementedBy(t *testing.T, store kg.Store, n int) {
	t.Helper()
	w := worldOver(t, store)
	event := []kg.EntityClass{kg.ClassEvent}
	w.must(w.graph.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
		RelationshipTypes: []kg.RelationshipTypeInput{{Name: "implements", From: event, To: event}},
	}))
	w.actor("p", "2000/..")
	w.actor("q", "2000/..")
	w.event("deal", "2020-01-01")
	w.role("p", "deal", "party")
	w.role("q", "deal", "party")
	for i := range n {
		who, act, pact := kg.ID(fmt.Sprintf("who-%02d", i)), kg.ID(fmt.Sprintf("act-%02d", i)), kg.ID(fmt.Sprintf("pact-%02d", i))
		w.actor(who, "2000/..")
		w.event(act, "2021")
		w.role(who, act, "party")
		w.role("p", act, "witness")
		w.tie("link-"+act, "implements", act, "deal", "2021")
		w.tie("known-"+who, "pact", "p", who, "2019/..")
		in := kg.CreateRelationshipInput{
			ID: &pact, Type: "pact", From: "p", To: "q", Sources: []kg.ID{"news"},
			Validity:   &kg.ValidityInput{EDTF: "2020/2021"},
			Properties: []kg.PropertyInput{{Name: "agreement", Value: kg.ValueInput{Entity: ptr(kg.ID("deal"))}}},
		}
		_, receipt, err := w.graph.CreateRelationship(t.Context(), "tester", in)
		w.must(receipt, err)
	}
}

// role adds a participation.
func (w world) role(who, event kg.ID, role string) {
	w.t.Helper()
	_, receipt, err := w.graph.CreateRelationship(w.t.Context(), "tester", kg.CreateRelationshipInput{
		ID: ptr(event + "." + who), Type: "participation", From: who, To: event, Sources: []kg.ID{"news"},
		Properties: []kg.PropertyInput{{Name: "role", Value: kg.ValueInput{Text: &role}}},
	})
	w.must(receipt, err)
}

// chainCalls are queries about chains and the number of store calls each costs.
var chainCalls = []struct {
	name, query string
	calls       int
}{
	{
		"a chain: the agreement, two steps of depth, and the ties",
		`agreementChain(of: "deal") { inForce { min } steps {
		  agreement { name } relationships { from { name } to { name } } links { other { name } relationship { from { id } } }
		} }`, 4,
	},
	{
		"a chain with the ties of its agreements: one call more",
		`agreementChain(of: "deal") { steps { agreement { relationships { edges { other { name } } } } } }`, 5,
	},
	{
		"a sequence: the ties, their agreements and the links between these",
		`sequence(between: ["p"], and: ["q"]) { steps { agreement { name } relationships { from { name } } links { direction } } }`, 3,
	},
	{
		"a sequence of nothing",
		`sequence(between: ["q"], and: ["who-00"]) { steps { agreement { name } } inForce { min } }`, 1,
	},
	{
		"participants with their names and roles",
		`events { edges { node { participants(first: 3) { edges { role node { name } participation { from { name } to { name } } } } } } }`, 2,
	},
	{
		"participants with their ties to one another: all participants, and the ties",
		`events { edges { node { participants(first: 3) { edges { ties(first: 2) { totalCount edges { other { name } node { id } } } } } } } }`, 5,
	},
	{
		"the far ends of such ties have ties",
		`event(id: "deal") { participants { edges { ties(first: 2) { edges { other { relationships(first: 2) { edges { other { name } } } } } } } } }`, 5,
	},
	{
		"those who took part together with one: its participations, and those of others",
		`actor(id: "p") { coParticipants(first: 3) { totalCount edges { node { entity { name } shared { event { name } role otherRole } } } } }`, 3,
	},
	{
		"those who took part together with each of many",
		`actor(id: "p") { relationships(first: 40, where: {type: {eq: "pact"}}) { edges { other { ... on Actor {
		  coParticipants(first: 1) { edges { node { entity { relationships(first: 1) { edges { other { name } } } } } } }
		} } } } }`, 5,
	},
}

func TestChainsCostCallsByDepthAlone(t *testing.T) {
	for _, n := range []int{2, 15} {
		store := storetest.NewCounting(storetest.NewModel(today))
		implementedBy(t, store, n)
		c := newClient(t, store, graph.Options{})
		c.ok(`{ vocabulary { kinds { name } } }`, nil) // so that it is known
		for _, tt := range chainCalls {
			t.Run(fmt.Sprintf("%s/%d", tt.name, n), func(t *testing.T) {
				store.Taken()
				c.in(t).ok(operation(tt.query), nil)
				if calls := store.Taken(); len(calls) != tt.calls {
					t.Errorf("got %d calls, want %d: %s", len(calls), tt.calls, strings.Join(calls, ", "))
				}
			})
		}
	}
}

var badChains = []refusal{
	{
		"a chain: an unknown type", `{ agreementChain(of: "jan18-agreement-2026", types: ["extends", "extend"]) { truncated } }`,
		nil, badInput, "types[1]", "nearest known: extends",
	},
	{
		"a chain: too many types", `query($types: [String!]) { agreementChain(of: "jan18-agreement-2026", types: $types) { truncated } }`,
		map[string]any{"types": strings.Split(strings.Repeat("extends,", 501)+"extends", ",")},
		limit, "", "types: 502 is more than the limit of 500",
	},
	{
		"a chain: an id", `{ agreementChain(of: "a b") { truncated } }`,
		nil, badInput, "of", "not an id",
	},
	{
		"a sequence: without a side", `{ sequence(between: ["sdf"], and: []) { truncated } }`,
		nil, badInput, "and", "names nobody",
	},
	{
		"a sequence: of too many", `{ sequence(between: ` + ids(21) + `, and: ["turkiye"]) { truncated } }`,
		nil, limit, "", "between: 21 is more than the limit of 20",
	},
	{
		"a sequence: an unknown type",
		`{ sequence(between: ["sdf"], and: ["turkiye"], where: {type: {eq: "truce"}}) { truncated } }`,
		nil, badInput, "where.type.eq", "not a relationship type",
	},
}

var badParticipants = []refusal{
	{
		"participants: too long a page", `{ event(id: "jan18-agreement-2026") { participants(first: 201) { totalCount } } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"participants: a type of their ties",
		`{ event(id: "jan18-agreement-2026") { participants { edges { ties(where: {type: {eq: "truce"}}) { totalCount } } } } }`,
		nil, badInput, "where.type.eq", "not a relationship type",
	},
	{
		"co-participants: an unknown kind of event",
		`{ actor(id: "sdf") { coParticipants(where: {kind: {eq: "agreemint"}}) { totalCount } } }`,
		nil, badInput, "where.kind.eq", "nearest known: agreement",
	},
	{
		"co-participants: too long a page", `{ actor(id: "sdf") { coParticipants(first: 201) { totalCount } } }`,
		nil, limit, "", "first: 201 is more than the limit of 200",
	},
	{
		"co-participants: a cursor of another list",
		`{ actor(id: "sdf") { coParticipants(after: "eyJmIjoiSUQiLCJpIjoieCJ9") { totalCount } } }`,
		nil, badInput, "after", "not a cursor of this list",
	},
	{
		"co-participants: a date", `{ actor(id: "sdf") { coParticipants(asOf: {valid: "2026-13"}) { totalCount } } }`,
		nil, badInput, "asOf.valid", "month 13",
	},
}

func TestPagesOfCoParticipantsMakeUpTheWhole(t *testing.T) {
	store := storetest.NewModel(today)
	implementedBy(t, store, 5)
	c := newClient(t, store, graph.Options{})
	query := `query($n: Int, $after: String) { actor(id: "p") { coParticipants(first: $n, after: $after) {
	  pageInfo { hasNextPage endCursor } edges { node { entity { id } } }
	} } }`
	path := "actor.coParticipants.edges.*.node.entity.id"
	whole := c.ok(query, nil).texts(path)
	var parts []string
	for after, more := any(nil), true; more && len(parts) <= len(whole); {
		a := c.ok(query, map[string]any{"n": 2, "after": after})
		parts = append(parts, a.texts(path)...)
		after = a.at("actor.coParticipants.pageInfo.endCursor")
		more = a.at("actor.coParticipants.pageInfo.hasNextPage") == true
	}
	if got := strings.Join(parts, " "); got != strings.Join(whole, " ") || len(whole) != 6 {
		t.Errorf("the pages: got %s, want the whole: %v", got, whole)
	}
}

func TestSidesAtTheirLimitAreAnswered(t *testing.T) {
	seeded(t).ok(`{ s: sequence(between: `+ids(20)+`, and: ["turkiye"]) { truncated }
	  f: signFlips(within: "2026", of: `+ids(20)+`) { totalCount }
	  t: unbalancedTriads(of: `+ids(20)+`) { totalCount } }`, nil)
}
