package view

import (
	"context"
	"encoding/json"
	"fmt"
	"unique"

	"entente/kg"
)

// keyOf makes one text of the arguments of a field, to tell its requests apart.
func keyOf(field string, arguments ...any) string {
	text, err := json.Marshal(arguments)
	if err != nil {
		panic(fmt.Sprintf("arguments of %s: %v", field, err)) // they came out of JSON
	}
	return field + string(text)
}

// A page is one page of a list, with what is needed to go on from it.
type page struct {
	slice kg.Slice
	// view is that of the list, found the cohort of its records, and others that of
	// the far ends of its relationships.
	view          handle
	found, others *cohort
	total         func(context.Context) (int, error)
}

// pages are the pages of the members of a cohort, by place.
type pages map[place]*page

func (p pages) of(m member) *page { return p[m.place()] }

// paged returns the pages of the lists that a field of each member asks for, as of
// what an argument says, with one call of the store.
func paged[L kg.List](
	ctx context.Context, c *cohort, key string, asOf *AsOf, listOf func(member) L,
) (pages, error) {
	return together(c, key, func() (pages, error) {
		members, err := c.asOf(ctx, asOf)
		if err != nil {
			return nil, err
		}
		lists := make([]L, len(members))
		for i, m := range members {
			lists[i] = listOf(m)
		}
		found, err := c.ahead.take(ctx, key, members[0].view)
		if found == nil && err == nil {
			found, err = kg.Find(ctx, c.graph, members[0].view.Value(), lists)
		}
		if err != nil {
			return nil, err
		}
		made := makePages(c.graph, members, found)
		byPlace := make(pages, len(made))
		for i, p := range made {
			p.total = counter(c, key, i, members[0].view.Value(), lists)
			byPlace[c.members()[i].place()] = p
		}
		return byPlace, nil
	})
}

// asOf returns the members in the views of what lies below them, as of what an
// argument says.
func (c *cohort) asOf(ctx context.Context, asOf *AsOf) ([]member, error) {
	members := make([]member, len(c.members()))
	for i, m := range c.members() {
		v, err := asOf.apply(ctx, c.graph, below(m).Value())
		if err != nil {
			return nil, err
		}
		members[i] = memberOf(m.rec, v)
	}
	return members, nil
}

// below returns the view for what lies below a member: below an event it is read
// at the event's time, unless another was asked for.
func below(m member) handle {
	if e, ok := m.rec.(*kg.Entity); ok && e.EntityClass == kg.ClassEvent {
		return unique.Make(m.view.Value().Below(e))
	}
	return m.view
}

// counter returns a function that counts all records of the list in place i, and
// with them those of the other lists.
func counter[L kg.List](c *cohort, key string, i int, v kg.View, lists []L) func(context.Context) (int, error) {
	return func(ctx context.Context) (int, error) {
		counts, err := together(c, "count "+key, func() ([][]kg.Tally, error) {
			return kg.Count(ctx, c.graph, v, lists)
		})
		if err != nil {
			return 0, err
		}
		return kg.Total(counts[i]), nil
	}
}

// makePages puts what was found for several members into cohorts, one for all of
// the records, and one each for their ends and far ends.
func makePages(graph *kg.Graph, members []member, slices []kg.Slice) []*page {
	total := 0
	for _, slice := range slices {
		total += len(slice.Found)
	}
	found, others := make([]member, 0, total), make([]member, 0, total)
	ends := newEnds(graph, total+len(slices))
	made := make([]*page, len(slices))
	for i, slice := range slices {
		v := members[i].view
		for _, f := range slice.Found {
			found = append(found, member{f.Record, v})
			if f.From != nil {
				ends.add(f.From, v)
				ends.add(f.To, v)
				others = append(others, member{farEnd(f, members[i]), v})
			}
		}
		made[i] = &page{slice: slice, view: v}
	}
	all, far := newCohort(graph, found), newCohort(graph, others)
	all.ends = ends.byPlace
	for _, p := range made {
		p.found, p.others = all, far
	}
	return made
}

// An ends is the entities at which relationships end, which are a cohort.
type ends struct {
	cohort  *cohort
	members []member
	byPlace map[place]Entity
}

// newEnds returns room for so many.
func newEnds(graph *kg.Graph, length int) *ends {
	e := &ends{byPlace: make(map[place]Entity, length)}
	e.cohort = &cohort{graph: graph, members: func() []member { return e.members }}
	return e
}

// add adds an entity that may be there already. It is for before anything is asked of it.
func (e *ends) add(entity *kg.Entity, v handle) {
	m := member{entity, v}
	if _, ok := e.byPlace[m.place()]; !ok {
		e.byPlace[m.place()] = e.cohort.entity(entity, v)
		e.members = append(e.members, m)
	}
}

// farEnd returns the end of a relationship that is not the member or, for ties of
// participants, who are met in their participations, not the participant.
func farEnd(f kg.Found, from member) *kg.Entity {
	if from.rec == nil {
		return f.From
	}
	center := from.rec.Head().ID
	if participation, ok := from.rec.(*kg.Relationship); ok {
		center = participation.From
	}
	return otherEnd(f, center)
}

// otherEnd returns the end of a relationship that is not the entity.
func otherEnd(f kg.Found, entity kg.ID) *kg.Entity {
	if f.From.ID == entity {
		return f.To
	}
	return f.From
}

// one returns the page of a root list, which is a cohort's of its own.
func one[L kg.List](ctx context.Context, r Reader, list L) (*page, error) {
	root := rootCohort(r)
	lists := []L{list}
	found, err := kg.Find(ctx, r.Graph, r.View, lists)
	if err != nil {
		return nil, err
	}
	p := makePages(r.Graph, root.members(), found)[0]
	p.total = counter(root, "", 0, r.View, lists)
	return p, nil
}

// TotalCount answers the field of that name; nothing is counted unless it is asked.
func (p *page) TotalCount(ctx context.Context) (int, error) { return p.total(ctx) }

// PageInfo answers the field of that name.
func (p *page) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: p.slice.HasNext, HasPreviousPage: p.slice.HasPrevious}
	if n := len(p.slice.Found); n > 0 {
		info.StartCursor, info.EndCursor = new(p.cursor(0)), new(p.cursor(n-1))
	}
	return info
}

func (p *page) cursor(i int) string {
	found := p.slice.Found[i]
	return encodeCursor(listOrder(found.Record.Class(), p.slice.Order), p.slice.KeyOf(found))
}

// node returns the record in a place of the page.
func (p *page) node(i int) Node { return p.found.node(member{p.slice.Found[i].Record, p.view}) }

// A PageInfo tells where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}
