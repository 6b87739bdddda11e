package kg

import (
	"context"
	"slices"
)

// lookups are what the filters of some lists need to know of the graph before
// their queries can be made. Filters ask for it while they are compiled, and are
// compiled anew once it was read.
type lookups struct {
	spans map[ID]*lookedUp
	// sets are in the order in which they were asked for.
	sets []*having
	// shown are the sources and entities that records may refer to although the view
	// hides them.
	shown map[Class]*shownIDs
	// named are the ids by which filters name entities that claims refer to, current
	// the entities that those lead to that are no more, as far as it is known.
	named   []ID
	current map[ID]ID
}

// A lookedUp is the time of a record that a filter names.
type lookedUp struct {
	span        Span
	read, found bool
}

func newLookups() *lookups {
	return &lookups{
		spans: make(map[ID]*lookedUp), shown: make(map[Class]*shownIDs), current: make(map[ID]ID),
	}
}

// span returns the time of an entity or relationship, or any as long as it was not
// read. It is an [InvalidError] that there is none.
func (l *lookups) span(id ID) (Span, error) {
	looked := l.spans[id]
	if looked == nil {
		if err := id.Validate(); err != nil {
			return Span{}, err
		}
		if len(l.spans) == MaxLookups {
			return Span{}, &LimitError{
				What: "records named by a filter", Value: MaxLookups + 1, Limit: MaxLookups,
			}
		}
		looked = &lookedUp{span: Unknown.Span}
		l.spans[id] = looked
	}
	if looked.read && !looked.found {
		return Span{}, &InvalidError{
			Value: string(id), Reason: "no entity or relationship has this id",
			Accepted: "write the id of an event or another record that has a time",
		}
	}
	return looked.span, nil
}

// pending reports whether something was asked for that is not read yet.
func (l *lookups) pending() bool {
	return len(l.unreadSpans()) > 0 || len(l.unreadShown()) > 0 || l.depth() > 0
}

func (l *lookups) unreadSpans() []ID {
	var ids []ID
	for id, looked := range l.spans {
		if !looked.read {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// depth is that of the innermost sets that are not read yet, or 0.
func (l *lookups) depth() int {
	depth := 0
	for _, h := range l.sets {
		if h.entities == nil {
			depth = max(depth, h.depth)
		}
	}
	return depth
}

// read reads, with one call of the store, the spans if there are any, else what is
// shown, and otherwise the innermost sets, on which those around them depend.
func (l *lookups) read(ctx context.Context, g *Graph, c compiler) error {
	if ids := l.unreadSpans(); len(ids) > 0 {
		return l.readSpans(ctx, g, c.view, ids)
	}
	if queries := l.unreadShown(); len(queries) > 0 {
		return l.readShown(ctx, g, c.view, queries)
	}
	depth := l.depth()
	var sets []*having
	var plans []plan
	for _, h := range l.sets {
		if h.entities != nil || h.depth != depth {
			continue
		}
		p, err := h.plan(c)
		if err != nil {
			return err
		}
		sets, plans = append(sets, h), append(plans, p)
	}
	_, err := g.findAll(ctx, c.view, plans)
	for _, h := range sets {
		if len(h.entities) > MaxHaving && err == nil {
			err = &LimitError{
				What:  "entities with the relationships of one has or hasNot",
				Value: len(h.entities), Limit: MaxHaving,
			}
		}
	}
	return err
}

func (l *lookups) readSpans(ctx context.Context, g *Graph, v View, ids []ID) error {
	records, err := g.Lookup(ctx, v, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		looked := l.spans[id]
		looked.read = true
		looked.span, looked.found = SpanOf(records[i])
	}
	return nil
}

// naming returns the test of an id as f makes it, whose own test is given, for the
// entities that ids of f lead to as well. Whoever reads what f is compared with has to
// find out which these are.
func (l *lookups) naming(f *IDFilter, test func(ID) bool) func(ID) bool {
	if f == nil {
		return test
	}
	ids, _ := choice(f.Eq, f.In)
	l.named = append(l.named, ids...)
	return func(id ID) bool {
		return test(id) || len(l.current) > 0 &&
			slices.ContainsFunc(ids, func(named ID) bool { return l.current[named] == id })
	}
}
