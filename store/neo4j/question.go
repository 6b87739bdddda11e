package neo4j

import (
	"math"
	"slices"

	"entente/kg"
)

// The files of queries for pages and counts, by the way to the records.
const (
	findIDs    = "find_ids"
	findOf     = "find_of"
	findFar    = "find_far"
	findAbout  = "find_about"
	findCites  = "find_cites"
	findList   = "find_list"
	countOf    = "count_of"
	countFar   = "count_far"
	countAbout = "count_about"
	countCites = "count_cites"
	countList  = "count_list"
	countKinds = "count_kinds" // what countList does for relationships of the present
)

// A question is a query on its way to the database.
type question struct {
	kg.Query
	index int
	shape shape
	after *kg.Key
	page  []kg.Found
	// chunk is how many records are asked for next.
	chunk int
	done  bool
	// near, if set, asks for the entity whose relationships these are; it is answered
	// with them.
	near *question
}

// newQuestion chooses the way to what a query asks for: by ids, from an entity,
// between it and others, from a record that claims are about, from what is cited, or
// through the class; now or at v's Known.
func newQuestion(v kg.View, index int, q kg.Query) *question {
	a := &question{Query: q, index: index, after: q.After}
	a.shape.class, a.shape.order, a.shape.past = q.Class, normalOrder(q), v.Known != 0
	switch {
	case len(q.IDs) > 0:
		a.shape.file = findIDs
	case q.Of != "" && len(q.Far) > 0:
		a.shape.file = findFar
	case q.Of != "":
		a.shape.file = findOf
	case q.About != "":
		a.shape.file = findAbout
	case len(q.Cites) > 0:
		a.shape.file = findCites
	default:
		a.shape.file = findList
	}
	// Only relationships have ends, and only claims are about something.
	a.done = q.Of != "" && q.Class != kg.ClassRelationship ||
		q.About != "" && q.Class != kg.ClassClaim
	if q.Order.Field == kg.OrderRank && q.Class != kg.ClassClaim {
		a.skipRanks()
	}
	if len(q.Cites) > 0 && (a.shape.past || a.shape.file != findCites) {
		a.keepCites()
	}
	a.chunk = a.firstChunk()
	return a
}

// skipRanks makes a key in the order by rank one in the order by id that stands for
// it: before or after everything, if it is of another rank than 0.
func (a *question) skipRanks() {
	if a.after == nil || a.after.Number == 0 {
		return
	}
	if (a.after.Number > 0) == a.Order.Descending {
		a.after = nil
	} else {
		a.done = true
	}
}

// keepCites has Keep test what a record cites, since the way to it does not: it is
// another one, or leads to versions.
func (a *question) keepCites() {
	keep := a.Keep
	a.Keep = func(f kg.Found) bool {
		return kg.Cites(f.Record, a.Cites) && (keep == nil || keep(f))
	}
}

// normalOrder returns the order that q's stands for. The rank of all but claims is
// 0, so their order by rank is that by id.
func normalOrder(q kg.Query) kg.Order {
	order := q.Order
	if order.Field == "" || order.Field == kg.OrderRank && q.Class != kg.ClassClaim {
		order.Field = kg.OrderID
	}
	return order
}

const (
	// plainChunk is how many records come at a time where there is no limit.
	plainChunk = 1000
	// minChunk and maxChunk bound the chunks of a query with Keep, which double until
	// its page is full, so that a page never costs much more than what Keep looks at,
	// nor many round trips where that is little.
	minChunk = 64
	maxChunk = 2000
)

func (a *question) firstChunk() int {
	switch {
	case a.Limit == 0:
		return plainChunk
	case a.Keep == nil:
		return a.Limit
	default:
		return min(max(2*a.Limit, minChunk), maxChunk)
	}
}

// full reports whether the page needs no more.
func (a *question) full() bool { return a.Limit > 0 && len(a.page) >= a.Limit }

// params are the values that the statements know as q. Those that are missing are
// null and demand nothing.
func (a *question) params() map[string]any {
	p := map[string]any{"i": a.index}
	a.addLists(p)
	bounds := kg.Unbounded
	if a.Bounds != nil {
		bounds = *a.Bounds
	}
	addBounds(p, bounds)
	a.addPlace(p, bounds)
	return p
}

// pair has each question for an entity alone be answered with one for the relationships
// of that, where there is one.
func pair(questions []*question) {
	for _, a := range questions {
		id, ok := a.Names()
		if !ok || a.shape.past {
			continue
		}
		for _, b := range questions {
			if b.shape.file == findOf && b.Of == id && b.near == nil && !b.done {
				b.near, a.done = a, true
				break
			}
		}
	}
}

