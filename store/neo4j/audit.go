package neo4j

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"entente/kg"
)

var (
	auditRecords  = statement("audit_records")
	auditVersions = statement("audit_versions")
	auditNames    = statement("audit_names")
	auditStrays   = statement("audit_strays")
)

var _ kg.Auditor = (*Store)(nil)

// Audit compares all nodes and native relationships with what follows from the bodies of
// records; see [kg.Auditor]. It reads page by page. Neo4j has a command of its own to
// check its files, for which it must be stopped.
func (s *Store) Audit(ctx context.Context, found func(kg.Finding), progress func(done int)) error {
	a := &audit{ctx: ctx, store: s, found: found, progress: progress}
	for _, part := range []func() error{a.records, a.versions, a.strays} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// An audit is one that is being made.
type audit struct {
	ctx      context.Context //nolint:containedctx // an audit lives no longer than one call
	store    *Store
	found    func(kg.Finding)
	progress func(done int)
	done     int
}

// wrong reports that something is not what a record's body says.
func (a *audit) wrong(id, format string, values ...any) {
	a.found(kg.NewFinding(kg.FindingIndex, kg.ID(id), format, values...))
}

// rows runs a statement.
func (a *audit) rows(text string, params map[string]any) (rows [][]any, err error) {
	err = a.store.reading(a.ctx, func() error {
		rows, err = a.store.rows(a.ctx, kg.View{}, text, params)
		return err
	})
	return rows, err
}

// page runs a statement that answers with a list, and counts its items.
func (a *audit) page(text string, params map[string]any) (list []any, err error) {
	params["limit"] = plainChunk
	rows, err := a.rows(text, params)
	if err != nil {
		return nil, err
	}
	err = scan(rows[0], &list)
	a.done += len(list)
	a.progress(a.done)
	return list, err
}

// node reads the body that is among the properties of a node and returns what its row
// must be; it is nil where the body cannot be read.
func (a *audit) node(id string, properties map[string]any) (kg.Record, map[string]any) {
	text := func(name string) string { value, _ := properties[name].(string); return value }
	number := func(name string) int64 { value, _ := properties[name].(int64); return value }
	body, version := text("body"), int(number("version"))
	from := kg.RecordedTime(number("recordedFrom"))
	record, err := kg.DecodeBody(kg.Class(text("class")), []byte(body), version, from)
	if err != nil {
		a.found(kg.NewFinding(kg.FindingUnreadable, kg.ID(id), "its body cannot be read"))
		return nil, nil
	}
	return record, node{record, body, version, from, number("sequence")}.row()
}

// records compares the nodes of records.
func (a *audit) records() error {
	for after := ""; ; {
		list, err := a.page(auditRecords, map[string]any{"after": after})
		if err != nil {
			return err
		}
		for _, item := range list {
			values, ok := item.([]any)
			if !ok || len(values) != 6 {
				return fmt.Errorf("neo4j: got %T, want a record", item)
			}
			after, _ = values[0].(string)
			a.record(after, values[1:])
		}
		if len(list) < plainChunk {
			return nil
		}
	}
}

// record compares [labels, properties, links, ties, names] of a record.
func (a *audit) record(id string, values []any) {
	properties, _ := values[1].(map[string]any)
	record, row := a.node(id, properties)
	if record == nil {
		return
	}
	a.compare(id, properties, row)
	labels := append([]string{"Record"}, row["labels"].([]string)...)
	if !sameItems(values[0], anys(labels)) {
		a.wrong(id, "its labels are %v and not %v", values[0], labels)
	}
	if !sameItems(values[2], linksWanted(record)) {
		a.wrong(id, "its references are not those that its body names")
	}
	if !sameItems(values[3], tiesWanted(record)) {
		a.wrong(id, "its native relationship is not what its body says")
	}
	if e, ok := record.(*kg.Entity); !sameItems(undated(values[4]), namesWanted(e, ok)) {
		a.wrong(id, "the names that search finds it by are not those of its body")
	}
}

// compare reports the first property of a node that is not what its body says.
func (a *audit) compare(id string, got map[string]any, row map[string]any) {
	wanted := plain(row["properties"].(map[string]any)).(map[string]any)
	for _, name := range sortedKeys(wanted) {
		if !reflect.DeepEqual(plain(got[name]), wanted[name]) {
			a.wrong(id, "its property %s is not what its body says", name)
			return
		}
	}
}

// linksWanted returns the references of a record as audit_records has them.
func linksWanted(r kg.Record) (wanted []any) {
	for _, link := range linksOf(r) {
		wanted = append(wanted, []any{link["field"], link["type"], link["needs"], link["to"]})
	}
	return wanted
}

// tiesWanted returns the native relationships of a record as audit_records has them. One
// of a type that can be none has none.
func tiesWanted(record kg.Record) []any {
	r, ok := record.(*kg.Relationship)
	if !ok {
		return nil
	}
	tie, err := tieOf(r)
	if err != nil {
		return nil
	}
	native := tie["type"]
	for _, name := range []string{"type", "from", "to"} {
		delete(tie, name)
	}
	return []any{[]any{native, tie}}
}

// namesWanted returns the name keys of an entity without since when they hold.
func namesWanted(e *kg.Entity, ok bool) (wanted []any) {
	if !ok {
		return nil
	}
	for _, key := range namesOf(e, 0) {
		wanted = append(wanted, key)
	}
	return undated(wanted)
}

// undated takes off name keys since when they hold: those that an entity keeps go on.
func undated(keys any) []any {
	list, _ := keys.([]any)
	for _, key := range list {
		if key, ok := key.(map[string]any); ok {
			delete(key, "recordedFrom")
		}
	}
	return list
}

// strays reports what belongs to no record.
func (a *audit) strays() error {
	rows, err := a.rows(auditStrays, nil)
	if err != nil {
		return err
	}
	for i, what := range []string{
		"there is a native relationship of it, and no such record at these ends",
		"there are names to search it by, and no such entity",
		"there are names to search its past by, and it never was",
	} {
		list, _ := rows[0][i].([]any)
		for _, id := range list {
			a.wrong(fmt.Sprint(id), "%s", what)
		}
	}
	return nil
}

// anys returns a list as one of any values.
func anys[T any](list []T) []any {
	all := make([]any, len(list))
	for i, item := range list {
		all[i] = item
	}
	return all
}

// sameItems reports whether two lists have the same items, in any order.
func sameItems(got any, wanted []any) bool {
	list, _ := got.([]any)
	return slices.Equal(itemTexts(list), itemTexts(wanted))
}

// itemTexts writes the items of a list as sorted texts; maps are written in the order of
// their keys.
func itemTexts(list []any) []string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = fmt.Sprintf("%q", fmt.Sprintf("%#v", plain(item)))
	}
	slices.Sort(texts)
	return texts
}
