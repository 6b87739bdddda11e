package storetest

import (
	"fmt"
	"testing"

	"entente/kg"
)

var findCases = []contractCase{
	{"gives each query a page of its own", findAnswersEach},
	{"is answered for no queries", findOfNoQueries},
	{"answers five hundred queries", findAnswersMany},
	{"finds the records of one class", findOneClass},
	{"finds by id", findByID},
	{"finds by entity class", findByEntityClass},
	{"finds by kind", findByKind},
	{"finds claims by what they are about", findByAbout},
	{"wants all conditions to hold", findWantsAll},
	{"finds nothing by what a class does not have", findByWhatIsNotThere},
	{"does not find what was retracted", findAfterRetraction},
	{"follows a record when its keys change", findAfterUpdate},
}

// town is a small graph of all classes.
func town() []kg.Record {
	army := with(actor("army", "Army"), func(e *kg.Entity) { e.Kind = "state" })
	truce := with(actor("truce", "Truce"), func(e *kg.Entity) {
		e.EntityClass, e.Kind = kg.ClassEvent, "agreement"
	})
	custody := with(tie("holds", "army", "jail"), func(r *kg.Relationship) { r.Type = "custody" })
	numbers := with(claim("numbers", "holds"), func(c *kg.Claim) { c.Property = "escaped" })
	return []kg.Record{
		term(kg.TermKindOfEntity, "state"), term(kg.TermRelationshipType, "custody"),
		source("press"), source("wire"),
		army, actor("militia", "Militia"), place("jail", "Jail"), truce,
		tie("allies", "army", "militia"), custody,
		claim("denial", "allies"), numbers,
	}
}

// findAnswersEach mixes classes, orders, limits and a query that finds nothing,
// so that pages cannot slip from one query to another.
func findAnswersEach(t *testing.T, s *harness) {
	s.put(t, town()...)
	got := s.ids(t, editor,
		kg.Query{Class: kg.ClassClaim, About: "holds"},
		kg.Query{Class: kg.ClassEntity, IDs: []kg.ID{"nobody"}},
		kg.Query{Class: kg.ClassRelationship, Of: "army", Limit: 1},
		kg.Query{Class: kg.ClassRelationship, Of: "army", Order: kg.Order{Descending: true}},
		kg.Query{Class: kg.ClassClaim, About: "holds"},
		kg.Query{Class: kg.ClassEntity, After: &kg.Key{ID: "jail"}, Limit: 1})
	same(t, "Find", got, [][]kg.ID{
		{"numbers"}, nil, {"allies"}, {"holds", "allies"}, {"numbers"}, {"militia"},
	})
}

// findOfNoQueries asks nothing of every method that takes a list.
func findOfNoQueries(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.find(t, editor)
	s.count(t, editor)
	s.search(t, editor)
	s.versions(t, editor)
}

// findAnswersMany asks as much at once as a Graph does.
func findAnswersMany(t *testing.T, s *harness) {
	s.put(t, town()...)
	ids := []kg.ID{"army", "jail", "militia", "nobody", "truce"}
	finds := map[kg.ID][]kg.ID{"army": {"allies", "holds"}, "jail": {"holds"}, "militia": {"allies"}}
	queries, want := make([]kg.Query, 500), make([][]kg.ID, 500)
	for i := range queries {
		of := ids[i%len(ids)]
		queries[i] = kg.Query{Class: kg.ClassRelationship, Of: of, Limit: 3}
		want[i] = finds[of]
	}
	same(t, "Find", s.ids(t, editor, queries...), want)
}

func findOneClass(t *testing.T, s *harness) {
	s.put(t, town()...)
	for _, class := range allClasses {
		var want []kg.ID
		for _, record := range town() {
			if record.Class() == class {
				want = append(want, record.Head().ID)
			}
		}
		got := s.ids(t, editor, kg.Query{Class: class})[0]
		same(t, fmt.Sprintf("the number of class %s in %v", class, got), len(got), len(want))
		same(t, "ids", s.ids(t, editor, kg.Query{Class: class, IDs: want})[0], got)
	}
}

// findByID repeats an id, and asks for one of another class.
func findByID(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.finds(t, kg.Query{Class: kg.ClassEntity, IDs: []kg.ID{"truce", "nobody", "army", "truce"}},
		"army", "truce")
	s.finds(t, kg.Query{Class: kg.ClassEntity, IDs: []kg.ID{"press"}})
	s.finds(t, kg.Query{Class: kg.ClassEntity, IDs: []kg.ID{"nobody"}})
	s.finds(t, kg.Query{Class: kg.ClassTerm, IDs: []kg.ID{"kind:state"}}, "kind:state")
}

func findByEntityClass(t *testing.T, s *harness) {
	s.put(t, town()...)
	places := []kg.EntityClass{kg.ClassPlace}
	s.finds(t, kg.Query{Class: kg.ClassEntity, EntityClasses: places}, "jail")
	both := []kg.EntityClass{kg.ClassEvent, kg.ClassActor}
	s.finds(t, kg.Query{Class: kg.ClassEntity, EntityClasses: both}, "army", "militia", "truce")
}

