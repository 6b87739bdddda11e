package graph_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// twins are the same random graph twice: whole, and without its restricted records and all
// that rests on them. What a reader is told of the two must be the same.
type twins struct {
	whole, public client
	// wholeStore is that of whole, and publicStore that of public.
	wholeStore  *storetest.Counting
	publicStore kg.Store
	// shown and hidden are ids of records of whole, by class; hidden ones include those
	// that rest on what is restricted.
	shown, hidden map[string][]string
}

// dates are validities of the random graph.
var dates = []string{
	"2012/2019", "2015-10~/2021", "2018/..", "2019-03-01/2019-03-20", "2020", "2020-05/2022-02", "2021/", "/2023", "201X/..", "2022-01-01/2026-12-31",
}

// newTwins makes twins of a seed in stores that are opened with a clock. Where late is set,
// what is restricted was public for two hours.
func newTwins(t *testing.T, seed uint64, late bool, open func(*testing.T, func() time.Time) kg.Store) twins {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, seed))
	first, second := randomGraph(t, random)
	hidden := restingOn(first)
	pair := twins{shown: map[string][]string{}, hidden: map[string][]string{}}
	for _, r := range first {
		into, class := pair.shown, classOf(r)
		if hidden[r.Head().ID] {
			into = pair.hidden
		}
		into[class] = append(into[class], string(r.Head().ID))
	}
	batches := [][]kg.Record{first, second}
	if late {
		batches = append(batches, closing(first, second))
	}
	fill := func(store kg.Store, setClock func(time.Time), without map[kg.ID]bool) client {
		w := worldOver(t, store)
		w.must(w.graph.AddVocabulary(t.Context(), "tester", kg.AddVocabularyInput{
			ClaimProperties: []kg.ClaimPropertyInput{{Name: "exists", ValueType: kg.ValueNone}},
		}))
		for i, records := range batches {
			setClock(time.Date(2026, time.November, 20, i+1, 0, 0, 0, time.UTC))
			batch := kg.Batch{ID: fmt.Sprintf("batch-%d", i), Writer: "ann", Reason: "as it was found"}
			for _, r := range records {
				if !without[r.Head().ID] {
					batch.Writes = append(batch.Writes, kg.Write{Record: stripped(r, without), Expect: kg.AnyVersion})
				}
			}
			if len(batch.Writes) > 0 {
				w.must(w.graph.Write(t.Context(), batch))
			}
		}
		return newClient(t, store, graph.Options{Guard: guard})
	}
	clocked := func() (kg.Store, func(time.Time)) {
		at := time.Date(2026, time.November, 20, 0, 0, 0, 0, time.UTC)
		return open(t, func() time.Time { return at }), func(now time.Time) { at = now }
	}
	store, set := clocked()
	pair.wholeStore = storetest.NewCounting(store)
	pair.whole = fill(pair.wholeStore, set, nil)
	store, set = clocked()
	pair.publicStore = store
	pair.public = fill(store, set, hidden)
	return pair
}

func classOf(r kg.Record) string {
	if e, ok := r.(*kg.Entity); ok {
		return string(e.EntityClass)
	}
	return string(r.Class())
}

