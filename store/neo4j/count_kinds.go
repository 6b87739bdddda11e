package neo4j

import (
	"context"

	"entente/kg"
)

var kindsStatement = statement("kinds")

// addKinds has questions for relationships of any type name all types, so that each is
// sought in the index that begins with the type.
func (s *Store) addKinds(ctx context.Context, v kg.View, params []map[string]any) error {
	var kinds []string
	for _, p := range params {
		if p["kinds"] != nil {
			continue
		}
		if kinds == nil {
			var err error
			if kinds, err = s.kinds(ctx, v); err != nil {
				return err
			}
		}
		p["kinds"] = kinds
	}
	return nil
}

// kinds returns the types that relationships have, from those of the native ones.
func (s *Store) kinds(ctx context.Context, v kg.View) ([]string, error) {
	rows, err := s.rows(ctx, v, kindsStatement, nil)
	if err != nil {
		return nil, err
	}
	var types []any
	if err := scan(rows[0], &types); err != nil {
		return nil, err
	}
	kinds := []string{}
	for _, value := range types {
		if native, ok := value.(string); ok {
			kinds = append(kinds, termOf(native))
		}
	}
	return kinds, nil
}
