package graph_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// endedIn are the years in which ties of a certainly end.
const endedIn = `query($asOf: AsOf) {
  timeline(of: ["a"], asOf: $asOf, within: "2020/2025", bucket: YEAR) {
    total buckets { period { edtf } ended { certain } }
    changePoints { at disappear { id validity { edtf } } }
  }
}`

// yearsOf lists the years of an answer that count something.
func yearsOf(a answer) []string {
	years := []string{}
	for i, n := range a.all("timeline.buckets.*.ended.certain") {
		if n != 0.0 {
			years = append(years, a.texts("timeline.buckets.*.period.edtf")[i])
		}
	}
	return years
}

func TestATimelineIsThatOfItsTellers(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/")
	w.actor("b", "/")
	w.tie("told", "pact", "a", "b", "2019/2024")
	_, receipt, err := w.graph.AddSource(t.Context(), "tester", kg.AddSourceInput{ID: ptr(kg.ID("other")), Title: "Other"})
	w.must(receipt, err)
	_, receipt, err = w.graph.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "told", Property: "end", Value: &kg.ValueInput{Date: ptr("2022")}, Source: "other",
	})
	w.must(receipt, err)
	for teller, want := range map[string][]string{"news": {"2024"}, "other": {"2022"}} {
		a := w.ok(endedIn, map[string]any{"asOf": map[string]any{"accordingTo": []string{teller}}})
		if diff := cmp.Diff(want, yearsOf(a)); diff != "" {
			t.Errorf("as %s tells it, it ended in (-want +got):\n%s", teller, diff)
		}
		if got := a.texts("timeline.changePoints.*.disappear.*.validity.edtf"); len(got) != 1 || got[0] != "2019/"+want[0] {
			t.Errorf("as %s tells it, the change is of %v, want 2019/%s", teller, got, want[0])
		}
	}
}

func TestATimelineIsThatOfItsRecordedTime(t *testing.T) {
	now := today().Add(-time.Hour)
	store := storetest.NewModel(func() time.Time { return now })
	w := world{newClient(t, store, graph.Options{Token: token}), kg.NewGraph(store, today)}
	w.plantWords()
	w.actor("a", "/")
	w.actor("b", "/")
	w.tie("pact", "pact", "a", "b", "2019/..")
	then := now.Add(time.Minute)
	now = now.Add(2 * time.Minute)
	_, receipt, err := w.graph.ExpireRelationship(t.Context(), "tester", kg.ExpireRelationshipInput{ID: "pact", End: "2024"})
	w.must(receipt, err)
	for _, tt := range []struct {
		asOf map[string]any
		want []string
	}{
		{map[string]any{}, []string{"2024"}},
		{map[string]any{"known": then.Format(time.RFC3339)}, []string{}},
		{map[string]any{"known": then.Add(-time.Hour).Format(time.RFC3339)}, []string{}},
		{map[string]any{"valid": "1950", "certainty": "CERTAIN"}, []string{"2024"}},
	} {
		a := w.ok(endedIn, map[string]any{"asOf": tt.asOf})
		if diff := cmp.Diff(tt.want, yearsOf(a)); diff != "" {
			t.Errorf("as of %v it ended in (-want +got):\n%s", tt.asOf, diff)
		}
	}
}

func TestRestrictedTiesAreNotOnTheTimelineOfReaders(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/")
	w.actor("b", "/")
	w.tie("open", "pact", "a", "b", "2019/2024")
	w.tie("secret", "pact", "a", "b", "2019/2023")
	w.ok(`mutation { updateRelationship(input: {id: "secret", access: RESTRICTED}) { consistency } }`, nil)
	if got := yearsOf(w.ok(endedIn, nil)); len(got) != 2 {
		t.Errorf("for an editor ties end in %v, want two years", got)
	}
	if got := yearsOf(w.reader().ok(endedIn, nil)); len(got) != 1 || got[0] != "2024" {
		t.Errorf("for a reader ties end in %v, want 2024", got)
	}
}
