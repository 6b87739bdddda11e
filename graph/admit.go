package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// streamKey is where the context of a request has whether it is a stream.
type streamKey struct{}

// admit asks for a place for each operation that came over a stream, unless it is a
// subscription, which waits most of its time. Any other has its place as a request.
func admit(ask func(context.Context) (func(), error)) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		if ask == nil || ctx.Value(streamKey{}) == nil || subscribes(graphql.GetOperationContext(ctx)) {
			return next(ctx)
		}
		end, err := ask(ctx)
		if err != nil {
			return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{gqlError(err)}})
		}
		end = sync.OnceFunc(end)
		context.AfterFunc(ctx, end) // where it is never asked for its answer
		respond := next(ctx)
		return func(ctx context.Context) *graphql.Response {
			defer end()
			return respond(ctx)
		}
	}
}
