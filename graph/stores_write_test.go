package graph_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
)

// TestEveryStoreKeepsWhatMutationsWrite makes the same requests of every store.
func TestEveryStoreKeepsWhatMutationsWrite(t *testing.T) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			store := s.open(t)
			w := world{
				client: newClient(t, store, graph.Options{Guard: guard, Limits: within(patience)}),
				graph:  kg.NewGraph(store, today),
			}
			w.plantWords()
			w.actor("a", "2015/..")
			w.actor("b", "/..")
			w.tie("r", "pact", "a", "b", "/")
			t.Run("a changed lifetime moves the ties", w.movesTies)
			t.Run("an end and its claim are written together", w.expires)
			t.Run("a key makes repeating harmless", w.repeats)
			t.Run("what others refer to stays", w.keeps)
			t.Run("consistency tokens", w.consistencyTokens)
			t.Run("entities are merged and parted again", w.merges)
		})
	}
}

func (w world) movesTies(t *testing.T) {
	c := w.in(t)
	const read = `{ relationship(id: "r") { version status(at: "1950") validity { start { earliest } } } }`
	if got := c.ok(read, nil).at("relationship.status"); got != "UPCOMING" {
		t.Errorf("in 1950, before both lived: got %v, want UPCOMING", got)
	}
	c.ok(`mutation { updateEntity(input: {id: "a", validity: {edtf: "1940/.."}}) { consistency } }`, nil)
	want := map[string]any{
		"version": 2.0, "status": "POSSIBLY_ACTIVE",
		"validity": map[string]any{"start": map[string]any{"earliest": "1940-01-01T00:00:00Z"}},
	}
	if diff := cmp.Diff(want, c.ok(read, nil).at("relationship")); diff != "" {
		t.Errorf("after the lifetime moved (-want +got):\n%s", diff)
	}
}

func (w world) expires(t *testing.T) {
	c := w.in(t)
	const expire = `mutation($source: ID!) { expireRelationship(input: {
	  id: "r", end: "2020", claim: {source: $source, quote: "over"}
	}) { relationship { status claims { edges { node { quote } } } } } }`
	if a := c.send(expire, map[string]any{"source": "nobody"}); a.code() != badInput {
		t.Errorf("with an unknown source: got %s, want %s", a.Body, badInput)
	}
	a := c.ok(`{ relationship(id: "r") { version claims { totalCount } } }`, nil)
	if a.at("relationship.version") != 2.0 || a.at("relationship.claims.totalCount") != 0.0 {
		t.Errorf("after it was refused: got %s, want nothing written", a.Body)
	}
	a = c.ok(expire, map[string]any{"source": "news"})
	if a.at("expireRelationship.relationship.status") != "EXPIRED" ||
		a.at("expireRelationship.relationship.claims.edges.0.node.quote") != "over" {
		t.Errorf("got %s, want it expired, with the claim", a.Body)
	}
}

func (w world) repeats(t *testing.T) {
	c := w.in(t)
	const add = `mutation($title: String!) {
	  addSource(input: {title: $title, idempotencyKey: "k"}) { source { id } recordedAt }
	}`
	first := c.ok(add, map[string]any{"title": "one"})
	if again := c.ok(add, map[string]any{"title": "one"}); again.Body != first.Body {
		t.Errorf("repeated: got %s, want %s", again.Body, first.Body)
	}
	if a := c.send(add, map[string]any{"title": "two"}); a.code() != conflict {
		t.Errorf("another request: got %s, want %s", a.Body, conflict)
	}
	if got := c.ok(`{ sources { totalCount } }`, nil).number(t, "sources.totalCount"); got != 2 {
		t.Errorf("sources: got %d, want news and the one that was added once", got)
	}
}

func (w world) keeps(t *testing.T) {
	c := w.in(t)
	a := c.send(`mutation { retract(input: {id: "a"}) { id } }`, nil)
	if a.code() != conflict || !strings.Contains(a.message(), "refer") {
		t.Errorf("got %s, want %s", a.Body, conflict)
	}
	a = c.send(`mutation { updateEntity(input: {id: "a", summary: "x", expectedVersion: 1}) { consistency } }`, nil)
	if a.code() != conflict {
		t.Errorf("at an old version: got %s, want %s", a.Body, conflict)
	}
}

func (w world) consistencyTokens(t *testing.T) {
	c := w.in(t)
	a := c.ok(`mutation { updateEntity(input: {id: "a", summary: "Seen."}) { consistency } }`, nil)
	c.consistency, _ = a.at("updateEntity.consistency").(string)
	if got := c.ok(`{ entity(id: "a") { summary } }`, nil).at("entity.summary"); got != "Seen." {
		t.Errorf("with the token of a write: got %v, want what it wrote", got)
	}
	for _, c.consistency = range []string{"garbage", "-1", "9999999999999999999", "FB:AAAA", "' OR 1=1 --"} {
		a := c.send(`{ entity(id: "a") { summary } }`, nil)
		if code := a.code(); code != "" && code != badInput {
			t.Errorf("with the token %q: got %s, want an answer or %s", c.consistency, a.Body, badInput)
		}
	}
}
