package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// mutations has one valid operation for each mutation, on the starting graph; $key
// is its idempotency key.
var mutations = []struct{ name, query string }{
	{"createEntity", `createEntity(input: {
	  class: ACTOR, kind: "person", names: [{text: "X"}], idempotencyKey: $key
	}) { entity { id version } recordedAt consistency }`},
	{"updateEntity", `updateEntity(input: {
	  id: "sdf", summary: "Changed.", idempotencyKey: $key
	}) { entity { id version summary } recordedAt consistency }`},
	{"createRelationship", `createRelationship(input: {
	  type: "ceasefire", from: "sdf", to: "turkiye", validity: {edtf: "2026-03/.."},
	  sources: ["s-cbs-2026"], idempotencyKey: $key
	}) { relationship { id version } recordedAt consistency }`},
	{"updateRelationship", `updateRelationship(input: {
	  id: "us-sdf-partnership", note: "Changed.", idempotencyKey: $key
	}) { relationship { id version note } recordedAt consistency }`},
	{"expireRelationship", `expireRelationship(input: {
	  id: "us-damascus-cooperation", end: "2026-03-01", claim: {source: "s-cbs-2026"}, idempotencyKey: $key
	}) {
	  relationship { id version validity { edtf } claims { totalCount } } recordedAt consistency
	}`},
	{"recordClaim", `recordClaim(input: {
	  about: "sdf", property: "start", value: {date: "2015-10"}, source: "s-cbs-2026", idempotencyKey: $key
	}) { claim { id version } recordedAt consistency }`},
	{"rankClaim", `rankClaim(input: {
	  id: "c12", rank: DEPRECATED, idempotencyKey: $key
	}) { claim { id version rank } recordedAt consistency }`},
	{"addSource", `addSource(input: {
	  title: "X", idempotencyKey: $key
	}) { source { id version } recordedAt consistency }`},
	{"addVocabulary", `addVocabulary(input: {
	  kinds: [{name: "militia", classes: [ACTOR]}], idempotencyKey: $key
	}) { recordedAt consistency }`},
	{"retract", `retract(input: {
	  id: "c12", idempotencyKey: $key
	}) { id recordedAt consistency }`},
}

// withKey makes an operation of a mutation.
func withKey(mutation string) string { return "mutation($key: String) { " + mutation + " }" }

// changesIn returns how many changes a store has noted.
func changesIn(t *testing.T, store kg.Store) int {
	t.Helper()
	changes, err := store.Changes(t.Context(), kg.View{Restricted: true}, 0, 100000)
	if err != nil {
		t.Fatal(err)
	}
	return len(changes)
}

func TestWritingNeedsTheToken(t *testing.T) {
	store := storetest.NewModel(today)
	plant(t, store)
	before := changesIn(t, store)
	open := newClient(t, store, graph.Options{Guard: guard})
	closed := newClient(t, store, graph.Options{})
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			if a := open.in(t).reader().send(withKey(m.query), nil); a.code() != "UNAUTHENTICATED" {
				t.Errorf("without a token: got %s, want UNAUTHENTICATED", a.Body)
			}
			if a := closed.in(t).send(withKey(m.query), nil); a.code() != "FORBIDDEN" {
				t.Errorf("on a server without one: got %s, want FORBIDDEN", a.Body)
			}
		})
	}
	if got := changesIn(t, store); got != before {
		t.Errorf("the refused mutations wrote %d changes, want none", got-before)
	}
}

func TestAWrongTokenIsRefusedForReadingToo(t *testing.T) {
	c := seeded(t)
	for _, header := range []string{
		"Bearer wrong", "Bearer " + token + "x", "Bearer " + token[1:], "Bearer", "Bearer ", "Bearer" + token,
		"Bearer Bearer " + token, "Basic " + token, token, strings.Repeat("x", 10<<10),
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
			strings.NewReader(`{"query": "{ __typename }"}`))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", header)
		a := c.reader().do(request)
		if a.Status != http.StatusUnauthorized || a.code() != "UNAUTHENTICATED" {
			t.Errorf("%.40q: got %d %s, want 401 UNAUTHENTICATED", header, a.Status, a.code())
		}
	}
	closed := newClient(t, storetest.NewModel(today), graph.Options{})
	closed.token = "anything"
	if a := closed.send(`{ __typename }`, nil); a.Status != http.StatusUnauthorized {
		t.Errorf("any token on a server without one: got %d, want 401", a.Status)
	}
}

