package kg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// chained is a graph in which a is tied to c by b, one tie after the other.
func chained(t *testing.T, first, second string) fixture {
	f := newFixture(t)
	for _, id := range []kg.ID{"a", "b", "c"} {
		f.entity(id, kg.ClassActor, "/")
	}
	f.tie("one", "commands", "a", "b", first)
	f.tie("two", "commands", "c", "b", second)
	return f
}

// paths asks for the paths from a to c, told as in the oracle.
func (f fixture) paths(v kg.View, q kg.PathQuery) []string {
	f.t.Helper()
	q.From, q.To, q.MaxLength, q.First = "a", "c", 4, 5
	found, err := f.Paths(f.t.Context(), v, q)
	if err != nil {
		f.t.Fatal(err)
	}
	return told(found)
}

// window reads a question about time.
func window(t *testing.T, text string) kg.Window {
	t.Helper()
	w, err := kg.ParseWindow(text, "")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestHopsMeetInTimeAsTheModeSays(t *testing.T) {
	tests := []struct {
		name, first, second                 string
		snapshot, continuous, consecutively kg.Certainty
	}{
		{"together in the window", "2014/2016", "2015/2017", kg.Certain, kg.Certain, kg.Certain},
		{
			"the second begins in the second at which the first ends",
			"2014/2015-06-01T12:00:00Z", "2015-06-01T12:00:00Z/2017", kg.Certain, "", kg.Certain,
		},
		{
			"the first begins in the second at which the second ends",
			"2015-06-01T12:00:00Z/2017", "2014/2015-06-01T12:00:00Z", kg.Certain, "", "",
		},
		{
			"the first begins a second before the second ends",
			"2015-06-01T11:59:59Z/2017", "2014/2015-06-01T12:00:00Z", kg.Certain, kg.Certain, kg.Certain,
		},
		{"the second long after the first", "2013", "2017", "", "", kg.Certain},
		{"the first long after the second", "2017", "2013", "", "", ""},
		{
			"both at some moments of one day", "2015-06-01", "2015-06-01",
			kg.Certain, kg.Possible, kg.Possible,
		},
		{"a day in a year", "2015-06-01", "2014/2016", kg.Certain, kg.Certain, kg.Certain},
		{"an unknown end before a start", "2014/", "2015/..", kg.Possible, kg.Possible, kg.Certain},
		{"both ongoing", "2014/..", "2015-12-31/..", kg.Certain, kg.Certain, kg.Certain},
		{"an open start and an ongoing end", "../2014", "2016/..", "", "", kg.Certain},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := chained(t, tt.first, tt.second)
			for mode, want := range map[kg.PathMode]kg.Certainty{
				kg.PathSnapshot: tt.snapshot, kg.PathContinuous: tt.continuous,
				kg.PathConsecutive: tt.consecutively,
			} {
				v, q := f.View(), kg.PathQuery{Mode: mode}
				if mode == kg.PathSnapshot {
					v = v.During(window(t, "2015"))
				}
				got := f.paths(v, q)
				if want == "" && got != nil ||
					want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], string(want))) {
					t.Errorf("%s: got %q, want certainty %q", mode, got, want)
				}
				v.Certainty = kg.Certain
				if got := len(f.paths(v, q)); (got == 1) != (want == kg.Certain) {
					t.Errorf("%s, certain ones only: got %d, want those of certainty %q", mode, got, want)
				}
			}
		})
	}
}

func TestAPathTellsItsTimeAndDirections(t *testing.T) {
	f := chained(t, "2014-10/2016-03-05T12:00:00Z", "2015-11-02/..")
	want := []string{"CERTAIN a -one OUT- b -two IN- c" +
		" in {2015-11-02T23:59:59Z 2016-03-05T12:00:00Z} {2015-11-02T00:00:00Z 2016-03-05T12:00:00Z}"}
	if diff := cmp.Diff(want, f.paths(f.View(), kg.PathQuery{Mode: kg.PathContinuous})); diff != "" {
		t.Errorf("CONTINUOUS (-want +got):\n%s", diff)
	}
	want = []string{"CERTAIN a -one OUT- b -two IN- c" +
		" departs {2014-10-01T00:00:00Z 2014-10-31T23:59:59Z}" +
		" arrives {2015-11-02T00:00:00Z 2015-11-02T23:59:59Z}"}
	if diff := cmp.Diff(want, f.paths(f.View(), kg.PathQuery{Mode: kg.PathConsecutive})); diff != "" {
		t.Errorf("CONSECUTIVE (-want +got):\n%s", diff)
	}
}

