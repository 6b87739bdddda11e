package storetest

import (
	"fmt"
	"testing"
	"time"

	"entente/kg"
)

var knownCases = []contractCase{
	{"shows each record as it was then", knownShowsThen},
	{"begins with the moment of a write and ends before that of the next", knownIsHalfOpen},
	{"shows nothing before the first write", knownBeforeAll},
	{"shows what was retracted since", knownShowsRetracted},
	{"shows a gap between a retraction and a return", knownShowsGap},
	{"finds and counts by the keys of then", knownFindsByKeys},
	{"orders and pages by the keys of then", knownOrders},
	{"shows the ends as they were", knownShowsEnds},
	{"finds names that were given then and only those", knownFindsNames},
	{"hides what was restricted, then or last", knownHides},
	{"never changes its answer", knownNeverChanges},
	{"is the present at and after the last write", knownOfNow},
	{"is fixed once it was read, though the clock goes back", knownIsFixed},
	{"is fixed while others write", knownIsFixedMeanwhile},
}

// knownIsFixed reads a moment by each door, sets the clock back and writes.
func knownIsFixed(t *testing.T, s *harness) {
	s.later(t, town()...)
	for name, look := range map[string]func(v kg.View){
		"Records": func(v kg.View) { s.records(t, v, "army") },
		"Find":    func(v kg.View) { s.find(t, v, kg.Query{Class: kg.ClassEntity}) },
		"Count":   func(v kg.View) { s.count(t, v, kg.Query{Class: kg.ClassEntity}) },
		"Search":  func(v kg.View) { s.search(t, v, full("army")) },
		"All":     func(v kg.View) { s.all(t, v) },
	} {
		s.clock.advance(time.Hour)
		known := kg.RecordedTime(s.clock.Now().UnixMicro())
		look(at(known))
		s.clock.advance(-time.Minute)
		if got := s.put(t, actor("army", "Army")).RecordedAt; got <= known {
			t.Errorf("a write after %s at %d: got it recorded at %d, want later", name, known, got)
		}
		s.clock.advance(time.Minute)
	}
}

// knownIsFixedMeanwhile asks for what is known now while others write, and again when
// they have done so.
func knownIsFixedMeanwhile(t *testing.T, s *harness) {
	s.later(t, town()...)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 40 {
			id := kg.ID(fmt.Sprintf("writer-%d", i))
			if _, err := s.Apply(t.Context(), s.batch(puts(actor(id, "Writer"))...)); err != nil {
				t.Errorf("Apply: got error %v, want none", err)
			}
			s.clock.advance(time.Millisecond)
		}
	}()
	q := kg.Query{Class: kg.ClassEntity}
	answers := map[kg.RecordedTime]int{}
	for writing := true; writing; {
		select {
		case <-done:
			writing = false
		default:
		}
		known := kg.RecordedTime(s.clock.Now().UnixMicro())
		answers[known] = len(s.ids(t, at(known), q)[0])
	}
	for known, want := range answers {
		same(t, "what was known, asked again", len(s.ids(t, at(known), q)[0]), want)
	}
}

// at returns an editor's view as of a recorded time.
func at(known kg.RecordedTime) kg.View { return kg.View{Restricted: true, Known: known} }

// later puts records a second later, so that there are moments between two writes.
func (s *harness) later(t *testing.T, records ...kg.Record) kg.RecordedTime {
	t.Helper()
	s.clock.advance(time.Second)
	return s.put(t, records...).RecordedAt
}

// nameAt returns the first name of an entity as of a recorded time, or "".
func (s *harness) nameAt(t *testing.T, known kg.RecordedTime, id kg.ID) string {
	t.Helper()
	e, ok := s.records(t, at(known), id)[0].(*kg.Entity)
	if !ok {
		return ""
	}
	return e.Names[0].Text
}

// knownShowsThen goes through every door.
func knownShowsThen(t *testing.T, s *harness) {
	first := s.later(t, actor("a", "First"))
	s.later(t, actor("a", "Second"), actor("b", "B"))
	got := s.records(t, at(first), "a", "b")
	if got[0] == nil || got[1] != nil {
		t.Fatalf("Records then: got %s, want a and not b", show(got))
	}
	head := got[0].Head()
	same(t, "version", head.Version, 1)
	same(t, "recorded time", head.RecordedAt, first)
	same(t, "name", s.nameAt(t, first, "a"), "First")
	same(t, "Find", s.ids(t, at(first), kg.Query{Class: kg.ClassEntity})[0], []kg.ID{"a"})
	same(t, "Count", total(s.count(t, at(first), kg.Query{Class: kg.ClassEntity})[0]), 1)
	same(t, "All", idsOf(s.all(t, at(first))), []kg.ID{"a"})
}

// knownIsHalfOpen asks at the microseconds on both sides of each write.
func knownIsHalfOpen(t *testing.T, s *harness) {
	first := s.later(t, actor("a", "First"))
	second := s.later(t, actor("a", "Second"))
	for _, step := range []struct {
		known kg.RecordedTime
		want  string
	}{
		{first - 1, ""},
		{first, "First"},
		{first + 1, "First"},
		{second - 1, "First"},
		{second, "Second"},
		{second + 1, "Second"},
	} {
		same(t, "name", s.nameAt(t, step.known, "a"), step.want)
	}
}

