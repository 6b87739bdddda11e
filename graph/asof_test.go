package graph_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// asOf makes the variable of that type from names and values.
func asOf(pairs ...string) map[string]any {
	made := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		made[pairs[i]] = pairs[i+1]
	}
	return made
}

// januaryWorld has a tie of every status on 15 January 2026, all of them a's.
func januaryWorld(t *testing.T) world {
	w := newWorld(t)
	for _, id := range []kg.ID{"a", "b"} {
		w.actor(id, "/..")
	}
	w.tie("past", "pact", "a", "b", "2024-01-01/2026-01-14")
	w.tie("present", "pact", "a", "b", "2025-10-07/2026-03-01")
	w.tie("perhaps", "conflict", "b", "a", "2025-12/2026-01")
	w.tie("future", "custody", "a", "b", "2026-01-16/..")
	return w
}

// shownIn asks every field that asOf governs for the same relationships.
const shownIn = `query($asOf: AsOf, $where: RelationshipFilter) {
  entity(id: "a", asOf: $asOf) {
    relationships(where: $where) { totalCount edges { node { id } } }
  }
  relationships(where: $where, asOf: $asOf) { totalCount edges { node { id } } }
  neighborhood(of: ["a"], where: $where, asOf: $asOf) { relationships { id } }
  paths(from: "a", to: "b", where: $where, asOf: $asOf) { hops { relationship { id } } }
}`

func TestAsOfHidesRelationshipsOutOfForceInListsAndCounts(t *testing.T) {
	w := januaryWorld(t)
	is := func(status string) map[string]any {
		return map[string]any{"status": map[string]any{"eq": status}}
	}
	all := []string{"future", "past", "perhaps", "present"}
	tests := []struct {
		name  string
		asOf  map[string]any
		where map[string]any
		want  []string
	}{
		{
			"UPCOMING and EXPIRED are hidden, POSSIBLY_ACTIVE is shown",
			asOf("valid", "2026-01-15"), nil,
			[]string{"perhaps", "present"},
		},
		{
			"POSSIBLE is the default", asOf("valid", "2026-01-15", "certainty", "POSSIBLE"), nil,
			[]string{"perhaps", "present"},
		},
		{
			"POSSIBLY_ACTIVE is hidden under CERTAIN",
			asOf("valid", "2026-01-15", "certainty", "CERTAIN"), nil,
			[]string{"present"},
		},
		{"now is the default", nil, nil, []string{"future"}},
		{"null is the default", map[string]any{"valid": nil}, nil, []string{"future"}},
		{"an unbounded time lifts the rule", asOf("valid", "../.."), nil, all},
		{
			"an unbounded time lifts the rule under CERTAIN too",
			asOf("valid", "../..", "certainty", "CERTAIN"), nil, all,
		},
		{
			"a window shows what holds at some moment of it", asOf("valid", "2026-01-14/2026-01-16"),
			nil, all,
		},
		{"an open window has one bound", asOf("valid", "2026-03-02/.."), nil, []string{"future"}},
		{
			"where.status replaces the rule: EXPIRED", asOf("valid", "2026-01-15"),
			is("EXPIRED"),
			[]string{"past"},
		},
		{
			"where.status replaces the rule: UPCOMING", asOf("valid", "2026-01-15"),
			is("UPCOMING"),
			[]string{"future"},
		},
		{
			"where.status replaces the rule: POSSIBLY_ACTIVE under CERTAIN",
			asOf("valid", "2026-01-15", "certainty", "CERTAIN"),
			is("POSSIBLY_ACTIVE"),
			[]string{"perhaps"},
		},
		{
			"where.status inside of not replaces the rule", asOf("valid", "2026-01-15"),
			map[string]any{"not": is("ACTIVE")},
			[]string{"future", "past", "perhaps"},
		},
		{
			"where.status inside of or replaces the rule", asOf("valid", "2026-01-15"),
			map[string]any{"or": []any{is("EXPIRED"), is("ACTIVE")}},
			[]string{"past", "present"},
		},
		{
			"where.status inside of or inside of not replaces the rule", asOf("valid", "2026-01-15"),
			map[string]any{"not": map[string]any{"or": []any{is("EXPIRED"), is("ACTIVE")}}},
			[]string{"future", "perhaps"},
		},
		{
			"where.status under an unbounded time is that of now", asOf("valid", "../.."),
			is("EXPIRED"),
			[]string{"past", "perhaps", "present"},
		},
		{
			"where.validity narrows and does not replace the rule", asOf("valid", "2026-01-15"),
			map[string]any{"validity": map[string]any{"holdsIn": "2026-02-15"}},
			[]string{"present"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := w.in(t).ok(shownIn, map[string]any{"asOf": tt.asOf, "where": tt.where})
			for _, path := range []string{
				"entity.relationships.edges.*.node.id", "relationships.edges.*.node.id",
				"neighborhood.relationships.*.id", "paths.*.hops.*.relationship.id",
			} {
				got := slices.Sorted(slices.Values(a.texts(path)))
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", path, diff)
				}
			}
			for _, path := range []string{"entity.relationships.totalCount", "relationships.totalCount"} {
				if got := a.number(t, path); got != len(tt.want) {
					t.Errorf("%s: got %d, want %d", path, got, len(tt.want))
				}
			}
		})
	}
}

