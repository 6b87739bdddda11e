package graph_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

func TestATermIsOfUseAtOnce(t *testing.T) {
	c := seeded(t)
	a := c.ok(`mutation {
	  addVocabulary(input: {
	    kinds: [{name: "militia", label: "Militia", classes: [ACTOR]}]
	    relationshipTypes: [
	      {name: "blockades", inverseLabel: "blockaded by", sign: HOSTILE, from: [ACTOR], to: [ACTOR]}
	    ]
	    claimProperties: [{name: "wounded", valueType: NUMBER, unit: "people", constant: true}]
	  }) { vocabulary { kinds { name } relationshipTypes { name } claimProperties { name } } }
	  createEntity(input: {id: "m", class: ACTOR, kind: "militia", names: [{text: "M"}]}) {
	    entity { kind { label id } }
	  }
	  createRelationship(input: {
	    id: "b", type: "blockades", from: "m", to: "sdf", validity: {edtf: "2026/.."}, sources: ["s-cbs-2026"]
	  }) {
	    relationship { statement sign type { symmetric inverseLabel from } }
	  }
	  recordClaim(input: {about: "b", property: "wounded", value: {number: ">3"}, source: "s-cbs-2026"}) {
	    claim { value { text number { min max aboveMin belowMax approximate } } property { constant unit } }
	  }
	}`, nil)
	for path, want := range map[string]any{
		"createEntity.entity.kind.label": "Militia", "createEntity.entity.kind.id": "kind:militia",
		"createRelationship.relationship.sign":              "HOSTILE",
		"createRelationship.relationship.statement":         "M → Syrian Democratic Forces: blockades, since 2026",
		"createRelationship.relationship.type.inverseLabel": "blockaded by",
		"recordClaim.claim.value.text":                      ">3 people", "recordClaim.claim.value.number.min": 3.0,
		"recordClaim.claim.value.number.max": nil, "recordClaim.claim.value.number.aboveMin": true,
		"recordClaim.claim.value.number.belowMax": false, "recordClaim.claim.value.number.approximate": false,
		"recordClaim.claim.property.constant": true,
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
	a = c.ok(`{ relationships(where: {type: {eq: "blockades"}}) { totalCount } }`, nil)
	if got := a.number(t, "relationships.totalCount"); got != 1 {
		t.Errorf("found by the new type: got %d, want 1", got)
	}
	for _, input := range []struct{ input, code string }{
		{`kinds: [{name: "militia", classes: [ACTOR]}]`, conflict},
		{`kinds: [{name: "gang", classes: [ACTOR]}, {name: "Bad Name", classes: [ACTOR]}]`, badInput},
		{`kinds: [{name: "gang", classes: []}]`, badInput},
		{``, badInput},
	} {
		a := c.send(`mutation { addVocabulary(input: {`+input.input+`}) { consistency } }`, nil)
		if a.code() != input.code {
			t.Errorf("addVocabulary(%s): got %s, want %s", input.input, a.code(), input.code)
		}
	}
	if got := c.ok(`{ node(id: "kind:gang") { id } }`, nil).at("node"); got != nil {
		t.Errorf("of a refused list of terms: got %v, want none added", got)
	}
}

func TestRetractingIsRefusedWhileOthersRefer(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.tie("r", "pact", "a", "b", "/..")
	w.claim("c", "r", "1", "2026")
	retract := func(id string) answer {
		return w.send(`mutation($id: ID!) { retract(input: {id: $id, reason: "a slip"}) { id } }`,
			map[string]any{"id": id})
	}
	for _, id := range []string{"a", "b", "r", "news"} {
		if a := retract(id); a.code() != conflict || !strings.Contains(a.message(), "refer") {
			t.Errorf("retract %s while others refer to it: got %s, want %s", id, a.Body, conflict)
		}
	}
	if a := retract("kind:group"); a.code() != conflict {
		t.Errorf("retract a term: got %s, want %s", a.Body, conflict)
	}
	for _, id := range []string{"c", "r", "a", "b", "news"} {
		if a := retract(id); a.at("retract.id") != id {
			t.Errorf("retract %s: got %s, want it done", id, a.Body)
		}
		if a := retract(id); a.code() != notFound {
			t.Errorf("retract %s again: got %s, want %s", id, a.Body, notFound)
		}
		a := w.ok(`query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id})
		if got := a.at("node"); got != nil {
			t.Errorf("after it was retracted %s is %v, want null", id, got)
		}
	}
}

func TestAWriteToAnotherVersionIsAConflict(t *testing.T) {
	const change = `mutation { %s(input: {%s, expectedVersion: %d}) { consistency } }`
	c := seeded(t)
	for _, m := range []struct{ name, input string }{
		{"updateEntity", `id: "sdf", summary: "x"`},
		{"updateRelationship", `id: "us-sdf-partnership", note: "x"`},
		{"expireRelationship", `id: "us-damascus-cooperation", end: "2026-03-01"`},
		{"rankClaim", `id: "c12", rank: DEPRECATED`},
		{"retract", `id: "c13"`},
	} {
		for version, want := range map[int]struct{ code, message string }{
			2:  {conflict, "is at version 1, not at the expected version 2"},
			99: {conflict, "is at version 1, not at the expected version 99"},
			0:  {badInput, "expectedVersion: `0`: versions are counted from 1"},
			-1: {badInput, "expectedVersion: `-1`: versions are counted from 1"},
		} {
			a := c.send(fmt.Sprintf(change, m.name, m.input, version), nil)
			if a.code() != want.code || !strings.Contains(a.message(), want.message) {
				t.Errorf("%s at version %d: got %s, want %s %q",
					m.name, version, a.Body, want.code, want.message)
			}
		}
		c.ok(fmt.Sprintf(change, m.name, m.input, 1), nil)
	}
}

func TestAnIdempotencyKeyMakesRepeatingHarmless(t *testing.T) {
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			store := storetest.NewModel(today)
			plant(t, store)
			c := newClient(t, store, graph.Options{Guard: guard})
			variables := map[string]any{"key": "once"}
			first := c.ok(withKey(m.query), variables)
			written := changesIn(t, store)
			again := c.ok(withKey(m.query), variables)
			if diff := cmp.Diff(first.Body, again.Body); diff != "" {
				t.Errorf("the repeated request was answered otherwise (-first +again):\n%s", diff)
			}
			other := strings.Replace(m.query, "idempotencyKey", `reason: "other", idempotencyKey`, 1)
			if a := c.send(withKey(other), variables); a.code() != conflict {
				t.Errorf("another request with the key: got %s, want %s", a.Body, conflict)
			}
			if got := changesIn(t, store); got != written {
				t.Errorf("the repetitions wrote %d changes, want none", got-written)
			}
		})
	}
}

func TestAKeyServesOneMutationAlone(t *testing.T) {
	c := seeded(t)
	variables := map[string]any{"key": "once"}
	c.ok(withKey(mutations[0].query), variables)
	for _, m := range mutations[1:] {
		if a := c.send(withKey(m.query), variables); a.code() != conflict {
			t.Errorf("%s with the key of %s: got %s, want %s", m.name, mutations[0].name, a.Body, conflict)
		}
	}
	a := c.send(withKey(mutations[0].query), map[string]any{"key": strings.Repeat("k", 201)})
	if a.code() != badInput || a.field() != "idempotencyKey" {
		t.Errorf("a key of 201 characters: got %s, want %s on idempotencyKey", a.Body, badInput)
	}
}

// TestATieToTheSDFIsNotPossibleIn1950 moves the lifetime that bounds a tie of
// unknown dates.
func TestATieToTheSDFIsNotPossibleIn1950(t *testing.T) {
	c := seeded(t)
	const read = `{
	  relationship(id: "turkiye-rejects-sdf") {
	    version status(at: "1950") validity { start { earliest kind } }
	  }
	  relationships(asOf: {valid: "1950"}, where: {other: {id: {eq: "sdf"}}}) { edges { node { id } } }
	}`
	a := c.ok(read, nil)
	if a.at("relationship.status") != "UPCOMING" || len(a.texts("relationships.edges.*.node.id")) != 0 {
		t.Errorf("in 1950: got %s, want no tie to the SDF", a.Body)
	}
	const move = `mutation($edtf: EDTF!) {
	  updateEntity(input: {id: "sdf", validity: {edtf: $edtf}}) { consistency }
	}`
	c.ok(move, map[string]any{"edtf": "1940/.."})
	a = c.ok(read, nil)
	want := map[string]any{
		"version": 2.0, "status": "POSSIBLY_ACTIVE",
		"validity": map[string]any{"start": map[string]any{"earliest": "1940-01-01T00:00:00Z", "kind": "UNKNOWN"}},
	}
	if diff := cmp.Diff(want, a.at("relationship")); diff != "" {
		t.Errorf("after the lifetime was moved back (-want +got):\n%s", diff)
	}
	if got := a.texts("relationships.edges.*.node.id"); !slices.Contains(got, "turkiye-rejects-sdf") {
		t.Errorf("listed in 1950: got %v, want turkiye-rejects-sdf among them", got)
	}
	if a := c.send(move, map[string]any{"edtf": "2026-02-01/.."}); a.code() != badInput {
		t.Errorf("a lifetime after the attestation of a tie: got %s, want %s", a.Body, badInput)
	}
	a = c.ok(`{ entity(id: "sdf") { version validity { edtf } } }`, nil)
	if a.at("entity.validity.edtf") != "1940/.." || a.at("entity.version") != 2.0 {
		t.Errorf("after the refused change: got %s, want nothing changed", a.Body)
	}
}

// A tokenStore notes the consistency token with which each record was read last.
type tokenStore struct {
	kg.Store
	tokens map[kg.ID]string
}

func (s tokenStore) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	for _, id := range ids {
		s.tokens[id] = v.Consistency
	}
	return s.Store.Records(ctx, v, ids)
}

func TestAConsistencyTokenReachesTheStore(t *testing.T) {
	store := tokenStore{storetest.NewModel(today), map[kg.ID]string{}}
	w := worldOver(t, store)
	w.actor("a", "/..")
	clear(store.tokens)
	a := w.ok(`mutation { updateEntity(input: {id: "a", summary: "Seen."}) {
	  consistency entity { sources { id } }
	} }`, nil)
	written, _ := a.at("updateEntity.consistency").(string)
	if want := map[kg.ID]string{"a": written, "news": written}; written == "" || !maps.Equal(store.tokens, want) {
		t.Errorf("tokens of the reads of the mutation: got %v, want %v", store.tokens, want)
	}
	clear(store.tokens)
	c := w.reader()
	c.consistency = written
	if got := c.ok(`{ entity(id: "a") { summary } }`, nil).at("entity.summary"); got != "Seen." {
		t.Errorf("read with the token: got %v, want what was written", got)
	}
	if want := map[kg.ID]string{"a": written}; !maps.Equal(store.tokens, want) {
		t.Errorf("tokens of the read: got %v, want %v", store.tokens, want)
	}
}

func TestMutationsOfOneRequestAreWrittenOneAfterTheOther(t *testing.T) {
	c := seeded(t)
	var fields strings.Builder
	for i := range 8 {
		fmt.Fprintf(&fields, ` m%d: updateEntity(input: {id: "sdf", expectedVersion: %d, summary: "%d"}) {
		  entity { version }
		}`, i, i+1, i)
	}
	a := c.ok("mutation {"+fields.String()+" }", nil)
	if got := a.at("m7.entity.version"); got != 9.0 {
		t.Errorf("the version after eight changes: got %v, want 9", got)
	}
}

// TestAMutationThatFailsLeavesTheOthersTheirAnswers: a client must learn what was
// written, or it writes it again.
func TestAMutationThatFailsLeavesTheOthersTheirAnswers(t *testing.T) {
	c := seeded(t)
	a := c.send(`mutation {
	  one: createEntity(input: {id: "new", class: ACTOR, kind: "state", names: [{text: "New"}]}) { entity { id } }
	  two: updateEntity(input: {id: "nobody", note: "x"}) { entity { id } }
	  three: retract(input: {id: "sdf"}) { id }
	  four: rankClaim(input: {id: "c12", rank: DEPRECATED}) { claim { rank } }
	}`, nil)
	for path, want := range map[string]any{
		"one.entity.id": "new", "two": nil, "three": nil, "four.claim.rank": "DEPRECATED",
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
	var paths []string
	for _, e := range a.Errors {
		paths = append(paths, fmt.Sprint(e.Path))
	}
	if diff := cmp.Diff([]string{"[two]", "[three]"}, paths); diff != "" {
		t.Errorf("errors at (-want +got):\n%s", diff)
	}
}

func TestAnEmptyKeyIsRefused(t *testing.T) {
	c := seeded(t)
	for _, m := range mutations {
		if a := c.send(withKey(m.query), map[string]any{"key": ""}); a.code() != badInput || a.field() != "idempotencyKey" {
			t.Errorf("%s with an empty key: got %s, want %s on idempotencyKey", m.name, a.Body, badInput)
		}
	}
}