func knownBeforeAll(t *testing.T, s *harness) {
	first := s.later(t, town()...)
	v := at(first - 1)
	same(t, "All", s.all(t, v), nil)
	same(t, "Records", s.records(t, v, "army")[0], nil)
	for _, class := range allClasses {
		same(t, "Find", s.find(t, v, kg.Query{Class: class})[0], nil)
		same(t, "Count", s.count(t, v, kg.Query{Class: class})[0], nil)
	}
	same(t, "Search", s.search(t, v, full("army"))[0], nil)
}

// knownShowsRetracted has a tie retracted before its end, and both come along.
func knownShowsRetracted(t *testing.T, s *harness) {
	before := s.later(t, source("press"), actor("a", "A"), actor("b", "B"), tie("r", "a", "b"), claim("c", "r"))
	s.clock.advance(time.Second)
	s.retract(t, claim("c", "r"), tie("r", "a", "b"))
	s.retract(t, actor("b", "B"))
	queries := []kg.Query{
		{Class: kg.ClassRelationship, Of: "a"},
		{Class: kg.ClassRelationship, Of: "b"},
		{Class: kg.ClassRelationship},
		{Class: kg.ClassRelationship, IDs: []kg.ID{"r"}},
		{Class: kg.ClassClaim, About: "r"},
	}
	want := [][]kg.ID{{"r"}, {"r"}, {"r"}, {"r"}, {"c"}}
	same(t, "Find then", s.ids(t, at(before), queries...), want)
	for i, tallies := range s.count(t, at(before), queries...) {
		same(t, "Count("+show(queries[i])+") then", total(tallies), 1)
	}
	for i, ids := range s.ids(t, editor, queries...) {
		same(t, "Find("+show(queries[i])+") now", ids, nil)
	}
	far := s.find(t, at(before), queries[0])[0][0].To
	same(t, "the end that was retracted", far.Names[0].Text, "B")
}

// knownShowsGap uses an id again, for a record of another class.
func knownShowsGap(t *testing.T, s *harness) {
	first := s.later(t, actor("a", "First"))
	s.clock.advance(time.Second)
	gone := s.retract(t, actor("a", "First")).RecordedAt
	back := s.later(t, source("a"))
	same(t, "before the retraction", s.nameAt(t, gone-1, "a"), "First")
	for _, known := range []kg.RecordedTime{gone, back - 1} {
		same(t, "in the gap", s.records(t, at(known), "a")[0], nil)
		same(t, "All in the gap", s.all(t, at(known)), nil)
	}
	same(t, "class after the return", s.records(t, at(back), "a")[0].Class(), kg.ClassSource)
	same(t, "All at first", idsOf(s.all(t, at(first))), []kg.ID{"a"})
	same(t, "entities after the return", s.find(t, at(back), kg.Query{Class: kg.ClassEntity})[0], nil)
}

// knownFindsByKeys changes each key that a query can ask for.
func knownFindsByKeys(t *testing.T, s *harness) {
	old := with(tie("r", "a", "b"), func(r *kg.Relationship) { r.Validity = during(100, 200) })
	moved := with(tie("r", "b", "c"), func(r *kg.Relationship) {
		r.Validity, r.Type, r.Symmetric = during(300, 400), "ceasefire", true
	})
	before := s.later(t, actor("a", "A"), actor("b", "B"), actor("c", "C"), old)
	after := s.later(t, moved)
	within := kg.Unbounded
	within.StartEarliest = kg.Range{Min: 100, Max: 150}
	for _, q := range []kg.Query{
		{Class: kg.ClassRelationship, Of: "a"},
		{Class: kg.ClassRelationship, Of: "b", Direction: kg.DirectionIn, Bounds: &within},
		{Class: kg.ClassRelationship, Kinds: []string{"partnership"}},
		{Class: kg.ClassRelationship, Bounds: &within},
	} {
		same(t, "Find("+show(q)+") then", s.ids(t, at(before), q)[0], []kg.ID{"r"})
		same(t, "Count("+show(q)+") then", total(s.count(t, at(before), q)[0]), 1)
		same(t, "Find("+show(q)+") after", s.ids(t, at(after), q)[0], nil)
	}
	then := s.count(t, at(before), kg.Query{Class: kg.ClassRelationship, Of: "b"})[0]
	same(t, "Count of b then", then,
		[]kg.Tally{{Kind: "partnership", Direction: kg.DirectionIn, Count: 1}})
	since := s.count(t, at(after), kg.Query{Class: kg.ClassRelationship, Of: "b"})[0]
	same(t, "Count of b after", since,
		[]kg.Tally{{Kind: "ceasefire", Direction: kg.DirectionEither, Count: 1}})
}