func TestStatisticsCountWhatTheListsShow(t *testing.T) {
	c := seeded(t)
	for _, at := range []map[string]any{
		nil, asOf("valid", "2026-01-15"), asOf("valid", "2026-01-15", "certainty", "CERTAIN"),
		asOf("valid", "2015"), asOf("valid", "../.."),
	} {
		a := c.ok(`query($asOf: AsOf) {
		  statistics(asOf: $asOf) { entities { count } relationships { count } claims { count } sources }
		  entities(asOf: $asOf) { totalCount }
		  relationships(asOf: $asOf) { totalCount }
		  claims(asOf: $asOf) { totalCount }
		  sources(asOf: $asOf) { totalCount }
		}`, map[string]any{"asOf": at})
		for _, list := range []string{"entities", "relationships", "claims"} {
			sum := 0
			for i := range a.all("statistics." + list + ".*.count") {
				sum += int(a.all("statistics." + list + ".*.count")[i].(float64))
			}
			if want := a.number(t, list+".totalCount"); sum != want {
				t.Errorf("as of %v: statistics count %d %s, the list %d", at, sum, list, want)
			}
		}
		if got, want := a.number(t, "statistics.sources"), a.number(t, "sources.totalCount"); got != want {
			t.Errorf("as of %v: statistics count %d sources, the list %d", at, got, want)
		}
	}
}

// TestAsOfNeverHides reads, as of 1900, records whose time is later.
func TestAsOfNeverHides(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "2015/..")
	w.actor("b", "2015/2016")
	w.place("p", "2010/..")
	w.event("e", "2020-05-05")
	w.tie("r", "pact", "a", "b", "2015/2016")
	w.tie("old", "custody", "a", "p", "2011/2012")
	w.claim("c", "e", "120", "2020-05-06")
	a := w.ok(`query($asOf: AsOf!) {
	  entities(asOf: $asOf) { totalCount edges { node { id } } }
	  events(asOf: $asOf) { edges { node { id claims { totalCount edges { node { id source { id } } } } } } }
	  claims(asOf: $asOf) { edges { node { id about { id } } } }
	  sources(asOf: $asOf) { edges { node { id } } }
	  neighborhood(of: ["b"], asOf: $asOf) { entities { id } relationships { id } }
	  relationship(id: "r", asOf: $asOf) { id status holds from { id } to { id } sources { id } }
	  node(id: "r", asOf: $asOf) { id }
	  nodes(ids: ["e", "old"], asOf: $asOf) { id }
	  byStatus: relationships(asOf: $asOf, where: {status: {eq: UPCOMING}}) {
	    edges { node { id from { id } to { id } } }
	  }
	}`, map[string]any{"asOf": asOf("valid", "1900", "certainty", "CERTAIN")})
	tests := []struct {
		name, path string
		want       []string
	}{
		{"an entity", "entities.edges.*.node.id", []string{"a", "b", "e", "p"}},
		{"an event", "events.edges.*.node.id", []string{"e"}},
		{"a claim about an event", "events.edges.*.node.claims.edges.*.node.id", []string{"c"}},
		{"the source of a claim", "events.edges.*.node.claims.edges.*.node.source.id", []string{"news"}},
		{"a claim at the root", "claims.edges.*.node.id", []string{"c"}},
		{"what a claim is about", "claims.edges.*.node.about.id", []string{"e"}},
		{"a source", "sources.edges.*.node.id", []string{"news"}},
		{"an entity asked for in a neighbourhood", "neighborhood.entities.*.id", []string{"b"}},
		{"a relationship asked for by id", "relationship.id", []string{"r"}},
		{"its status, which is told", "relationship.status", []string{"UPCOMING"}},
		{"its from end", "relationship.from.id", []string{"a"}},
		{"its to end", "relationship.to.id", []string{"b"}},
		{"its sources", "relationship.sources.*.id", []string{"news"}},
		{"a node", "node.id", []string{"r"}},
		{"nodes", "nodes.*.id", []string{"e", "old"}},
		{"the ends of a shown relationship", "byStatus.edges.*.node.to.id", []string{"p", "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, a.texts(tt.path)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.path, diff)
			}
		})
	}
	if got := a.at("relationship.holds"); got != nil {
		t.Errorf("holds before the start: got %v, want null", got)
	}
}

