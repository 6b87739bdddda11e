package view

import (
	"context"

	"entente/kg"
)

// A matter is what is said of a member of a cohort.
type matter struct {
	evidence kg.Evidence
	disputes []Dispute
}

// matters returns the matter of every member, with one call of the store.
func (c *cohort) matters(ctx context.Context) (map[place]matter, error) {
	return together(c, "matters", func() (map[place]matter, error) {
		records := make([]kg.Record, len(c.members()))
		for i, m := range c.members() {
			records[i] = m.rec
		}
		found, err := c.graph.Matters(ctx, c.members()[0].view.Value(), records)
		if err != nil {
			return nil, err
		}
		return c.judge(found), nil
	})
}

// judge derives the disputes of all matters, whose claims are one cohort.
func (c *cohort) judge(found []kg.Matter) map[place]matter {
	var members []member
	for i, m := range c.members() {
		for _, claim := range found[i].Claims {
			members = append(members, member{claim, below(m)})
		}
	}
	claims, made := newCohort(c.graph, members), make(map[place]matter, len(found))
	for i, m := range c.members() {
		disputes := disputesOf(found[i].Disputes(), c.node(m), claims, below(m))
		made[m.place()] = matter{found[i].Evidence(), disputes}
	}
	return made
}

// Disputes answers the field of that name.
func (r record) Disputes(ctx context.Context, first *int) ([]Dispute, error) {
	n, err := kg.Page{First: first}.Size()
	if err != nil {
		return nil, err
	}
	matters, err := r.cohort.matters(ctx)
	disputes := matters[r.place()].disputes
	return disputes[:min(n, len(disputes))], err
}

// Evidence answers the field of that name.
func (r record) Evidence(ctx context.Context) (Evidence, error) {
	matters, err := r.cohort.matters(ctx)
	return Evidence{matters[r.place()].evidence, r.view, r.cohort.asserters}, err
}

// asserters returns who asserts the members, by place.
func (c *cohort) asserters(ctx context.Context) (map[place]Node, error) {
	return together(c, "asserters", func() (map[place]Node, error) {
		matters, err := c.matters(ctx)
		if err != nil {
			return nil, err
		}
		var places []place
		for _, m := range c.members() {
			for _, id := range matters[m.place()].evidence.Asserters {
				places = append(places, place{id, m.view})
			}
		}
		return c.fetch(ctx, places)
	})
}

// An Evidence is a value of that type.
type Evidence struct {
	evidence kg.Evidence
	view     handle
	// asserters returns them and those of others that are fetched with them.
	asserters func(context.Context) (map[place]Node, error)
}

// Sources answers the field of that name.
func (e Evidence) Sources() int { return len(e.evidence.Sources) }

// PartiesOnly answers the field of that name.
func (e Evidence) PartiesOnly() bool { return e.evidence.PartiesOnly }

// SingleSourced answers the field of that name.
func (e Evidence) SingleSourced() bool { return e.evidence.SingleSourced() }

// Asserters answers the field of that name, without those that the reader may not see.
func (e Evidence) Asserters(ctx context.Context) ([]Node, error) {
	nodes, err := e.asserters(ctx)
	if err != nil {
		return nil, err
	}
	asserters := []Node{}
	for _, id := range e.evidence.Asserters {
		if node := nodes[place{id, e.view}]; node != nil {
			asserters = append(asserters, node)
		}
	}
	return asserters, nil
}
