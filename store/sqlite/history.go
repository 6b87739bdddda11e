package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"entente/kg"
)

// changeColumns are the columns of table change that changeAt reads, in its order.
const changeColumns = "c.sequence, c.recorded_at, c.batch, c.writer, c.reason," +
	" c.record, c.class, c.version, c.action"

// changeAt reads the change whose columns begin at one of the row.
func changeAt(row *rows, first int) kg.Change {
	return kg.Change{
		Sequence:   row.int(first),
		RecordedAt: kg.RecordedTime(row.int(first + 1)),
		Batch:      row.text(first + 2),
		Writer:     row.text(first + 3),
		Reason:     row.text(first + 4),
		Record:     kg.ID(row.text(first + 5)),
		Class:      kg.Class(row.text(first + 6)),
		Version:    int(row.int(first + 7)),
		Action:     kg.ChangeAction(row.text(first + 8)),
	}
}

// Versions returns all versions of each record; see [kg.Store].
func (s *Store) Versions(
	ctx context.Context, v kg.View, ids []kg.ID,
) ([][]kg.Version, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answer := make([][]kg.Version, len(ids))
	if len(ids) == 0 {
		return answer, ctx.Err()
	}
	err := s.read(ctx, "read versions", func(r *reading) error {
		versions, err := r.versions(ctx, v, ids)
		for i, id := range ids {
			answer[i] = versions[id]
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// versions returns the versions by id, without those that v may not see.
func (r *reading) versions(
	ctx context.Context, v kg.View, ids []kg.ID,
) (map[kg.ID][]kg.Version, error) {
	const columns = "version, class, body, recorded_from, restricted, sequence"
	q := new(statement)
	q.add("SELECT v.class, v.body, v.recorded_from, v.recorded_to, v.restricted, " + changeColumns +
		" FROM (SELECT recorded_to, record, " + columns + " FROM version WHERE ")
	q.addIn("record", texts(ids))
	q.add(" UNION ALL SELECT ?, id, "+columns+" FROM record WHERE ", int64(kg.StillCurrent))
	q.addIn("id", texts(ids))
	q.add(") AS v JOIN change AS c ON c.sequence = v.sequence ORDER BY v.record, v.version")
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	versions, hidden := make(map[kg.ID][]kg.Version), make(map[kg.ID]bool)
	for selected.next() {
		version, err := versionAt(selected)
		if err != nil {
			return nil, errors.Join(err, selected.close())
		}
		id := version.Change.Record
		versions[id] = append(versions[id], version)
		hidden[id] = selected.int(4) != 0 && !v.Restricted // the latest one decides
	}
	for id, hide := range hidden {
		if hide {
			delete(versions, id)
		}
	}
	return versions, selected.close()
}

// versionAt reads the version in the current row of [reading.versions].
func versionAt(row *rows) (kg.Version, error) {
	version := kg.Version{
		From: kg.RecordedTime(row.int(2)), To: kg.RecordedTime(row.int(3)), Change: changeAt(row, 5),
	}
	record, err := kg.DecodeBody(
		kg.Class(row.text(0)), []byte(row.text(1)), version.Change.Version, version.From)
	version.Record = record
	return version, err
}

// Changes returns entries of the log; see [kg.Store].
func (s *Store) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) ([]kg.Change, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	var changes []kg.Change
	q := new(statement)
	q.add("SELECT "+changeColumns+" FROM change AS c WHERE c.sequence > ?", after)
	if !v.Restricted {
		q.add(" AND " + latestRestricted("c.record") + " = 0")
	}
	q.add(" ORDER BY c.sequence LIMIT ?", int64(max(limit, 0)))
	err := s.read(ctx, "read changes", func(r *reading) error {
		selected, err := r.query(ctx, q.text.String(), q.args...)
		if err != nil {
			return err
		}
		for selected.next() {
			changes = append(changes, changeAt(selected, 0))
		}
		return selected.close()
	})
	if err != nil {
		return nil, err
	}
	return changes, nil
}

// Last returns the end of the log; see [kg.Store]. It fails where the file is no
// longer in its place, so that nobody takes the Store for ready.
func (s *Store) Last(ctx context.Context, v kg.View) (kg.LogEnd, error) {
	var end kg.LogEnd
	if err := cmp.Or(checkToken(v), s.inPlace()); err != nil {
		return end, err
	}
	err := s.read(ctx, "read the end of the log", func(r *reading) error {
		last, err := r.query(ctx, "SELECT sequence, recorded_at FROM meta")
		if err != nil {
			return err
		}
		if last.next() {
			end = kg.LogEnd{Sequence: last.int(0), RecordedAt: kg.RecordedTime(last.int(1))}
		}
		return last.close()
	})
	return end, err
}

// Receipt returns the receipt of a batch by its key; see [kg.Store].
func (s *Store) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	var receipt *kg.Receipt
	if err := s.inPlace(); err != nil {
		return nil, err // what it acknowledges would be gone with the file
	}
	err := s.read(ctx, "read a receipt", func(r *reading) error {
		var err error
		receipt, err = r.receipt(ctx, writer, key)
		return err
	})
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

// receipt returns the receipt kept for a key, or nil.
func (c *conn) receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	text, err := c.value(ctx, "SELECT receipt FROM receipt WHERE writer = ? AND key = ?", writer, key)
	if err != nil || text == nil {
		return nil, err
	}
	receipt := new(kg.Receipt)
	if err := json.Unmarshal([]byte(fmt.Sprint(text)), receipt); err != nil {
		return nil, fmt.Errorf("decode a receipt: %w", err)
	}
	return receipt, nil
}