// TestAsOfIsHalfOpen asks for the seconds around the start and the end of a tie.
func TestAsOfIsHalfOpen(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.tie("r", "pact", "a", "b", "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z")
	tests := []struct{ name, at, zone, status string }{
		{"the second before the start", "2026-01-20T16:59:59Z", "", "UPCOMING"},
		{"exactly the start", "2026-01-20T17:00:00Z", "", "ACTIVE"},
		{"the last second", "2026-01-24T16:59:59Z", "", "ACTIVE"},
		{"exactly the end", "2026-01-24T17:00:00Z", "", "EXPIRED"},
		{"an offset is read", "2026-01-24T20:00:00+03:00", "", "EXPIRED"},
		{"the day before the start", "2026-01-19", "", "UPCOMING"},
		{"the day of the start", "2026-01-20", "", "ACTIVE"},
		{"the day of the end", "2026-01-24", "", "ACTIVE"},
		{"the day after the end", "2026-01-25", "", "EXPIRED"},
		{"the day of the start, over before it where it is east of UTC", "2026-01-20", "+07:00", "UPCOMING"},
		{"the day of the start, a minute to the west", "2026-01-20", "+06:59", "ACTIVE"},
		{"the day after the end, begun before it where it is east of UTC", "2026-01-25", "+08:00", "ACTIVE"},
		{"the day after the end, an hour to the west", "2026-01-25", "+07:00", "EXPIRED"},
		{"instants heed no zone", "2026-01-24T16:59:59Z", "+14:00", "ACTIVE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := asOf("valid", tt.at)
			if tt.zone != "" {
				at["zone"] = tt.zone
			}
			a := w.in(t).ok(`query($asOf: AsOf) {
			  relationship(id: "r", asOf: $asOf) { status holds }
			  relationships(asOf: $asOf) { totalCount }
			}`, map[string]any{"asOf": at})
			if got := a.at("relationship.status"); got != tt.status {
				t.Errorf("status: got %v, want %s", got, tt.status)
			}
			want := 0
			if tt.status == "ACTIVE" {
				want = 1
			}
			if got := a.number(t, "relationships.totalCount"); got != want {
				t.Errorf("listed: got %d, want %d", got, want)
			}
			if got := a.at("relationship.holds") == "CERTAIN"; got != (want == 1) {
				t.Errorf("holds: got %v, want the like of %s", a.at("relationship.holds"), tt.status)
			}
		})
	}
}

