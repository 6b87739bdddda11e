package execute

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// List answers the elements of a list, one after the other.
func List(
	ctx context.Context, length int, element func(ctx context.Context, i int) graphql.Marshaler,
) graphql.Array {
	answers := make(graphql.Array, length)
	up, in := scopeOf(ctx)
	scopes := make([]scope, length)
	for i := range scopes {
		s := &scopes[i]
		s.root, s.up, s.index, s.later = in, up, i, i > 0
		answers[i] = guarded(s, element)
	}
	return answers
}

// guarded returns the answer of an element, which is null when it panics.
func guarded(
	s *scope, element func(ctx context.Context, i int) graphql.Marshaler,
) (answer graphql.Marshaler) {
	defer func() {
		if panicked := recover(); panicked != nil {
			graphql.AddError(s, graphql.Recover(s, panicked))
			answer = graphql.Null
		}
	}()
	return element(s, s.index)
}
