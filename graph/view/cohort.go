package view

import (
	"context"
	"slices"
	"sync"
	"unique"

	"entente/kg"
)

// A member is a record as of a view.
type member struct {
	rec  kg.Record
	view handle
}

// A handle stands for a view, which is large for what is kept with each record and
// compared often. Handles of equal views are equal.
type handle = unique.Handle[kg.View]

// memberOf returns a record as of a view.
func memberOf(rec kg.Record, v kg.View) member { return member{rec, unique.Make(v)} }

// A place names a member: one record may be met in several views, below events of
// different times.
type place struct {
	id   kg.ID
	view handle
}

func (m member) place() place { return place{m.rec.Head().ID, m.view} }

// A cohort is the members that were fetched together. Whatever is asked of one of
// them is fetched for all of them, once: the first who asks does it, the others
// wait for the same answer.
type cohort struct {
	graph *kg.Graph
	// members returns them, each once. Most cohorts are not asked anything.
	members func() []member
	// ends are, for relationships that were found with them, their ends.
	ends map[place]Entity
	// ahead, if set, is what was found with the one member.
	ahead *ahead

	mu    sync.Mutex
	loads map[string]func() (any, error)
}

// newCohort returns the cohort of members, each of which counts once. Members
// without a record do not count.
func newCohort(graph *kg.Graph, members []member) *cohort {
	return &cohort{graph: graph, members: sync.OnceValue(func() []member { return distinct(members) })}
}

// distinct returns the members that have a record, each once.
func distinct(members []member) []member {
	once, seen := make([]member, 0, len(members)), make(map[place]bool, len(members))
	for _, m := range members {
		if m.rec != nil && !seen[m.place()] {
			seen[m.place()] = true
			once = append(once, m)
		}
	}
	return once
}

// rootCohort returns a cohort of what stands for no record.
func rootCohort(r Reader) *cohort {
	root := []member{memberOf(nil, r.View)}
	return &cohort{graph: r.Graph, members: func() []member { return root }}
}

// together returns what load fetches for all members. Requests of one key have
// one answer.
func together[T any](c *cohort, key string, load func() (T, error)) (T, error) {
	c.mu.Lock()
	once := c.loads[key]
	if once == nil {
		once = sync.OnceValues(func() (any, error) { return load() })
		if c.loads == nil {
			c.loads = make(map[string]func() (any, error))
		}
		c.loads[key] = once
	}
	c.mu.Unlock()
	answer, err := once()
	if err != nil {
		var none T
		return none, err
	}
	return answer.(T), nil
}

// follow returns the records that the members refer to by certain fields, as
// nodes of a cohort of their own, each in the view of the member that refers to it.
func (c *cohort) follow(ctx context.Context, fields ...string) (map[place]Node, error) {
	return together(c, keyOf("follow", fields), func() (map[place]Node, error) {
		var places []place
		for _, m := range c.members() {
			for _, ref := range m.rec.References() {
				if slices.Contains(fields, ref.Field) {
					places = append(places, place{ref.ID, m.view})
				}
			}
		}
		return c.fetch(ctx, places)
	})
}

// fetch returns records as nodes, at places that may be named more than once.
func (c *cohort) fetch(ctx context.Context, places []place) (map[place]Node, error) {
	return c.fetchBy(ctx, places, c.graph.Referred)
}

// fetchBy is fetch by a way to read records by ids, which need not be their own.
func (c *cohort) fetchBy(
	ctx context.Context, places []place,
	read func(context.Context, kg.View, []kg.ID) (map[kg.ID]kg.Record, error),
) (map[place]Node, error) {
	if len(places) == 0 {
		return nil, nil
	}
	ids := make([]kg.ID, len(places))
	for i, p := range places {
		ids[i] = p.id
	}
	slices.Sort(ids)
	records, err := read(ctx, places[0].view.Value(), slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	members := make([]member, len(places))
	for i, p := range places {
		members[i] = member{records[p.id], p.view}
	}
	next := newCohort(c.graph, members)
	nodes := make(map[place]Node, len(members))
	for i, m := range members {
		if m.rec != nil {
			nodes[places[i]] = next.node(m)
		}
	}
	return nodes, nil
}

// node returns a member as a value of its type.
func (c *cohort) node(m member) Node {
	switch r := m.rec.(type) {
	case *kg.Entity:
		return c.entity(r, m.view)
	case *kg.Relationship:
		return Relationship{record{c, m}, r}
	case *kg.Claim:
		return Claim{record{c, m}, r}
	case *kg.Source:
		return Source{record{c, m}, r}
	case *kg.Term:
		return termOf(r)
	default:
		return nil
	}
}

// entity returns a member as an Actor, Place or Event.
func (c *cohort) entity(e *kg.Entity, v handle) Entity {
	value := entity{record{c, member{e, v}}, e}
	switch e.EntityClass {
	case kg.ClassPlace:
		return Place{value}
	case kg.ClassEvent:
		return Event{value}
	default:
		return Actor{value}
	}
}
