package view

import (
	"context"
	"slices"
	"unique"

	"entente/kg"
)

// Page is the paging arguments of a list.
type Page struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// Nodes answers the root field of that name: nil stands for what is not there.
func Nodes(ctx context.Context, asOf *AsOf, ids []kg.ID) ([]Node, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return nil, err
	}
	return nodesIn(ctx, r, ids)
}

// nodesIn is Nodes as of what a reader says.
func nodesIn(ctx context.Context, r Reader, ids []kg.ID) ([]Node, error) {
	records, err := r.Graph.Lookup(ctx, r.View, ids)
	if err != nil {
		return nil, err
	}
	return nodesOf(r, records), nil
}

// nodesOf returns records as nodes of one cohort.
func nodesOf[R kg.Record](r Reader, records []R) []Node {
	v, members := unique.Make(r.View), make([]member, len(records))
	for i, record := range records {
		members[i] = member{record, v}
	}
	c := newCohort(r.Graph, members)
	nodes := make([]Node, len(records))
	for i, m := range members {
		nodes[i] = c.node(m)
	}
	return nodes
}

// Any returns the node of an id as an N, or none where there is none or it is
// something else. It answers the root fields of an interface that take one id.
func Any[N Node](ctx context.Context, asOf *AsOf, id kg.ID) (N, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		var none N
		return none, err
	}
	return anyIn[N](ctx, r, id)
}

// anyIn is Any as of what a reader says.
func anyIn[N Node](ctx context.Context, r Reader, id kg.ID) (N, error) {
	var none N
	nodes, err := nodesIn(ctx, r, []kg.ID{id})
	if err != nil {
		return none, err
	}
	node, _ := nodes[0].(N)
	return node, nil
}

// Only is [Any] for the root fields of one type.
func Only[N Node](ctx context.Context, asOf *AsOf, id kg.ID) (*N, error) {
	node, err := Any[Node](ctx, asOf, id)
	if only, ok := node.(N); ok {
		return &only, err
	}
	return nil, err
}

// Entities answers the root field of that name.
func Entities(
	ctx context.Context, asOf *AsOf, where *kg.EntityFilter, orderBy *EntityOrder, p Page,
) (EntityConnection, error) {
	found, err := entityPage(ctx, asOf, where, orderBy, p)
	return EntityConnection{found}, err
}

// Actors answers the root field of that name.
func Actors(
	ctx context.Context, asOf *AsOf, where *kg.EntityFilter, orderBy *EntityOrder, p Page,
) (ActorConnection, error) {
	found, err := entityPage(ctx, asOf, of(kg.ClassActor, where), orderBy, p)
	return ActorConnection{found}, err
}

// Places answers the root field of that name.
func Places(
	ctx context.Context, asOf *AsOf, where *kg.EntityFilter, orderBy *EntityOrder, p Page,
) (PlaceConnection, error) {
	found, err := entityPage(ctx, asOf, of(kg.ClassPlace, where), orderBy, p)
	return PlaceConnection{found}, err
}

// Events answers the root field of that name.
func Events(
	ctx context.Context, asOf *AsOf, where *kg.EntityFilter, orderBy *EntityOrder, p Page,
) (EventConnection, error) {
	found, err := entityPage(ctx, asOf, of(kg.ClassEvent, where), orderBy, p)
	return EventConnection{found}, err
}

// of returns a filter for entities of one class that where accepts.
func of(class kg.EntityClass, where *kg.EntityFilter) *kg.EntityFilter {
	within := &kg.EntityFilter{Class: &kg.EntityClassFilter{Eq: &class}}
	if where == nil {
		return within
	}
	if where.Class != nil {
		within.And = []kg.EntityFilter{*where}
		return within
	}
	both := *where
	both.Class = within.Class
	return &both
}

func entityPage(
	ctx context.Context, asOf *AsOf, where *kg.EntityFilter, orderBy *EntityOrder, p Page,
) (*page, error) {
	return rootPage(ctx, kg.ClassEntity, asOf, orderBy.order(), p, func(o kg.Order, page kg.Page) kg.EntityList {
		return kg.EntityList{Where: where, Order: o, Page: page}
	})
}

