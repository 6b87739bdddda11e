package neo4j

import (
	"fmt"
	"maps"
	"slices"

	"entente/kg"
)

// versions compares the nodes of superseded versions.
func (a *audit) versions() error {
	after, version := "", int64(0)
	for {
		list, err := a.page(auditVersions, map[string]any{"after": after, "version": version})
		if err != nil {
			return err
		}
		var names []map[string]any
		for _, item := range list {
			values, ok := item.([]any)
			if !ok || len(values) != 4 {
				return fmt.Errorf("neo4j: got %T, want a version", item)
			}
			after, _ = values[0].(string)
			version, _ = values[1].(int64)
			names = append(names, a.version(after, values[2:])...)
		}
		if err := a.pastNames(names); err != nil || len(list) < plainChunk {
			return err
		}
	}
}

// version compares [properties, whether its record is restricted] of a version, and
// returns the name keys that it must have had.
func (a *audit) version(id string, values []any) []map[string]any {
	properties, _ := values[0].(map[string]any)
	record, row := a.node(id, properties)
	if record == nil {
		return nil
	}
	a.compare(id, properties, row)
	if hidden := properties["restricted"] == true || values[1] == true; properties["hidden"] != hidden {
		a.wrong(id, "whether version %v is hidden is not what follows from its record", properties["version"])
	}
	to, _ := properties["recordedTo"].(int64)
	return oldVersion{
		node: node{record: record, from: record.Head().RecordedAt}, to: kg.RecordedTime(to),
	}.names()
}

// pastNames reports the entities that are not found by the names that they had.
func (a *audit) pastNames(names []map[string]any) error {
	if len(names) == 0 {
		return nil
	}
	rows, err := a.rows(auditNames, map[string]any{"keys": names})
	if err != nil {
		return err
	}
	lacking := make(map[string]bool)
	for i := range names {
		lacking[fmt.Sprint(names[i]["entityId"])] = false
	}
	for _, row := range rows {
		var i, there int
		if err := scan(row, &i, &there); err != nil {
			return err
		}
		if id := fmt.Sprint(names[i]["entityId"]); there != 1 {
			lacking[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(lacking)) {
		if lacking[id] {
			a.wrong(id, "the names that search finds its past by are not those of its versions")
		}
	}
	return nil
}

// sortedKeys returns the names of properties in order.
func sortedKeys(properties map[string]any) []string {
	return slices.Sorted(maps.Keys(properties))
}

// plain returns a value of our own as the driver gives it back: all whole numbers are of
// one type.
func plain(value any) any {
	switch value := value.(type) {
	case int:
		return int64(value)
	case []any:
		list := make([]any, len(value))
		for i, item := range value {
			list[i] = plain(item)
		}
		return list
	case map[string]any:
		properties := make(map[string]any, len(value))
		for name, item := range value {
			properties[name] = plain(item)
		}
		return properties
	default:
		return value
	}
}
