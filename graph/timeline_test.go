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
	w := world{newClient(t, store, graph.Options{Guard: guard}), kg.NewGraph(store, today)}
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

// TestTheFirstAndTheLastYearAreLikeOthers asks every field over time about ties of a day
// and of the whole of these years, beside one of all time, in several zones.
func TestTheFirstAndTheLastYearAreLikeOthers(t *testing.T) {
	w := newWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	for id, edtf := range map[kg.ID]string{
		"always": "../..", "first": "-9999", "first-day": "-9999-01-01", "last": "9999", "last-days": "9999-12-30/9999",
	} {
		w.tie(id, "pact", "a", "b", edtf)
	}
	for _, tt := range []struct {
		zone, within, bucket, text string
		buckets                    int
		all                        float64
	}{
		{"Z", "9999", "DAY", "9999-01-01/9999-12-31", 365, 3},
		{"+14:00", "9999", "DAY", "9999-01-01/9999-12-31", 365, 3},
		{"-14:00", "9999", "MONTH", "9999-01-01/9999-12-31", 12, 3},
		{"Z", "9999-12-31", "DAY", "9999-12-31", 1, 3},
		{"Z", "-9999", "DAY", "-9999-01-01/-9999-12-31", 365, 3},
		{"Z", "-9999-01-01", "DAY", "-9999-01-01", 1, 3},
		{"Z", "../..", "CENTURY", "-9999-01-01/9999-12-31", 200, 5},
	} {
		t.Run(tt.within+" by "+tt.bucket+" in "+tt.zone, func(t *testing.T) {
			w := w
			w.client = w.in(t)
			variables := map[string]any{
				"within": tt.within, "bucket": tt.bucket, "asOf": map[string]any{"zone": tt.zone, "valid": tt.within},
			}
			a := w.ok(`query($within: EDTF!, $bucket: TimeBucket!, $asOf: AsOf!) {
			  timeline(within: $within, bucket: $bucket, asOf: $asOf) {
			    total extent { edtf } covered { edtf } buckets { period { edtf } active { possible } }
			  }
			  panel(within: $within, bucket: $bucket, asOf: $asOf, balanced: true, first: 1000) {
			    totalCount edges { node { active { possible } } }
			  }
			  durations(where: {validity: {holdsIn: $within}}, asOf: $asOf) { count }
			  compare(before: $asOf, after: $asOf) { counts { kind } }
			  relationships(asOf: $asOf) { totalCount }
			}`, variables)
			got := []any{
				a.at("timeline.covered.edtf"), len(a.all("timeline.buckets.*")), a.at("panel.totalCount"),
				a.at("timeline.total"), a.at("durations.0.count"), a.at("relationships.totalCount"),
			}
			n := float64(tt.buckets)
			want := []any{tt.text, tt.buckets, n, tt.all, tt.all, tt.all}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("covered, buckets, rows and ties (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(a.all("timeline.buckets.*.active.possible"), a.all("panel.edges.*.node.active.possible")); diff != "" {
				t.Errorf("the panel (-timeline +panel):\n%s", diff)
			}
			if got := a.all("compare.counts.*"); len(got) > 0 {
				t.Errorf("compared with itself: got %v, want no difference", got)
			}
			for _, text := range append(a.texts("timeline.buckets.*.period.edtf"), a.texts("timeline.extent.edtf")...) {
				variables["within"] = text
				w.ok(`query($within: EDTF!) { timeline(within: $within) { total } }`, variables)
			}
		})
	}
}