// knownOrders has pages in which old versions and current records alternate.
func knownOrders(t *testing.T, s *harness) {
	names := map[kg.ID]string{"a": "D", "b": "B", "c": "E", "d": "A", "e": "C"}
	var records []kg.Record
	for id, name := range names {
		records = append(records, actor(id, name))
	}
	before := s.later(t, records...)
	s.later(t, actor("b", "Z"), actor("c", "A"))
	want := []kg.ID{"d", "b", "e", "a", "c"}
	q := kg.Query{Class: kg.ClassEntity, Order: kg.Order{Field: kg.OrderName}, Limit: 2}
	var got []kg.ID
	for {
		page := s.find(t, at(before), q)[0]
		for _, found := range page {
			got = append(got, found.Record.Head().ID)
		}
		if len(page) < q.Limit {
			break
		}
		last := page[len(page)-1].Record
		key := q.Order.KeyOf(last.Head().ID, last.Keys())
		q.After = &key
	}
	same(t, "pages by name then", got, want)
}

// knownShowsEnds renames the far end, of which the relationship has no version.
func knownShowsEnds(t *testing.T, s *harness) {
	before := s.later(t, actor("a", "A"), actor("b", "Before"), tie("r", "a", "b"))
	s.later(t, actor("b", "After"))
	for _, q := range []kg.Query{
		{Class: kg.ClassRelationship, Of: "a"},
		{Class: kg.ClassRelationship},
		{Class: kg.ClassRelationship, IDs: []kg.ID{"r"}},
	} {
		kept := ""
		q.Keep = func(f kg.Found) bool { kept = f.To.Names[0].Text; return true }
		found := s.find(t, at(before), q)[0]
		same(t, "the far end then", found[0].To.Names[0].Text, "Before")
		same(t, "the far end that Keep saw", kept, "Before")
	}
}

func knownFindsNames(t *testing.T, s *harness) {
	before := s.later(t, actor("a", "Jolani"))
	after := s.later(t, actor("a", "Sharaa"))
	for _, step := range []struct {
		known kg.RecordedTime
		text  string
		hits  int
	}{
		{before, "jolani", 1},
		{before, "sharaa", 0},
		{after, "jolani", 0},
		{after, "sharaa", 1},
	} {
		hits := s.search(t, at(step.known), full(step.text))[0]
		same(t, "hits of "+step.text, len(hits), step.hits)
	}
	hit := s.search(t, at(before), full("jolani"))[0][0]
	same(t, "the name of the hit", hit.Entity.Names[0].Text, "Jolani")
}

// knownHides has access change both ways, and retracts what was hidden last.
func knownHides(t *testing.T, s *harness) {
	s.later(t, actor("later", "Name"), hide(actor("earlier", "Name")), hide(actor("gone", "Name")),
		actor("open", "Name"))
	s.clock.advance(time.Second)
	s.retract(t, hide(actor("gone", "Name")))
	before := s.later(t, source("tick")) // later is public here, and hidden from now on
	s.later(t, hide(actor("later", "Name")), actor("earlier", "Name"), actor("open", "Changed"))
	v := kg.View{Known: before}
	want := []kg.ID{"open"}
	q := kg.Query{Class: kg.ClassEntity}
	same(t, "Find", s.ids(t, v, q)[0], want)
	same(t, "Count", total(s.count(t, v, q)[0]), 1)
	same(t, "All", idsOf(s.all(t, v)), []kg.ID{"tick", "open"})
	for _, id := range []kg.ID{"later", "earlier", "gone"} {
		same(t, "Records("+string(id)+")", s.records(t, v, id)[0], nil)
	}
	var hits []kg.ID
	for _, hit := range s.search(t, v, full("name"))[0] {
		hits = append(hits, hit.Entity.ID)
	}
	same(t, "Search", hits, want)
	same(t, "Find of an editor", s.ids(t, at(before), q)[0], []kg.ID{"earlier", "later", "open"})
}

// knownNeverChanges asks the same again after every kind of write.
func knownNeverChanges(t *testing.T, s *harness) {
	known := s.later(t, town()...)
	look := func() []any {
		answers := []any{s.all(t, at(known)), s.search(t, at(known), full("army"))}
		for _, class := range allClasses {
			q := kg.Query{Class: class, Order: kg.Order{Field: kg.OrderName}}
			answers = append(answers, s.find(t, at(known), q), s.count(t, at(known), q))
		}
		return answers
	}
	before := look()
	s.later(t, actor("new", "New"))
	s.later(t, actor("army", "Renamed"))
	s.later(t, town()...)
	same(t, "what was known", look(), before)
}

func knownOfNow(t *testing.T, s *harness) {
	s.later(t, town()...)
	last := s.later(t, actor("army", "Renamed"))
	for _, known := range []kg.RecordedTime{last, last + 1, kg.StillCurrent - 1} {
		same(t, "All", s.all(t, at(known)), s.all(t, editor))
		q := kg.Query{Class: kg.ClassRelationship}
		same(t, "Find", s.find(t, at(known), q), s.find(t, editor, q))
	}
}