func TestStatusAtATime(t *testing.T) {
	w := januaryWorld(t)
	tests := []struct {
		name string
		asOf map[string]any
		at   any
		want string
	}{
		{"defaults to asOf.valid", asOf("valid", "2026-01-15"), nil, "UPCOMING"},
		{"defaults to now without asOf", nil, nil, "ACTIVE"},
		{"defaults to now where asOf.valid is unbounded", asOf("valid", "../.."), nil, "ACTIVE"},
		{"is told for the time given", asOf("valid", "2026-01-15"), "2026-01-16", "ACTIVE"},
		{"is told for a month", asOf("valid", "2026-01-15"), "2026-01", "ACTIVE"},
		{"is told for a window with one bound", nil, "../2026-01-15", "UPCOMING"},
		{"reads its days in the zone of asOf", asOf("zone", "-10:00"), "2026-01-15", "POSSIBLY_ACTIVE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := w.in(t).ok(`query($asOf: AsOf, $at: EDTF) {
			  relationship(id: "future", asOf: $asOf) { status(at: $at) }
			}`, map[string]any{"asOf": tt.asOf, "at": tt.at})
			if got := a.at("relationship.status"); got != tt.want {
				t.Errorf("status(at: %v) as of %v: got %v, want %s", tt.at, tt.asOf, got, tt.want)
			}
		})
	}
}

func TestHoldsSaysHowSurely(t *testing.T) {
	w := januaryWorld(t)
	a := w.ok(`{ nodes(ids: ["past", "present", "perhaps", "future"], asOf: {valid: "2026-01-15"}) {
	  ... on Relationship { holds status }
	} }`, nil)
	if diff := cmp.Diff([]any{nil, "CERTAIN", "POSSIBLE", nil}, a.all("nodes.*.holds")); diff != "" {
		t.Errorf("holds (-want +got):\n%s", diff)
	}
	want := []string{"EXPIRED", "ACTIVE", "POSSIBLY_ACTIVE", "UPCOMING"}
	if diff := cmp.Diff(want, a.texts("nodes.*.status")); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
}

func TestANameInForceIsPreferred(t *testing.T) {
	w := newWorld(t)
	a := w.ok(`mutation { createEntity(input: {
	  id: "g", class: ACTOR, kind: "group", validity: {edtf: "2010/.."}
	  names: [
	    {text: "New Front", language: "en", validity: {edtf: "2016/.."}}
	    {text: "Old Front", language: "en", kind: FORMER, validity: {edtf: "2010/2015"}}
	    {text: "الجبهة", language: "ar"}
	  ]
	}) { entity { name } } }`, nil)
	if got := a.at("createEntity.entity.name"); got != "New Front" {
		t.Errorf("the name now: got %v, want New Front", got)
	}
	tests := []struct {
		name, at string
		language any
		want     string
	}{
		{"a former name in use at that time", "2012", "en", "Old Front"},
		{"any official name of that time", "2012", nil, "الجبهة"},
		{"a former name no longer in use", "2020", "en", "New Front"},
		{"the first official name of a later time", "2020", nil, "New Front"},
		{"a name in another language", "2012", "ar", "الجبهة"},
		{"no name in the language", "2020", "ku", "New Front"},
		{"the first official name without a time", "../..", nil, "New Front"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := w.in(t).ok(`query($at: EDTF!, $language: String) {
			  entity(id: "g", asOf: {valid: $at}) { name(language: $language) names { text } }
			}`, map[string]any{"at": tt.at, "language": tt.language})
			if got := a.at("entity.name"); got != tt.want {
				t.Errorf("name(language: %v) in %s: got %v, want %s", tt.language, tt.at, got, tt.want)
			}
			if got := len(a.all("entity.names.*")); got != 3 {
				t.Errorf("names: got %d, want all 3 whatever the time", got)
			}
		})
	}
}

func TestTheVocabularyIsAlwaysCurrent(t *testing.T) {
	w := januaryWorld(t)
	a := w.ok(`{ relationship(id: "past", asOf: {valid: "1900"}) { type { label symmetric } }
	  node(id: "type:pact", asOf: {valid: "1900"}) { id }
	  entity(id: "a", asOf: {valid: "1900"}) { kind { label } } }`, nil)
	for path, want := range map[string]string{
		"relationship.type.label": "pact", "node.id": "type:pact", "entity.kind.label": "group",
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s as of 1900: got %v, want %s", path, got, want)
		}
	}
}
