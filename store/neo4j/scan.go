package neo4j

import (
	"fmt"

	"entente/kg"
)

// scan copies the values of a row into what the targets point to: *string, *int,
// *int64, *bool, *[]any, or *kg.RecordedTime. Null leaves a target as it is.
func scan(values []any, targets ...any) error {
	if len(values) != len(targets) {
		return fmt.Errorf("neo4j: got %d values, want %d", len(values), len(targets))
	}
	for i, target := range targets {
		if values[i] != nil && !assign(target, values[i]) {
			return fmt.Errorf("neo4j: got %T as value %d, want %T", values[i], i, target)
		}
	}
	return nil
}

func assign(target, value any) (ok bool) {
	switch target := target.(type) {
	case *string:
		*target, ok = value.(string)
	case *bool:
		*target, ok = value.(bool)
	case *[]any:
		*target, ok = value.([]any)
	default:
		return assignNumber(target, value)
	}
	return ok
}

func assignNumber(target, value any) bool {
	number, ok := value.(int64)
	switch target := target.(type) {
	case *int:
		*target = int(number)
	case *int64:
		*target = number
	case *kg.RecordedTime:
		*target = kg.RecordedTime(number)
	default:
		return false
	}
	return ok
}

// scanList scans a value that is a list itself.
func scanList(value any, targets ...any) error {
	values, ok := value.([]any)
	if !ok {
		return fmt.Errorf("neo4j: got %T, want a list", value)
	}
	return scan(values, targets...)
}

// entities are those of an answer, each decoded once.
type entities struct {
	*decoded
	byID map[kg.ID]*kg.Entity
}

// addAll adds the entities of a list of [id, body, version, recordedFrom].
func (e entities) addAll(value any) error {
	list, _ := value.([]any)
	for _, item := range list {
		values, ok := item.([]any)
		if !ok || len(values) == 0 {
			return fmt.Errorf("neo4j: got %T, want an entity with its id", item)
		}
		var id string
		if err := scan(values[:1], &id); err != nil {
			return err
		}
		if _, err := e.get(kg.ID(id), values[1:]); err != nil {
			return err
		}
	}
	return nil
}

// get returns the entity of an id, from its values if it is not known yet.
func (e entities) get(id kg.ID, values []any) (*kg.Entity, error) {
	if entity, ok := e.byID[id]; ok {
		return entity, nil
	}
	record, err := e.record(kg.ClassEntity, values)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	entity := record.(*kg.Entity) // DecodeBody made it of this class
	e.byID[id] = entity
	return entity, nil
}
