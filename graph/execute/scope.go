package execute

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// A scope is the context in which a field or an element of a list is answered. It has the
// values of the context of its field of the root, and tells gqlgen where it is.
type scope struct {
	*root
	// up is the scope around it, or nil for that of the root's field.
	up *scope
	// object is the type that the field is of, and field the field; nil for an element.
	object     string
	field      *ast.Field
	selections ast.SelectionSet
	args       map[string]any
	// index is the place of an element, and later says that it, or what the scope is in,
	// comes after the first of its list.
	index int
	later bool
	// made is what [scope.Value] has told of the scope.
	made atomic.Pointer[graphql.FieldContext]
}

// A root is what all scopes below a field of the root share.
type root struct {
	context.Context
	memory
}

// fieldKey is the key by which gqlgen looks for the context of a field, as it was learnt
// from seeing it look.
var fieldKey = func() any {
	var seen onlooker
	graphql.GetFieldContext(&seen)
	return seen.key
}()

// An onlooker is an empty context that remembers the key that it was asked for.
type onlooker struct {
	context.Context
	key any
}

// Value has none.
func (o *onlooker) Value(key any) any {
	o.key = key
	return nil
}

// scopeOf returns the scope that a context is, or a new one around those below a field of
// the root.
func scopeOf(ctx context.Context) (up *scope, in *root) {
	if s, ok := ctx.(*scope); ok {
		return s, s.root
	}
	return nil, &root{Context: ctx}
}

// within returns the scope of a field of an object.
func within(ctx context.Context, object string, field graphql.CollectedField) *scope {
	up, in := scopeOf(ctx)
	return &scope{
		root: in, up: up, object: object, field: field.Field, selections: field.Selections,
		later: up != nil && up.later,
	}
}

// Value returns what gqlgen knows of the field, or a value of the field of the root.
func (s *scope) Value(key any) any {
	if key == fieldKey {
		return s.fieldContext()
	}
	return s.Context.Value(key)
}

// fieldContext says where the scope is in the form of gqlgen. It is the same each time.
func (s *scope) fieldContext() *graphql.FieldContext {
	if made := s.made.Load(); made != nil {
		return made
	}
	made := &graphql.FieldContext{Object: s.object, Args: s.args, IsMethod: true}
	if s.up != nil {
		made.Parent = s.up.fieldContext()
	} else {
		made.Parent = graphql.GetFieldContext(s.Context)
	}
	if s.field != nil {
		made.Field = graphql.CollectedField{Field: s.field, Selections: s.selections}
	} else {
		made.Index = &s.index
	}
	if !s.made.CompareAndSwap(nil, made) {
		return s.made.Load()
	}
	return made
}
