package graph

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// An identity says who asks.
type identity struct {
	// name goes into the change log; empty for readers.
	name string
	// editor may write and sees restricted records.
	editor bool
	// closed is true where nobody may write.
	closed bool
}

type identityKey struct{}

func (i identity) attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, identityKey{}, i)
}

// writerOf returns the name under which a request writes.
func writerOf(ctx context.Context) string {
	who, _ := ctx.Value(identityKey{}).(identity)
	return who.name
}

// identify reads a bearer token as the header Authorization has it. Who sends none
// reads.
func identify(header, token string) (identity, error) {
	if header == "" {
		return identity{closed: token == ""}, nil
	}
	scheme, given, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") || token == "" || !equal(strings.TrimSpace(given), token) {
		return identity{}, errBadToken
	}
	return identity{name: "admin", editor: true}, nil
}

// equal compares secrets in a time that tells nothing of them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// guard refuses mutations of whoever may not write.
func guard(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	operation := graphql.GetOperationContext(ctx).Operation
	who, _ := ctx.Value(identityKey{}).(identity)
	if operation == nil || operation.Operation != ast.Mutation || who.editor {
		return next(ctx)
	}
	refused := errUnauthenticated
	if who.closed {
		refused = errForbidden
	}
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{gqlError(refused)}})
}
