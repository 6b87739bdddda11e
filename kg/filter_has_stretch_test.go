package kg_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"entente/kg"
)

// commanded is the graph of [truces], in which "is" commands from some moment of 2020
// to some moment of 2021. Its two other ties are "perhaps", possibly since 2015, with
// "sdf" and "month", in December 2025 and January 2026, with "damascus".
func commanded(t *testing.T) fixture {
	f := truces(t)
	f.tie("command", "commands", "is", "damascus", "2020/2021")
	return f
}

// ofCommander asks for the ties at either end of which somebody commands.
func ofCommander(status kg.RelationshipStatus) *kg.RelationshipFilter {
	commands := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("commands")}}
	if status != "" {
		commands.Status = &kg.StatusFilter{Eq: &status}
	}
	return &kg.RelationshipFilter{Other: &kg.EntityFilter{Has: has(commands, kg.DirectionOut)}}
}

// TestHasIsAboutTheStretchThatIsLookedAt asks fields about a stretch of time, in which
// what begins when it ends, or ends when it begins, does not lie.
func TestHasIsAboutTheStretchThatIsLookedAt(t *testing.T) {
	f := commanded(t)
	present, certain, early := at(t, "2026-01-15", ""), at(t, "2026-01-15", kg.Certain), at(t, "2019", "")
	tests := []struct {
		name   string
		view   kg.View
		within string
		status kg.RelationshipStatus
		want   int
	}{
		{"all time by default, whatever the view's", present, "", "", 3},
		{"all time by default, certainly", certain, "", "", 3},
		{"a stretch in which it commands", present, "2020-06", "", 2},
		{"one that ends when it may begin to", present, "2019", "", 0},
		{"one that holds the first second", present, "2019/2020-01-01T00:00:00Z", "", 2},
		{"one that begins when it has certainly ended", present, "2022", "", 0},
		{"one that holds the last second", present, "2021-12-31T23:59:59Z/2022", "", 2},
		{"one in which it possibly does", present, "2021-12-31", "", 2},
		{"one in which it does not certainly", certain, "2021-12-31", "", 0},
		{"one in which it certainly does", certain, "2020-12-31/2021-01-01", "", 2},
		{"what is asked about, and not the whole unit", present, "2022-01-01/2026-01-31", "", 0},
		{"without an end", present, "2021/..", "", 3},
		{"by a status: that in the view", present, "2026-01", kg.StatusExpired, 2},
		{"by a status: not that of now", early, "2026-01", kg.StatusExpired, 0},
		{"by a status: not that in the stretch", early, "2026-01", kg.StatusUpcoming, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := kg.TimeQuery{Scope: kg.Scope{Where: ofCommander(tt.status)}, Bucket: kg.BucketYear}
			if tt.within != "" {
				q.Within = &tt.within
			}
			if got := history(t, f, tt.view, q).Total; got != tt.want {
				t.Errorf("the timeline: got %d ties, want %d", got, tt.want)
			}
			panel, err := f.Panel(t.Context(), tt.view, kg.PanelQuery{TimeQuery: q, Balanced: true})
			if err != nil {
				t.Fatal(err)
			}
			if got := panel.Total() > 0; got != (tt.want > 0) {
				t.Errorf("the panel: got rows: %v, want %v", got, tt.want > 0)
			}
		})
	}
}

// TestHasIsAboutAllTimeWhereNoStretchIsAskedFor holds for questions about what lasts and
// what came after what, unless those of order are asked for a time.
func TestHasIsAboutAllTimeWhereNoStretchIsAskedFor(t *testing.T) {
	f := commanded(t)
	given := at(t, "2025-12", "")
	now := given
	now.Given = false
	lengths, err := f.Lengths(t.Context(), given, kg.Scope{Where: ofCommander("")})
	if err != nil || len(lengths) != 2 || lengths[1].Count != 2 {
		t.Errorf("how long ties last: got %+v, %v; want the command and two conflicts", lengths, err)
	}
	all := kg.AllenFilter{Relations: kg.AllenShared, To: read[*kg.Relationship](f, "present").Validity.Span}
	ids := found(t, f, given, kg.RelationshipList{Where: ofCommander(""), Allen: &all})
	if want := []kg.ID{"month", "perhaps"}; !slices.Equal(ids, want) {
		t.Errorf("by their time towards another: got %v, want %v", ids, want)
	}
	for name, tt := range map[string]struct {
		view kg.View
		want int
	}{"no time": {now, 1}, "a time in which it does not command": {given, 0}} {
		chain, err := f.Sequence(t.Context(), tt.view, kg.SequenceQuery{
			Between: []kg.ID{"damascus"}, And: []kg.ID{"is"},
			Where: &kg.RelationshipFilter{
				And: []kg.RelationshipFilter{*ofCommander(""), {Type: &kg.TermFilter{Eq: ptr("conflict")}}},
			},
		})
		if err != nil || len(chain.Steps) != tt.want {
			t.Errorf("a sequence asked for %s: got %+v, %v; want %d steps", name, chain.Steps, err, tt.want)
		}
	}
}

