package graph_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// A running clock of these tests moves on when it is told to.
type running struct{ now time.Time }

func (r *running) Now() time.Time { return r.now }

// laterWorld has a tie that was written on one day, corrected on the second, and
// retracted on the third; it is read on the fourth.
func laterWorld(t *testing.T) world {
	t.Helper()
	clock := &running{today()}
	store := storetest.NewModel(clock.Now)
	w := world{newClient(t, store, graph.Options{Guard: guard}), kg.NewGraph(store, clock.Now)}
	w.handler = graph.NewHandler(w.graph, graph.Options{Guard: guard})
	w.plantWords()
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.tie("tie", "pact", "a", "b", "2025/..")
	clock.now = clock.now.AddDate(0, 0, 1)
	w.ok(`mutation { updateRelationship(input: {id: "tie", reason: "misread", validity: {edtf: "2020/2021"}}) {
		relationship { id } } }`, nil)
	w.ok(`mutation { updateEntity(input: {id: "b", names: [{text: "Beta"}]}) { entity { id } } }`, nil)
	clock.now = clock.now.AddDate(0, 0, 1)
	w.ok(`mutation { retract(input: {id: "tie", reason: "a mistake"}) { id } }`, nil)
	clock.now = clock.now.AddDate(0, 0, 1)
	return w
}

// knownOn is a moment so many days after today, later than all that was written then.
func knownOn(day int) string {
	return today().AddDate(0, 0, day).Add(time.Hour).Format(time.RFC3339)
}

// allDoors asks every root field that reads records for the tie, in 2025.
const allDoors = `query($known: DateTime) {
  relationship(id: "tie", asOf: {known: $known}) { id version validity { edtf } to { name } }
  nodes(ids: ["tie"], asOf: {known: $known}) { id }
  relationships(asOf: {known: $known, valid: "2025-06"}) { totalCount edges { node { id to { name } } } }
  entity(id: "a", asOf: {known: $known, valid: "2025-06"}) {
    relationships { totalCount edges { node { id } other { name } } }
  }
  neighborhood(of: ["a"], asOf: {known: $known, valid: "2025-06"}) { relationships { id } }
  paths(from: "a", to: "b", asOf: {known: $known, valid: "2025-06"}) { hops { relationship { id } } }
  statistics(asOf: {known: $known, valid: "2025-06"}) { relationships { name count } }
  search(text: "b", asOf: {known: $known}) { entity { name } }
}`

func TestKnownGovernsEveryRootField(t *testing.T) {
	w := laterWorld(t)
	for _, tt := range []struct {
		day    int
		edtf   any
		listed bool
		name   string
	}{
		{0, "2025/..", true, "b"},
		{1, "2020/2021", false, "Beta"},
		{2, nil, false, "Beta"},
	} {
		a := w.ok(allDoors, map[string]any{"known": knownOn(tt.day)})
		if got := a.at("relationship.validity.edtf"); got != tt.edtf {
			t.Errorf("day %d: the validity by id: got %v, want %v", tt.day, got, tt.edtf)
		}
		if got := a.at("nodes.0.id") != nil; got != (tt.edtf != nil) {
			t.Errorf("day %d: the node: got it there: %v, want %v", tt.day, got, tt.edtf != nil)
		}
		want := []string{}
		if tt.listed {
			want = []string{"tie"}
		}
		for _, list := range []string{
			"relationships.edges.*.node.id", "entity.relationships.edges.*.node.id",
			"neighborhood.relationships.*.id", "paths.*.hops.*.relationship.id",
		} {
			if diff := cmp.Diff(want, a.texts(list)); diff != "" {
				t.Errorf("day %d: %s (-want +got):\n%s", tt.day, list, diff)
			}
		}
		for _, count := range []string{"relationships.totalCount", "entity.relationships.totalCount"} {
			if got := a.number(t, count); got != len(want) {
				t.Errorf("day %d: %s: got %d, want %d", tt.day, count, got, len(want))
			}
		}
		if got := len(a.all("statistics.relationships.*")); got != len(want) {
			t.Errorf("day %d: types counted: got %d, want %d", tt.day, got, len(want))
		}
		if got := a.at("search.0.entity.name"); got != tt.name {
			t.Errorf("day %d: the name found: got %v, want %s", tt.day, got, tt.name)
		}
		if tt.listed && a.at("entity.relationships.edges.0.other.name") != tt.name {
			t.Errorf("day %d: the far end: got %v, want %s", tt.day,
				a.at("entity.relationships.edges.0.other.name"), tt.name)
		}
	}
}