func TestTheTimeOfHopsIsWithinElseValidElseAll(t *testing.T) {
	f := chained(t, "2010/2012", "2011/2013")
	tests := []struct {
		name, valid, within string
		want                int
	}{
		{"nothing given: all time, though the ties are over", "", "", 1},
		{"a date on which both held", "2012-01-01", "", 1},
		{"a date on which one held", "2010-12-01", "", 0},
		{"within goes before the date", "2020", "2011/2012", 1},
		{"within a time at which one held", "2011", "2010-12-01", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, q := f.View(), kg.PathQuery{Mode: kg.PathContinuous}
			if tt.valid != "" {
				v = v.During(window(t, tt.valid))
			}
			if tt.within != "" {
				q.Within = ptr(window(t, tt.within))
			}
			if got := len(f.paths(v, q)); got != tt.want {
				t.Errorf("got %d paths, want %d", got, tt.want)
			}
		})
	}
}

func TestAStatusReplacesTheRuleOfASnapshot(t *testing.T) {
	f := chained(t, "2010/2012", "2011/2013")
	expired := &kg.RelationshipFilter{Status: &kg.StatusFilter{Eq: ptr(kg.StatusExpired)}}
	want := []string{"CERTAIN a -one OUT- b -two IN- c"}
	if diff := cmp.Diff(want, f.paths(f.View(), kg.PathQuery{Where: expired})); diff != "" {
		t.Errorf("by what has expired (-want +got):\n%s", diff)
	}
	if got := f.paths(f.View(), kg.PathQuery{}); got != nil {
		t.Errorf("by what is in force: got %v, want none", got)
	}
}

func TestPathQueriesAreChecked(t *testing.T) {
	f := chained(t, "2010/..", "2011/..")
	ask := func(change func(*kg.PathQuery)) error {
		q := kg.PathQuery{From: "a", To: "c", MaxLength: kg.MaxPathLength, First: kg.MaxPaths}
		change(&q)
		_, err := f.Paths(t.Context(), f.View(), q)
		return err
	}
	tests := []struct {
		name   string
		change func(*kg.PathQuery)
		blame  string
		kind   error
	}{
		{"at the limits", func(*kg.PathQuery) {}, "", nil},
		{"too long", func(q *kg.PathQuery) { q.MaxLength++ }, "", kg.ErrLimit},
		{"of no length", func(q *kg.PathQuery) { q.MaxLength = 0 }, "maxLength", nil},
		{"too many", func(q *kg.PathQuery) { q.First++ }, "", kg.ErrLimit},
		{"none", func(q *kg.PathQuery) { q.First = 0 }, "first", nil},
		{"to itself", func(q *kg.PathQuery) { q.To = "a" }, "to", nil},
		{"from an unknown entity", func(q *kg.PathQuery) { q.From = "nobody" }, "", kg.ErrNotFound},
		{"to a source", func(q *kg.PathQuery) { q.To = "news" }, "", kg.ErrNotFound},
		{"to what is no id", func(q *kg.PathQuery) { q.To = "a b" }, "id", nil},
		{"in no known mode", func(q *kg.PathQuery) { q.Mode = "FASTEST" }, "mode", nil},
		{"a snapshot within a time", func(q *kg.PathQuery) { q.Within = &kg.Always }, "within", nil},
		{
			"by an unknown type",
			func(q *kg.PathQuery) {
				q.Where = &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("ceasefires")}}
			},
			"where.type.eq", nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := ask(tt.change)
			if field(err) != tt.blame || tt.blame == "" && !errors.Is(err, tt.kind) {
				t.Errorf("got %v, want blame on %q or error %v", err, tt.blame, tt.kind)
			}
		})
	}
}

func TestAFilterThatNothingMatchesFindsNoPath(t *testing.T) {
	f := chained(t, "2010/..", "2011/..")
	where := &kg.RelationshipFilter{ID: &kg.IDFilter{In: []kg.ID{}}}
	if got := f.paths(f.View(), kg.PathQuery{Where: where}); got != nil {
		t.Errorf("got %v, want none", got)
	}
}

