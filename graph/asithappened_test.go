package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAsItHappenedIsReadAtTheTimeOfTheEvent(t *testing.T) {
	w := truceWorld(t)
	a := w.ok(`{
	  events(asOf: {valid: "2026"}) { edges { node {
	    then: asItHappened(id: "camp") {
	      relationships { edges { node { id holds status } other { relationships { edges { node { id } } } } } }
	    }
	    nobody: asItHappened(id: "nobody") { id }
	    tie: asItHappened(id: "truce") { id }
	  } } }
	}`, nil)
	const ties = "events.edges.0.node.then.relationships.edges.*"
	if diff := cmp.Diff([]string{"left"}, a.texts(ties+".node.id")); diff != "" {
		t.Errorf("who held the camp on 2 January 2020 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"CERTAIN"}, a.texts(ties+".node.holds")); diff != "" {
		t.Errorf("how surely (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"left", "truce", "party"}, a.texts(ties+".other.relationships.edges.*.node.id")); diff != "" {
		t.Errorf("their other ties then (-want +got):\n%s", diff)
	}
	for _, field := range []string{"nobody", "tie"} {
		if got := a.at("events.edges.0.node." + field); got != nil {
			t.Errorf("%s: got %v, want null: there is no such entity", field, got)
		}
	}
	a = w.send(`{ event(id: "talks") { asItHappened(id: "a b") { id } } }`, nil)
	if a.code() != badInput || a.field() != "id" {
		t.Errorf("what is no id: got %q blaming %q, want %q blaming id", a.code(), a.field(), badInput)
	}
}