// findByKind also asks for kinds that differ in case, length or class only.
func findByKind(t *testing.T, s *harness) {
	s.put(t, town()...)
	kinds := func(class kg.Class, kinds ...string) kg.Query {
		return kg.Query{Class: class, Kinds: kinds}
	}
	s.finds(t, kinds(kg.ClassEntity, "city", "state", "unheard-of"), "army", "jail")
	s.finds(t, kinds(kg.ClassRelationship, "custody"), "holds")
	s.finds(t, kinds(kg.ClassClaim, "escaped"), "numbers")
	s.finds(t, kinds(kg.ClassTerm, string(kg.TermKindOfEntity)), "kind:state")
	s.finds(t, kinds(kg.ClassEntity, "custody"))
	s.finds(t, kinds(kg.ClassEntity, "STATE", "stat", "state "))
}

// findByAbout has claims about every class that claims may be about.
func findByAbout(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.put(t, claim("on-person", "army"), claim("on-source", "press"), claim("on-claim", "denial"))
	for about, want := range map[kg.ID][]kg.ID{
		"allies": {"denial"}, "army": {"on-person"}, "press": {"on-source"},
		"denial": {"on-claim"}, "jail": nil, "nobody": nil,
	} {
		s.finds(t, kg.Query{Class: kg.ClassClaim, About: about}, want...)
	}
}

// findWantsAll drops one condition after another from a query that all hold for.
func findWantsAll(t *testing.T, s *harness) {
	s.put(t, town()...)
	q := kg.Query{
		Class: kg.ClassRelationship, IDs: []kg.ID{"holds", "allies"}, Kinds: []string{"custody"},
		Of: "army", Direction: kg.DirectionOut, Bounds: &kg.Bounds{
			StartEarliest: kg.Range{Min: kg.NegInf, Max: kg.NegInf},
			StartLatest:   kg.Range{Min: kg.NegInf, Max: kg.NegInf},
			EndEarliest:   kg.Range{Min: kg.PosInf, Max: kg.PosInf},
			EndLatest:     kg.Range{Min: kg.PosInf, Max: kg.PosInf},
		},
	}
	s.finds(t, q, "holds")
	for _, spoil := range []func(*kg.Query){
		func(q *kg.Query) { q.Class = kg.ClassEntity },
		func(q *kg.Query) { q.IDs = []kg.ID{"allies"} },
		func(q *kg.Query) { q.Kinds = []string{"partnership-2"} },
		func(q *kg.Query) { q.Of = "militia" },
		func(q *kg.Query) { q.Direction = kg.DirectionIn },
		func(q *kg.Query) { q.Bounds = &kg.Bounds{} },
		func(q *kg.Query) { q.Keep = func(kg.Found) bool { return false } },
	} {
		spoiled := q
		spoil(&spoiled)
		s.finds(t, spoiled)
	}
}

// findByWhatIsNotThere makes conditions on keys that are empty in a class.
func findByWhatIsNotThere(t *testing.T, s *harness) {
	s.put(t, town()...)
	for _, class := range allClasses {
		if class != kg.ClassEntity {
			actors := []kg.EntityClass{kg.ClassActor}
			s.finds(t, kg.Query{Class: class, EntityClasses: actors})
		}
		if class != kg.ClassRelationship {
			s.finds(t, kg.Query{Class: class, Of: "army"})
		}
		if class != kg.ClassClaim {
			s.finds(t, kg.Query{Class: class, About: "allies"})
		}
	}
	s.finds(t, kg.Query{Class: kg.ClassSource, Kinds: []string{"state"}})
}

// findAfterRetraction looks for what a store keeps beside the record.
func findAfterRetraction(t *testing.T, s *harness) {
	s.put(t, town()...)
	s.retract(t, claim("denial", "allies"), tie("allies", "army", "militia"))
	s.finds(t, kg.Query{Class: kg.ClassRelationship}, "holds")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "militia"})
	s.finds(t, kg.Query{Class: kg.ClassClaim, About: "allies"})
	same(t, "Count", total(s.count(t, editor, kg.Query{Class: kg.ClassClaim})[0]), 1)
}

// findAfterUpdate changes every key, and asks by the old and by the new.
func findAfterUpdate(t *testing.T, s *harness) {
	s.put(t, town()...)
	moved := with(tie("allies", "truce", "jail"), func(r *kg.Relationship) {
		r.Type, r.Validity = "participation", during(5, 6)
	})
	s.put(t, moved, claim("denial", "truce"))
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "militia"})
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "army"}, "holds")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Of: "truce"}, "allies")
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Kinds: []string{"partnership"}})
	s.finds(t, kg.Query{Class: kg.ClassRelationship, Kinds: []string{"participation"}}, "allies")
	s.finds(t, kg.Query{Class: kg.ClassClaim, About: "allies"})
	s.finds(t, kg.Query{Class: kg.ClassClaim, About: "truce"}, "denial")
}