// TestHasIsAboutTheTimeOfThePath asks for the one hop from damascus to "is", which holds
// in December 2025 and January 2026.
func TestHasIsAboutTheTimeOfThePath(t *testing.T) {
	f := commanded(t)
	given := at(t, "2025-12", "")
	now := given
	now.Given = false
	month := &kg.RelationshipFilter{And: []kg.RelationshipFilter{
		*ofCommander(""), {Type: &kg.TermFilter{Eq: ptr("conflict")}},
	}}
	for _, tt := range []struct {
		name, within string
		view         kg.View
		want         int
	}{
		{"all time by default", "", now, 1},
		{"the view's time, if it was given", "", given, 0},
		{"a stretch in which it does not command", "2025-12", now, 0},
		{"one in which it does, whatever the view's", "2020/2025-12", given, 1},
	} {
		for _, mode := range []kg.PathMode{kg.PathContinuous, kg.PathConsecutive} {
			q := kg.PathQuery{From: "damascus", To: "is", Mode: mode, MaxLength: 1, Where: month, First: 1}
			if tt.within != "" {
				w, err := kg.ParseWindow(tt.within, "")
				if err != nil {
					t.Fatal(err)
				}
				q.Within = &w
			}
			paths, err := f.Paths(t.Context(), tt.view, q)
			if err != nil || len(paths) != tt.want {
				t.Errorf("%s, %s: got %v, %v; want %d paths", tt.name, mode, paths, err, tt.want)
			}
		}
	}
}

// TestHasInATimelineIsWhatTheListOfRelationshipsWouldShow compares it with the list of
// each entity, read in the stretch or, where it asks for a status, in the view.
func TestHasInATimelineIsWhatTheListOfRelationshipsWouldShow(t *testing.T) {
	f := commanded(t)
	f.entity("talks", kg.ClassEvent, "2025-10-06/2025-10-07")
	f.tie("guest", "participation", "damascus", "talks", "2025-10-07T12:00:00Z/2025-10-07T18:00:00Z")
	f.tie("follow-up", "conflict", "talks", "deal", "2026-02/2026-03")
	everything := at(t, "../..", "")
	random := rand.New(rand.NewPCG(13, 11))
	for range 2000 {
		inner := randomFilter(random, 1)
		v := at(t, pick(random, "2026-01-15", "2025", "2026-01-18", "../.."), pick(random, kg.Certain, kg.Possible))
		v.Given = random.IntN(2) == 0
		within := pick(random, "2025-10-07", "2026", "2020/2025", "2026-01-18", "2021-12-31T23:59:59Z")
		below := at(t, within, v.Certainty)
		if inner.MentionsStatus() {
			below = v.During(v.Valid)
		}
		total := func(where *kg.EntityFilter) int {
			scope := kg.Scope{Where: &kg.RelationshipFilter{From: where}}
			return history(t, f, v, kg.TimeQuery{Scope: scope, Within: &within, Bucket: kg.BucketYear}).Total
		}
		year := history(t, f, v, kg.TimeQuery{Within: &within, Bucket: kg.BucketYear}).Covered.Window
		want, rest := 0, 0
		for _, id := range found(t, f, everything, kg.RelationshipList{}) {
			r := read[*kg.Relationship](f, id)
			list := kg.RelationshipList{Where: &inner, Of: r.From, View: &below}
			switch {
			case r.Validity.Span.Holds(year) == "":
			case len(found(t, f, v, list)) > 0:
				want++
			default:
				rest++
			}
		}
		got, gotRest := total(&kg.EntityFilter{Has: has(&inner, "")}), total(&kg.EntityFilter{HasNot: has(&inner, "")})
		if got != want || gotRest != rest {
			t.Fatalf("%+v within %s in %+v: got %d by has and %d by hasNot, want %d and %d",
				inner, within, v, got, gotRest, want, rest)
		}
	}
}