func TestTheSchemeOfATokenIsReadInAnyCase(t *testing.T) {
	c := seeded(t)
	for _, scheme := range []string{"Bearer ", "bearer ", "BEARER ", "Bearer  "} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
			strings.NewReader(`{"query": "mutation { rankClaim(input: {id: \"c12\", rank: NORMAL}) { consistency } }"}`))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", scheme+token)
		if a := c.reader().do(request); a.Status != http.StatusOK || len(a.Errors) > 0 {
			t.Errorf("%q: got %d %s, want it done", scheme, a.Status, a.Body)
		}
	}
}

func TestAQueryBesideAMutationNeedsNoToken(t *testing.T) {
	c := seeded(t).reader()
	const body = `{
	  "query": "query Read { __typename } mutation Write { retract(input: {id: \"c12\"}) { id } }",
	  "operationName": "%s"
	}`
	if a := c.post(fmt.Appendf(nil, body, "Read")); len(a.Errors) > 0 {
		t.Errorf("the query: got %s, want it answered", a.Body)
	}
	if a := c.post(fmt.Appendf(nil, body, "Write")); a.code() != "UNAUTHENTICATED" {
		t.Errorf("the mutation: got %s, want UNAUTHENTICATED", a.Body)
	}
}

// secrets is a graph whose restricted records have "spy" in their ids and names.
func secrets(t *testing.T) world {
	w := newWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.event("e", "2026")
	w.tie("open", "pact", "a", "b", "/..")
	w.ok(`mutation {
	  one: createEntity(input: {
	    id: "spy", class: ACTOR, kind: "group", names: [{text: "The spy"}], access: RESTRICTED
	  }) { consistency }
	  two: addSource(input: {
	    id: "spy-paper", title: "The spy paper", access: RESTRICTED
	  }) { consistency }
	  three: createRelationship(input: {
	    id: "a-spy", type: "pact", from: "a", to: "spy", validity: {edtf: "/.."}
	    sources: ["news"]
	  }) { consistency }
	  four: createRelationship(input: {
	    id: "spy-part", type: "participation", from: "spy", to: "e", sources: ["news"]
	  }) { consistency }
	  five: createRelationship(input: {
	    id: "spy-pact", type: "pact", from: "a", to: "b", validity: {edtf: "/.."}
	    sources: ["news"], access: RESTRICTED
	  }) { consistency }
	  six: recordClaim(input: {
	    id: "about-spy", about: "spy", property: "escaped", value: {number: "1"}
	    source: "news"
	  }) { consistency }
	  seven: recordClaim(input: {
	    id: "spy-claim", about: "a", property: "escaped", value: {number: "1"}, source: "news"
	    access: RESTRICTED
	  }) { consistency }
	  eight: recordClaim(input: {
	    id: "from-spy-paper", about: "a", property: "escaped", value: {number: "1"}
	    source: "spy-paper"
	  }) { consistency }
	  nine: recordClaim(input: {
	    id: "said", about: "a", property: "leader", value: {entity: "spy"}, assertedBy: "spy"
	    source: "news"
	  }) { consistency }
	  ten: updateRelationship(input: {
	    id: "open", sources: ["news", "spy-paper"], properties: [{name: "guarantor"
	    value: {entity: "spy"}}]
	  }) { consistency }
	  eleven: recordClaim(input: {
	    id: "about-spy-claim", about: "about-spy", property: "escaped", value: {number: "1"}
	    source: "news"
	  }) { consistency }
	  twelve: recordClaim(input: {
	    id: "value-spy", about: "a", property: "leader", value: {entity: "spy"}, source: "news"
	  }) { consistency }
	  thirteen: recordClaim(input: {
	    id: "by-spy", about: "a", property: "escaped", value: {number: "1"}, assertedBy: "spy"
	    source: "news"
	  }) { consistency }
	  fourteen: recordClaim(input: {
	    id: "known", about: "a", property: "leader", value: {entity: "b"}, assertedBy: "b"
	    source: "news"
	  }) { consistency }
	  fifteen: updateEntity(input: {
	    id: "a", properties: [{name: "founder", value: {entity: "b"}}
	    {name: "handler", value: {entity: "spy"}}]
	  }) { consistency }
	}`, nil)
	return w
}