// randomGraph returns the records of a graph, and later states of some of them.
func randomGraph(t *testing.T, random *rand.Rand) (first, second []kg.Record) {
	t.Helper()
	validity := func(edtf string) kg.Validity {
		v, err := kg.Written{EDTF: edtf}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	perhaps := func(percent int) bool { return random.IntN(100) < percent }
	pick := func(ids []kg.ID) kg.ID { return ids[random.IntN(len(ids))] }
	var sources, actors, entities, all []kg.ID
	add := func(r kg.Record, id kg.ID, restricted int) {
		h := r.Head()
		if h.ID = id; perhaps(restricted) {
			h.Access = kg.AccessRestricted
		}
		if _, ok := r.(*kg.Source); !ok {
			h.Sources = []kg.ID{"news"}
			for perhaps(30) && len(h.Sources) < 3 {
				if s := pick(sources); !slices.Contains(h.Sources, s) {
					h.Sources = append(h.Sources, s)
				}
			}
		}
		first, all = append(first, r), append(all, id)
	}
	for i := range 6 {
		id := kg.ID(fmt.Sprintf("s%d", i))
		add(&kg.Source{Title: fmt.Sprintf("Paper %d", i)}, id, 20)
		sources = append(sources, id)
	}
	for i := range 16 {
		restricted := 14
		id, e := kg.ID(fmt.Sprintf("e%02d", i)), &kg.Entity{EntityClass: kg.ClassActor, Kind: "group", Validity: kg.Unknown}
		switch {
		case i >= 13:
			e.EntityClass, e.Kind = kg.ClassPlace, "prison"
		case i >= 9:
			restricted = 35
			// Events can be tied to one another where their times overlap.
			e.EntityClass, e.Kind, e.Validity = kg.ClassEvent, "meeting", validity(fmt.Sprintf("2019-0%d/2022", i-8))
		default:
			actors = append(actors, id)
		}
		e.Names = []kg.Name{{Text: fmt.Sprintf("%s alpha %d", id, i/2), Kind: kg.NameOfficial}}
		add(e, id, restricted)
		entities = append(entities, id)
	}
	for i := range 60 {
		r := &kg.Relationship{Type: "pact", From: pick(actors), To: pick(actors), Validity: validity(dates[random.IntN(len(dates))])}
		switch random.IntN(4) {
		case 0:
			r.Type, r.To = "participation", entities[9+random.IntN(4)]
		case 1:
			r.Type, r.From, r.To = "conflict", pick(entities), pick(entities)
		default:
			r.Sign = kg.SignCooperative
		}
		if r.From == r.To {
			continue
		}
		if isEvent := func(id kg.ID) bool { return slices.Contains(entities[9:13], id) }; isEvent(r.From) != isEvent(r.To) {
			r.Validity = kg.Validity{} // it takes the event's
		} else if isEvent(r.From) {
			r.Validity = kg.Unknown
		}
		if perhaps(40) {
			r.Properties = kg.Properties{"handler": {Type: kg.ValueEntity, Entity: pick(entities)}}
		}
		add(r, kg.ID(fmt.Sprintf("t%02d", i)), 6)
	}
	for i := range 80 {
		c := &kg.Claim{
			About: pick(all), Property: "leader", Stance: kg.StanceAsserts, Rank: kg.RankNormal, Source: pick(append(sources, "news")),
			Value: kg.Value{Type: kg.ValueEntity, Entity: pick(entities)},
		}
		var err error
		switch random.IntN(4) {
		case 0:
			c.Property = "escaped"
			c.Value, err = kg.ParseValue(kg.ValueNumber, strconv.Itoa(100*(1+random.IntN(3))), "people")
		case 1:
			c.Property = "end"
			c.Value, err = kg.ParseValue(kg.ValueDate, fmt.Sprintf("20%d", 20+random.IntN(4)), "")
		case 2:
			c.Property, c.Value = "exists", kg.Value{Type: kg.ValueNone}
			if perhaps(30) {
				c.Stance = kg.StanceDenies
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		if perhaps(60) {
			c.AssertedBy = pick(actors)
		}
		add(c, kg.ID(fmt.Sprintf("c%02d", i)), 6)
	}
	for _, r := range first {
		if !perhaps(30) {
			continue
		}
		later := copied(r)
		h := later.Head()
		h.Note = "changed"
		if _, ok := r.(*kg.Source); !ok && len(h.Sources) < 3 {
			if s := pick(sources); !slices.Contains(h.Sources, s) {
				h.Sources = append(slices.Clone(h.Sources), s)
			}
		}
		if e, ok := later.(*kg.Entity); ok {
			e.Properties = kg.Properties{"handler": {Type: kg.ValueEntity, Entity: pick(entities)}}
		}
		second = append(second, later)
	}
	return first, second
}

// closing returns the restricted ones of records, as they are in the end, and makes the
// states before public.
func closing(first, second []kg.Record) []kg.Record {
	last := make(map[kg.ID]kg.Record)
	for _, r := range slices.Concat(first, second) {
		if r.Head().Access == kg.AccessRestricted {
			last[r.Head().ID] = copied(r)
			r.Head().Access = kg.AccessPublic
		}
	}
	return slices.SortedFunc(maps.Values(last), func(a, b kg.Record) int {
		return strings.Compare(string(a.Head().ID), string(b.Head().ID))
	})
}

// copied returns a copy whose fields can be set.
func copied(r kg.Record) kg.Record {
	switch r := r.(type) {
	case *kg.Entity:
		c := *r
		return &c
	case *kg.Relationship:
		c := *r
		return &c
	case *kg.Claim:
		c := *r
		return &c
	case *kg.Source:
		c := *r
		return &c
	default:
		return r
	}
}

// restingOn returns the restricted records and those that rest on them, in the words of
// the schema's enum Access.
func restingOn(records []kg.Record) map[kg.ID]bool {
	hidden := make(map[kg.ID]bool)
	for size := -1; size < len(hidden); {
		size = len(hidden)
		for _, r := range records {
			rests := r.Head().Access == kg.AccessRestricted
			switch r := r.(type) {
			case *kg.Relationship:
				rests = rests || hidden[r.From] || hidden[r.To]
			case *kg.Claim:
				rests = rests || hidden[r.About] || hidden[r.Source] || hidden[r.AssertedBy] || hidden[r.Value.Entity]
			}
			if rests {
				hidden[r.Head().ID] = true
			}
		}
	}
	return hidden
}

// stripped returns a record that names nothing of what is not there.
func stripped(r kg.Record, without map[kg.ID]bool) kg.Record {
	r = copied(r)
	h := r.Head()
	h.Sources = slices.DeleteFunc(slices.Clone(h.Sources), func(id kg.ID) bool { return without[id] })
	strip := func(p kg.Properties) kg.Properties {
		p = maps.Clone(p)
		maps.DeleteFunc(p, func(_ string, v kg.Value) bool { return without[v.Entity] })
		return p
	}
	switch r := r.(type) {
	case *kg.Entity:
		r.Properties = strip(r.Properties)
	case *kg.Relationship:
		r.Properties = strip(r.Properties)
	}
	return r
}
