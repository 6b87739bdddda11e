package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// chains is a graph in which two chains of three ties begin at a: one of 2010 over
// o1 to o3, and one since 2020 over n1 to n3.
func chains(t *testing.T) world {
	w := newWorld(t)
	w.actor("a", "/..")
	for _, chain := range []struct {
		ends [3]kg.ID
		edtf string
	}{{[3]kg.ID{"o1", "o2", "o3"}, "2010-01-01/2010-12-31"}, {[3]kg.ID{"n1", "n2", "n3"}, "2020-01-01/.."}} {
		from := kg.ID("a")
		for _, to := range chain.ends {
			w.actor(to, "/..")
			w.tie(from+"-"+to, "pact", from, to, chain.edtf)
			from = to
		}
	}
	// It ties both chains together, and was possibly in force in 2010 and in 2020.
	w.tie("bridge", "conflict", "o2", "n2", "2010/2020")
	return w
}

// threeHops lists the relationships on the way, hop by hop.
const threeHops = `query($one: AsOf, $two: AsOf, $three: AsOf) {
  entity(id: "a", asOf: $one) {
    relationships {
      totalCount
      edges { node { id } other {
        relationships(asOf: $two) {
          totalCount
          edges { node { id } other {
            relationships(asOf: $three) { totalCount edges { node { id status } } }
          } }
        }
      } }
    }
  }
}`

func TestAsOfIsInheritedHopAfterHop(t *testing.T) {
	w := chains(t)
	const hop = "relationships.edges.*."
	tests := []struct {
		name             string
		asOf             [3]map[string]any
		hop1, hop2, hop3 []string
	}{
		{
			"three hops in one year",
			[3]map[string]any{asOf("valid", "2010-06", "certainty", "CERTAIN")},
			[]string{"a-o1"},
			[]string{"a-o1", "o1-o2"},
			[]string{"a-o1", "o1-o2", "o2-o3"},
		},
		{
			"three hops now",
			[3]map[string]any{},
			[]string{"a-n1"},
			[]string{"a-n1", "n1-n2"},
			[]string{"a-n1", "n1-n2", "n2-n3"},
		},
		{
			"valid overridden on the second hop governs the third",
			[3]map[string]any{asOf("valid", "2010-06"), asOf("valid", "2026")},
			[]string{"a-o1"},
			[]string{},
			[]string{},
		},
		{
			"valid overridden on the third hop alone",
			[3]map[string]any{asOf("valid", "2010-06"), nil, asOf("valid", "2026")},
			[]string{"a-o1"},
			[]string{"a-o1", "o1-o2"},
			[]string{"a-n1"},
		},
		{
			"an unbounded time lifts the restriction below it",
			[3]map[string]any{asOf("valid", "2010-06", "certainty", "CERTAIN"), nil, asOf("valid", "../..")},
			[]string{"a-o1"},
			[]string{"a-o1", "o1-o2"},
			[]string{"a-o1", "a-n1", "bridge", "o1-o2", "o2-o3"},
		},
		{
			"certainty overridden keeps valid",
			[3]map[string]any{asOf("valid", "2010-06", "certainty", "CERTAIN"), nil, asOf("certainty", "POSSIBLE")},
			[]string{"a-o1"},
			[]string{"a-o1", "o1-o2"},
			[]string{"a-o1", "bridge", "o1-o2", "o2-o3"},
		},
		{
			"valid overridden keeps certainty",
			[3]map[string]any{asOf("valid", "2010-06", "certainty", "CERTAIN"), nil, asOf("valid", "2010-07")},
			[]string{"a-o1"},
			[]string{"a-o1", "o1-o2"},
			[]string{"a-o1", "o1-o2", "o2-o3"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := w.in(t).ok(threeHops,
				map[string]any{"one": tt.asOf[0], "two": tt.asOf[1], "three": tt.asOf[2]})
			path := "entity."
			for i, want := range [][]string{tt.hop1, tt.hop2, tt.hop3} {
				if diff := cmp.Diff(want, a.texts(path+hop+"node.id")); diff != "" {
					t.Errorf("hop %d (-want +got):\n%s", i+1, diff)
				}
				sum := 0
				for _, count := range a.all(path + "relationships.totalCount") {
					sum += int(count.(float64))
				}
				if sum != len(want) {
					t.Errorf("hop %d: the counts add up to %d, want %d", i+1, sum, len(want))
				}
				path += hop + "other."
			}
		})
	}
}

