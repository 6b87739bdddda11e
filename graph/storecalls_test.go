package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// treeOf plants a hub with n branches of two further ties each: hub, mid, leaf,
// end. Every tie has two claims, which contradict one another, and a source of its own.
func treeOf(t *testing.T, store kg.Store, n int) {
	t.Helper()
	w := worldOver(t, store)
	validity, err := kg.Written{EDTF: "2020/.."}.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	var batch kg.Batch
	add := func(r kg.Record, id kg.ID, sources ...kg.ID) {
		r.Head().ID, r.Head().Sources = id, sources
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	entity := func(id kg.ID) {
		add(&kg.Entity{
			EntityClass: kg.ClassActor, Kind: "group", Validity: validity,
			Names: []kg.Name{{Text: string(id), Kind: kg.NameOfficial}},
		}, id, "news")
	}
	entity("hub")
	for i := range n {
		at, err := kg.Written{EDTF: fmt.Sprintf("2021-01-01T00:00:%02dZ", i)}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		add(&kg.Entity{
			EntityClass: kg.ClassEvent, Kind: "meeting", Validity: at,
			Names: []kg.Name{{Text: "meeting", Kind: kg.NameOfficial}},
		}, kg.ID(fmt.Sprintf("meeting-%03d", i)), "news")
	}
	for i := range n {
		source := kg.ID(fmt.Sprintf("source-%03d", i))
		add(&kg.Source{Title: string(source)}, source)
		from := kg.ID("hub")
		for _, level := range []string{"mid", "leaf", "end"} {
			to := kg.ID(fmt.Sprintf("%s-%03d", level, i))
			entity(to)
			tie := to + "-tie"
			add(&kg.Relationship{
				Type: "pact", From: from, To: to, Validity: validity,
				Properties: kg.Properties{"guarantor": {Type: kg.ValueEntity, Entity: to}},
			}, tie, "news", source)
			for k, leader := range []kg.ID{to, from} {
				add(&kg.Claim{
					About: tie, Property: "leader", Value: kg.Value{Type: kg.ValueEntity, Entity: leader},
					Stance: kg.StanceAsserts, Rank: kg.RankNormal, AssertedBy: from, Source: source,
				}, kg.ID(fmt.Sprintf("%s-claim-%d", tie, k)), source)
			}
			from = to
		}
	}
	w.must(w.graph.Write(t.Context(), batch))
}

// storeCalls are queries and the number of store calls that each costs, for
// whatever number of records. $n is the size of their pages.
var storeCalls = []struct {
	name, query string
	calls       int
}{
	{
		"the log: one call for the entries, one for which versions were restricted",
		`changes(first: $n) { edges { node { recordId reason } } }`, 2,
	},
	{
		"one hop with far ends: one call for the record, its edges and their far ends",
		`entity(id: "hub") { name relationships(first: $n) {
		  edges { direction node { id statement validity { text } from { name } to { name } } other { name } }
		} }`, 1,
	},
	{
		"two hops: one call more",
		`entity(id: "hub") { relationships(first: $n) { edges { other { relationships(first: $n) {
		  edges { node { statement } other { name } }
		} } } } }`, 2,
	},
	{
		"three hops: one call more",
		`entity(id: "hub") { relationships(first: $n) { edges { other { relationships(first: $n) {
		  edges { other { relationships(first: $n) { edges { node { status } other { name } } } } }
		} } } } }`, 3,
	},
	{
		"three hops counted at each level: one call more a level",
		`entity(id: "hub") { relationships(first: $n) { totalCount edges { other {
		  relationships(first: $n) { totalCount edges { other {
		    relationships(first: $n) { totalCount edges { other { name } } }
		  } } }
		} } } }`, 6,
	},
	{
		"a count of which no page is read costs the page too",
		`relationships(first: $n) { totalCount }`, 2,
	},
	{
		"page information is free",
		`relationships(first: $n) { pageInfo { hasNextPage endCursor } edges { cursor } }`, 1,
	},
	{
		"a root list with both ends and their names",
		`relationships(first: $n) { edges { node { from { name kind { label } } to { name } type { label } } } }`, 1,
	},
	{
		"ties of both ends of a root list: one call for all ends",
		`relationships(first: $n) { edges { node {
		  from { relationships(first: 2) { edges { node { id } } } }
		  to { relationships(first: 2) { edges { node { id } } } }
		} } }`, 2,
	},
	{
		"sources of relationships",
		`relationships(first: $n) { edges { node { sources { title } } } }`, 2,
	},
	{
		"sources of relationships and of their far ends",
		`entity(id: "hub") { relationships(first: $n) { edges {
		  node { sources { title } } other { sources { title } }
		} } }`, 3,
	},
	{
		"claims with source, claimant, subject and value",
		`relationships(first: $n) { edges { node { claims(first: 2) { edges { node {
		  source { title } assertedBy { name } about { id } value { entity { name } } property { label }
		} } } } } }`, 4,
	},
	{
		"claims at the root with what they are about",
		`claims(first: $n) { edges { node { about { id ... on Relationship { from { name } to { name } } } } } }`, 3,
	},
	{
		"entities that properties name",
		`relationships(first: $n) { edges { node { properties { value { entity { name } } } } } }`, 2,
	},
	{
		"nodes by id, with their ends, in one call each",
		`nodes(ids: $ids) { id ... on Relationship { from { name } to { name } } }`, 2,
	},
	{
		"nodes by id, with their relationships",
		`nodes(ids: $ids) { ... on Relationship { to { relationships(first: 2) { edges { other { name } } } } } }`, 3,
	},
	{
		"equal fields under two aliases",
		`entity(id: "hub") {
		  x: relationships(first: $n) { edges { other { name } } }
		  y: relationships(first: $n) { edges { node { id } } }
		}`, 1,
	},
	{
		"one hop in an order and direction, within fragments",
		`actor(id: "hub") { ... on Node { id ... on Entity { ... {
		  relationships(last: $n, direction: OUT, orderBy: {field: END}) { edges { node { id } } }
		} } } }`, 1,
	},
	{
		"one hop from who was merged, or is not there: as if nothing had been looked for ahead, and once more",
		`entity(id: "nobody") { relationships(first: $n) { edges { node { id } } } }`, 3,
	},
	{
		"one hop from an event without a time: its own time shows other ties than now",
		`entity(id: "meeting-000") { relationships(first: $n) { edges { node { id } } } }`, 2,
	},
	{
		"one hop by a filter: the record first",
		`entity(id: "hub") { relationships(first: $n, where: {type: {eq: "pact"}}) { edges { node { id } } } }`, 2,
	},
	{
		"one hop that variables may leave out: the record first",
		`entity(id: "hub") { relationships(first: $n) @include(if: true) { edges { node { id } } } }`, 2,
	},
	{
		"unequal fields under two aliases: a call each",
		`entity(id: "hub") {
		  x: relationships(first: $n) { edges { other { name } } }
		  y: relationships(first: $n, asOf: {valid: "2021"}) { edges { node { id } } }
		}`, 2,
	},
	{
		"a neighbourhood: the entities, and a step of depth each",
		`neighborhood(of: ["hub"], depth: 3, limit: 1000) { relationships { from { name } to { name } } entities { name } }`, 4,
	},
	{
		"a neighbourhood with the relationships of its entities",
		`neighborhood(of: ["hub"], limit: 1000) { entities { relationships(first: 2) { edges { node { id } } } } }`, 3,
	},
	{
		"two hops as a source tells them: who it is, what it claims and what that joins besides",
		`entity(id: "hub", asOf: {accordingTo: ["news"]}) { relationships(first: $n) { edges { other {
		  relationships(first: $n) { edges { node { statement } other { name } } }
		} } } }`, 6,
	},
	{
		"two hops as they were known: when the first record was written besides, once, and for readers what each rests on",
		`entity(id: "hub", asOf: {known: "2026-11-23T12:00:00Z"}) { relationships(first: $n) { edges { other {
		  relationships(first: $n) { edges { node { statement } other { name } } }
		} } } }`, 6,
	},
	{
		"the history of all relationships of a list, without what is hidden",
		`relationships(first: $n) { edges { node { history { totalCount edges { node { changed { field } } } } } } }`, 3,
	},
	{
		"entities by their relationships: one call before that of the list",
		`entities(first: $n, where: {has: {relationships: {type: {eq: "pact"}}}, hasNot: {direction: IN}}) {
		  edges { node { id } }
		}`, 2,
	},
	{
		"nested in one another: one call for each depth, also where both sides are nested",
		`entities(first: $n, where: {or: [
		  {has: {relationships: {other: {has: {relationships: {other: {has: {}}}}}}}}
		  {hasNot: {relationships: {from: {hasNot: {}}, to: {has: {direction: OUT}}}}}
		]}) { edges { node { id } } }`, 4,
	},
	{
		"in the relationships of many entities",
		`entity(id: "hub") { relationships(first: $n) { edges { other {
		  relationships(first: 5, where: {other: {has: {direction: OUT}}}) { edges { node { id } } }
		} } } }`, 3,
	},
	{
		"what ended soon after other records: one call for all of them",
		`relationships(first: $n, where: {or: [
		  {validity: {ended: {afterEndOf: {id: "hub", within: "P1D"}}}}
		  {validity: {started: {afterEndOf: {id: "mid-000", within: "P1D"}}}}
		]}) { edges { node { id } } }`, 2,
	},
	{
		"how many stand to one: the one, once",
		`relationships(first: $n) { edges { node { allen(to: "mid-000-tie") { certain possible } } } }`, 2,
	},
	{
		"what is related in time to each of many",
		`relationships(first: $n) { edges { node { related(first: 2) { edges { node { id from { name } } } } } } }`, 2,
	},
	{
		"an entity as it stood at each of many events, with its ties then",
		`events(first: $n) { edges { node {
		  asItHappened(id: "hub") { name relationships(first: 2) { edges { other { name } } } }
		} } }`, 3,
	},
	{
		"a neighbourhood with the degrees of its entities: one call more",
		`neighborhood(of: ["hub"], depth: 2, limit: 1000) { truncated
		  entities { name degree { type { label } direction status count } } }`, 4,
	},
	{
		"a neighbourhood with what it leaves out: one call more",
		`neighborhood(of: ["hub"], depth: 2, limit: 1000, where: {type: {eq: "pact"}}) {
		  truncated explain { reason count } }`, 4,
	},
	{
		"a picture: its entities, a step, and what joins all; its timeline costs none",
		`neighborhood(of: ["hub"], with: $mids, where: {not: {other: {id: {in: $mids}}}}, asOf: {valid: "../.."}) {
		  entities { id name } relationships { statement from { name } to { name } }
		  timeline { total changePoints { at appear { statement from { name } } } } }`, 3,
	},
	{
		"a picture with names, histories and disputes: two calls more for each of the histories, one for disputes",
		`neighborhood(of: ["hub"], depth: 0, with: $mids) { entities { name validity { text } history { totalCount } }
		  relationships { status history { totalCount } disputes(first: 1) { open } } }`, 7,
	},
	{
		"degrees of far ends",
		`entity(id: "hub") { relationships(first: $n) { edges { other { degree { count } } } } }`, 2,
	},
	{
		"a timeline with its change points and their ends, enough for a slider",
		`timeline(of: ["hub"]) { total extent { edtf } buckets { period { edtf } active { possible }
		  types { type { label } active { certain } } }
		  changePoints { at visible appear { statement from { name } to { name } } } }`, 1,
	},
	{
		"a timeline of many entities",
		`timeline(of: $mids) { total buckets { active { certain } } }`, 1,
	},
	{
		"a panel with the names of its ends",
		`panel(of: ["hub"], bucket: YEAR, within: "2020/2025") { totalCount
		  edges { cursor node { from { name } to { name } type { label } active { possible } } } }`, 1,
	},
	{
		"durations by type, and of each validity",
		`durations(of: $mids) { type { label } count open median { minDays } }`, 1,
	},
	{
		"paths: both ends, and what both have, as no path is longer than two hops",
		`paths(from: "hub", to: "leaf-000", maxLength: 2) { certainty hops { relationship { statement from { name } } entity { name } } }`, 2,
	},
	{
		"paths with the relationships and sources of what they meet",
		`paths(from: "hub", to: "end-001", maxLength: 3) {
		  entities { relationships(first: 2) { edges { node { id } } } } hops { relationship { sources { title } } }
		}`, 4,
	},
	{"a search", `search(text: "mid", first: $n) { matched tier entity { name kind { label } } }`, 1},
	{
		"a search with the ties of what it finds",
		`search(text: "mid", first: $n) { entity { relationships(first: 2) { edges { other { name } } } } }`, 2,
	},
	{
		"disputes and evidence of relationships: one call for what is said of all, one for who says it",
		`relationships(first: $n) { edges { node {
		  disputes { property { name } kinds conflicts { camps { claims { id } evidence { sources } } } claims { isParty } }
		  evidence { sources singleSourced asserters { id } }
		} } }`, 3,
	},
	{
		"disputes with claimants and sources of their claims and camps: one call more",
		`relationships(first: $n) { edges { node { disputes {
		  claims { claim { source { title } assertedBy { name } } replacedBy { id } }
		  conflicts { camps { claims { source { title } } evidence { asserters { id } } } }
		} } } }`, 3,
	},
	{
		"whether claimants are parties: what the claims are about, which here are no events",
		`claims(first: $n) { edges { node { isParty about { id } } } }`, 2,
	},
	{
		"a filter by evidence: all claims, then the list",
		`relationships(first: $n, where: {evidence: {sources: {gte: 1}, partiesOnly: false}}) { edges { node { id } } }`, 2,
	},
	{
		"a filter by evidence on the second hop: one call more, for all lists",
		`entity(id: "hub") { relationships(first: $n) { edges { other {
		  relationships(first: $n, where: {or: [{evidence: {disputed: true}}, {evidence: {onlyAssertedBy: ["hub"]}}]}) {
		    edges { node { id } }
		  }
		} } } }`, 3,
	},
	{
		"a filter by evidence of events: the participants too",
		`entities(first: $n, where: {evidence: {partiesOnly: true}}) { edges { node { id } } }`, 3,
	},
	{
		"disputes at the root: the claims, the records, what is said of them, and who says it",
		`disputes(first: $n) { totalCount edges { node { about { id } claims { claim { source { title } } } } } }`, 4,
	},
	{"statistics", `statistics { entities { count } relationships { count } claims { count } sources }`, 1},
	{"the vocabulary, which is kept", `vocabulary { kinds { name } relationshipTypes { name } }`, 0},
	{"a health check", `__typename`, 0},
}

// TestStoreCallsDependOnDepthAlone runs each query on a graph of two branches and
// on one of sixty.
func TestStoreCallsDependOnDepthAlone(t *testing.T) {
	yesterday := func() time.Time { return today().AddDate(0, 0, -1) }
	for _, n := range []int{2, 60} {
		store := storetest.NewCounting(storetest.NewModel(yesterday))
		treeOf(t, store, n)
		limits := within(patience)
		limits.Cost, limits.Returned = 1_000_000, 1_000_000 // it is about calls, however much they bring
		c := newClient(t, store, graph.Options{Limits: limits})
		c.ok(`{ vocabulary { kinds { name } } }`, nil) // so that it is known
		var ids, mids []string
		for i := range n {
			ids = append(ids, fmt.Sprintf("mid-%03d-tie", i))
			mids = append(mids, fmt.Sprintf("mid-%03d", i))
		}
		for _, tt := range storeCalls {
			t.Run(fmt.Sprintf("%s/%d", tt.name, n), func(t *testing.T) {
				store.Taken()
				c.in(t).ok(operation(tt.query), map[string]any{"n": n, "ids": ids, "mids": mids})
				if calls := store.Taken(); len(calls) != tt.calls {
					t.Errorf("over %d branches: got %d calls, want %d: %s",
						n, len(calls), tt.calls, strings.Join(calls, ", "))
				}
			})
		}
	}
}

// operation declares the variables that a selection uses.
func operation(selection string) string {
	var variables []string
	for name, kind := range map[string]string{"$n": "Int", "$ids": "[ID!]!", "$mids": "[ID!]!"} {
		if strings.Contains(selection, name) {
			variables = append(variables, name+": "+kind)
		}
	}
	if variables == nil {
		return "{ " + selection + " }"
	}
	return "query(" + strings.Join(variables, ", ") + ") { " + selection + " }"
}

// TestReadingFarEndsOfManyAsksOnce makes sure that the calls counted above carry
// all their questions.
func TestReadingFarEndsOfManyAsksOnce(t *testing.T) {
	store := storetest.NewCounting(storetest.NewModel(today))
	treeOf(t, store, 7)
	c := newClient(t, store, graph.Options{Limits: within(patience)})
	c.ok(`{ vocabulary { kinds { name } } }`, nil)
	store.Taken()
	c.ok(`{ entity(id: "hub") { relationships { edges { other { relationships { totalCount } } } } } }`, nil)
	want := "Find of 2, Find of 7, Count of 7"
	if got := strings.Join(store.Taken(), ", "); got != want {
		t.Errorf("calls: got %s, want %s", got, want)
	}
}

// TestConcurrentFieldsShareOneCall has many fields ask for the same at once.
func TestConcurrentFieldsShareOneCall(t *testing.T) {
	store := storetest.NewCounting(storetest.NewModel(today))
	treeOf(t, store, 3)
	c := newClient(t, store, graph.Options{Limits: within(patience)})
	c.ok(`{ vocabulary { kinds { name } } }`, nil)
	store.Taken()
	var fields strings.Builder
	for i := range 30 {
		fmt.Fprintf(&fields, " f%d: sources { title }", i)
	}
	c.ok(`{ entities { edges { node {`+fields.String()+` } } } }`, nil)
	if calls := store.Taken(); len(calls) != 2 {
		t.Errorf("thirty aliases of one field: got %d calls, want 2: %v", len(calls), calls)
	}
}