// hubs makes a graph of the points 0 and 1, a way of two hops between them by point
// 2, and a hub, point 3, that both are tied to together with a hundred others.
func hubs(t *testing.T) *kg.Graph {
	t.Helper()
	const others = 100
	always := kg.Span{
		StartEarliest: kg.NegInf, StartLatest: kg.NegInf, EndEarliest: kg.PosInf, EndLatest: kg.PosInf,
	}
	ties := []*kg.Relationship{
		link(0, 0, 2, always), link(1, 2, 1, always), link(2, 0, 3, always), link(3, 3, 1, always),
	}
	for i := range others {
		ties = append(ties, link(len(ties), 3, 4+i, always))
	}
	return mazeOf(t, 4+others, ties)
}

// TestAHubInTheMiddleIsNotRead finds what leads over a hub without reading it.
func TestAHubInTheMiddleIsNotRead(t *testing.T) {
	g := hubs(t)
	limits := kg.PathLimits{Hub: 10, Held: 20, Seen: 20, Tries: 1000}
	q := kg.PathQuery{From: point(0), To: point(1), MaxLength: 4, First: 2}
	got, err := g.PathsWithin(t.Context(), g.View(), q, limits)
	want := []string{"CERTAIN e0 -r00 OUT- e2 -r01 OUT- e1", "CERTAIN e0 -r02 OUT- e3 -r03 OUT- e1"}
	if diff := cmp.Diff(want, told(got)); diff != "" || err != nil {
		t.Errorf("error %v, paths (-want +got):\n%s", err, diff)
	}
}

// TestAHubAtAnEndIsNotRead finds the ties of an end that is a hub from the other.
func TestAHubAtAnEndIsNotRead(t *testing.T) {
	g := hubs(t)
	limits := kg.PathLimits{Hub: 10, Held: 20, Seen: 30, Tries: 1000}
	for _, ends := range [][2]int{{3, 2}, {2, 3}} {
		q := kg.PathQuery{From: point(ends[0]), To: point(ends[1]), MaxLength: 3, First: 5}
		got, err := g.PathsWithin(t.Context(), g.View(), q, limits)
		if err != nil || len(got) != 2 {
			t.Errorf("from %d to %d: got %v, %v; want two paths", ends[0], ends[1], told(got), err)
		}
	}
}

// TestAHubOnBothSidesIsNotRead finds the two ways over a hub to one of its others: the
// second goes on to it from both ends.
func TestAHubOnBothSidesIsNotRead(t *testing.T) {
	g := hubs(t)
	limits := kg.PathLimits{Hub: 10, Held: 20, Seen: 40, Tries: 1000}
	q := kg.PathQuery{From: point(0), To: point(50), MaxLength: 4, First: 3}
	got, err := g.PathsWithin(t.Context(), g.View(), q, limits)
	want := []string{
		"CERTAIN e0 -r02 OUT- e3 -r50 OUT- e50",
		"CERTAIN e0 -r00 OUT- e2 -r01 OUT- e1 -r03 IN- e3 -r50 OUT- e50",
	}
	if diff := cmp.Diff(want, told(got)); diff != "" || err != nil {
		t.Errorf("error %v, paths (-want +got):\n%s", err, diff)
	}
}

func TestALimitSaysUpToWhichLengthPathsAreKnown(t *testing.T) {
	g := hubs(t)
	q := kg.PathQuery{From: point(0), To: point(50), MaxLength: 6, First: 3}
	for _, tt := range []struct {
		limits kg.PathLimits
		want   string
	}{
		{kg.PathLimits{Hub: 10, Held: 20, Seen: 1000, Tries: 1000}, "held"},
		{kg.PathLimits{Hub: 10, Held: 1000, Seen: 20, Tries: 1000}, "looked at"},
		{kg.PathLimits{Hub: 1000, Held: 1000, Seen: 1000, Tries: 10}, "tried"},
	} {
		_, err := g.PathsWithin(t.Context(), g.View(), q, tt.limits)
		var limit *kg.LimitError
		if !errors.As(err, &limit) || !strings.Contains(err.Error(), tt.want) ||
			!strings.Contains(limit.Advice, "narrow where") {
			t.Errorf("within %+v: got %v, want a limit on what is %s with advice", tt.limits, err, tt.want)
			continue
		}
		var known int
		if i := strings.Index(limit.Advice, "maxLength: "); i < 0 {
			continue
		} else if _, err := fmt.Sscanf(limit.Advice[i:], "maxLength: %d", &known); err != nil {
			t.Fatal(err)
		}
		shorter := q
		shorter.MaxLength = known
		if _, err := g.PathsWithin(t.Context(), g.View(), shorter, tt.limits); err != nil {
			t.Errorf("as advised (%s): got %v, want an answer", limit.Advice, err)
		}
	}
}

