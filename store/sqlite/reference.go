package sqlite

import (
	"context"
	"fmt"
	"slices"

	"entente/kg"
)

// findTargets finds out what the batch refers to outside of itself, or was derived from.
func (w *writing) findTargets(ctx context.Context) error {
	for some := range slices.Chunk(w.targets(), maxListed) {
		q := new(statement)
		q.add("SELECT id, class, number, version FROM record WHERE ")
		q.addIn("id", texts(some))
		row, err := w.query(ctx, q.text.String(), q.args...)
		if err != nil {
			return err
		}
		for row.next() {
			w.known[kg.ID(row.text(0))] = target{kg.Class(row.text(1)), row.int(2), int(row.int(3))}
		}
		if err := row.close(); err != nil {
			return err
		}
	}
	return nil
}

// targets lists the ids that findTargets looks up, in the order of their index. None of
// them is known yet.
func (w *writing) targets() []kg.ID {
	var ids []kg.ID
	add := func(id kg.ID) {
		if _, ok := w.known[id]; !ok {
			w.known[id] = target{}
			ids = append(ids, id)
		}
	}
	for _, one := range w.writes {
		for _, ref := range one.refs {
			add(ref.ID)
		}
	}
	for _, unchanged := range w.batch.Unchanged {
		add(unchanged.ID)
	}
	slices.Sort(ids)
	return ids
}

// checkReferences makes sure, once all records are written, that those of the batch
// refer to records that are there.
func (w *writing) checkReferences() error {
	for _, one := range w.writes {
		for _, ref := range one.refs {
			if err := w.checkReference(one.Record, ref); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkOthers makes sure, once all is written, that what the records outside of
// the batch refer to is still there and what they take it for.
func (w *writing) checkOthers(ctx context.Context) error {
	for _, one := range w.writes {
		var err error
		switch {
		case one.Retract:
			err = w.checkAbandoned(ctx, one)
		case one.current.version != 0 && one.current.class != one.class:
			err = w.checkReferrers(ctx, one)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkReference refuses a reference to nothing or to another class.
func (w *writing) checkReference(from kg.Record, ref kg.Reference) error {
	found := w.known[ref.ID]
	fits := found.class == ref.Class
	if ref.Class == "" {
		fits = found.class != kg.ClassTerm
	}
	var reason string
	switch wanted := className(ref.Class); {
	case found.class == "":
		reason = fmt.Sprintf("%s: there is no %s %q", ref.Field, wanted, ref.ID)
	case !fits:
		reason = fmt.Sprintf("%s: %q is no %s; its class is %s", ref.Field, ref.ID, wanted, found.class)
	default:
		return nil
	}
	return &kg.ConflictError{Record: from.Head().ID, Reason: reason}
}

// className says what records of a class are called in messages.
func className(class kg.Class) string {
	switch class {
	case kg.ClassEntity:
		return "entity"
	case kg.ClassRelationship:
		return "relationship"
	case kg.ClassClaim:
		return "claim"
	case kg.ClassSource:
		return "source"
	case kg.ClassTerm:
		return "term"
	default:
		return "record"
	}
}

// referrers selects the ids of the records that refer to a record, by its id and
// by its number.
const referrers = " FROM (SELECT r.id FROM reference AS f JOIN record AS r ON r.number = f.record" +
	" WHERE f.target = ? UNION SELECT relationship FROM edge WHERE entity = ?)"

// checkAbandoned refuses a retraction that would leave references to nothing.
func (w *writing) checkAbandoned(ctx context.Context, one *write) error {
	count, err := w.number(ctx, "SELECT count(*)"+referrers, string(one.id), one.current.number)
	if err != nil || count == 0 {
		return err
	}
	row, err := w.query(ctx, "SELECT id"+referrers+" ORDER BY id LIMIT 2",
		string(one.id), one.current.number)
	if err != nil {
		return err
	}
	var ids []string
	for row.next() {
		ids = append(ids, row.text(0))
	}
	if err := row.close(); err != nil {
		return err
	}
	verb := "records refer"
	if count == 1 {
		verb = "record refers"
	}
	return &kg.ConflictError{
		Record: one.id,
		Reason: fmt.Sprintf("cannot be retracted: %d %s to it: %s", count, verb, someOf(ids, count)),
	}
}

// checkReferrers makes sure that a record which became one of another class still
// is what others take it for.
func (w *writing) checkReferrers(ctx context.Context, one *write) error {
	q := new(statement)
	q.add("SELECT "+recordColumns+" FROM record WHERE id IN (SELECT id"+referrers+")",
		string(one.id), one.current.number)
	row, err := w.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return err
	}
	var others []kg.Record
	for row.next() {
		_, s, err := decode(row)
		if err != nil {
			_ = row.close()
			return err
		}
		others = append(others, s.record)
	}
	if err := row.close(); err != nil {
		return err
	}
	for _, other := range others {
		for _, ref := range other.References() {
			if ref.ID != one.id {
				continue
			}
			if err := w.checkReference(other, ref); err != nil {
				return err
			}
		}
	}
	return nil
}
