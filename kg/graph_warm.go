package kg

import "context"

// Warm asks the store one question of each common kind, whose answers do not
// matter. A database plans a question when it first hears it, which on Neo4j can
// take seconds; asked before the first request, no request has to wait for that.
func (g *Graph) Warm(ctx context.Context) error {
	const nobody = ID("nobody")
	v := g.View()
	one := 1
	page := Page{First: &one}
	relationships := []RelationshipList{{Of: nobody, Order: Order{Field: OrderStart}, Page: page}}
	further := []RelationshipList{relationships[0]}
	further[0].Page.After = new(Key)
	questions := []func() error{
		func() error { _, err := g.Records(ctx, v, []ID{nobody}); return err },
		func() error { _, err := Find(ctx, g, v, relationships); return err },
		func() error { _, err := Find(ctx, g, v, further); return err },
		func() error { _, err := Count(ctx, g, v, relationships); return err },
		func() error {
			_, err := Find(ctx, g, v, []ClaimList{{About: nobody, Order: Order{Field: OrderRank}, Page: page}})
			return err
		},
		func() error {
			_, err := Find(ctx, g, v, []RelationshipList{{Order: Order{Field: OrderStart}, Page: page}})
			return err
		},
		func() error {
			_, err := Find(ctx, g, v, []EntityList{{Order: Order{Field: OrderName}, Page: page}})
			return err
		},
		func() error { _, err := g.Search(ctx, v, string(nobody), nil, 1); return err },
		func() error { _, err := g.from(v).Count(ctx, v, noStatistics()); return err },
	}
	for _, ask := range questions {
		if err := ask(); err != nil {
			return err
		}
	}
	return nil
}

// noStatistics asks for [Graph.Statistics] of what begins at the end of time, which is
// nothing: the answer takes no time, where that of a large graph takes seconds.
func noStatistics() []Query {
	never := Unbounded
	never.StartEarliest.Min = PosInf
	var queries []Query
	for _, class := range []Class{ClassEntity, ClassRelationship, ClassClaim, ClassSource} {
		queries = append(queries, Query{Class: class, Bounds: &never})
	}
	return queries
}
