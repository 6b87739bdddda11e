package storetest

import (
	"fmt"
	"testing"

	"entente/kg"
)

var farCases = []contractCase{
	{"finds the relationships of an entity with some others", farFinds},
	{"has an entity at the far end of what ties it to itself", farOfItself},
	{"combines the far end with every other condition", farCombines},
	{"finds the same whether few or many are at the far end", farFewAndMany},
	{"pages what leads to some others, in every order", farPages},
	{"knows the far ends of then", farKnown},
	{"shows what leads to whom it hides nothing of", farHides},
}

// ofWith asks for the relationships of an entity with some others.
func ofWith(of kg.ID, far ...kg.ID) kg.Query {
	return kg.Query{Class: kg.ClassRelationship, Of: of, Far: far}
}

// farFinds lists entities twice, with strangers and with the one that is asked of.
func farFinds(t *testing.T, s *harness) {
	s.put(t, around()...)
	s.finds(t, ofWith("a"), "arms", "hits", "pact", "truce")
	s.finds(t, ofWith("a", "b"), "arms", "truce")
	s.finds(t, ofWith("a", "c", "c"), "hits", "pact")
	s.finds(t, ofWith("a", "b", "c"), "arms", "hits", "pact", "truce")
	s.finds(t, ofWith("a", "a", "nobody", "c"), "hits", "pact")
	s.finds(t, ofWith("a", "a"))
	s.finds(t, ofWith("a", "nobody"))
	s.finds(t, ofWith("nobody", "a"))
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Far: []kg.ID{"nobody"}},
		"arms", "hits", "other", "pact", "truce")
}

func farOfItself(t *testing.T, s *harness) {
	s.put(t, append(around(), tie("self", "a", "a"))...)
	s.finds(t, ofWith("a", "a"), "self")
	s.finds(t, ofWith("a", "b"), "arms", "truce")
	s.finds(t, ofWith("b", "a"), "arms", "truce")
	s.finds(t, ofWith("a", "a", "b"), "arms", "self", "truce")
}

// farCombines narrows what a has with b and c by one condition after the other.
func farCombines(t *testing.T, s *harness) {
	s.put(t, append(around(), with(tie("late", "a", "c"), func(r *kg.Relationship) {
		r.Validity = during(50, 60)
	}))...)
	bounds := kg.Unbounded
	bounds.StartEarliest.Min = 50
	for _, tt := range []struct {
		narrow func(q *kg.Query)
		want   []kg.ID
	}{
		{func(q *kg.Query) { q.Direction = kg.DirectionOut }, []kg.ID{"arms", "late", "pact", "truce"}},
		{func(q *kg.Query) { q.Direction = kg.DirectionIn }, []kg.ID{"hits", "pact", "truce"}},
		{func(q *kg.Query) { q.Kinds = []string{"ceasefire"} }, []kg.ID{"pact", "truce"}},
		{func(q *kg.Query) { q.IDs = []kg.ID{"other", "hits", "arms"} }, []kg.ID{"arms", "hits"}},
		{func(q *kg.Query) { q.Bounds = &bounds }, []kg.ID{"late"}},
		{func(q *kg.Query) { q.Limit = 2 }, []kg.ID{"arms", "hits"}},
		{func(q *kg.Query) { q.After = &kg.Key{ID: "hits"} }, []kg.ID{"late", "pact", "truce"}},
		{func(q *kg.Query) { q.Keep, _ = recording("pact", "other") }, []kg.ID{"pact"}},
		{func(q *kg.Query) { q.EntityClasses = []kg.EntityClass{kg.ClassActor} }, nil},
		{func(q *kg.Query) { q.About = "a" }, nil},
		{func(q *kg.Query) { q.Class = kg.ClassClaim }, nil},
	} {
		q := ofWith("a", "b", "c")
		tt.narrow(&q)
		s.finds(t, q, tt.want...)
		if q.Limit == 0 && q.After == nil {
			same(t, "Count("+show(q)+")", total(s.count(t, editor, q)[0]), len(tt.want))
		}
	}
	same(t, "Count", s.count(t, editor, ofWith("a", "c")), [][]kg.Tally{{
		{Kind: "ceasefire", Direction: kg.DirectionEither, Count: 1},
		{Kind: "partnership", Direction: kg.DirectionIn, Count: 1},
		{Kind: "partnership", Direction: kg.DirectionOut, Count: 1},
	}})
}

// starSize is how many ties the hub of a star has, so that it has more than a store looks
// at in passing.
const starSize = 300

// star is a hub with a tie to each of many others, of which each second is tied to the
// next. Ties start in the order that is opposite to that of their ids.
func star() []kg.Record {
	records := []kg.Record{actor("hub", "Hub")}
	for i := range starSize {
		records = append(records, actor(ray(i), "Ray"))
	}
	for i := range starSize {
		from, to := kg.ID("hub"), ray(i)
		if i%3 == 0 {
			from, to = to, from
		}
		records = append(records, with(tie(beam(i), from, to), func(r *kg.Relationship) {
			r.Validity = during(kg.Instant(1000-i), 2000)
		}))
		if i%2 == 1 {
			records = append(records, tie("side-"+ray(i), ray(i-1), ray(i)))
		}
	}
	return records
}

