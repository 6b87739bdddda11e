package sqlite

import (
	"context"
	"fmt"
	"iter"

	"entente/kg"
)

// Records returns the record of each id; see [kg.Store].
func (s *Store) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answer := make([]kg.Record, len(ids))
	if len(ids) == 0 {
		return answer, ctx.Err()
	}
	if kept, ok := s.kept(ctx, v, ids); ok {
		return kept, nil
	}
	err := s.readAsOf(ctx, "read records", v, func(r *reading, v kg.View) error {
		numbers, err := r.numbersOf(ctx, v, ids)
		if err != nil {
			return err
		}
		wanted := make([]int64, len(ids))
		for i, id := range ids {
			wanted[i] = numbers[id]
		}
		records := make(map[int64]stored, len(ids))
		if err := r.load(ctx, wanted, records); err != nil {
			return err
		}
		for i, number := range wanted {
			answer[i] = records[number].record
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// kept returns the record of each id from memory, if all are there and the present is asked
// for: that is one state of the graph as much as a transaction is, at a fraction of its
// price.
func (s *Store) kept(ctx context.Context, v kg.View, ids []kg.ID) (records []kg.Record, ok bool) {
	select {
	case <-s.closed:
	case <-ctx.Done():
	default:
		if v.Known == 0 {
			return s.cache.byID(ids, v.Restricted)
		}
	}
	return nil, false // which a transaction has to tell, or to answer
}

// numbersStatement selects the number of each id whose record is there for v.
func numbersStatement(v kg.View, ids []kg.ID) *statement {
	q := new(statement)
	q.add("SELECT id, number FROM record WHERE ")
	q.addIn("id", texts(ids))
	if !v.Restricted {
		q.add(" AND restricted = 0")
	}
	if v.Known == 0 {
		return q
	}
	q.add(" AND recorded_from <= ? UNION ALL SELECT r.record, -r.number FROM version AS r WHERE ",
		int64(v.Known))
	q.addIn("r.record", texts(ids))
	if !v.Restricted {
		q.add(" AND r.restricted = 0")
	}
	addPast(q, v, "r", "r.record")
	return q
}

// numbersOf returns the number of each id whose record is there for v.
func (r *reading) numbersOf(
	ctx context.Context, v kg.View, ids []kg.ID,
) (map[kg.ID]int64, error) {
	q := numbersStatement(v, ids)
	// Short enough to do without watching the context, which costs as much.
	selected, err := r.query(context.WithoutCancel(ctx), q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	numbers := make(map[kg.ID]int64, len(ids))
	for selected.next() {
		numbers[kg.ID(selected.text(0))] = selected.int(1)
	}
	return numbers, selected.close()
}

// exportOrder is the order of classes in [Store.All]: what others refer to first.
var exportOrder = []kg.Class{
	kg.ClassTerm, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim,
}

// All yields every record that the view shows; see [kg.Store]. It reads on a connection of its
// own, so that a slow consumer keeps nobody waiting.
func (s *Store) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		stopped := false
		err := s.export(ctx, v, func(record kg.Record) bool {
			stopped = !yield(record, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(nil, explain(ctx, "read all records", err))
		}
	}
}

// export gives every record to yield until that returns false.
func (s *Store) export(ctx context.Context, v kg.View, yield func(kg.Record) bool) error {
	if err := checkToken(v); err != nil {
		return err
	}
	if err := s.fix(ctx, v.Known); err != nil {
		return err
	}
	return s.aside(ctx, func(r *reading) error {
		v, recorded, err := r.settle(ctx, v)
		if err != nil || !recorded {
			return err
		}
		for _, class := range exportOrder {
			if more, err := r.exportClass(ctx, v, class, yield); err != nil || !more {
				return err
			}
		}
		return nil
	})
}

// exportStatement selects the records of one class in the order of [Store.All].
func exportStatement(v kg.View, class kg.Class) *statement {
	const shown = " WHERE class = ? AND (restricted = 0 OR ?)"
	q := new(statement)
	q.add("SELECT " + recordColumns)
	if v.Known == 0 {
		q.add(" FROM record INDEXED BY record_by_class"+shown, string(class), v.Restricted)
	} else {
		q.add(", id FROM record INDEXED BY record_by_class"+shown+" AND recorded_from <= ?"+
			" UNION ALL SELECT "+versionColumns+", record"+
			" FROM version AS r INDEXED BY version_by_class"+shown,
			string(class), v.Restricted, int64(v.Known), string(class), v.Restricted)
		addPast(q, v, "r", "r.record")
	}
	q.add(" ORDER BY id")
	return q
}

// exportClass yields the records of one class and reports whether to go on.
func (r *reading) exportClass(
	ctx context.Context, v kg.View, class kg.Class, yield func(kg.Record) bool,
) (more bool, err error) {
	q := exportStatement(v, class)
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return false, err
	}
	for selected.next() {
		_, s, err := decode(selected)
		if err != nil {
			_ = selected.close()
			return false, fmt.Errorf("the record with number %d: %w", selected.int(0), err)
		}
		if !yield(s.record) {
			return false, selected.close()
		}
	}
	return true, selected.close()
}