// everyField is asked by readers and by the editor.
const everyField = `query($ids: [ID!]!) {
  nodes(ids: $ids) { id }
  node(id: "spy") { id } entity(id: "spy") { name } actor(id: "spy") { name }
  relationship(id: "a-spy") { statement } claim(id: "about-spy") { id } source(id: "spy-paper") { title }
  entities { totalCount edges { node { id name } } }
  actors(where: {name: {contains: "spy"}}) { totalCount edges { node { id } } }
  relationships(where: {other: {id: {eq: "spy"}}}) { totalCount edges { node { id } } }
  all: relationships { totalCount edges { node {
    id from { id } to { id } sources { id } properties { name value { text entity { id } } }
    history { edges { node { reason changed { field before after } } } }
  } } }
  a: entity(id: "a") {
    relationships { totalCount edges { node { id } other { id } } }
    claims { totalCount edges { node {
      id source { id } assertedBy { id } value { text entity { id } }
      history { edges { node { changed { field before after } } } }
    } } }
    properties { name value { text entity { id } } }
    history { edges { node { reason changed { field before after } } } }
  }
  by: claims(where: {assertedBy: {eq: "spy"}}) { totalCount }
  event(id: "e") { relationships { totalCount edges { other { id } } } }
  claims { totalCount edges { node { id about { id } source { id } } } }
  sources { totalCount edges { node { id title } } }
  search(text: "spy") { matched entity { id } }
  neighborhood(of: ["a", "spy"], depth: 2) { entities { id } relationships { id } }
  statistics { entities { name count } relationships { name count } claims { name count } sources }
}`

func TestRestrictedRecordsAreSeenByEditorsAlone(t *testing.T) {
	w := secrets(t)
	ids := []string{
		"spy", "spy-paper", "a-spy", "spy-part", "spy-pact", "about-spy", "spy-claim", "from-spy-paper",
		"about-spy-claim", "said", "by-spy", "value-spy",
	}
	variables := map[string]any{"ids": ids}
	reader, editor := w.reader().ok(everyField, variables), w.ok(everyField, variables)
	for i, id := range ids {
		if got := reader.at(fmt.Sprintf("nodes.%d", i)); got != nil {
			t.Errorf("a reader gets %s by id: %v, want null", id, got)
		}
		if got := editor.at(fmt.Sprintf("nodes.%d.id", i)); got != id {
			t.Errorf("an editor gets %v by id, want %s", got, id)
		}
	}
	if text := reader.Body; strings.Contains(text, "spy") {
		t.Errorf("a reader's answer has restricted records in it: %s", text)
	}
	if got := editor.texts("search.*.entity.id"); fmt.Sprint(got) != "[spy]" {
		t.Errorf("an editor's search finds %v, want spy", got)
	}
	for path, want := range map[string][2]int{
		"entities.totalCount": {3, 4}, "actors.totalCount": {0, 1}, "relationships.totalCount": {0, 2},
		"all.totalCount": {1, 4}, "a.relationships.totalCount": {1, 3}, "a.claims.totalCount": {1, 6},
		"event.relationships.totalCount": {0, 1}, "claims.totalCount": {1, 8}, "by.totalCount": {0, 2}, "sources.totalCount": {1, 2},
		"statistics.sources": {1, 2},
	} {
		if got := [2]int{reader.number(t, path), editor.number(t, path)}; got != want {
			t.Errorf("%s for a reader and an editor: got %v, want %v", path, got, want)
		}
	}
	for path, want := range map[string][2]string{
		"a.properties.*.name": {"[founder]", "[founder handler]"}, "all.edges.0.node.properties.*.name": {"[]", ""},
	} {
		if got := fmt.Sprint(reader.texts(path)); got != want[0] {
			t.Errorf("%s for a reader: got %s, want %s", path, got, want[0])
		}
		if got := fmt.Sprint(editor.texts(path)); want[1] != "" && got != want[1] {
			t.Errorf("%s for an editor: got %s, want %s", path, got, want[1])
		}
	}
}

