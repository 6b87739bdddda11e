package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"

	"entente/kg"
)

// A write is one of a batch's, with what it needs to know.
type write struct {
	kg.Write
	id     kg.ID
	class  kg.Class
	keys   kg.Keys
	refs   []kg.Reference
	body   string
	reason string
	// current is the record in whose place it comes; its version is 0 if there is none.
	current current
	// version is what the write makes, or what it retracts.
	version int
}

// A current is what a write needs of the row it replaces.
type current struct {
	number        int64
	version       int
	class         kg.Class
	recordedFrom  int64
	from, to      end
	startEarliest int64
}

// An end is one of the two of a relationship.
type end struct {
	number int64
	id     string
}

// newWriting returns the transaction of a batch that is prepared.
func newWriting(c *conn, b kg.Batch, prepared []*write) *writing {
	return &writing{
		conn: c, batch: b, writes: prepared, derived: newDerived(),
		alike: !slices.ContainsFunc(prepared, func(w *write) bool { return w.reason != b.Reason }),
	}
}

// prepare encodes the records of a batch, which needs no lock.
func prepare(b kg.Batch) ([]*write, error) {
	writes := make([]*write, len(b.Writes))
	for i, one := range b.Writes {
		writes[i] = &write{
			Write: one, id: one.Record.Head().ID, class: one.Record.Class(),
			reason: cmp.Or(one.Reason, b.Reason),
		}
		if one.Retract {
			continue
		}
		body, err := kg.EncodeBody(one.Record)
		if err != nil {
			return nil, err
		}
		writes[i].keys, writes[i].body = one.Record.Keys(), string(body)
		writes[i].refs = one.Record.References()
	}
	return writes, nil
}

// readCurrent reads the rows that the writes replace. It refuses two writes to one
// record.
func (w *writing) readCurrent(ctx context.Context) error {
	byID := make(map[kg.ID]*write, len(w.writes))
	for _, one := range w.writes {
		if byID[one.id] != nil {
			return &kg.InvalidError{
				Field: "id", Value: string(one.id), Reason: "is written twice in one batch",
			}
		}
		byID[one.id] = one
		one.current, one.version = current{}, 0 // it may be another attempt
	}
	for some := range slices.Chunk(w.writes, maxListed) {
		q := new(statement)
		q.add("SELECT r.id, r.number, r.version, r.class, r.recorded_from, r.start_earliest," +
			" a.number, a.id, b.number, b.id FROM record AS r" +
			" LEFT JOIN record AS a ON a.number = r.from_number" +
			" LEFT JOIN record AS b ON b.number = r.to_number WHERE ")
		q.addIn("r.id", idsOf(some))
		row, err := w.query(ctx, q.text.String(), q.args...)
		if err != nil {
			return err
		}
		for row.next() {
			byID[kg.ID(row.text(0))].current = current{
				number: row.int(1), version: int(row.int(2)), class: kg.Class(row.text(3)),
				recordedFrom: row.int(4), startEarliest: row.int(5),
				from: end{row.int(6), row.text(7)}, to: end{row.int(8), row.text(9)},
			}
		}
		if err := row.close(); err != nil {
			return err
		}
	}
	return nil
}

// idsOf returns the ids of writes as arguments.
func idsOf(writes []*write) []driver.Value {
	ids := make([]driver.Value, len(writes))
	for i, one := range writes {
		ids[i] = string(one.id)
	}
	return ids
}

// check refuses a write that does not find what it expects.
func (one *write) check() error {
	if err := kg.CheckExpected(one.id, one.Expect, one.current.version); err != nil {
		return err
	}
	if one.Retract && one.current.version == 0 {
		return &kg.ConflictError{Record: one.id, Reason: "there is no such record", Stale: true}
	}
	return nil
}

// make does one write and logs it.
func (w *writing) make(ctx context.Context, one *write, sequence int64) error {
	action, class := kg.ActionCreated, one.class
	if one.current.version != 0 {
		action = kg.ActionUpdated
		if err := w.supersede(ctx, one); err != nil {
			return err
		}
	}
	var err error
	if one.Retract {
		action, class = kg.ActionRetracted, one.current.class
		err = w.retract(ctx, one)
	} else {
		err = w.put(ctx, one, sequence)
	}
	if err != nil || action == kg.ActionCreated && w.alike {
		return err
	}
	return w.gather(ctx, &w.changes, sequence, int64(w.at), w.batch.ID, w.batch.Writer, one.reason,
		string(one.id), string(class), int64(one.version), string(action))
}

// retract takes the record out of the present.
func (w *writing) retract(ctx context.Context, one *write) error {
	w.known[one.id] = target{}
	w.addTie(one, 0, 0, 0)
	return w.exec(ctx, "DELETE FROM record WHERE number = ?", one.current.number)
}

// put writes the new version and what is derived from it.
func (w *writing) put(ctx context.Context, one *write, sequence int64) error {
	if err := w.nextVersion(ctx, one); err != nil {
		return err
	}
	number := one.current.number
	if number == 0 {
		w.lastNumber++
		number = w.lastNumber
	}
	from, to := w.known[one.keys.From].number, w.known[one.keys.To].number
	if err := w.putRow(ctx, one, sequence, number, from, to); err != nil {
		return err
	}
	w.known[one.id] = target{one.class, number, one.version}
	w.addTie(one, number, from, to)
	return w.derive(ctx, one, number, from, to)
}

// derive adds what follows from a record.
func (w *writing) derive(ctx context.Context, one *write, number, from, to int64) error {
	switch record := one.Record.(type) {
	case *kg.Entity:
		if err := w.addNames(ctx, record, &one.keys, number); err != nil {
			return err
		}
	case *kg.Relationship:
		w.addEdges(record, &one.keys, number, from, to)
	}
	for _, ref := range one.refs {
		// The edges tell the ends of relationships.
		if one.class == kg.ClassRelationship && (ref.Field == "from" || ref.Field == "to") {
			continue
		}
		if err := w.gather(ctx, &w.references, number, string(ref.ID)); err != nil {
			return err
		}
	}
	return nil
}

// nextVersion numbers the version: a record that comes back after it was
// retracted goes on counting.
func (w *writing) nextVersion(ctx context.Context, one *write) error {
	last := int64(one.current.version)
	if last == 0 && w.lastVersion != 0 {
		var err error
		last, err = w.number(ctx, "SELECT version FROM version WHERE record = ?"+
			" ORDER BY recorded_to DESC LIMIT 1", string(one.id))
		if err != nil {
			return err
		}
	}
	one.version = int(last) + 1
	return nil
}

// recordValues are the columns of table record that a write sets.
const recordValues = "(class, entity_class, kind, label," +
	" start_earliest, start_latest, end_earliest, end_latest, rank, restricted, about," +
	" from_number, to_number, version, recorded_from, sequence, body, id, number)"

const updateRecord = "UPDATE record SET " + recordValues +
	" = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?19) WHERE number = ?19"

// putRow writes the row of table record.
func (w *writing) putRow(
	ctx context.Context, one *write, sequence, number, from, to int64,
) error {
	k := one.keys
	row := [...]driver.Value{
		string(one.class), string(k.EntityClass), k.Kind, k.Label,
		int64(k.Span.StartEarliest), int64(k.Span.StartLatest),
		int64(k.Span.EndEarliest), int64(k.Span.EndLatest), k.Rank, k.Restricted, string(k.About),
		from, to, int64(one.version), int64(w.at), sequence, one.body, string(one.id), number,
	}
	if one.current.version != 0 {
		return w.exec(ctx, updateRecord, row[:]...)
	}
	return w.gather(ctx, &w.records, row[:]...)
}
