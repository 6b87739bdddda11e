package kg

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// What the vocabulary of every graph means by these names: the type of the ties of
// those who take part in an event, the property that says in which role, and the
// property of a tie that names the agreement on which it rests.
const (
	TypeParticipation = "participation"
	PropertyRole      = "role"
	PropertyAgreement = "agreement"
)

// Role returns the role that r gives its from end, or "".
func (r *Relationship) Role() string { return r.Properties[PropertyRole].Text }

// Agreement returns the id of the agreement on which r rests, or "".
func (r *Relationship) Agreement() ID { return r.Properties[PropertyAgreement].Entity }

// alwaysUnlessGiven returns v without a limit in time, unless a time was asked for:
// the default of questions about what came after what.
func (v View) alwaysUnlessGiven() View {
	if v.Given {
		return v
	}
	return v.During(Always)
}

// ties returns what the lists find, together, each relationship once, ordered by
// earliest start and id. Their pages do not count. It is cut to a number of
// relationships, and more says that there are further ones; which these are is decided
// by the accepted dates, by which stores order, also where a perspective tells others.
func (g *Graph) ties(
	ctx context.Context, v View, lists []RelationshipList, limit int,
) (found []Found, more bool, err error) {
	answers, err := g.tiesOfEach(ctx, v, lists, limit)
	if err != nil {
		return nil, false, err
	}
	found = nearestFirst(answers)
	more = len(found) > limit
	found = found[:min(len(found), limit)]
	slices.SortFunc(found, func(a, b Found) int {
		x, y := a.tie(), b.tie()
		return cmp.Or(cmp.Compare(x.Validity.Span.StartEarliest, y.Validity.Span.StartEarliest),
			cmp.Compare(x.ID, y.ID))
	})
	return found, more, nil
}

// tiesOfEach returns what each list finds, with one call of the store: of each at
// most one relationship more than the limit.
func (g *Graph) tiesOfEach(
	ctx context.Context, v View, lists []RelationshipList, limit int,
) ([][]Found, error) {
	if len(lists) == 0 {
		return nil, nil
	}
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return nil, err
	}
	for i := range plans {
		plans[i].Order, plans[i].Limit = Order{Field: OrderStart}, limit+1
	}
	return g.findAll(ctx, v, plans)
}

// listsOf returns a list for each entity: like the one given, but of its
// relationships only. With nil it is the list alone, and with no entities none.
func listsOf(ids []ID, like RelationshipList) []RelationshipList {
	if ids == nil {
		return []RelationshipList{like}
	}
	lists := make([]RelationshipList, len(ids))
	for i, id := range ids {
		lists[i] = like
		lists[i].Of = id
	}
	return lists
}

// farFrom returns the end of a found relationship that is not the entity.
func farFrom(id ID, f Found) *Entity {
	if f.From.ID == f.idOf(id) {
		return f.To
	}
	return f.From
}

// tie returns a found record as the relationship that it is.
func (f Found) tie() *Relationship { return f.Record.(*Relationship) }

// idSet returns the set of ids.
func idSet(ids []ID) map[ID]bool {
	set := make(map[ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// checkIDs refuses more ids than a limit, and one that is not well formed: by its
// place in the list.
func checkIDs(field string, ids []ID, limit int) error {
	if len(ids) > limit {
		return &LimitError{What: field, Value: len(ids), Limit: limit}
	}
	for i, id := range ids {
		if err := id.Validate(); err != nil {
			return under(fmt.Sprintf("%s[%d]", field, i), err)
		}
	}
	return nil
}

// narrowTypes lets through relationships of some types only; of all where none is
// given.
func (p *plan) narrowTypes(types []string) {
	switch {
	case len(types) == 0:
	case p.Kinds == nil:
		p.Kinds = types
	default:
		p.Kinds = slices.DeleteFunc(slices.Clone(p.Kinds), func(kind string) bool {
			return !slices.Contains(types, kind)
		})
		p.nothing = p.nothing || len(p.Kinds) == 0
	}
}

// keep lets another test decide after p's own.
func (p *plan) keep(test func(Found) bool) {
	own := p.Keep
	switch {
	case test == nil:
	case own == nil:
		p.Keep = test
	default:
		p.Keep = func(f Found) bool { return own(f) && test(f) }
	}
}