func TestARecordThatIsOpenedIsSeenWithItsTies(t *testing.T) {
	w := secrets(t)
	w.ok(`mutation { updateEntity(input: {id: "spy", access: PUBLIC}) { entity { access } } }`, nil)
	a := w.reader().ok(`{ entity(id: "a") { relationships { edges { node { id } } } }
	  spy: entity(id: "spy") { name claims { edges { node { id } } } } }`, nil)
	if got := a.texts("entity.relationships.edges.*.node.id"); fmt.Sprint(got) != "[a-spy open]" {
		t.Errorf("ties of a: got %v, want a-spy and open", got)
	}
	if got := a.texts("spy.claims.edges.*.node.id"); fmt.Sprint(got) != "[about-spy]" {
		t.Errorf("claims about what was opened: got %v, want about-spy", got)
	}
	a = w.reader().ok(`{ claims(where: {assertedBy: {eq: "spy"}}) { edges { node { id } } } }`, nil)
	if got := a.texts("claims.edges.*.node.id"); fmt.Sprint(got) != "[by-spy said]" {
		t.Errorf("claims by who was opened: got %v, want by-spy and said", got)
	}
	w.ok(`mutation { updateRelationship(input: {id: "a-spy", note: "as the source says"}) { consistency } }`, nil)
	w.ok(`mutation { updateEntity(input: {id: "spy", access: RESTRICTED}) { entity { access } } }`, nil)
	a = w.reader().ok(`{
	  spy: entity(id: "spy") { id } relationship(id: "a-spy") { id } claim(id: "about-spy-claim") { id }
	  claims { totalCount }
	}`, nil)
	for _, path := range []string{"spy", "relationship", "claim"} {
		if got := a.at(path); got != nil {
			t.Errorf("after it was closed again, %s is %v, want null", path, got)
		}
	}
	if got := a.number(t, "claims.totalCount"); got != 1 {
		t.Errorf("after it was closed again: got %d claims, want the open one", got)
	}
}

// TestAMergerIntoWhatIsRestrictedTellsReadersNothingOfIt has public records that named the
// entity that went.
func TestAMergerIntoWhatIsRestrictedTellsReadersNothingOfIt(t *testing.T) {
	w := secrets(t)
	w.ok(`mutation {
	  one: updateEntity(input: {id: "e", properties: [{name: "host", value: {entity: "b"}}]}) { consistency }
	  two: updateRelationship(input: {id: "open", properties: [{name: "host", value: {entity: "b"}}]}) { consistency }
	  three: createEntity(input: {id: "c", class: ACTOR, kind: "group", names: [{text: "C"}]}) { consistency }
	  four: createRelationship(input: {
	    id: "a-c", type: "pact", from: "a", to: "c", validity: {edtf: "/.."}, sources: ["news"]
	    properties: [{name: "host", value: {entity: "b"}}]
	  }) { consistency }
	}`, nil)
	w.ok(`mutation { retract(input: {id: "spy-pact"}) { id } }`, nil)
	w.ok(`mutation { mergeEntities(input: {id: "b", into: "spy", reason: "one and the same"}) { consistency } }`, nil)
	const history = `history { edges { node { reason changed { field before after } } } }`
	for _, query := range []string{
		everyField,
		`query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Actor { ` + history + ` } ... on Event { ` + history + ` properties { name value { text } } }
		  ... on Relationship { ` + history + ` properties { name value { text } } } } }`,
		`{ changes(first: 200) { edges { node { recordId reason } } } }`,
		`{ b: entity(id: "b") { id } search(text: "b") { matched entity { id } } paths(from: "a", to: "c") { entities { id } } }`,
	} {
		a := w.reader().send(query, map[string]any{"ids": []string{"a", "b", "c", "e", "open", "a-c"}})
		if i := strings.Index(a.Body, "spy"); i >= 0 {
			t.Errorf("%s\ntells of the spy: …%s", query, a.Body[max(0, i-150):min(len(a.Body), i+50)])
		}
	}
}