func TestKnownIsInheritedAndOverridable(t *testing.T) {
	w := laterWorld(t)
	a := w.ok(`query($then: DateTime, $later: DateTime) {
	  entity(id: "a", asOf: {known: $then, valid: "../.."}) {
	    relationships { edges { node { version } } }
	    later: relationships(asOf: {known: $later}) { edges { node { version } other { name } } }
	  }
	}`, map[string]any{"then": knownOn(0), "later": knownOn(1)})
	if got := a.at("entity.relationships.edges.0.node.version"); got != 1.0 {
		t.Errorf("the version inherited: got %v, want 1", got)
	}
	if got := a.at("entity.later.edges.0.node.version"); got != 2.0 {
		t.Errorf("the version overridden: got %v, want 2", got)
	}
}

func TestKnownInTheFutureIsRefused(t *testing.T) {
	w := laterWorld(t)
	a := w.send(`query($at: DateTime) { entities(asOf: {known: $at}) { totalCount } }`,
		map[string]any{"at": knownOn(4)})
	if a.code() != "BAD_USER_INPUT" || a.field() != "asOf.known" {
		t.Errorf("got %s on %q, want BAD_USER_INPUT on asOf.known: %s", a.code(), a.field(), a.message())
	}
	if !strings.Contains(a.message(), "has yet to come") {
		t.Errorf("the message: got %q, want it to say why", a.message())
	}
}

func TestKnownBeforeTheFirstRecordIsAnEmptyGraphAndSaysSo(t *testing.T) {
	w := laterWorld(t)
	query := `query($at: DateTime) {
	  entities(asOf: {known: $at}) { totalCount }
	  entity(id: "a", asOf: {known: $at}) { id }
	}`
	a := w.ok(query, map[string]any{"at": "2020-01-01T00:00:00Z"})
	if a.number(t, "entities.totalCount") != 0 || a.at("entity") != nil {
		t.Errorf("got %v, want an empty graph", a.Data)
	}
	const notice = `"notices":["nothing had been recorded by asOf.known; the first record was written at 2026-11-23T12:00:00Z"]`
	if !strings.Contains(a.Body, notice) {
		t.Errorf("the response: got %s, want %s in it, once", a.Body, notice)
	}
	if a = w.ok(query, map[string]any{"at": knownOn(0)}); strings.Contains(a.Body, "notices") {
		t.Errorf("as known after the first record: got %s, want no notice", a.Body)
	}
}

func TestHistoryListsTheVersionsThatWereKnown(t *testing.T) {
	w := laterWorld(t)
	query := `query($known: DateTime, $after: String) {
	  relationship(id: "tie", asOf: {known: $known}) { history(first: 1, after: $after) {
	    totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
	    edges { node { version recordedFrom recordedTo action writer reason changed { field before after } } }
	  } }
	}`
	a := w.ok(query, map[string]any{"known": knownOn(1)})
	page := "relationship.history."
	if a.number(t, page+"totalCount") != 2 || a.at(page+"pageInfo.hasNextPage") != true {
		t.Fatalf("got %s, want the first of two versions", a.Body)
	}
	node := page + "edges.0.node."
	for field, want := range map[string]any{
		"version": 2.0, "recordedFrom": "2026-11-24T12:00:00.000000Z", "recordedTo": nil,
		"action": "UPDATED", "reason": "misread",
	} {
		if got := a.at(node + field); got != want {
			t.Errorf("%s of the version in force: got %v, want %v", field, got, want)
		}
	}
	want := []string{"validity.edtf", "validity.span"}
	if got := a.texts(node + "changed.*.field"); !slices.Equal(got, want) {
		t.Errorf("the fields changed: got %v, want %v", got, want)
	}
	a = w.ok(query, map[string]any{"known": knownOn(1), "after": a.at(page + "pageInfo.endCursor")})
	if a.at(node+"version") != 1.0 || a.at(page+"pageInfo.hasPreviousPage") != true ||
		a.at(node+"recordedTo") != "2026-11-24T12:00:00.000000Z" {
		t.Errorf("the page after: got %s, want the first version, with its end", a.Body)
	}
	if a = w.ok(query, map[string]any{"known": knownOn(0)}); a.number(t, page+"totalCount") != 1 {
		t.Errorf("as known on the first day: got %s, want one version", a.Body)
	}
}

// TestWhatIsReadAtNowStays has a correction after the moment that `now` answered.
func TestWhatIsReadAtNowStays(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/..")
	now := w.ok(`{ now }`, nil).at("now")
	w.ok(`mutation { updateEntity(input: {id: "a", names: [{text: "Alpha"}]}) { entity { id } } }`, nil)
	a := w.ok(`query($known: DateTime) {
		then: entity(id: "a", asOf: {known: $known}) { name }
		latest: entity(id: "a") { name }
	}`, map[string]any{"known": now})
	if a.at("then.name") != "a" || a.at("latest.name") != "Alpha" {
		t.Errorf("got %v at now and %v since, want a and Alpha", a.at("then.name"), a.at("latest.name"))
	}
}
