package kg

import (
	"context"
	"maps"
	"slices"
)

// shownIDs are the records of one class that a view shows, of those that filters ask
// for. A filter must not tell whether a record refers to what is hidden.
type shownIDs struct {
	// asked are those that filters name; all says that one asks for any at all.
	asked map[ID]bool
	all   bool
	// shown is nil until it is read.
	shown map[ID]bool
}

// showing returns the test of an id of a class as f makes it, which nothing passes that
// the view hides; a nil f accepts all that is shown. It is f's own where nothing is
// hidden and no entity named, and as long as what is shown was not read.
func (c compiler) showing(class Class, f *IDFilter, field string) (func(ID) bool, error) {
	test, err := f.test(field)
	if err != nil || c.view.Restricted && (class != ClassEntity || !f.names()) {
		return test, err
	}
	if class == ClassEntity {
		test = c.lookups.naming(f, test)
	}
	ids := c.lookups.shownOf(class)
	if ids.shown == nil {
		ids.ask(f)
		return test, nil
	}
	return func(id ID) bool { return test(id) && ids.shown[id] }, nil
}

// citing has p look among what refers to the records of a class that f names, if it does. It
// leaves out those that the view does not show: how much there is to look at, and how long
// that takes, would tell of them.
func (p *plan) citing(c compiler, class Class, f *IDFilter) {
	if f == nil {
		return
	}
	p.Cites = narrow(p, f.Eq, f.In)
	if c.view.Restricted || !f.names() {
		return
	}
	ids := c.lookups.shownOf(class)
	if ids.shown == nil {
		ids.ask(f)
		return
	}
	p.Cites = slices.DeleteFunc(slices.Clone(p.Cites), func(id ID) bool {
		return !ids.shown[id] && c.lookups.current[id] == ""
	})
	p.nothing = p.nothing || len(p.Cites) == 0
}

// shownOf returns what is known of the records of a class that the view shows.
func (l *lookups) shownOf(class Class) *shownIDs {
	if l.shown[class] == nil {
		l.shown[class] = &shownIDs{asked: make(map[ID]bool)}
	}
	return l.shown[class]
}

// names reports whether f names ids.
func (f *IDFilter) names() bool { return f != nil && (f.Eq != nil || f.In != nil) }

// ask asks for the ids that f names, or else for all.
func (s *shownIDs) ask(f *IDFilter) {
	if !f.names() {
		s.all = true
		return
	}
	named, _ := choice(f.Eq, f.In)
	for _, id := range named {
		s.asked[id] = true
	}
}

// unreadShown returns the queries for what is not read yet.
func (l *lookups) unreadShown() []Query {
	var queries []Query
	for _, class := range []Class{ClassSource, ClassEntity} {
		ids := l.shown[class]
		if ids == nil || ids.shown != nil {
			continue
		}
		q := Query{Class: class}
		if !ids.all {
			q.IDs = sortedIDs(ids.asked)
		}
		queries = append(queries, q)
	}
	return queries
}

// readShown reads what v shows whoever tells it, as records that are told refer to
// others that are not.
func (l *lookups) readShown(ctx context.Context, g *Graph, v View, queries []Query) error {
	v.Perspective = nil
	for i, q := range queries {
		shown := make(map[ID]bool)
		l.shown[q.Class].shown = shown
		queries[i].Keep = func(f Found) bool {
			shown[f.Record.Head().ID] = true
			return false
		}
	}
	queries = slices.DeleteFunc(queries, func(q Query) bool {
		ids := l.shown[q.Class]
		return !ids.all && len(ids.asked) == 0 // nothing can match
	})
	if len(queries) == 0 {
		return nil
	}
	if _, err := g.from(v).Find(ctx, v, queries); err != nil {
		return err
	}
	return l.readCurrent(ctx, g, v)
}

// readCurrent finds out where the ids of entities lead that were asked for and are
// not shown.
func (l *lookups) readCurrent(ctx context.Context, g *Graph, v View) error {
	entities := l.shown[ClassEntity]
	if entities == nil {
		return nil
	}
	absent := maps.Clone(entities.asked)
	maps.DeleteFunc(absent, func(id ID, _ bool) bool { return entities.shown[id] })
	current, err := g.currentIDs(ctx, v, sortedIDs(absent))
	for id, now := range current {
		l.current[id], entities.shown[now] = now, true
	}
	return err
}
