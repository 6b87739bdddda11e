package execute

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// A marshal turns the value of a field into what is written of it.
type marshal[T any] = func(ctx context.Context, selections ast.SelectionSet, v T) graphql.Marshaler

// Field answers a field of an object. An error or a panic is told at the path of the field,
// which is null then.
func Field[T any](
	ctx context.Context, oc *graphql.OperationContext, object string, field graphql.CollectedField,
	resolve func(ctx context.Context) (T, error), marshal marshal[T], nonNull bool,
) (answer graphql.Marshaler) {
	s := within(ctx, object, field)
	defer func() {
		if panicked := recover(); panicked != nil {
			answer = failed(s, oc, panicked)
		}
	}()
	v, err := resolve(s)
	return finish(s, oc, v, err, marshal, nonNull)
}

// FieldWith is Field for one that has arguments, which read returns of those of the
// document.
func FieldWith[T any](
	ctx context.Context, oc *graphql.OperationContext, object string, field graphql.CollectedField,
	read func(ctx context.Context, raw map[string]any) (map[string]any, error),
	resolve func(ctx context.Context, args map[string]any) (T, error), marshal marshal[T], nonNull bool,
) (answer graphql.Marshaler) {
	s := within(ctx, object, field)
	defer func() {
		if panicked := recover(); panicked != nil {
			answer = failed(s, oc, panicked)
		}
	}()
	args, err := s.arguments(s, oc, read)
	if err != nil {
		oc.Error(s, err)
		return graphql.Null
	}
	s.args = args
	v, err := resolve(s, args)
	return finish(s, oc, v, err, marshal, nonNull)
}

// Leaf is Field for one that is read off its object without asking anything, and written
// without looking at where it is.
func Leaf[T any](
	ctx context.Context, oc *graphql.OperationContext, object string, field graphql.CollectedField,
	read func() (T, error), marshal marshal[T], nonNull bool,
) (answer graphql.Marshaler) {
	defer func() {
		if panicked := recover(); panicked != nil {
			answer = failed(within(ctx, object, field), oc, panicked)
		}
	}()
	v, err := read()
	if err != nil {
		return finish(within(ctx, object, field), oc, v, err, marshal, nonNull)
	}
	return marshal(ctx, nil, v)
}

// finish returns the answer of a field whose value or error is known.
func finish[T any](
	s *scope, oc *graphql.OperationContext, v T, err error, marshal marshal[T], nonNull bool,
) graphql.Marshaler {
	if err != nil {
		oc.Error(s, graphql.AddFieldLocationToError(s, err))
		return graphql.Null
	}
	if any(v) == nil { // of an interface
		if nonNull {
			graphql.AddInvalidNullError(s, "")
		}
		return graphql.Null
	}
	return marshal(s, s.selections, v)
}

// failed tells of a panic at the path of a context.
func failed(ctx context.Context, oc *graphql.OperationContext, panicked any) graphql.Marshaler {
	oc.Error(ctx, oc.Recover(ctx, panicked))
	return graphql.Null
}
