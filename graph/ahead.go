package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/view"
	"entente/kg"
)

// tiesAsked returns the arguments of the field relationships that is selected of whatever
// entity the field of ctx finds, or nil where none is, or one whose arguments take more than
// a look: it has a filter or a time of its own. Where several are, it is the first.
//
// It is a guess by which one call of the store is saved. The field itself decides what it
// asks for, and asks for it where this guessed otherwise.
func tiesAsked(ctx context.Context) *view.Ties {
	operation, field := graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field
	types := []string{"", "Node", "Entity", field.Definition.Type.Name()}
	asked := selected(field.Selections, types, "relationships")
	if asked == nil {
		return nil
	}
	return tiesOf(asked.ArgumentMap(operation.Variables))
}

// selected returns the first field of a name that is selected of all values of certain
// types, whatever variables say.
func selected(selections ast.SelectionSet, types []string, name string) *ast.Field {
	for _, selection := range selections {
		var within ast.SelectionSet
		switch s := selection.(type) {
		case *ast.Field:
			if s.Name == name && len(s.Directives) == 0 {
				return s
			}
		case *ast.InlineFragment:
			if len(s.Directives) == 0 && slices.Contains(types, s.TypeCondition) {
				within = s.SelectionSet
			}
		case *ast.FragmentSpread:
			if len(s.Directives) == 0 && slices.Contains(types, s.Definition.TypeCondition) {
				within = s.Definition.SelectionSet
			}
		}
		if found := selected(within, types, name); found != nil {
			return found
		}
	}
	return nil
}

// tiesOf reads arguments that have passed validation, or returns nil for those that take
// more than a look.
func tiesOf(arguments map[string]any) *view.Ties {
	ties, plain := new(view.Ties), true
	for name, value := range arguments {
		if value == nil {
			continue
		}
		var ok bool
		switch name {
		case "first":
			ties.Page.First, ok = count(value)
		case "last":
			ties.Page.Last, ok = count(value)
		case "after":
			ties.Page.After, ok = text[string](value)
		case "before":
			ties.Page.Before, ok = text[string](value)
		case "direction":
			ties.Direction, ok = text[kg.Direction](value)
		case "orderBy":
			ties.OrderBy, ok = relationshipOrder(value)
		default:
			ok = false
		}
		plain = plain && ok
	}
	if !plain {
		return nil
	}
	return ties
}

func count(value any) (*int, bool) {
	n, err := graphql.UnmarshalInt(value)
	return &n, err == nil
}

func text[T ~string](value any) (*T, bool) {
	s, ok := value.(string)
	return new(T(s)), ok
}

// relationshipOrder reads an order, whose fields have the defaults that the schema says.
func relationshipOrder(value any) (*view.RelationshipOrder, bool) {
	fields, ok := value.(map[string]any)
	order := &view.RelationshipOrder{Field: "START", Direction: view.Ascending}
	for name, value := range fields {
		s, isText := value.(string)
		ok = ok && isText
		switch name {
		case "field":
			order.Field = view.RelationshipOrderField(s)
		case "direction":
			order.Direction = view.OrderDirection(s)
		}
	}
	return order, ok
}
