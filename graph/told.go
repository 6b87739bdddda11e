package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"entente/request"
)

// tellOperation notes for the access log what is asked, by the name that stands in the
// document.
func tellOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if o := graphql.GetOperationContext(ctx).Operation; o != nil {
		request.Of(ctx).SetOperation(string(o.Operation), o.Name)
	}
	return next(ctx)
}

// tellCodes notes for the access log which errors an answer has.
func tellCodes(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response != nil {
		for _, e := range response.Errors {
			request.Of(ctx).AddCode(codeIn(e))
		}
	}
	return response
}