func ray(i int) kg.ID  { return kg.ID(fmt.Sprintf("ray-%03d", i)) }
func beam(i int) kg.ID { return kg.ID(fmt.Sprintf("beam-%03d", i)) }

// rays are so many of the others, one in so many, from the last one down.
func rays(n, oneIn int) (ids, beams []kg.ID) {
	for i := range n {
		ids = append(ids, ray(starSize-1-i*oneIn))
		beams = append(beams, beam(starSize-1-i*oneIn))
	}
	return ids, beams
}

// farFewAndMany asks of a hub and of an ordinary entity, all at once.
func farFewAndMany(t *testing.T, s *harness) {
	s.put(t, star()...)
	var queries []kg.Query
	var want [][]kg.ID
	for _, n := range []int{1, 2, 5, 30, 100, starSize} {
		ids, beams := rays(n, starSize/max(n, 100))
		q := ofWith("hub", ids...)
		q.Order.Field = kg.OrderStart
		queries, want = append(queries, q), append(want, beams)
		queries, want = append(queries, ofWith(ray(7), ids...)), append(want, nil)
		if n == starSize {
			want[len(want)-1] = []kg.ID{"side-" + ray(7)}
		}
	}
	for i, got := range s.ids(t, editor, queries...) {
		same(t, fmt.Sprintf("Find among %d of %s", len(queries[i].Far), queries[i].Of), got, want[i])
	}
	for i, got := range s.count(t, editor, queries...) {
		same(t, fmt.Sprintf("Count among %d of %s", len(queries[i].Far), queries[i].Of),
			total(got), len(want[i]))
	}
}

// farPages goes through pages of each order both ways, and compares them with what a
// Keep lets through.
func farPages(t *testing.T, s *harness) {
	s.put(t, star()...)
	for _, n := range []int{7, 90} {
		far, _ := rays(n, 3)
		for _, order := range orders() {
			want := kg.Query{Class: kg.ClassRelationship, Of: "hub", Order: order, Keep: func(f kg.Found) bool {
				return among(f.From.ID, far) || among(f.To.ID, far)
			}}
			q := ofWith("hub", far...)
			q.Order, q.Limit = order, n/2
			var got []kg.ID
			for page := s.find(t, editor, q)[0]; len(page) > 0; page = s.find(t, editor, q)[0] {
				for _, found := range page {
					got = append(got, found.Record.Head().ID)
				}
				last := page[len(page)-1].Record
				q.After = new(order.KeyOf(last.Head().ID, last.Keys()))
			}
			same(t, "pages of "+show(q), got, s.ids(t, editor, want)[0])
		}
	}
}

// farKnown turns relationships to others, retracts one, and has the far end of one go.
func farKnown(t *testing.T, s *harness) {
	first := s.later(t, around()...)
	second := s.later(t, tie("arms", "a", "c"), tie("hits", "b", "a"))
	third := s.later(t, actor("c", "Renamed"))
	s.clock.advance(1000)
	s.retract(t, tie("arms", "a", "c"))
	s.clock.advance(1000)
	s.retract(t, tie("hits", "b", "a"), tie("other", "b", "c"), actor("b", "B"), around()[6])
	for _, tt := range []struct {
		known kg.RecordedTime
		far   kg.ID
		want  []kg.ID
	}{
		{first - 1, "b", nil},
		{first, "b", []kg.ID{"arms", "truce"}},
		{first, "c", []kg.ID{"hits", "pact"}},
		{second - 1, "b", []kg.ID{"arms", "truce"}},
		{second, "b", []kg.ID{"hits", "truce"}},
		{third, "c", []kg.ID{"arms", "pact"}},
		{0, "b", nil},
		{0, "c", []kg.ID{"pact"}},
	} {
		for _, far := range [][]kg.ID{{tt.far}, {tt.far, "nobody", "a"}} {
			q := ofWith("a", far...)
			same(t, fmt.Sprintf("with %v as of %d", far, tt.known), s.ids(t, at(tt.known), q)[0], tt.want)
			same(t, fmt.Sprintf("with %v as of %d, counted", far, tt.known),
				total(s.count(t, at(tt.known), q)[0]), len(tt.want))
		}
	}
}

// farHides has a hidden far end whose relationship is shown, which stores do not mind.
func farHides(t *testing.T, s *harness) {
	s.put(t, around()...)
	s.put(t, hide(actor("b", "B")), hide(tie("arms", "a", "b")))
	same(t, "Find", s.ids(t, public, ofWith("a", "b"))[0], []kg.ID{"truce"})
	same(t, "Find for editors", s.ids(t, editor, ofWith("a", "b"))[0], []kg.ID{"arms", "truce"})
	same(t, "Count", total(s.count(t, public, ofWith("a", "b"))[0]), 1)
}
