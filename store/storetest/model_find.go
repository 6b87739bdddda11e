package storetest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"entente/kg"
)

// Find answers each query with its page; see [kg.Store].
func (m *Model) Find(
	ctx context.Context, v kg.View, queries []kg.Query,
) ([][]kg.Found, error) {
	return read(ctx, m, v, queries, func(q kg.Query) []kg.Found {
		matches := m.matches(v, q)
		slices.SortFunc(matches, func(a, b version) int {
			return q.Order.Compare(a.place(q.Order), b.place(q.Order))
		})
		var page []kg.Found
		for _, match := range matches {
			if q.Limit > 0 && len(page) == q.Limit || ctx.Err() != nil {
				break
			}
			if q.After != nil && q.Order.Compare(match.place(q.Order), *q.After) <= 0 {
				continue
			}
			if found := m.found(v, match); q.Keep == nil || q.Keep(found) {
				page = append(page, found)
			}
		}
		return page
	})
}

// Count tallies what each query finds; see [kg.Store].
func (m *Model) Count(
	ctx context.Context, v kg.View, queries []kg.Query,
) ([][]kg.Tally, error) {
	return read(ctx, m, v, queries, func(q kg.Query) []kg.Tally {
		counts := map[kg.Tally]int{}
		for _, match := range m.matches(v, q) {
			if ctx.Err() == nil && (q.Keep == nil || q.Keep(m.found(v, match))) {
				counts[match.group(q.Of)]++
			}
		}
		var tallies []kg.Tally
		for tally, count := range counts {
			tally.Count = count
			tallies = append(tallies, tally)
		}
		slices.SortFunc(tallies, func(a, b kg.Tally) int {
			return cmp.Or(cmp.Compare(a.EntityClass, b.EntityClass),
				strings.Compare(a.Kind, b.Kind), cmp.Compare(a.Direction, b.Direction))
		})
		return tallies
	})
}

// matches returns what a view shows and meets all conditions of q but Keep.
func (m *Model) matches(v kg.View, q kg.Query) []version {
	var matches []version
	for _, version := range m.versions {
		if version.currentAt(v) && m.reveals(v, &version) && version.meets(q) {
			matches = append(matches, version)
		}
	}
	return matches
}

// meets says that v meets all conditions of q but Keep.
func (v *version) meets(q kg.Query) bool {
	return v.Record.Class() == q.Class &&
		among(v.id, q.IDs) &&
		among(v.keys.EntityClass, q.EntityClasses) &&
		among(v.keys.Kind, q.Kinds) &&
		(q.Of == "" || v.isAtEnd(q.Of, q.Direction) && among(v.farFrom(q.Of), q.Far)) &&
		(q.About == "" || v.keys.About == q.About) &&
		(len(q.Cites) == 0 || kg.Cites(v.Record, q.Cites)) &&
		q.Bounds.Admit(v.span)
}

// among says that a value is in a list of the accepted ones; an empty one accepts all.
func among[T comparable](value T, accepted []T) bool {
	return len(accepted) == 0 || slices.Contains(accepted, value)
}

// isAtEnd says that v is a relationship of the entity on the given side of it.
func (v *version) isAtEnd(of kg.ID, side kg.Direction) bool {
	switch {
	case v.keys.From != of && v.keys.To != of:
		return false
	case side == kg.DirectionOut:
		return v.keys.Symmetric || v.keys.From == of
	case side == kg.DirectionIn:
		return v.keys.Symmetric || v.keys.To == of
	default:
		return true
	}
}

// farFrom returns the end of a relationship of the entity that is not the entity, unless
// both are.
func (v *version) farFrom(of kg.ID) kg.ID {
	if v.keys.From == of {
		return v.keys.To
	}
	return v.keys.From
}

// place returns where v stands in the order.
func (v *version) place(o kg.Order) kg.Key { return o.KeyOf(v.id, v.keys) }

// group returns the tally that v counts for, without a count.
func (v *version) group(of kg.ID) kg.Tally {
	tally := kg.Tally{EntityClass: v.keys.EntityClass, Kind: v.keys.Kind}
	if r, ok := v.Record.(*kg.Relationship); ok && of != "" {
		tally.Direction = r.DirectionFrom(of)
	}
	return tally
}

// found returns v with its ends as the view shows them, if it has any.
func (m *Model) found(view kg.View, v version) kg.Found {
	found := kg.Found{Record: v.Record}
	if v.Record.Class() == kg.ClassRelationship {
		found.From, found.To = m.entity(view, v.keys.From), m.entity(view, v.keys.To)
	}
	return found
}

// entity returns an end of a relationship; Apply has seen to it that it is there.
func (m *Model) entity(view kg.View, id kg.ID) *kg.Entity {
	return m.at(view, id).Record.(*kg.Entity)
}

// allClasses are the classes in the order of [kg.Store.All].
var allClasses = []kg.Class{
	kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim,
}

// All yields every record that the view shows; see [kg.Store].
func (m *Model) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		queries := make([]kg.Query, len(allClasses))
		for i, class := range allClasses {
			queries[i].Class = class
		}
		pages, err := m.Find(ctx, v, queries)
		for _, found := range slices.Concat(pages...) {
			if err = ctx.Err(); err != nil {
				break
			}
			if !yield(found.Record, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}
