package view

import (
	"context"

	"entente/kg"
)

// A Node is a value of the Node interface: any record.
type Node interface{ IsNode() }

// A record has the fields that all records but terms share.
type record struct {
	cohort *cohort
	member
}

// IsNode marks records as values of the Node interface.
func (record) IsNode() {}

// domain returns the record of the domain.
func (r record) domain() kg.Record { return r.rec }

// ID answers the field of that name.
func (r record) ID() kg.ID { return r.rec.Head().ID }

// Version answers the field of that name.
func (r record) Version() int { return r.rec.Head().Version }

// RecordedAt answers the field of that name.
func (r record) RecordedAt() kg.RecordedTime { return r.rec.Head().RecordedAt }

// Note answers the field of that name.
func (r record) Note() *string { return optional(r.rec.Head().Note) }

// Access answers the field of that name.
func (r record) Access() kg.Access {
	if access := r.rec.Head().Access; access != "" {
		return access
	}
	return kg.AccessPublic
}

// Sources answers the field of that name, in the order of the record and without
// those that the reader may not see.
func (r record) Sources(ctx context.Context) ([]Source, error) {
	nodes, err := r.cohort.follow(ctx, "sources")
	if err != nil {
		return nil, err
	}
	sources := []Source{}
	for _, id := range r.rec.Head().Sources {
		if source, ok := nodes[place{id, r.view}].(Source); ok {
			sources = append(sources, source)
		}
	}
	return sources, nil
}

// Claims answers the field of that name.
func (r record) Claims(
	ctx context.Context, property *string, orderBy *ClaimOrder, asOf *AsOf,
	first *int, after *string, last *int, before *string,
) (ClaimConnection, error) {
	order := orderBy.order()
	page, err := pageOf(kg.ClassClaim, order, first, after, last, before)
	if err != nil {
		return ClaimConnection{}, err
	}
	var where *kg.ClaimFilter
	if property != nil {
		where = &kg.ClaimFilter{Property: &kg.TermFilter{Eq: property}}
	}
	key := keyOf("claims", property, orderBy, asOf, first, after, last, before)
	pages, err := paged(ctx, r.cohort, key, asOf, func(m member) kg.ClaimList {
		return kg.ClaimList{Where: where, About: m.rec.Head().ID, Order: order, Page: page}
	})
	if err != nil && property != nil {
		err = kg.Renamed("where.property.eq", "property", err)
	}
	return ClaimConnection{pages.of(r.member)}, err
}
