package storetest

import (
	"context"
	"errors"
	"testing"

	"entente/kg"
)

var viewCases = []contractCase{
	{"hides restricted records everywhere", viewHidesRestricted},
	{"shows what is not restricted to all", viewShowsPublic},
	{"hides by the latest version, with its past", viewHidesThePast},
	{"hides a retracted record as it was last", viewHidesRetracted},
	{"hides by the keys, not by the access", viewHidesByKeys},
	{"shows the ends of what it shows", viewShowsEnds},
	{"asks nothing of the time", viewIgnoresTime},
	{"sees the batch of a consistency token", viewSeesToken},
	{"refuses what is no consistency token", viewRefusesToken},
}

// secrets is a graph of which each class has a public and a restricted record;
// terms cannot be hidden.
func secrets() []kg.Record {
	return []kg.Record{
		term(kg.TermRelationshipType, "partnership"),
		source("press"), hide(source("x-press")),
		actor("a", "Alpha"), actor("b", "Beta"), hide(actor("x", "Alpha Secret")),
		tie("r", "a", "b"), hide(tie("x-r", "a", "x")), hide(tie("x-s", "a", "b")),
		claim("c", "r"), hide(claim("x-c", "r")),
	}
}

// revealed are the ids of secrets that everyone sees.
var revealed = []kg.ID{"type:partnership", "press", "a", "b", "r", "c"}

// viewHidesRestricted goes through every door as one who may not see all.
func viewHidesRestricted(t *testing.T, s *harness) {
	s.put(t, secrets()...)
	same(t, "All", idsOf(s.all(t, public)), revealed)
	var changed []kg.ID
	for _, change := range s.changes(t, public, 0) {
		changed = append(changed, change.Record)
	}
	same(t, "Changes", changed, revealed)
	for _, id := range []kg.ID{"x", "x-press", "x-r", "x-s", "x-c"} {
		if got := s.records(t, public, id)[0]; got != nil {
			t.Errorf("Records(%s): got %s, want nil", id, show(got))
		}
		if got := s.versions(t, public, id)[0]; len(got) != 0 {
			t.Errorf("Versions(%s): got %s, want none", id, show(got))
		}
	}
	queries := []kg.Query{
		{Class: kg.ClassEntity},
		{Class: kg.ClassRelationship, Of: "a"},
		{Class: kg.ClassRelationship},
		{Class: kg.ClassSource},
		{Class: kg.ClassClaim, About: "r"},
		{Class: kg.ClassRelationship, IDs: []kg.ID{"x-r"}},
	}
	want := [][]kg.ID{{"a", "b"}, {"r"}, {"r"}, {"press"}, {"c"}, nil}
	same(t, "Find", s.ids(t, public, queries...), want)
	for i, tallies := range s.count(t, public, queries...) {
		same(t, "Count("+show(queries[i])+")", total(tallies), len(want[i]))
	}
	prefix := kg.NameProbe{Form: kg.NameFull, Text: "a", Prefix: true, Limit: 9}
	same(t, "hits", len(s.search(t, public, prefix)[0]), 1)
}

// viewShowsPublic makes sure that the case before does not pass by hiding all.
func viewShowsPublic(t *testing.T, s *harness) {
	s.put(t, secrets()...)
	for i, record := range s.records(t, public, revealed...) {
		if record == nil || len(s.versions(t, public, revealed[i])[0]) != 1 {
			t.Errorf("%s: got no record or no version, want it shown", revealed[i])
		}
	}
	same(t, "All of an editor", len(s.all(t, editor)), len(secrets()))
	same(t, "Changes of an editor", len(s.changes(t, editor, 0)), len(secrets()))
}

// viewHidesThePast has access change both ways: what is hidden now was not
// always.
func viewHidesThePast(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), hide(actor("b", "B")))
	s.put(t, hide(actor("a", "A")), actor("b", "B"))
	same(t, "versions of what was hidden later", len(s.versions(t, public, "a")[0]), 0)
	same(t, "versions of what was shown later", len(s.versions(t, public, "b")[0]), 2)
	for _, change := range s.changes(t, public, 0) {
		same(t, "a change that is shown", change.Record, "b")
	}
	same(t, "changes of what was shown later", len(s.changes(t, public, 0)), 2)
}

// viewHidesRetracted looks for what is no longer among the current records,
// where a store may have left its access behind.
func viewHidesRetracted(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), hide(actor("x", "X")))
	s.retract(t, actor("a", "A"), actor("x", "X"))
	same(t, "versions of x", len(s.versions(t, public, "x")[0]), 0)
	same(t, "versions of a", len(s.versions(t, public, "a")[0]), 1)
	same(t, "changes", len(s.changes(t, public, 0)), 2)
}

