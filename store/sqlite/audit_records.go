package sqlite

import (
	"context"
	"database/sql/driver"
	"slices"

	"entente/kg"
)

// keyColumns are those of tables record and version that repeat what the body says, in
// the order of [keyLine].
const keyColumns = "r.class, r.entity_class, r.kind, r.label, r.start_earliest, r.start_latest," +
	" r.end_earliest, r.end_latest, r.rank, r.restricted, r.about"

// keyLine writes the keys of a record as table record has them.
func keyLine(class kg.Class, k *kg.Keys) string {
	return line(string(class), string(k.EntityClass), k.Kind, k.Label,
		int64(k.Span.StartEarliest), int64(k.Span.StartLatest),
		int64(k.Span.EndEarliest), int64(k.Span.EndLatest), k.Rank, k.Restricted, string(k.About))
}

// spanColumns are those of tables edge and past_edge that repeat the relationship's, in
// the order of [spanValues].
const spanColumns = "direction, kind, restricted, start_earliest, start_latest, end_earliest, end_latest"

func spanValues(r *kg.Relationship, k *kg.Keys, end kg.ID) []driver.Value {
	return []driver.Value{
		string(r.DirectionFrom(end)), k.Kind, k.Restricted, int64(k.Span.StartEarliest),
		int64(k.Span.StartLatest), int64(k.Span.EndEarliest), int64(k.Span.EndLatest),
	}
}

// An audited is a row of table record or version whose body was read.
type audited struct {
	number int64
	id     string
	record kg.Record
	keys   kg.Keys
}

// read reads a row that begins with number, id and body and goes on with keyColumns, and
// reports where these differ. It is nil where the body cannot be read.
func (a *audit) read(row *rows) *audited {
	a.step()
	one := &audited{number: row.int(0), id: row.text(1)}
	class := kg.Class(row.text(3))
	record, err := kg.DecodeBody(class, []byte(row.text(2)), 1, 0)
	if err != nil {
		a.found(kg.NewFinding(kg.FindingUnreadable, kg.ID(one.id), "its body cannot be read"))
		return nil
	}
	one.record, one.keys = record, record.Keys()
	if string(record.Head().ID) != one.id {
		a.wrong(one.id, "its body is that of %s", record.Head().ID)
	}
	if keyLine(class, &one.keys) != line(row.values[3:14]...) {
		a.wrong(one.id, "what lists find it by is not what its body says")
	}
	return one
}

// records compares table record, and what is kept beside it, with its bodies.
func (a *audit) records(ctx context.Context) error {
	edges, err := a.beside(ctx, "edge", "number", "entity, other, relationship, "+spanColumns)
	if err != nil {
		return err
	}
	names, err := a.beside(ctx, "name_key", "entity", nameColumns)
	if err != nil {
		return err
	}
	references, err := a.beside(ctx, "reference", "record", "target")
	if err != nil {
		return err
	}
	row, err := a.query(ctx, "SELECT r.number, r.id, r.body, "+keyColumns+", r.from_number, r.to_number,"+
		" a.id, b.id FROM record AS r LEFT JOIN record AS a ON a.number = r.from_number"+
		" LEFT JOIN record AS b ON b.number = r.to_number ORDER BY r.number")
	if err != nil {
		return err
	}
	for row.next() {
		one := a.read(row)
		if one == nil {
			continue
		}
		from, to := row.int(14), row.int(15)
		if row.text(16) != string(one.keys.From) || row.text(17) != string(one.keys.To) {
			a.wrong(one.id, "the ends that it is found by are not those that its body names")
		}
		edges.compare(one.number, one.id, one.edges(from, to))
		names.compare(one.number, one.id, one.names())
		references.compare(one.number, one.id, one.references())
	}
	if err := row.close(); err != nil {
		return err
	}
	return endAll(edges, names, references)
}

// edges returns the rows of table edge that follow from a record, but for its number.
func (one *audited) edges(from, to int64) (wanted []string) {
	r, ok := one.record.(*kg.Relationship)
	if !ok {
		return nil
	}
	add := func(entity, other int64, end kg.ID) {
		wanted = append(wanted, line(append([]driver.Value{entity, other, one.id}, spanValues(r, &one.keys, end)...)...))
	}
	add(from, to, one.keys.From)
	if from != to {
		add(to, from, one.keys.To)
	}
	return wanted
}

// nameColumns are those of tables name_key and past_name_key that follow from an entity.
const nameColumns = "form, text, folded, id, name, kind, entity_class, restricted"

// names returns the rows of table name_key that follow from a record, but for its number.
func (one *audited) names() (wanted []string) {
	e, ok := one.record.(*kg.Entity)
	if !ok {
		return nil
	}
	for _, key := range kg.NameKeys(e) {
		wanted = append(wanted, line(string(key.Form), key.Text, key.Folded, one.id, key.Name,
			string(key.Kind), string(one.keys.EntityClass), one.keys.Restricted))
	}
	return wanted
}

// references returns the rows of table reference that follow from a record. The edges
// tell the ends of relationships.
func (one *audited) references() (wanted []string) {
	for _, ref := range one.record.References() {
		if one.record.Class() != kg.ClassRelationship || ref.Field != "from" && ref.Field != "to" {
			wanted = append(wanted, line(string(ref.ID)))
		}
	}
	slices.Sort(wanted)
	return slices.Compact(wanted)
}
