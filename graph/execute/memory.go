package execute

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// A memory has what is the same for all objects in which a field of a document is met:
// the variables do not change while an operation is answered.
type memory struct {
	mu     sync.Mutex
	args   map[fieldOf]map[string]any
	fields map[selection]*Fields
}

// A fieldOf names a field of a document in the objects of one type.
type fieldOf struct {
	field  *ast.Field
	object string
}

// arguments returns the arguments of a field, which are the same map each time and must
// not be changed. An error is not remembered, for it is told of the path of each.
func (m *memory) arguments(
	s *scope, oc *graphql.OperationContext,
	read func(ctx context.Context, raw map[string]any) (map[string]any, error),
) (map[string]any, error) {
	key := fieldOf{s.field, s.object}
	m.mu.Lock()
	args, ok := m.args[key]
	m.mu.Unlock()
	if ok {
		return args, nil
	}
	args, err := read(s, s.field.ArgumentMap(oc.Variables))
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if first, ok := m.args[key]; ok {
		return first, nil
	}
	if m.args == nil {
		m.args = make(map[fieldOf]map[string]any)
	}
	m.args[key] = args
	return args, nil
}

// A selection names what is selected of the objects of one type.
type selection struct {
	first  *ast.Selection
	length int
	object *string
}

// Fields are the fields that are selected of an object.
type Fields struct {
	All []graphql.CollectedField
	// repeats says that two of them have one name in the answer.
	repeats bool
}

// CollectFields returns what is selected of an object that is of certain types, its own
// first.
func CollectFields(
	ctx context.Context, oc *graphql.OperationContext, selected ast.SelectionSet, types []string,
) *Fields {
	s, ok := ctx.(*scope)
	if !ok || len(selected) == 0 {
		return collect(oc, selected, types)
	}
	key := selection{&selected[0], len(selected), &types[0]}
	s.mu.Lock()
	defer s.mu.Unlock()
	if found, ok := s.fields[key]; ok {
		return found
	}
	if s.fields == nil {
		s.fields = make(map[selection]*Fields)
	}
	found := collect(oc, selected, types)
	s.fields[key] = found
	return found
}

// collect is CollectFields without a memory.
func collect(oc *graphql.OperationContext, selected ast.SelectionSet, types []string) *Fields {
	f := &Fields{All: graphql.CollectFields(oc, selected, types)}
	names := make(map[string]bool, len(f.All))
	for _, field := range f.All {
		f.repeats = f.repeats || names[field.Alias]
		names[field.Alias] = true
	}
	return f
}
