package sqlite

import (
	"context"
	"errors"
	"fmt"

	"entente/kg"
)

// A backfill gives the superseded versions of a file what later ones get when they
// are superseded.
type backfill struct {
	*conn
	number                 int64
	versions, edges, names bulk
}

// fillVersions reads the bodies that version 1 of the tables kept, and nothing
// else of superseded versions, and fills the tables of version 2.
func fillVersions(ctx context.Context, c *conn) error {
	f := &backfill{
		conn: c,
		versions: newBulk("INSERT INTO version (number, record, version, class, entity_class," +
			" kind, label, start_earliest, start_latest, end_earliest, end_latest, rank, restricted," +
			" about, recorded_from, recorded_to, sequence, body)"),
		edges: newBulk("INSERT INTO past_edge (entity, recorded_to, relationship, recorded_from," +
			" number, direction, kind, restricted," +
			" start_earliest, start_latest, end_earliest, end_latest)"),
		names: newBulk("INSERT INTO past_name_key (form, text, folded, id, name," +
			" recorded_from, recorded_to, kind, number, entity_class, restricted)"),
	}
	bare, err := c.query(ctx, "SELECT record, version, class, restricted, recorded_from,"+
		" recorded_to, sequence, body FROM bare_version ORDER BY rowid")
	if err != nil {
		return err
	}
	for bare.next() {
		if err := f.fill(ctx, bare); err != nil {
			return errors.Join(err, bare.close())
		}
	}
	if err := bare.close(); err != nil {
		return err
	}
	for _, b := range []*bulk{&f.versions, &f.edges, &f.names} {
		if err := f.flush(ctx, b); err != nil {
			return err
		}
	}
	return c.script(ctx, "DROP TABLE bare_version")
}

// fill writes what follows from the body of one version.
func (f *backfill) fill(ctx context.Context, bare *rows) error {
	f.number++
	record, err := kg.DecodeBody(
		kg.Class(bare.text(2)), []byte(bare.text(7)), int(bare.int(1)), kg.RecordedTime(bare.int(4)))
	if err != nil {
		return fmt.Errorf("version %d of %s: %w", bare.int(1), bare.text(0), err)
	}
	k := record.Keys()
	k.Restricted = bare.int(3) != 0
	err = f.gather(ctx, &f.versions, f.number, bare.text(0), bare.int(1), bare.text(2), string(k.EntityClass),
		k.Kind, k.Label, int64(k.Span.StartEarliest), int64(k.Span.StartLatest),
		int64(k.Span.EndEarliest), int64(k.Span.EndLatest), k.Rank, k.Restricted,
		string(k.About), bare.int(4), bare.int(5), bare.int(6), bare.text(7))
	if err != nil {
		return err
	}
	switch record := record.(type) {
	case *kg.Entity:
		return f.addNames(ctx, record, k, bare.int(4), bare.int(5))
	case *kg.Relationship:
		err := f.addEdge(ctx, record, k.From, k, bare.int(4), bare.int(5))
		if err == nil && k.To != k.From {
			err = f.addEdge(ctx, record, k.To, k, bare.int(4), bare.int(5))
		}
		return err
	}
	return nil
}

// addNames adds the keys that an entity was found by.
func (f *backfill) addNames(ctx context.Context, e *kg.Entity, k kg.Keys, from, to int64) error {
	for _, key := range kg.NameKeys(e) {
		err := f.gather(ctx, &f.names, string(key.Form), key.Text, key.Folded, string(e.ID),
			key.Name, from, to, string(key.Kind), f.number, string(k.EntityClass), k.Restricted)
		if err != nil {
			return err
		}
	}
	return nil
}

// addEdge adds a relationship's row for one of its ends.
func (f *backfill) addEdge(
	ctx context.Context, r *kg.Relationship, entity kg.ID, k kg.Keys, from, to int64,
) error {
	return f.gather(ctx, &f.edges, string(entity), to, string(r.ID), from,
		f.number, string(r.DirectionFrom(entity)), k.Kind, k.Restricted,
		int64(k.Span.StartEarliest), int64(k.Span.StartLatest),
		int64(k.Span.EndEarliest), int64(k.Span.EndLatest))
}
