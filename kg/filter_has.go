package kg

import (
	"maps"
	"slices"
)

// Limits of what filters may ask of other records: how deep [HasFilter]s may be
// nested, how many of them, and how many records named by their ids, the filters
// of one level may have, and how many entities one may accept.
const (
	MaxHasDepth = 3
	MaxLookups  = 50
	MaxHaving   = 250000
)

// A HasFilter asks for entities by their relationships: those that have one which
// their list of relationships would show, with the same view and filter. So what
// is out of force does not count unless a status is asked for, and below an event
// the time is that of the event unless another was given. A HasFilter inside of
// another keeps to the time of the list that is filtered.
//
// Where the list is of a stretch of time, it asks about that stretch, of events too:
// whether a relationship is in force at some second of it. Statuses are those at the
// time of the view.
type HasFilter struct {
	// Relationships says which ones; nil means any.
	Relationships *RelationshipFilter
	// Direction asks for those on that side of the entity; see [Query].
	Direction *Direction
}

// compile checks f and returns its test.
func (f *HasFilter) compile(c compiler) (func(*Entity) bool, error) {
	c.depth++
	if c.depth > MaxHasDepth {
		return nil, &LimitError{What: "depth of has and hasNot", Value: c.depth, Limit: MaxHasDepth}
	}
	if _, err := f.Relationships.compile(c); err != nil {
		return nil, under("relationships", err)
	}
	h, err := c.lookups.having(f, c)
	if err != nil {
		return nil, err
	}
	return func(e *Entity) bool { return h.entities[e.ID] }, nil
}

// compileHas returns the test of f's conditions on the relationships of an entity.
func (f *EntityFilter) compileHas(c compiler) (func(*Entity) bool, error) {
	has := func(*Entity) bool { return true }
	var err error
	if f.Has != nil {
		if has, err = f.Has.compile(c); err != nil {
			return nil, under("has", err)
		}
	}
	if f.HasNot == nil {
		return has, nil
	}
	hasNot, err := f.HasNot.compile(c)
	return func(e *Entity) bool { return has(e) && !hasNot(e) }, under("hasNot", err)
}

// A having is the set of the entities that a HasFilter accepts in a view.
type having struct {
	filter *HasFilter
	view   View
	in     *Window
	depth  int
	// entities is nil as long as the set was not read.
	entities map[ID]bool
}

// having returns the set of a filter, which may still have to be read.
func (l *lookups) having(f *HasFilter, c compiler) (*having, error) {
	for _, h := range l.sets {
		if h.filter == f && h.view == c.view && h.in == c.hasIn {
			return h, nil
		}
	}
	if len(l.sets) == MaxLookups {
		return nil, &LimitError{
			What:  "has and hasNot, each counted for every time it is asked at",
			Value: MaxLookups + 1, Limit: MaxLookups,
		}
	}
	h := &having{filter: f, view: c.view, in: c.hasIn, depth: c.depth}
	l.sets = append(l.sets, h)
	return h, nil
}

// plan returns a query over the relationships of all entities that keeps none and
// notes their ends.
func (h *having) plan(c compiler) (plan, error) {
	c.view, c.hasIn, c.depth = h.view, h.in, h.depth
	where := h.filter.Relationships
	test, err := where.compile(c)
	if err != nil {
		return plan{}, err
	}
	p := h.narrow(c)
	h.entities = make(map[ID]bool)
	p.Keep = func(found Found) bool {
		h.note(found, found.From, DirectionIn, test)
		h.note(found, found.To, DirectionOut, test)
		return false
	}
	return p, nil
}

// narrow returns a query that finds all that could be noted.
func (h *having) narrow(c compiler) plan {
	where := h.filter.Relationships
	if h.in != nil {
		c.ignoresValid = true
		p, _ := where.narrow(c, "", "")
		if !where.mentionsStatus() {
			p.within(h.view.During(*h.in).bounds())
		}
		return p
	}
	if !c.view.Given {
		c.view.Valid = Always // an event is read at its own time
	}
	p, _ := where.narrow(c, "", "")
	if !c.view.Given && where.mentionsStatus() {
		p.Bounds = nil
	}
	return p
}

// at returns the view in which the relationships of an entity are read, and the time
// at which their status is told.
func (h *having) at(e *Entity) (View, Window) {
	if h.in != nil {
		return h.view.During(*h.in), h.view.StatusWindow()
	}
	v := h.view.Below(e)
	return v, v.StatusWindow()
}

// note adds an end of a relationship unless f asks for those on the other side, or
// for others than this one as seen from that end.
func (h *having) note(found Found, end *Entity, other Direction, test func(sighting) bool) {
	r := found.Record.(*Relationship)
	direction := h.filter.Direction
	if direction != nil && *direction == other && !r.Symmetric || len(h.entities) > MaxHaving {
		return
	}
	v, at := h.at(end)
	shown := h.filter.Relationships.mentionsStatus() || v.bounds().Admit(r.Validity.Span)
	if shown && test(sighting{found, end.ID, at}) {
		h.entities[end.ID] = true
	}
}

// narrowHas begins at the entities that have what f asks for, if they are few.
func (f *EntityFilter) narrowHas(c compiler, p *plan) {
	if f.Has == nil || f.ID != nil {
		return
	}
	c.depth++
	h, err := c.lookups.having(f.Has, c)
	if err == nil && len(h.entities) <= MaxIDs {
		p.IDs = narrow(p, nil, append([]ID{}, slices.Sorted(maps.Keys(h.entities))...))
	}
}