// takeNear answers the question for the entity, nil where it is not there, once.
func (a *question) takeNear(v kg.View, e *kg.Entity) {
	if a.near != nil && e != nil && (v.Restricted || !e.Keys().Restricted) {
		a.near.page = []kg.Found{{Record: e}}
	}
	a.near = nil
}

func (a *question) addLists(p map[string]any) {
	if len(a.IDs) > 0 {
		ids := texts(a.IDs)
		slices.Sort(ids)
		p["among"] = slices.Compact(ids)
	}
	if len(a.Cites) > 0 {
		p["cites"] = texts(a.Cites)
	}
	if len(a.EntityClasses) > 0 {
		p["classes"] = texts(a.EntityClasses)
	}
	if len(a.Kinds) > 0 {
		p["kinds"] = a.Kinds
	}
	if a.Of != "" {
		p["of"] = string(a.Of)
	}
	if a.About != "" {
		p["about"] = string(a.About)
	}
	if a.Direction != "" {
		p["direction"] = string(a.Direction)
	}
}

// farOf returns the lists of far ends that questions ask for, and has the parameters of
// each say which is its own: one list goes with all that share it.
func farOf(group []*question, params []map[string]any) (lists [][]string) {
	var last []kg.ID
	for i, a := range group {
		if len(a.Far) == 0 || a.Of == "" {
			continue
		}
		if len(lists) == 0 || !slices.Equal(last, a.Far) {
			last = a.Far
			ids := texts(a.Far)
			slices.Sort(ids)
			lists = append(lists, slices.Compact(ids))
		}
		params[i]["far"] = len(lists) - 1
	}
	return lists
}

// addBounds adds the ranges that leave something out.
func addBounds(p map[string]any, b kg.Bounds) {
	add := func(name string, r kg.Range) {
		if r.Min != kg.NegInf {
			p[name+"Min"] = int64(r.Min)
		}
		if r.Max != kg.PosInf {
			p[name+"Max"] = int64(r.Max)
		}
	}
	add("startEarliest", b.StartEarliest)
	add("startLatest", b.StartLatest)
	add("endEarliest", b.EndEarliest)
	add("endLatest", b.EndLatest)
}

// addPlace adds where the page begins: after a key, and within what an index can
// seek of the order and the bounds.
func (a *question) addPlace(p map[string]any, b kg.Bounds) {
	start, end, rank := b.StartEarliest, b.EndLatest, kg.Range{Min: math.MinInt64, Max: math.MaxInt64}
	field, descending := a.shape.order.Field, a.shape.order.Descending
	text := [2]string{"", lastSortable}
	if a.after != nil {
		p["afterId"] = string(a.after.ID)
		p["after"] = a.after.Number
		switch field {
		case kg.OrderStart:
			start = beyond(start, a.after.Number, descending)
		case kg.OrderEnd:
			end = beyond(end, a.after.Number, descending)
		case kg.OrderRank:
			rank = beyond(rank, a.after.Number, descending)
		case kg.OrderName:
			name := sortable(a.after.Text)
			p["after"] = name
			text = beyondText(text, name, descending)
		default:
			p["after"] = string(a.after.ID)
			text = beyondText(text, string(a.after.ID), descending)
		}
	}
	p["startLow"], p["startHigh"] = int64(start.Min), int64(start.Max)
	switch a.shape.file {
	case findAbout:
		p["rankLow"], p["rankHigh"] = int64(rank.Min), int64(rank.Max)
		return
	case findList, countList, countKinds:
	default:
		return
	}
	switch field {
	case kg.OrderStart:
		p["low"], p["high"] = int64(start.Min), int64(start.Max)
	case kg.OrderEnd:
		p["low"], p["high"] = int64(end.Min), int64(end.Max)
	case kg.OrderRank:
		p["low"], p["high"] = int64(rank.Min), int64(rank.Max)
	default:
		p["low"], p["high"] = text[0], text[1]
	}
}

// beyond cuts a range to what may come after a value.
func beyond(r kg.Range, value int64, descending bool) kg.Range {
	if descending {
		return kg.Range{Min: r.Min, Max: min(r.Max, kg.Instant(value))}
	}
	return kg.Range{Min: max(r.Min, kg.Instant(value)), Max: r.Max}
}

func beyondText(r [2]string, value string, descending bool) [2]string {
	if descending {
		return [2]string{r[0], value}
	}
	return [2]string{value, r[1]}
}

// texts returns values of a text type as plain texts, as the driver takes them.
func texts[T ~string](values []T) []string {
	plain := make([]string, len(values))
	for i, value := range values {
		plain[i] = string(value)
	}
	return plain
}