func TestAZoneIsInheritedAndOverridable(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	w.tie("r", "pact", "a", "b", "2026-01-20T22:00:00Z/2026-01-20T23:00:00Z")
	a := w.ok(`{ entity(id: "a", asOf: {valid: "../..", zone: "+03:00"}) {
	  inherited: relationships(where: {validity: {holdsIn: "2026-01-20"}}) { totalCount }
	  status: relationships { edges { node { on20: status(at: "2026-01-20") on21: status(at: "2026-01-21") } } }
	  valid: relationships(asOf: {valid: "2026-01-21"}) { totalCount }
	  overridden: relationships(asOf: {zone: "Z"}, where: {validity: {holdsIn: "2026-01-20"}}) { totalCount }
	  both: relationships(asOf: {valid: "2026-01-20", zone: "Z"}) { totalCount }
	} }`, nil)
	for path, want := range map[string]any{
		"entity.inherited.totalCount":     0.0,
		"entity.status.edges.0.node.on20": "UPCOMING",
		"entity.status.edges.0.node.on21": "ACTIVE",
		"entity.valid.totalCount":         1.0,
		"entity.overridden.totalCount":    1.0,
		"entity.both.totalCount":          1.0,
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}

// TestAsOfReachesWhateverIsBelow reads the ties of o1, which has none today, on
// every way that leads to it.
func TestAsOfReachesWhateverIsBelow(t *testing.T) {
	w := chains(t)
	w.ok(`mutation {
	  recordClaim(input: {
	    id: "c", about: "o1", property: "leader", value: {entity: "o1"}, assertedBy: "o1", source: "news"
	  }) { consistency }
	  updateRelationship(input: {
	    id: "a-n1", properties: [{name: "guarantor", value: {entity: "o1"}}]
	  }) { consistency }
	}`, nil)
	a := w.ok(`query($asOf: AsOf) {
	  node(id: "o1", asOf: $asOf) { ...T }
	  nodes(ids: ["o1"], asOf: $asOf) { ...T }
	  entity(id: "o1", asOf: $asOf) { ...T }
	  actor(id: "o1", asOf: $asOf) { ...T }
	  entities(where: {id: {eq: "o1"}}, asOf: $asOf) { edges { node { ...T } } }
	  actors(where: {id: {eq: "o1"}}, asOf: $asOf) { edges { node { ...T } } }
	  relationship(id: "a-o1", asOf: $asOf) { to { ...T } }
	  relationships(where: {id: {eq: "a-o1"}}, asOf: $asOf) { edges { node { to { ...T } } } }
	  neighborhood(of: ["a"], where: {id: {eq: "a-o1"}}, asOf: $asOf) {
	    entities { ...T }
	    relationships { to { ...T } }
	  }
	  claim(id: "c", asOf: $asOf) { about { ...T } assertedBy { ...T } value { entity { ...T } } }
	  claims(asOf: $asOf) { edges { node { about { ...T } } } }
	  search(text: "o1", asOf: $asOf) { entity { ...T } }
	  property: relationship(id: "a-n1", asOf: $asOf) { properties { value { entity { ...T } } } }
	  claimed: entity(id: "o1", asOf: $asOf) { claims { edges { node { about { ...T } } } } }
	}
	fragment T on Entity { id relationships { edges { node { id } } } }`,
		map[string]any{"asOf": asOf("valid", "2010")})
	const ties = ".relationships.edges.*.node.id"
	for _, path := range []string{
		"node", "nodes.0", "entity", "actor", "entities.edges.0.node", "actors.edges.0.node",
		"relationship.to", "relationships.edges.0.node.to", "neighborhood.entities.1",
		"neighborhood.relationships.0.to", "claim.about", "claim.assertedBy", "claim.value.entity",
		"claims.edges.0.node.about", "property.properties.0.value.entity",
		"claimed.claims.edges.0.node.about", "search.0.entity",
	} {
		t.Run(path, func(t *testing.T) {
			if got := a.at(path + ".id"); got != "o1" {
				t.Fatalf("got %v, want o1", got)
			}
			if diff := cmp.Diff([]string{"a-o1", "o1-o2"}, a.texts(path+ties)); diff != "" {
				t.Errorf("its ties as of 2010 (-want +got):\n%s", diff)
			}
		})
	}
}
