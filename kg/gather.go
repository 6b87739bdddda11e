package kg

import "context"

// gather returns every relationship that v shows of some entities, or of the whole
// graph where none is named, by id. It takes one call of the store; former ids take
// more. More than limit are an ErrLimit.
func (g *Graph) gather(
	ctx context.Context, v View, of []ID, where *RelationshipFilter, limit int,
) (map[ID]Found, error) {
	lists := listsOf(of, RelationshipList{Where: where, Named: true})
	gathered := make(map[ID]Found)
	err := g.stream(ctx, v, lists, nil, func(_ int, f Found) {
		if len(gathered) <= limit {
			gathered[f.Record.Head().ID] = f
		}
	})
	if err == nil && len(gathered) > limit {
		err = &LimitError{What: "relationships looked at", Value: len(gathered), Limit: limit}
	}
	return gathered, err
}
