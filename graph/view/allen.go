package view

import (
	"context"

	"entente/kg"
)

// An AllenAnswer is a value of that type.
type AllenAnswer struct{ possible []kg.AllenRelation }

// Certain answers the field of that name.
func (a AllenAnswer) Certain() *kg.AllenRelation {
	if len(a.possible) != 1 {
		return nil
	}
	return &a.possible[0]
}

// Possible answers the field of that name.
func (a AllenAnswer) Possible() []kg.AllenRelation { return a.possible }

// Allen answers Relationship.allen and Event.allen. The other record is read once
// for all that were found together.
func (r record) Allen(ctx context.Context, to kg.ID) (AllenAnswer, error) {
	other, err := together(r.cohort, keyOf("allen", to), func() (kg.Span, error) {
		return r.cohort.graph.Span(ctx, r.view.Value(), to)
	})
	if err != nil {
		return AllenAnswer{}, kg.Renamed("id", "to", err)
	}
	own, _ := kg.SpanOf(r.rec)
	return AllenAnswer{kg.Allen(own, other)}, nil
}

// Related answers Relationship.related and Event.related.
func (r record) Related(
	ctx context.Context, where *kg.RelationshipFilter, allen []kg.AllenRelation, certainty *kg.Certainty,
	orderBy *RelationshipOrder, asOf *AsOf, first *int, after *string, last *int, before *string,
) (RelationshipConnection, error) {
	order := orderBy.order()
	page, err := pageOf(kg.ClassRelationship, order, first, after, last, before)
	if err != nil {
		return RelationshipConnection{}, err
	}
	if allen == nil {
		allen = kg.AllenShared
	}
	key := keyOf("related", where, allen, certainty, orderBy, asOf, first, after, last, before)
	pages, err := paged(ctx, r.cohort, key, asOf, func(m member) kg.RelationshipList {
		filter := kg.AllenFilter{Relations: allen}
		if certainty != nil {
			filter.Certainty = *certainty
		}
		var timed bool
		if filter.To, timed = kg.SpanOf(m.rec); !timed {
			filter.Relations = nil // nothing stands in any relation to what has no time
		}
		return kg.RelationshipList{
			Where: where, Allen: &filter, Except: m.rec.Head().ID, Order: order, Page: page, View: new(m.view.Value()),
		}
	})
	return RelationshipConnection{pages.of(r.member)}, err
}
