package kg_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// modelGraph is a graph with one relationship for each span of the model, whose ids
// are their places in modelSpans.
func modelGraph(t *testing.T) *kg.Graph {
	t.Helper()
	store := storetest.NewModel(noon)
	batch := kg.Batch{Writer: "tester"}
	add := func(id kg.ID, r kg.Record) {
		r.Head().ID = id
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	for _, id := range []kg.ID{"a", "b"} {
		add(id, &kg.Entity{EntityClass: kg.ClassActor, Kind: "group", Validity: kg.Unknown})
	}
	for i, s := range modelSpans {
		v := kg.Unknown
		v.Span = s
		add(modelID(i), &kg.Relationship{Type: "pact", From: "a", To: "b", Validity: v})
	}
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return kg.NewGraph(store, noon)
}

func modelID(i int) kg.ID { return kg.ID(fmt.Sprintf("r%04d", i)) }

// all returns the ids of all relationships that a filter finds at any time.
func all(t *testing.T, g *kg.Graph, where kg.RelationshipFilter) []kg.ID {
	t.Helper()
	return pagesOf(t, g, kg.View{}.During(kg.Always), kg.RelationshipList{Where: &where})
}

// pagesOf returns the ids of all pages of a list.
func pagesOf(t *testing.T, g *kg.Graph, v kg.View, list kg.RelationshipList) []kg.ID {
	t.Helper()
	ids := []kg.ID{}
	list.Page.First = ptr(kg.MaxPage)
	for {
		pages, err := kg.Find(t.Context(), g, v, []kg.RelationshipList{list})
		if err != nil {
			t.Fatalf("find %+v: %v", list, err)
		}
		ids = append(ids, foundIDs(pages[0].Found)...)
		if !pages[0].HasNext {
			return ids
		}
		last := pages[0].KeyOf(pages[0].Found[len(pages[0].Found)-1])
		list.Page.After = &last
	}
}

// agree compares what a filter finds among the spans of the model with what follows
// from their readings.
func agree(t *testing.T, g *kg.Graph, name string, f kg.ValidityFilter, meets func(modelReading) bool) {
	t.Helper()
	for _, certainty := range []kg.Certainty{kg.Certain, kg.Possible} {
		f.Certainty = &certainty
		want := []kg.ID{}
		for i, s := range modelSpans {
			fails := func(r modelReading) bool { return !meets(r) }
			if certainty == kg.Certain && !slices.ContainsFunc(modelReadings[i], fails) ||
				certainty == kg.Possible && slices.ContainsFunc(readings(s), meets) {
				want = append(want, modelID(i))
			}
		}
		if diff := cmp.Diff(want, all(t, g, kg.RelationshipFilter{Validity: &f})); diff != "" {
			t.Fatalf("%s, %s (-want +got), by places in modelSpans:\n%s", name, certainty, diff)
		}
	}
}

// modelReadings are those of modelSpans.
var modelReadings = func() [][]modelReading {
	all := make([][]modelReading, len(modelSpans))
	for i, s := range modelSpans {
		all[i] = readings(s)
	}
	return all
}()

// modelText writes an instant of the model as a side of an interval.
func modelText(t kg.Instant) string {
	if t.Infinite() {
		return ".."
	}
	return t.String()
}

// endless and startless tell which readings stand for no bound.
func (r modelReading) startless() bool { return r.start <= modelPastLast }
func (r modelReading) endless() bool   { return r.end >= modelFuture }

func TestAllenFiltersFollowFromAllReadings(t *testing.T) {
	g := modelGraph(t)
	fields := func(f *kg.ValidityFilter) []**string {
		return []**string{
			&f.Before, &f.Meets, &f.Overlaps, &f.Starts, &f.During, &f.Finishes, &f.Equals,
			&f.After, &f.MetBy, &f.OverlappedBy, &f.StartedBy, &f.Contains, &f.FinishedBy,
		}
	}
	for _, w := range modelWindows {
		others := readings(kg.Span{
			StartEarliest: w.From, StartLatest: w.From, EndEarliest: w.Until, EndLatest: w.Until,
		})
		text := modelText(w.From) + "/" + modelText(w.Until)
		for i, relation := range kg.AllenRelations {
			for _, certainty := range []kg.Certainty{kg.Certain, kg.Possible} {
				f := kg.ValidityFilter{Certainty: &certainty}
				*fields(&f)[i] = &text
				want := []kg.ID{}
				for k, own := range modelReadings {
					found, missed := false, false
					for _, a := range own {
						for _, b := range others {
							found = found || exactly(a, b) == relation
							missed = missed || exactly(a, b) != relation
						}
					}
					if found && (certainty == kg.Possible || !missed) {
						want = append(want, modelID(k))
					}
				}
				if diff := cmp.Diff(want, all(t, g, kg.RelationshipFilter{Validity: &f})); diff != "" {
					t.Fatalf("%s %s %s (-want +got), by places in modelSpans:\n%s", certainty, relation, text, diff)
				}
			}
		}
	}
}

func TestStartedAndEndedFollowFromAllReadings(t *testing.T) {
	g := modelGraph(t)
	for x := modelMin; x <= modelMax; x++ {
		text, until := ptr(x.String()), modelMax+1
		interval := ptr(x.String() + "/" + until.String())
		for name, tt := range map[string]struct {
			give  kg.BoundTimeFilter
			meets func(kg.Instant) bool
		}{
			"in":            {kg.BoundTimeFilter{In: text}, func(t kg.Instant) bool { return t == x }},
			"in (interval)": {kg.BoundTimeFilter{In: interval}, func(t kg.Instant) bool { return x <= t && t <= until }},
			"before":        {kg.BoundTimeFilter{Before: text}, func(t kg.Instant) bool { return t < x }},
			"after":         {kg.BoundTimeFilter{After: text}, func(t kg.Instant) bool { return t > x }},
			"in and before": {
				kg.BoundTimeFilter{In: interval, Before: ptr("1970-01-01T00:00:02Z")},
				func(t kg.Instant) bool { return x <= t && t < 2 },
			},
		} {
			agree(t, g, "started "+name+" "+*text, kg.ValidityFilter{Started: &tt.give},
				func(r modelReading) bool { return !r.startless() && tt.meets(r.start) })
			agree(t, g, "ended "+name+" "+*text, kg.ValidityFilter{Ended: &tt.give},
				func(r modelReading) bool { return !r.endless() && tt.meets(r.end) })
		}
	}
}

func TestDurationFiltersFollowFromAllReadings(t *testing.T) {
	g := modelGraph(t)
	length := func(r modelReading) int {
		if r.startless() || r.endless() {
			return 1000 // more than any other
		}
		return int(r.end - r.start)
	}
	for n := range 4 {
		text := ptr(fmt.Sprintf("PT%dS", n))
		for name, tt := range map[string]struct {
			give  kg.DurationFilter
			meets func(int) bool
		}{
			"lt":        {kg.DurationFilter{Lt: text}, func(d int) bool { return d < n }},
			"lte":       {kg.DurationFilter{Lte: text}, func(d int) bool { return d <= n }},
			"gt":        {kg.DurationFilter{Gt: text}, func(d int) bool { return d > n }},
			"gte":       {kg.DurationFilter{Gte: text}, func(d int) bool { return d >= n }},
			"gt and lt": {kg.DurationFilter{Gt: text, Lt: ptr("PT3S")}, func(d int) bool { return n < d && d < 3 }},
		} {
			agree(t, g, name+" "+*text, kg.ValidityFilter{Duration: &tt.give},
				func(r modelReading) bool { return tt.meets(length(r)) })
		}
	}
}

func TestHoldsInFollowsFromAllReadings(t *testing.T) {
	g := modelGraph(t)
	for _, w := range modelWindows {
		if w.From.Infinite() || w.Until.Infinite() {
			continue
		}
		last := w.Until - 1
		text := w.From.String()
		if last > w.From {
			text += "/" + last.String()
		}
		agree(t, g, "holds in "+text, kg.ValidityFilter{HoldsIn: &text},
			func(r modelReading) bool { return r.start < w.Until && r.end > w.From })
	}
}

// spells is a graph of ties written in many ways, named for how.
func spells(t *testing.T) fixture {
	f := newFixture(t)
	f.entity("a", kg.ClassActor, "../..")
	f.entity("b", kg.ClassActor, "../..")
	f.entity("deal", kg.ClassEvent, "2026-01-18")
	f.entity("rally", kg.ClassEvent, "2026-01~")
	for id, in := range map[kg.ID]kg.ValidityInput{
		"day":       {EDTF: "2026-01-18/2026-01-20"},
		"instants":  {EDTF: "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z"},
		"year":      {EDTF: "2014/2025-12-31"},
		"ongoing":   {EDTF: "2026-01-19/..", AttestedUntil: ptr("2026-02-10")},
		"unended":   {EDTF: "2025-11/..", AttestedUntil: ptr("2025-12")},
		"endless":   {EDTF: "2020-01-01/.."},
		"unknown":   {EDTF: "/", AttestedFrom: ptr("2025-10-06")},
		"over":      {EDTF: "2025-03-10/", Ended: ptr(true), EndedBefore: ptr("2025-10-06")},
		"scheduled": {EDTF: "2026-01-24T20:00:00Z/2026-02-08T20:00:00Z", Scheduled: ptr(true)},
		"timeless":  {EDTF: "../2000"},
	} {
		_, receipt, err := f.CreateRelationship(t.Context(), "tester", kg.CreateRelationshipInput{
			ID: &id, Type: "conflict", From: "a", To: "b", Validity: &in, Sources: []kg.ID{"news"},
		})
		f.must(receipt, err)
	}
	f.tie("guest", "participation", "a", "rally", "")
	return f
}

func TestValidityFilters(t *testing.T) {
	f := spells(t)
	kind := func(in ...kg.BoundKind) *kg.BoundFilter { return &kg.BoundFilter{Kind: &kg.BoundKindFilter{In: in}} }
	type (
		filter = kg.ValidityFilter
		when   = kg.BoundTimeFilter
	)
	tests := []struct {
		name      string
		where     filter
		certainty kg.Certainty
		want      []kg.ID
	}{
		{"ended on the day that is written as its end", filter{Ended: &when{In: ptr("2026-01-20")}}, kg.Certain, []kg.ID{"day"}},
		{"ended at the instant that is written as its end", filter{Ended: &when{In: ptr("2026-01-24T17:00:00Z")}}, kg.Certain, []kg.ID{"instants"}},
		{"ended in the month, scheduled ends too", filter{Ended: &when{In: ptr("2026-02")}}, kg.Certain, []kg.ID{"scheduled"}},
		{"ended before a day: in force at no moment of it", filter{Ended: &when{Before: ptr("2026-01-21")}}, kg.Certain, []kg.ID{"day", "over", "timeless", "year"}},
		{"not so before the day of its end", filter{Ended: &when{Before: ptr("2026-01-20")}}, kg.Possible, []kg.ID{"guest", "over", "timeless", "unended", "unknown", "year"}},
		{"ended after a day: not the ongoing", filter{Ended: &when{After: ptr("2026-01-24")}}, kg.Certain, []kg.ID{"scheduled"}},
		{"ended within a while after an event", filter{Ended: &when{AfterEndOf: &kg.AfterEndOfFilter{ID: "deal", Within: "P3D"}}}, kg.Certain, []kg.ID{"day"}},
		{"ended exactly a while after another tie's end", filter{Ended: &when{AfterEndOf: &kg.AfterEndOfFilter{ID: "instants", Within: "P15DT3H"}}}, kg.Certain, []kg.ID{"instants", "scheduled"}},
		{"and a second less", filter{Ended: &when{AfterEndOf: &kg.AfterEndOfFilter{ID: "instants", Within: "P15DT2H59M59S"}}}, kg.Certain, []kg.ID{"instants"}},
		{"began in a year", filter{Started: &when{In: ptr("2026")}}, kg.Certain, []kg.ID{"day", "instants", "ongoing", "scheduled"}},
		{"began before a year: what has no start did not", filter{Started: &when{Before: ptr("2020")}}, kg.Certain, []kg.ID{"year"}},
		{"began soon after an event", filter{Started: &when{AfterEndOf: &kg.AfterEndOfFilter{ID: "deal", Within: "P1D"}}}, kg.Possible, []kg.ID{"day", "guest", "ongoing"}},
		{"certainly short: not what may be ongoing", filter{Duration: &kg.DurationFilter{Lt: ptr("P30D")}}, kg.Certain, []kg.ID{"day", "instants", "scheduled"}},
		{"possibly short: not what is ongoing", filter{Duration: &kg.DurationFilter{Lt: ptr("P30D")}}, kg.Possible, []kg.ID{"day", "guest", "instants", "ongoing", "over", "scheduled", "unended", "unknown"}},
		{"exactly four days", filter{Duration: &kg.DurationFilter{Gte: ptr("P4D"), Lte: ptr("P4D")}}, kg.Certain, []kg.ID{"instants"}},
		{"longer than a decade", filter{Duration: &kg.DurationFilter{Gt: ptr("P3650D")}}, kg.Certain, []kg.ID{"endless", "timeless", "year"}},
		{"not attested lately", filter{AttestedUntil: &kg.AttestationFilter{Before: ptr("2026-01")}}, kg.Certain, []kg.ID{"unended", "unknown"}},
		{"and nobody ended it", filter{AttestedUntil: &kg.AttestationFilter{Before: ptr("2026-01")}, End: kind(kg.BoundOpen)}, kg.Certain, []kg.ID{"unended"}},
		{"attested later", filter{AttestedUntil: &kg.AttestationFilter{After: ptr("2026-01")}}, kg.Certain, []kg.ID{"ongoing"}},
		{"attested to a month", filter{AttestedUntil: &kg.AttestationFilter{Before: ptr("2025-12-15")}}, kg.Certain, []kg.ID{"unknown"}},
		{"perhaps earlier in that month", filter{AttestedUntil: &kg.AttestationFilter{Before: ptr("2025-12-15")}}, kg.Possible, []kg.ID{"unended", "unknown"}},
		{"ongoing and never attested", filter{AttestedUntil: &kg.AttestationFilter{Missing: ptr(true)}, End: kind(kg.BoundOpen)}, kg.Possible, []kg.ID{"endless"}},
		{"by kind of end", filter{End: kind(kg.BoundUnknown, kg.BoundEndedUnknownDate)}, kg.Possible, []kg.ID{"over", "unknown"}},
		{"scheduled", filter{End: kind(kg.BoundScheduled)}, kg.Possible, []kg.ID{"scheduled"}},
		{"a start that is less exact than a day: the event's too", filter{Start: &kg.BoundFilter{WiderThan: ptr("P1D")}}, kg.Possible, []kg.ID{"guest", "unended", "unknown", "year"}},
		{"less exact than a month", filter{Start: &kg.BoundFilter{Kind: &kg.BoundKindFilter{Eq: ptr(kg.BoundKnown)}, WiderThan: ptr("P31D")}}, kg.Possible, []kg.ID{"guest", "year"}},
		{"less exact than a second", filter{End: &kg.BoundFilter{Kind: &kg.BoundKindFilter{Eq: ptr(kg.BoundKnown)}, WiderThan: ptr("PT1S")}}, kg.Possible, []kg.ID{"day", "guest", "timeless", "year"}},
		{"nothing demanded", filter{Started: &when{}, Ended: &when{}, Start: &kg.BoundFilter{}, AttestedUntil: &kg.AttestationFilter{}, Duration: &kg.DurationFilter{}}, kg.Certain, []kg.ID{"day", "endless", "guest", "instants", "ongoing", "over", "scheduled", "timeless", "unended", "unknown", "year"}},
		{"equal to what is written", filter{Equals: ptr("2026-01-20T17:00:00Z/2026-01-24T17:00:00Z")}, kg.Certain, []kg.ID{"instants"}},
		{"perhaps equal, dated to days", filter{Equals: ptr("2026-01-18/2026-01-20")}, kg.Possible, []kg.ID{"day", "guest"}},
		{"during a month", filter{During: ptr("2026-01")}, kg.Certain, []kg.ID{"day", "instants"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.where.Certainty = &tt.certainty
			got := all(t, f.Graph, kg.RelationshipFilter{Validity: &tt.where})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestValidityFiltersWorkOnEntities(t *testing.T) {
	f := spells(t)
	for name, tt := range map[string]struct {
		where kg.ValidityFilter
		want  []kg.ID
	}{
		"happened in": {kg.ValidityFilter{Started: &kg.BoundTimeFilter{In: ptr("2026-01-18")}, Certainty: ptr(kg.Certain)}, []kg.ID{"deal"}},
		"during":      {kg.ValidityFilter{During: ptr("2026")}, []kg.ID{"deal", "rally"}},
		"imprecise":   {kg.ValidityFilter{Start: &kg.BoundFilter{WiderThan: ptr("P1D")}}, []kg.ID{"rally"}},
		"no start":    {kg.ValidityFilter{Start: &kg.BoundFilter{Kind: &kg.BoundKindFilter{Eq: ptr(kg.BoundOpen)}}}, []kg.ID{"a", "b"}},
	} {
		got := having(t, f, f.View(), &kg.EntityFilter{Validity: &tt.where})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("entities, %s (-want +got):\n%s", name, diff)
		}
	}
}
