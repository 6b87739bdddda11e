package kg

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// A Revision is a version of a record with what it changed.
type Revision struct {
	Version
	// Changed are the fields whose values differ from the version before, by name; all
	// that are set for the first one.
	Changed []FieldChange
}

// A FieldChange is a field of a record in two versions. A field inside validity or
// location is named by its path, such as "validity.edtf"; one that follows from
// other records is named too, since that is why such a version was written.
type FieldChange struct {
	Field string
	// Before and After are the values as JSON, empty where there was none.
	Before, After string
}

// History returns the versions of each record, latest first, as far as they were
// recorded at v's Known; none for what is not there. Of a record that v does not
// show, no version is told to name it. It asks the store twice at the most.
func (g *Graph) History(ctx context.Context, v View, ids []ID) ([][]Revision, error) {
	versions, err := g.from(v).Versions(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	hidden, err := g.hiddenIn(ctx, v, versions)
	if err != nil {
		return nil, err
	}
	histories := make([][]Revision, len(ids))
	for i, all := range versions {
		var before Record
		for _, version := range knownOf(all, v.Known) {
			if !v.maySee(version.Record) || rests(version.Record, hidden) {
				// Whoever may see it now might not have then.
				version.Change.Reason = ""
				histories[i] = append(histories[i], Revision{Version: version})
				continue
			}
			version.Record = without(version.Record, hidden)
			changed, err := fieldChanges(before, version.Record)
			if err != nil {
				return nil, err
			}
			histories[i] = append(histories[i], Revision{version, changed})
			before = version.Record
		}
		slices.Reverse(histories[i])
	}
	return histories, nil
}

// knownOf leaves out what was recorded after a time: later versions, and that the
// one in force then was to end.
func knownOf(versions []Version, known RecordedTime) []Version {
	if known == 0 {
		return versions
	}
	var then []Version
	for _, version := range versions {
		if version.From > known {
			break
		}
		if version.To > known {
			version.To = StillCurrent
		}
		then = append(then, version)
	}
	return then
}

// fieldChanges compares two versions of a record; before is nil for the first.
func fieldChanges(before, after Record) ([]FieldChange, error) {
	old, err := fieldsOf(before)
	if err != nil {
		return nil, err
	}
	now, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	names := slices.Concat(slices.Collect(maps.Keys(old)), slices.Collect(maps.Keys(now)))
	slices.Sort(names)
	var changes []FieldChange
	for _, name := range slices.Compact(names) {
		if !bytes.Equal(old[name], now[name]) {
			changes = append(changes, FieldChange{name, string(old[name]), string(now[name])})
		}
	}
	return changes, nil
}

// nested are the fields whose parts are compared one by one.
var nested = []string{"validity", "location"}

// fieldsOf returns the fields of a record as JSON, but for its id.
func fieldsOf(r Record) (map[string]json.RawMessage, error) {
	if r == nil {
		return map[string]json.RawMessage{}, nil
	}
	body, err := EncodeBody(r)
	if err != nil {
		return nil, err
	}
	fields := make(map[string]json.RawMessage)
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	delete(fields, "id")
	for _, outer := range nested {
		parts := make(map[string]json.RawMessage)
		if json.Unmarshal(fields[outer], &parts) != nil {
			continue // there is none
		}
		delete(fields, outer)
		for inner, value := range parts {
			fields[outer+"."+inner] = value
		}
	}
	return fields, nil
}
