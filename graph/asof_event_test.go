package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// talks is a graph with a meeting on 5 May 2020, where a and b had a pact that year;
// since 2026 a has one with c.
func talks(t *testing.T) world {
	w := newWorld(t)
	for _, id := range []kg.ID{"a", "b", "c"} {
		w.actor(id, "/..")
	}
	w.event("talks", "2020-05-05")
	w.event("later", "2026-06-06")
	w.event("undated", "/")
	w.tie("a-talks", "participation", "a", "talks", "")
	w.tie("b-talks", "participation", "b", "talks", "")
	w.tie("a-later", "participation", "a", "later", "")
	w.tie("a-undated", "participation", "a", "undated", "")
	w.tie("pact-2020", "pact", "a", "b", "2020-01-01/2020-12-31")
	w.tie("pact-2026", "pact", "a", "c", "2026-01-01/..")
	return w
}

// belowEvent lists what hangs on a meeting, and on those who took part in it.
const belowEvent = `query($id: ID!, $asOf: AsOf, $nested: AsOf) {
  event(id: $id, asOf: $asOf) {
    relationships(asOf: $nested) {
      totalCount
      edges { node { id status } other { id relationships { edges { node { id } } } } }
    }
  }
}`

func TestBelowAnEventTheTimeIsTheEventsOwn(t *testing.T) {
	w := talks(t)
	of2020 := []string{"pact-2020", "a-talks", "pact-2020", "b-talks"}
	tests := []struct {
		name         string
		event        string
		asOf, nested map[string]any
		want         []string
		far          []string
	}{
		{
			"without a time", "talks", nil, nil,
			[]string{"a-talks ACTIVE", "b-talks ACTIVE"},
			[]string{"a-undated", "pact-2020", "a-talks", "pact-2020", "b-talks"},
		},
		{
			"with a certainty alone", "talks", asOf("certainty", "CERTAIN"), nil,
			[]string{"a-talks ACTIVE", "b-talks ACTIVE"},
			of2020,
		},
		{
			"with a certainty on the field", "talks", nil, asOf("certainty", "CERTAIN"),
			[]string{"a-talks ACTIVE", "b-talks ACTIVE"},
			of2020,
		},
		{
			"with a time on the root it is that", "talks", asOf("valid", "2026"), nil,
			[]string{},
			[]string{},
		},
		{
			"with a time on the root that the event is in", "talks",
			asOf("valid", "2020", "certainty", "CERTAIN"), nil,
			[]string{"a-talks ACTIVE", "b-talks ACTIVE"},
			of2020,
		},
		{
			"with a time on the field it is that", "talks", nil, asOf("valid", "2026"),
			[]string{},
			[]string{},
		},
		{
			"with an unbounded time nothing is hidden, and the status is that of now", "talks",
			asOf("valid", "../.."), nil,
			[]string{"a-talks EXPIRED", "b-talks EXPIRED"},
			[]string{
				"a-undated", "pact-2020", "a-talks", "pact-2026", "a-later", "pact-2020", "b-talks",
			},
		},
		{
			"below an event of unknown time nothing is hidden", "undated", nil, nil,
			[]string{"a-undated POSSIBLY_ACTIVE"},
			[]string{"a-undated", "pact-2020", "a-talks", "pact-2026", "a-later"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := w.in(t).ok(belowEvent, map[string]any{"id": tt.event, "asOf": tt.asOf, "nested": tt.nested})
			got := []string{}
			for i, id := range a.texts("event.relationships.edges.*.node.id") {
				got = append(got, id+" "+a.texts("event.relationships.edges.*.node.status")[i])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("below the event (-want +got):\n%s", diff)
			}
			if n := a.number(t, "event.relationships.totalCount"); n != len(tt.want) {
				t.Errorf("counted: got %d, want %d", n, len(tt.want))
			}
			far := a.texts("event.relationships.edges.*.other.relationships.edges.*.node.id")
			if diff := cmp.Diff(tt.far, far); diff != "" {
				t.Errorf("below its participants (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEachEventReachedHasItsOwnTime(t *testing.T) {
	w := talks(t)
	a := w.ok(`{ entity(id: "a") {
	  relationships(where: {type: {eq: "participation"}, status: {in: [EXPIRED, ACTIVE]}}) {
	    edges { other { id relationships { edges { node { id status } other {
	      relationships(where: {type: {eq: "pact"}}) { edges { node { id } } }
	    } } } } }
	  }
	} }`, nil)
	const edges = "entity.relationships.edges."
	for place, want := range map[string]struct{ event, participants, pacts []string }{
		"0": {[]string{"talks"}, []string{"a-talks", "b-talks"}, []string{"pact-2020", "pact-2020"}},
		"1": {[]string{"later"}, []string{"a-later"}, []string{"pact-2026"}},
	} {
		path := edges + place + ".other."
		if diff := cmp.Diff(want.event, a.texts(path+"id")); diff != "" {
			t.Errorf("event %s (-want +got):\n%s", place, diff)
		}
		path += "relationships.edges.*."
		if diff := cmp.Diff(want.participants, a.texts(path+"node.id")); diff != "" {
			t.Errorf("participations of event %s (-want +got):\n%s", place, diff)
		}
		if diff := cmp.Diff(want.pacts, a.texts(path+"other.relationships.edges.*.node.id")); diff != "" {
			t.Errorf("pacts at the time of event %s (-want +got):\n%s", place, diff)
		}
	}
}

func TestAParticipationWithoutDatesTakesTheEvents(t *testing.T) {
	w := talks(t)
	const query = `{ relationship(id: "a-talks") {
	  statement validity { edtf text start { edtf kind } } before: status(at: "2020-05-04")
	  then: status(at: "2020-05-05") moved: status(at: "2021-01-01")
	} }`
	check := func(when string, want map[string]string) {
		t.Helper()
		a := w.ok(query, nil)
		for path, text := range want {
			if got := a.at("relationship." + path); got != text {
				t.Errorf("%s, %s: got %v, want %s", when, path, got, text)
			}
		}
	}
	check("at first", map[string]string{
		"validity.edtf": "2020-05-05", "validity.text": "5 May 2020", "validity.start.edtf": "2020-05-05",
		"statement": "a → talks: participation, 5 May 2020",
		"before":    "UPCOMING", "then": "ACTIVE", "moved": "EXPIRED",
	})
	w.ok(`mutation { updateEntity(input: {id: "talks", validity: {edtf: "2021-01-01"}}) { consistency } }`, nil)
	check("after the event's time was changed", map[string]string{
		"validity.edtf": "2021-01-01", "statement": "a → talks: participation, 1 Jan 2021",
		"before": "UPCOMING", "then": "UPCOMING", "moved": "ACTIVE",
	})
	if diff := cmp.Diff([]string{"a-talks", "b-talks"},
		w.ok(belowEvent, map[string]any{"id": "talks"}).texts("event.relationships.edges.*.node.id")); diff != "" {
		t.Errorf("below the moved event (-want +got):\n%s", diff)
	}
}