// Relationships answers the root field of that name.
func Relationships(
	ctx context.Context, asOf *AsOf, where *kg.RelationshipFilter, orderBy *RelationshipOrder, p Page,
) (RelationshipConnection, error) {
	list := func(o kg.Order, page kg.Page) kg.RelationshipList {
		return kg.RelationshipList{Where: where, Order: o, Page: page}
	}
	found, err := rootPage(ctx, kg.ClassRelationship, asOf, orderBy.order(), p, list)
	return RelationshipConnection{found}, err
}

// Claims answers the root field of that name.
func Claims(
	ctx context.Context, asOf *AsOf, where *kg.ClaimFilter, orderBy *ClaimOrder, p Page,
) (ClaimConnection, error) {
	found, err := rootPage(ctx, kg.ClassClaim, asOf, orderBy.order(), p, func(o kg.Order, page kg.Page) kg.ClaimList {
		return kg.ClaimList{Where: where, Order: o, Page: page}
	})
	return ClaimConnection{found}, err
}

// Sources answers the root field of that name.
func Sources(
	ctx context.Context, asOf *AsOf, where *kg.SourceFilter, orderBy *SourceOrder, p Page,
) (SourceConnection, error) {
	found, err := rootPage(ctx, kg.ClassSource, asOf, orderBy.order(), p, func(o kg.Order, page kg.Page) kg.SourceList {
		return kg.SourceList{Where: where, Order: o, Page: page}
	})
	return SourceConnection{found}, err
}

// rootPage reads the page of a root list.
func rootPage[L kg.List](
	ctx context.Context, class kg.Class, asOf *AsOf, o kg.Order, p Page, list func(kg.Order, kg.Page) L,
) (*page, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return nil, err
	}
	page, err := pageOf(class, o, p.First, p.After, p.Last, p.Before)
	if err != nil {
		return nil, err
	}
	return one(ctx, r, list(o, page))
}

// A SearchHit is a value of that type.
type SearchHit struct {
	Entity  Entity
	Matched string
	Tier    kg.SearchTier
}

// Search answers the root field of that name.
func Search(
	ctx context.Context, asOf *AsOf, text string, classes []kg.EntityClass, first *int,
) ([]SearchHit, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return nil, err
	}
	found, err := r.Graph.Search(ctx, r.View, text, classes, orElse(first, kg.DefaultPage))
	if err != nil {
		return nil, err
	}
	entities := make([]*kg.Entity, len(found))
	for i, hit := range found {
		entities[i] = hit.Entity
	}
	hits := make([]SearchHit, len(found))
	for i, node := range nodesOf(r, entities) {
		hits[i] = SearchHit{node.(Entity), found[i].Name, found[i].Tier}
	}
	return hits, nil
}

// orElse returns what p points to, or a default where an argument was null.
func orElse(p *int, otherwise int) int {
	if p == nil {
		return otherwise
	}
	return *p
}

// Now answers the root field of that name.
func Now(ctx context.Context) (kg.RecordedTime, error) {
	r, err := ReaderOf(ctx, nil)
	if err != nil {
		return 0, err
	}
	return r.Graph.Now(ctx, r.View)
}

// A KindCount is a value of that type.
type KindCount struct {
	Name  string
	Count int
}

// Statistics is a value of that type.
type Statistics struct {
	Entities, Relationships, Claims []KindCount
	Sources                         int
}

// CurrentStatistics answers the root field statistics.
func CurrentStatistics(ctx context.Context, asOf *AsOf) (Statistics, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Statistics{}, err
	}
	s, err := r.Graph.Statistics(ctx, r.View)
	return Statistics{
		kindCounts(s.Entities), kindCounts(s.Relationships), kindCounts(s.Claims), s.Sources,
	}, err
}

func kindCounts(tallies []kg.Tally) []KindCount {
	counts := []KindCount{}
	for t := range slices.Values(kg.ByKind(tallies)) {
		counts = append(counts, KindCount{t.Kind, t.Count})
	}
	return counts
}
