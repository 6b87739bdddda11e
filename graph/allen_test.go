package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// truceWorld has a truce of exact hours, custody around it, and a meeting in it.
func truceWorld(t *testing.T) world {
	t.Helper()
	w := newWorld(t)
	w.actor("a", "2000/..")
	w.actor("b", "2000/..")
	w.place("camp", "2000/..")
	w.event("talks", "2020-01-02")
	w.tie("truce", "pact", "a", "b", "2020-01-01T12:00:00Z/2020-01-03T12:00:00Z")
	w.tie("next", "pact", "a", "b", "2020-01-03T12:00:00Z/2020-01-09T12:00:00Z")
	w.tie("left", "custody", "a", "camp", "2019/2020-01-02")
	w.tie("came", "custody", "b", "camp", "2020-01-03/..")
	w.tie("party", "participation", "a", "talks", "")
	return w
}

func TestAllenAnswersWhatIsCertainAndWhatIsPossible(t *testing.T) {
	w := truceWorld(t)
	for _, tt := range []struct {
		of, to   string
		certain  any
		possible []string
	}{
		{"truce", "next", "MEETS", []string{"MEETS"}},
		{"next", "truce", "MET_BY", []string{"MET_BY"}},
		{"truce", "truce", "EQUALS", []string{"EQUALS"}},
		{"left", "truce", "OVERLAPS", []string{"OVERLAPS"}},
		{"came", "truce", nil, []string{"AFTER", "MET_BY", "OVERLAPPED_BY"}},
		{"truce", "talks", "CONTAINS", []string{"CONTAINS"}},
		{"party", "talks", nil, []string{
			"BEFORE", "MEETS", "OVERLAPS", "STARTS", "DURING", "FINISHES", "EQUALS",
			"AFTER", "MET_BY", "OVERLAPPED_BY", "STARTED_BY", "CONTAINS", "FINISHED_BY",
		}},
	} {
		a := w.ok(`query($of: ID!, $to: ID!) { relationship(id: $of) { allen(to: $to) { certain possible } } }`,
			map[string]any{"of": tt.of, "to": tt.to})
		if got := a.at("relationship.allen.certain"); got != tt.certain {
			t.Errorf("%s to %s: got %v as certain, want %v", tt.of, tt.to, got, tt.certain)
		}
		if diff := cmp.Diff(tt.possible, a.texts("relationship.allen.possible.*")); diff != "" {
			t.Errorf("%s to %s, possible (-want +got):\n%s", tt.of, tt.to, diff)
		}
	}
	a := w.send(`{ event(id: "talks") { allen(to: "nobody") { certain } } }`, nil)
	if got := a.code(); got != notFound {
		t.Errorf("to a record that is not there: got code %q, want %q (%s)", got, notFound, a.message())
	}
	a = w.send(`{ event(id: "talks") { allen(to: "news") { certain } } }`, nil)
	if got := a.code(); got != notFound {
		t.Errorf("to a source, which has no time: got code %q, want %q (%s)", got, notFound, a.message())
	}
	a = w.send(`{ event(id: "talks") { allen(to: "a b") { certain } } }`, nil)
	if a.code() != badInput || a.field() != "to" {
		t.Errorf("to what is no id: got %q blaming %q, want %q blaming to", a.code(), a.field(), badInput)
	}
}

func TestRelatedComparesTimesWhateverIsInForce(t *testing.T) {
	w := truceWorld(t)
	for name, tt := range map[string]struct {
		arguments string
		want      []string
	}{
		"by default what shares a moment, for some reading": {``, []string{"left", "party", "came"}},
		"certainly":            {`(certainty: CERTAIN)`, []string{"left", "party"}},
		"never the one itself": {`(allen: [EQUALS])`, []string{}},
		"before and after":     {`(allen: [BEFORE, MEETS, MET_BY, AFTER], certainty: CERTAIN)`, []string{"next"}},
		"after for some reading of the other": {
			`(allen: [AFTER])`, []string{"came"},
		},
		"in none":                 {`(allen: [])`, []string{}},
		"with a filter":           {`(where: {type: {eq: "custody"}})`, []string{"left", "came"}},
		"whatever the time":       {`(asOf: {valid: "1990", certainty: CERTAIN})`, []string{"left", "party", "came"}},
		"in force by status then": {`(where: {status: {eq: EXPIRED}}, asOf: {valid: "2020-02"})`, []string{"left", "party"}},
		"the last":                {`(last: 1)`, []string{"came"}},
	} {
		a := w.ok(`{ relationship(id: "truce") { related`+tt.arguments+` { edges { node { id } } } } }`, nil)
		if diff := cmp.Diff(tt.want, a.texts("relationship.related.edges.*.node.id")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	a := w.ok(`{ event(id: "talks") { related(certainty: CERTAIN) { totalCount edges { node { id } } } } }`, nil)
	if diff := cmp.Diff([]string{"truce"}, a.texts("event.related.edges.*.node.id")); diff != "" {
		t.Errorf("of an event (-want +got):\n%s", diff)
	}
	if got := a.number(t, "event.related.totalCount"); got != 1 {
		t.Errorf("of an event, counted: got %d, want 1", got)
	}
}
