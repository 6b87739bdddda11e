package kg

import "context"

// BeginLoad prepares an empty store for the writing of a whole graph, in batches, and
// returns what ends it; see [Loader]. It does nothing where the store holds something
// or is no Loader. Lists, counts and search take very long until the end.
func (g *Graph) BeginLoad(ctx context.Context) (end func(context.Context) error, err error) {
	if loader, ok := Ability[Loader](g.Store()); ok {
		return loader.BeginLoad(ctx)
	}
	return func(context.Context) error { return nil }, nil
}