func TestPathsAreReadAsTheViewShowsThem(t *testing.T) {
	f := chained(t, "2010/..", "2011/..")
	before := read[*kg.Relationship](f, "two").RecordedAt
	_, receipt, err := f.UpdateEntity(t.Context(), "tester", kg.UpdateEntityInput{
		ID: "b", Access: ptr(kg.AccessRestricted),
	})
	f.must(receipt, err)
	if got := f.paths(f.View(), kg.PathQuery{}); got != nil {
		t.Errorf("over a restricted entity: got %v, want none", got)
	}
	v := f.View()
	v.Restricted = true
	if got := f.paths(v, kg.PathQuery{}); len(got) != 1 {
		t.Errorf("for who may see it: got %v, want one", got)
	}
	v.Known = before - 1
	if got := f.paths(v, kg.PathQuery{}); len(got) != 0 {
		t.Errorf("before the second tie was recorded: got %v, want none", got)
	}
	v.Known = before
	if got := f.paths(v, kg.PathQuery{}); len(got) != 1 {
		t.Errorf("once it was recorded: got %v, want one", got)
	}
}

// TestPathsGoByTheTimeThatIsTold has a source say that a tie lasted longer than is accepted.
func TestPathsGoByTheTimeThatIsTold(t *testing.T) {
	f := chained(t, "2014/2016", "2014")
	_, receipt, err := f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "two", Property: "end", Value: &kg.ValueInput{Date: ptr("2016")}, Source: "news",
		SaidAt: ptr("2017"),
	})
	f.must(receipt, err)
	_, receipt, err = f.RecordClaim(t.Context(), "tester", kg.RecordClaimInput{
		About: "one", Property: "exists", Source: "news", SaidAt: ptr("2017"),
	})
	f.must(receipt, err)
	v := f.View().During(window(t, "2015"))
	if got := f.paths(v, kg.PathQuery{}); got != nil {
		t.Errorf("as is accepted: got %v, want none in 2015", got)
	}
	v.Perspective = accordingTo(t, "news").Perspective
	if got := f.paths(v, kg.PathQuery{}); len(got) != 1 {
		t.Errorf("as the source tells it: got %v, want one in 2015", got)
	}
}

// TestAHiddenTieIsNotFollowed counts what a search looks at: a tie that is hidden is passed
// over at once, and not only when its path is read.
func TestAHiddenTieIsNotFollowed(t *testing.T) {
	f := chained(t, "2010/..", "2011/..")
	_, receipt, err := f.UpdateRelationship(t.Context(), "tester", kg.UpdateRelationshipInput{
		ID: "two", Access: ptr(kg.AccessRestricted),
	})
	f.must(receipt, err)
	for where, g := range grounds(f.Graph) {
		counting := storetest.NewCounting(g.Store())
		g := kg.NewGraph(counting, noon)
		q := kg.PathQuery{From: "a", To: "c", MaxLength: 4, First: 5}
		if got, err := g.Paths(t.Context(), g.View(), q); err != nil || got != nil {
			t.Errorf("%s: got %v, %v, want no path", where, told(got), err)
		}
		if calls := counting.Taken(); where == "in memory" && len(calls) > 2 {
			t.Errorf("%s: got calls %q, want the vocabulary and the ends to be read and no path", where, calls)
		}
	}
}

func TestWhatASearchLooksAtIsTakenOutOfTheBudget(t *testing.T) {
	for where, g := range grounds(hubs(t)) {
		q := kg.PathQuery{From: point(0), To: point(1), MaxLength: 4, First: 2}
		if _, err := g.Paths(kg.NewBudget(100, 1000).Attach(t.Context()), g.View(), q); err != nil {
			t.Errorf("%s, with enough: got error %v, want none", where, err)
		}
		_, err := g.Paths(kg.NewBudget(100, 3).Attach(t.Context()), g.View(), q)
		if !errors.Is(err, kg.ErrLimit) || !strings.Contains(err.Error(), "looked at") {
			t.Errorf("%s, with three: got error %v, want a limit on what is looked at", where, err)
		}
	}
}
