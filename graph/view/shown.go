package view

import (
	"context"
	"unique"

	"entente/kg"
)

// The orders of answers that are worked out whole.
var (
	byFlip   = kg.Order{Field: "FLIP"}
	bySides  = kg.Order{Field: "SIDES"}
	byTriad  = kg.Order{Field: "TRIAD"}
	byShared = kg.Order{Field: "SHARED"}
)

// A shownWindow is a page of an answer that is there as a whole, with the values of
// the records on which its items rest.
type shownWindow[T any] struct {
	window[T]
	shown shown
}

// A sight is what one view showed: relationships with their ends, and further
// entities.
type sight struct {
	view     handle
	found    []kg.Found
	entities []*kg.Entity
}

// A shown has the records of several sights as values, those of a class in one
// cohort, and the view of the one that is looked at.
type shown struct {
	entities      map[place]Entity
	relationships map[place]Relationship
	view          handle
}

// show turns sights into values, as the view of the first of them shows these.
func show(graph *kg.Graph, sights ...sight) shown {
	var relationships []member
	entities := newEnds(graph, 0)
	for _, s := range sights {
		for _, e := range s.entities {
			entities.add(e, s.view)
		}
		for _, f := range s.found {
			relationships = append(relationships, member{f.Record, s.view})
			entities.add(f.From, s.view)
			entities.add(f.To, s.view)
		}
	}
	c := newCohort(graph, relationships)
	c.ends = entities.byPlace
	all := shown{entities: c.ends, relationships: make(map[place]Relationship, len(c.members()))}
	for _, m := range c.members() {
		all.relationships[m.place()] = c.node(m).(Relationship)
	}
	if len(sights) > 0 {
		all.view = sights[0].view
	}
	return all
}

// in returns s as another view shows it.
func (s shown) in(v kg.View) shown {
	s.view = unique.Make(v)
	return s
}

// entity returns the value of an entity.
func (s shown) entity(e *kg.Entity) Entity { return s.entities[place{e.ID, s.view}] }

// event returns the value of an event.
func (s shown) event(e *kg.Entity) Event { return s.entity(e).(Event) }

// relationship returns the value of a found relationship.
func (s shown) relationship(f kg.Found) Relationship {
	return s.relationships[place{f.Record.Head().ID, s.view}]
}

// answer returns the page of what ask answers, whose items rest on what found returns.
func answer[T any](
	ctx context.Context, asOf *AsOf, o kg.Order, key func(T) kg.Key, first *int, after *string,
	ask func(Reader) ([]T, error), found func(T) []kg.Found,
) (shownWindow[T], error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return shownWindow[T]{}, err
	}
	all, err := ask(r)
	if err != nil {
		return shownWindow[T]{}, err
	}
	page, err := windowOf(all, o, key, first, after)
	if err != nil {
		return shownWindow[T]{}, err
	}
	of := sight{view: unique.Make(r.View)}
	for _, item := range page.items {
		of.found = append(of.found, found(item)...)
	}
	return shownWindow[T]{page, show(r.Graph, of)}, nil
}

// shownEdges makes the edges of a page.
func shownEdges[T, E any](w shownWindow[T], edge func(cursor string, item T, s shown) E) []E {
	made := make([]E, len(w.items))
	for i, item := range w.items {
		made[i] = edge(w.cursor(item), item, w.shown)
	}
	return made
}

// An Overlap is a value of that type.
type Overlap struct{ overlap kg.Overlap }

// Certainty answers the field of that name.
func (o Overlap) Certainty() kg.Certainty { return o.overlap.Certainty }

// Certain answers the field of that name.
func (o Overlap) Certain() *TimeWindow {
	if o.overlap.Certain == nil {
		return nil
	}
	return &TimeWindow{*o.overlap.Certain}
}

// Possible answers the field of that name.
func (o Overlap) Possible() TimeWindow { return TimeWindow{o.overlap.Possible} }
