package kg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// history returns the timeline of a query over the graph of [truces].
func history(t *testing.T, f fixture, v kg.View, q kg.TimeQuery) kg.Timeline {
	t.Helper()
	found, err := f.Timeline(t.Context(), v, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// active returns how many are certainly and possibly active in each bucket.
func active(found kg.Timeline) map[string]kg.CountRange {
	counts := map[string]kg.CountRange{}
	for _, b := range found.Buckets {
		counts[b.EDTF] = b.Active
	}
	return counts
}

func TestATimelineCountsWhatHoldsAtAnyTime(t *testing.T) {
	f := truces(t)
	want := map[string]kg.CountRange{
		"2015": {1, 1}, "2016": {0, 1}, "2017": {0, 1}, "2018": {0, 1}, "2019": {0, 1}, "2020": {0, 1},
		"2021": {0, 1}, "2022": {0, 1}, "2023": {0, 1}, "2024": {0, 1}, "2025": {3, 4}, "2026": {4, 5},
	}
	for _, valid := range []string{"2026-01-15", "1950", "../.."} {
		found := history(t, f, at(t, valid, kg.Possible), kg.TimeQuery{Bucket: kg.BucketYear})
		if diff := cmp.Diff(want, active(found)); diff != "" {
			t.Errorf("active by year, asked in %s (-want +got):\n%s", valid, diff)
		}
		if found.Total != 6 || found.Extent.EDTF != "2015-01-01/2026-03-31" {
			t.Errorf("asked in %s: got %d within %s, want 6 from the first to the last date",
				valid, found.Total, found.Extent.EDTF)
		}
	}
}

func TestTheScopeOfATimeline(t *testing.T) {
	f := truces(t)
	other := func(id kg.ID) *kg.RelationshipFilter {
		return &kg.RelationshipFilter{Other: &kg.EntityFilter{ID: &kg.IDFilter{Eq: &id}}}
	}
	upcoming := kg.StatusUpcoming
	tests := []struct {
		name  string
		scope kg.Scope
		want  int
	}{
		{"the whole graph", kg.Scope{}, 6},
		{"of nobody", kg.Scope{Of: []kg.ID{}}, 0},
		{"of one who is not there", kg.Scope{Of: []kg.ID{"nobody"}}, 0},
		{"of one", kg.Scope{Of: []kg.ID{"is"}}, 2},
		{"of both ends: each once", kg.Scope{Of: []kg.ID{"sdf", "damascus", "sdf"}}, 6},
		{"of both ends, by a far end that only one of them has", kg.Scope{Of: []kg.ID{"sdf", "damascus"}, Where: other("sdf")}, 3},
		{"by type", kg.Scope{Where: &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("ceasefire")}}}, 3},
		{"by a status: that at the time of the view", kg.Scope{Where: &kg.RelationshipFilter{Status: &kg.StatusFilter{Eq: &upcoming}}}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := history(t, f, at(t, "2026-01-15", ""), kg.TimeQuery{Scope: tt.scope})
			if found.Total != tt.want {
				t.Errorf("got %d relationships, want %d", found.Total, tt.want)
			}
		})
	}
}

func TestTheTimeThatATimelineCovers(t *testing.T) {
	f := truces(t)
	tests := []struct {
		within  string
		unit    kg.TimeBucket
		want    string
		total   int
		changes int
	}{
		{"2026-01", "", "2026-01-01/2026-01-31", 5, 5},
		{"2026-01-20/2026-02-03", kg.BucketMonth, "2026-01-01/2026-02-28", 5, 3},
		{"2025-12/..", kg.BucketYear, "2025-01-01/2026-12-31", 6, 7},
		{"../2020", kg.BucketDecade, "2010-01-01/2029-12-31", 6, 1},
		{"../2009", kg.BucketYear, "", 6, 0},
		{"1950", "", "1950-01-01/1950-12-31", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.within, func(t *testing.T) {
			found := history(t, f, kg.View{}, kg.TimeQuery{Within: &tt.within, Bucket: tt.unit})
			covered := ""
			if found.Covered != nil {
				covered = found.Covered.EDTF
			}
			if covered != tt.want || found.Total != tt.total || len(found.Changes) != tt.changes {
				t.Errorf("got %d of %d in %q, want %d of %d in %q",
					len(found.Changes), found.Total, covered, tt.changes, tt.total, tt.want)
			}
		})
	}
}

