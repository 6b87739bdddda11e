package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
)

// writerOf returns the name under which a request writes.
func writerOf(ctx context.Context) string { return access.Of(ctx).Name }

// permit refuses operations of whoever may not do them: to read needs a reader, to
// write an editor.
func permit(guard *access.Guard) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		needed := access.Reader
		if o := graphql.GetOperationContext(ctx).Operation; o != nil && o.Operation == ast.Mutation {
			needed = access.Editor
		}
		who := access.Of(ctx)
		err := guard.Permit(who, needed)
		if !guard.Holds(who) { // it was told when a connection began, which may be long ago
			err = access.ErrBadToken
		}
		if err != nil {
			return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{gqlError(err)}})
		}
		return next(ctx)
	}
}
