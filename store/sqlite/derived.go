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
	// many and one write so many rows, and one.
	many, one string
	width     int
	values    []driver.Value
}

// bulkRows is how many rows a statement writes.
const bulkRows = 16

// newBulk returns an empty bulk for a statement up to its VALUES.
func newBulk(insert string) bulk {
	width := strings.Count(insert, ",") + 1
	row := ", (?" + strings.Repeat(", ?", width-1) + ")"
	insert += " VALUES "
	return bulk{many: insert + strings.Repeat(row, bulkRows)[2:], one: insert + row[2:], width: width}
}

// gather adds a row to a bulk, which is written where it is full.
func (c *conn) gather(ctx context.Context, b *bulk, row ...driver.Value) error {
	b.values = append(b.values, row...)
	if len(b.values) < bulkRows*b.width {
		return nil
	}
	err := c.exec(ctx, b.many, b.values...)
	b.values = b.values[:0]
	return err
}

// flush writes the rows of a bulk that were not yet.
func (c *conn) flush(ctx context.Context, b *bulk) error {
	for row := range slices.Chunk(b.values, b.width) {
		if err := c.exec(ctx, b.one, row...); err != nil {
			return err
		}
	}
	b.values = b.values[:0]
	return nil
}

// An edge is a row of table edge.
type edge struct {
	entity, other, number int64
	relationship          string
	direction             kg.Direction
	keys                  *kg.Keys
}

// derived are rows that follow from the records of a batch: the last few, and the edges,
// which are written at its end.
type derived struct {
	records, changes, references, names bulk
	edges                               []edge
}

func newDerived() derived {
	return derived{
		records: newBulk("INSERT INTO record " + recordValues),
		changes: newBulk("INSERT INTO change (sequence, recorded_at, batch, writer, reason," +
			" record, class, version, action)"),
		references: newBulk("INSERT OR IGNORE INTO reference (record, target)"),
		names: newBulk("INSERT INTO name_key (form, text, folded, id, name, kind," +
			" entity, entity_class, restricted)"),
	}
}

// addNames adds the keys that an entity is found by.
func (w *writing) addNames(ctx context.Context, e *kg.Entity, k *kg.Keys, number int64) error {
	for _, key := range kg.NameKeys(e) {
		err := w.gather(ctx, &w.names, string(key.Form), key.Text, key.Folded, string(e.ID),
			key.Name, string(key.Kind), number, string(k.EntityClass), k.Restricted)
		if err != nil {
			return err
		}
	}
	return nil
}

// addEdges adds a relationship's row for each of its ends. While a graph is loaded, table
// edge is a view of the records.
func (w *writing) addEdges(r *kg.Relationship, k *kg.Keys, number, from, to int64) {
	if w.loading {
		return
	}
	w.edges = append(w.edges, edge{from, to, number, string(r.ID), r.DirectionFrom(k.From), k})
	if from != to {
		w.edges = append(w.edges, edge{to, from, number, string(r.ID), r.DirectionFrom(k.To), k})
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
		err := w.gather(ctx, &edges, e.entity, e.other, e.number, e.relationship,
			string(e.direction), e.keys.Kind, e.keys.Restricted,
			int64(e.keys.Span.StartEarliest), int64(e.keys.Span.StartLatest),
			int64(e.keys.Span.EndEarliest), int64(e.keys.Span.EndLatest))
		if err != nil {
			return err
		}
	}
	for _, b := range []*bulk{&edges, &w.records, &w.references, &w.names, &w.changes} {
		if err := w.flush(ctx, b); err != nil {
			return err
		}
	}
	return w.logCreations(ctx)
}

// logCreations logs the records that the batch has made, where one reason is all of
// theirs: what the log says of them is beside them already.
func (w *writing) logCreations(ctx context.Context) error {
	if !w.alike || w.lastNumber == w.olderNumber {
		return nil
	}
	return w.exec(ctx, "INSERT INTO change (sequence, recorded_at, batch, writer, reason,"+
		" record, class, version, action)"+
		" SELECT sequence, recorded_from, ?, ?, ?, id, class, version, ?"+
		" FROM record WHERE number > ? ORDER BY number",
		w.batch.ID, w.batch.Writer, w.batch.Reason, string(kg.ActionCreated), w.olderNumber)
}
