package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"
	"strings"

	"entente/kg"
)

// A bulk gathers rows to write many with one statement.
type bulk struct {
	insert string
	width  int
	values []driver.Value
}

// bulkRows is how many rows a statement writes.
const bulkRows = 16

// newBulk returns an empty bulk for a statement up to its VALUES.
func newBulk(insert string) bulk {
	return bulk{insert: insert, width: strings.Count(insert, ",") + 1}
}

func (b *bulk) add(row ...driver.Value) { b.values = append(b.values, row...) }

// flush writes the rows that were gathered.
func (c *conn) flush(ctx context.Context, b *bulk) error {
	row := ", (?" + strings.Repeat(", ?", b.width-1) + ")"
	for len(b.values) > 0 {
		rows := bulkRows
		if len(b.values) < rows*b.width {
			rows = 1
		}
		text := b.insert + " VALUES " + strings.Repeat(row, rows)[2:]
		if err := c.exec(ctx, text, b.values[:rows*b.width]...); err != nil {
			return err
		}
		b.values = b.values[rows*b.width:]
	}
	return nil
}

// An edge is a row of table edge.
type edge struct {
	entity, other, number int64
	relationship          string
	direction             kg.Direction
	keys                  *kg.Keys
}

// derived are the rows that follow from the records of a batch, until all of them
// are written at its end.
type derived struct {
	changes, references, names bulk
	edges                      []edge
}

func newDerived() derived {
	return derived{
		changes: newBulk("INSERT INTO change (sequence, recorded_at, batch, writer, reason," +
			" record, class, version, action)"),
		references: newBulk("INSERT OR IGNORE INTO reference (record, target)"),
		names: newBulk("INSERT INTO name_key (form, text, folded, id, name, kind," +
			" entity, entity_class, restricted)"),
	}
}

// addNames adds the keys that an entity is found by.
func (d *derived) addNames(e *kg.Entity, k kg.Keys, number int64) {
	for _, key := range kg.NameKeys(e) {
		d.names.add(string(key.Form), key.Text, key.Folded, string(e.ID), key.Name, string(key.Kind),
			number, string(k.EntityClass), k.Restricted)
	}
}

// addEdges adds a relationship's row for each of its ends.
func (d *derived) addEdges(r *kg.Relationship, k kg.Keys, number, from, to int64) {
	d.edges = append(d.edges, edge{from, to, number, string(r.ID), r.DirectionFrom(k.From), &k})
	if from != to {
		d.edges = append(d.edges, edge{to, from, number, string(r.ID), r.DirectionFrom(k.To), &k})
	}
}

// writeDerived writes the rows. Edges go in the order in which they lie in the
// file, so that a large batch visits each page once.
func (w *writing) writeDerived(ctx context.Context) error {
	slices.SortFunc(w.edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.entity, b.entity),
			cmp.Compare(a.keys.Span.StartEarliest, b.keys.Span.StartEarliest))
	})
	edges := newBulk("INSERT INTO edge (entity, other, number, relationship, direction, kind, restricted," +
		" start_earliest, start_latest, end_earliest, end_latest)")
	for _, e := range w.edges {
		edges.add(e.entity, e.other, e.number, e.relationship, string(e.direction),
			e.keys.Kind, e.keys.Restricted,
			int64(e.keys.Span.StartEarliest), int64(e.keys.Span.StartLatest),
			int64(e.keys.Span.EndEarliest), int64(e.keys.Span.EndLatest))
	}
	for _, b := range []*bulk{&edges, &w.references, &w.names, &w.changes} {
		if err := w.flush(ctx, b); err != nil {
			return err
		}
	}
	return nil
}
