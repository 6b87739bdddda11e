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
	relationships := []RelationshipList{
		{Of: nobody, Order: Order{Field: OrderStart}, Page: page},
	}
	questions := []func() error{
		func() error { _, err := g.Records(ctx, v, []ID{nobody}); return err },
		func() error { _, err := Find(ctx, g, v, relationships); return err },
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
		func() error { _, err := g.Statistics(ctx, v); return err },
	}
	for _, ask := range questions {
		if err := ask(); err != nil {
			return err
		}
	}
	return nil
}
