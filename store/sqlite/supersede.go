package sqlite

import (
	"context"

	"entente/kg"
)

// supersede moves the current version to the history, together with what was
// derived from it.
func (w *writing) supersede(ctx context.Context, one *write) error {
	was := one.current
	one.version = was.version
	w.replaced = append(w.replaced, was.number)
	w.lastVersion++
	err := w.exec(ctx, "INSERT INTO version (number, record, version, class, entity_class,"+
		" kind, label, start_earliest, start_latest, end_earliest, end_latest, rank, restricted,"+
		" about, recorded_from, recorded_to, sequence, body)"+
		" SELECT ?, id, version, class, entity_class,"+
		" kind, label, start_earliest, start_latest, end_earliest, end_latest, rank, restricted,"+
		" about, recorded_from, ?, sequence, body FROM record WHERE number = ?",
		w.lastVersion, int64(w.at), was.number)
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "DELETE FROM reference WHERE record = ?", was.number); err != nil {
		return err
	}
	switch was.class {
	case kg.ClassEntity:
		return w.supersedeNames(ctx, was)
	case kg.ClassRelationship:
		return w.supersedeEdges(ctx, one)
	default:
		return nil
	}
}

// supersedeNames moves the keys that the version was found by. While a graph is loaded,
// what finds them is made when it is first needed, and goes with its table.
func (w *writing) supersedeNames(ctx context.Context, was current) error {
	if w.loading {
		err := w.exec(ctx, "CREATE INDEX IF NOT EXISTS loading_names ON name_key (entity)")
		if err != nil {
			return err
		}
	}
	err := w.exec(ctx, "INSERT INTO past_name_key (form, text, folded, id, name,"+
		" recorded_from, recorded_to, kind, number, entity_class, restricted)"+
		" SELECT form, text, folded, id, name, ?, ?, kind, ?, entity_class, restricted"+
		" FROM name_key WHERE entity = ?", was.recordedFrom, int64(w.at), w.lastVersion, was.number)
	if err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM name_key WHERE entity = ?", was.number)
}

// supersedeEdges moves the edges of the version. Of a view, as table edge is while a
// graph is loaded, they go by themselves.
func (w *writing) supersedeEdges(ctx context.Context, one *write) error {
	was := one.current
	const these = " FROM edge WHERE entity IN (?, ?) AND start_earliest = ? AND relationship = ?" +
		" AND number = ?"
	err := w.exec(ctx, "INSERT INTO past_edge (entity, recorded_to, relationship, recorded_from,"+
		" number, direction, kind, restricted, start_earliest, start_latest, end_earliest, end_latest)"+
		" SELECT iif(entity = ?, ?, ?), ?, relationship, ?, ?, direction, kind, restricted,"+
		" start_earliest, start_latest, end_earliest, end_latest"+these,
		was.from.number, was.from.id, was.to.id, int64(w.at), was.recordedFrom, w.lastVersion,
		was.from.number, was.to.number, was.startEarliest, string(one.id), was.number)
	if err != nil || w.loading {
		return err
	}
	return w.exec(ctx, "DELETE"+these,
		was.from.number, was.to.number, was.startEarliest, string(one.id), was.number)
}