// viewHidesByKeys has a relationship that is hidden because of what it joins,
// and a claim because of what it is about.
func viewHidesByKeys(t *testing.T, s *harness) {
	r, c := tie("r", "a", "x"), claim("c", "x")
	r.Restricted, c.Restricted = true, true
	s.put(t, source("press"), actor("a", "A"), hide(actor("x", "X")), r, c)
	same(t, "All", idsOf(s.all(t, public)), []kg.ID{"press", "a"})
	same(t, "All of an editor", idsOf(s.all(t, editor)), []kg.ID{"press", "a", "x", "r", "c"})
}

// viewShowsEnds has a relationship that is public though one of its ends is not. A
// Graph never writes such a one, and a store does not judge it.
func viewShowsEnds(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"), hide(actor("x", "X")), tie("r", "a", "x"))
	for _, of := range []kg.ID{"", "a", "x"} {
		found := s.find(t, public, kg.Query{Class: kg.ClassRelationship, Of: of})[0]
		if len(found) != 1 || found[0].From == nil || found[0].To == nil {
			t.Errorf("Find: got %s, want the relationship with both its ends", show(found))
		}
	}
}

// viewIgnoresTime gives a window in which nothing is in force; bounds are a
// query's.
func viewIgnoresTime(t *testing.T, s *harness) {
	r := with(tie("r", "a", "b"), func(r *kg.Relationship) { r.Validity = during(100, 200) })
	s.put(t, actor("a", "A"), actor("b", "B"), r)
	past := kg.View{
		Valid: kg.Window{From: 5, Until: 6}, Given: true, Now: 7, Certainty: kg.Certain,
	}
	q := kg.Query{Class: kg.ClassRelationship, Of: "a"}
	same(t, "Find in a window before all", s.ids(t, past, q)[0], []kg.ID{"r"})
	same(t, "Records in a window before all", s.records(t, past, "r")[0] != nil, true)
}

// viewSeesToken reads with the token of a batch that is not the last.
func viewSeesToken(t *testing.T, s *harness) {
	receipt := s.put(t, actor("a", "A"))
	if receipt.Consistency == "" {
		t.Fatal("Consistency: got an empty token, want one")
	}
	s.put(t, actor("b", "B"))
	v := kg.View{Consistency: receipt.Consistency}
	same(t, "Records", idsOf(s.records(t, v, "a", "b")), []kg.ID{"a", "b"})
	same(t, "Find", s.ids(t, v, kg.Query{Class: kg.ClassEntity})[0], []kg.ID{"a", "b"})
	same(t, "All", idsOf(s.all(t, v)), []kg.ID{"a", "b"})
}

// viewRefusesToken reads with texts that no store gives out, and must not be
// answered as if they were none: the promise of a token would be broken in silence.
func viewRefusesToken(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"))
	for _, token := range []string{"no token", "0", "-1", "1.5", "FB:", "FB:x y", "é", " "} {
		v := kg.View{Restricted: true, Consistency: token}
		for method, err := range readsIn(t.Context(), s, v) {
			var invalid *kg.InvalidError
			if !errors.As(err, &invalid) || invalid.Field != "consistency" || invalid.Value != token {
				t.Errorf("%s with the token %q: got error %v, want an InvalidError about consistency",
					method, token, err)
			}
		}
	}
}

// readsIn returns how each of the reads in a view ends.
func readsIn(ctx context.Context, s kg.Store, v kg.View) map[string]error {
	ended := make(map[string]error)
	_, ended["Records"] = s.Records(ctx, v, []kg.ID{"a"})
	_, ended["Find"] = s.Find(ctx, v, []kg.Query{{Class: kg.ClassEntity}})
	_, ended["Count"] = s.Count(ctx, v, []kg.Query{{Class: kg.ClassEntity}})
	_, ended["Search"] = s.Search(ctx, v, []kg.NameProbe{full("a")})
	_, ended["Versions"] = s.Versions(ctx, v, []kg.ID{"a"})
	_, ended["Changes"] = s.Changes(ctx, v, 0, 10)
	_, ended["Last"] = s.Last(ctx, v)
	for _, err := range s.All(ctx, v) {
		ended["All"] = err
	}
	return ended
}

// total adds up tallies.
func total(tallies []kg.Tally) int {
	n := 0
	for _, tally := range tallies {
		n += tally.Count
	}
	return n
}
