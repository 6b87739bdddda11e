package kg

import (
	"context"
	"slices"
)

// MaxLookups is how many records named by their ids the filters of some lists may
// look up.
const MaxLookups = 50

// lookups are what the filters of some lists need to know of the graph before
// their queries can be made. Filters ask for it while they are compiled, and are
// compiled anew once it was read.
type lookups struct {
	spans map[ID]*lookedUp
}

// A lookedUp is the time of a record that a filter names.
type lookedUp struct {
	span        Span
	read, found bool
}

func newLookups() *lookups { return &lookups{spans: make(map[ID]*lookedUp)} }

// span returns the time of an entity or relationship, or any as long as it was not
// read. It is an [InvalidError] that there is none.
func (l *lookups) span(id ID) (Span, error) {
	looked := l.spans[id]
	if looked == nil {
		if err := id.Validate(); err != nil {
			return Span{}, err
		}
		if len(l.spans) == MaxLookups {
			return Span{}, &LimitError{What: "records named by a filter", Value: MaxLookups + 1, Limit: MaxLookups}
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
	return len(l.unreadSpans()) > 0
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

// read reads, with one call of the store, what was asked for.
func (l *lookups) read(ctx context.Context, g *Graph, v View) error {
	ids := l.unreadSpans()
	records, err := g.from(v).Records(ctx, v, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		looked := l.spans[id]
		looked.read = true
		looked.span, looked.found = timeOf(records[i])
	}
	return nil
}

// timeOf returns the time of an entity or relationship; other records have none.
func timeOf(r Record) (Span, bool) {
	switch r := r.(type) {
	case *Entity:
		return r.Validity.Span, true
	case *Relationship:
		return r.Validity.Span, true
	}
	return Span{}, false
}
