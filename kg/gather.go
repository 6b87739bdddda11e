package kg

import "context"

// gather returns every relationship that v shows of some entities, or of the whole
// graph where none is named, by id. It takes one call of the store. More than limit
// are an ErrLimit, which says to ask for less.
func (g *Graph) gather(
	ctx context.Context, v View, of []ID, where *RelationshipFilter, limit int,
) (map[ID]Found, error) {
	lists := []RelationshipList{{Where: where}}
	if len(of) > 0 {
		lists = make([]RelationshipList, len(of))
		for i, id := range of {
			lists[i] = RelationshipList{Where: where, Of: id}
		}
	}
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return nil, err
	}
	for i := range plans {
		plans[i].Limit = limit + 1
	}
	answers, err := ask(plans, func(queries []Query) ([][]Found, error) {
		return g.from(v).Find(ctx, v, queries)
	})
	if err != nil {
		return nil, err
	}
	gathered := make(map[ID]Found)
	for _, found := range answers {
		for _, f := range found {
			gathered[f.Record.Head().ID] = f
		}
	}
	if len(gathered) > limit {
		return nil, &LimitError{What: "relationships looked at", Value: len(gathered), Limit: limit}
	}
	return gathered, nil
}