func TestATimelineWithoutDatesHasNoBuckets(t *testing.T) {
	f := newFixture(t)
	f.entity("a", kg.ClassActor, "/")
	f.entity("b", kg.ClassActor, "/")
	f.tie("always", "ceasefire", "a", "b", "../..")
	found := history(t, f, kg.View{}, kg.TimeQuery{})
	if diff := cmp.Diff(kg.Timeline{Total: 1, Buckets: []kg.Bucket{}}, found); diff != "" {
		t.Errorf("what always holds (-want +got):\n%s", diff)
	}
}

func TestADayOfATimelineBeginsInTheZone(t *testing.T) {
	f := truces(t)
	v := kg.View{Zone: "+03:00"}
	where := kg.Scope{Where: &kg.RelationshipFilter{ID: &kg.IDFilter{Eq: ptr(kg.ID("future"))}}}
	found := history(t, f, v, kg.TimeQuery{Scope: where, Within: ptr("2026-01-20/2026-01-24"), Bucket: kg.BucketDay})
	first := found.Buckets[0]
	if first.EDTF != "2026-01-20" || first.From != instant(t, "2026-01-19T21:00:00Z") {
		t.Errorf("the first day is %s from %s, want 2026-01-20 from 21:00 UTC", first.EDTF, first.From)
	}
	if got := first.Started; got != (kg.CountRange{Certain: 1, Possible: 1}) {
		t.Errorf("started on 20 January, 20:00 local time: got %+v, want one for certain", got)
	}
}

func TestTimelinesRefuse(t *testing.T) {
	f := truces(t)
	many := make([]kg.ID, kg.MaxScope+1)
	for i := range many {
		many[i] = "sdf"
	}
	tests := []struct {
		name  string
		query kg.TimeQuery
		want  string // the field blamed, or the limit
	}{
		{"1,000 days", kg.TimeQuery{Within: ptr("2024-01-01/2026-09-26"), Bucket: kg.BucketDay}, ""},
		{"1,001 days", kg.TimeQuery{Within: ptr("2024-01-01/2026-09-27"), Bucket: kg.BucketDay}, "buckets"},
		{"10,000 years in days", kg.TimeQuery{Within: ptr("-5000/5000"), Bucket: kg.BucketDay}, "buckets"},
		{"days between all dates", kg.TimeQuery{Bucket: kg.BucketDay}, "buckets"},
		{"100 entities", kg.TimeQuery{Scope: kg.Scope{Of: many[1:]}}, ""},
		{"101 entities", kg.TimeQuery{Scope: kg.Scope{Of: many}}, "of"},
		{"what is no id", kg.TimeQuery{Scope: kg.Scope{Of: []kg.ID{"sdf", "a b"}}}, "of[1]"},
		{"a qualified question", kg.TimeQuery{Within: ptr("2025~")}, "within"},
		{"a question that ends before it begins", kg.TimeQuery{Within: ptr("2026/2025")}, "within"},
		{"an unknown unit", kg.TimeQuery{Bucket: "WEEK"}, "bucket"},
		{"an unknown type", kg.TimeQuery{Scope: kg.Scope{
			Where: &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("truce")}},
		}}, "where.type.eq"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := f.Timeline(t.Context(), kg.View{}, tt.query)
			got := field(err)
			var limit *kg.LimitError
			if errors.As(err, &limit) {
				got = limit.What
			}
			if got != tt.want || (err == nil) != (tt.want == "") {
				t.Errorf("got error %v, want one of %q", err, tt.want)
			}
		})
	}
}
