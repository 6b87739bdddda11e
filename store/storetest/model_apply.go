package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"entente/kg"
)

// Apply makes all writes of a batch or none; see [kg.Store].
func (m *Model) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.usable(ctx); err != nil {
		return kg.Receipt{}, err
	}
	if before := m.receipt(b.Writer, b.Key); before != nil {
		return repeated(*before, b)
	}
	if err := twice(b.Writes); err != nil {
		return kg.Receipt{}, err
	}
	if conflicts := m.conflicts(b); len(conflicts) > 0 {
		return kg.Receipt{}, conflicts[0]
	}
	return m.apply(b)
}

// repeated answers a batch whose key was applied before.
func repeated(before kg.Receipt, b kg.Batch) (kg.Receipt, error) {
	if before.Payload != b.Payload {
		err := fmt.Errorf("the key %q was used for another request: %w", b.Key, kg.ErrConflict)
		return kg.Receipt{}, err
	}
	return before, nil
}

// twice refuses two writes to one id.
func twice(writes []kg.Write) error {
	seen := map[kg.ID]bool{}
	for _, w := range writes {
		id := w.Record.Head().ID
		if seen[id] {
			return &kg.InvalidError{Field: "id", Value: string(id), Reason: "written twice in one batch"}
		}
		seen[id] = true
	}
	return nil
}

// apply makes the writes of a batch that nothing speaks against.
func (m *Model) apply(b kg.Batch) (kg.Receipt, error) {
	copies, err := copiesOf(b.Writes)
	if err != nil {
		return kg.Receipt{}, err
	}
	at, err := b.Recorded(m.clock(), max(m.lastRecorded(), m.fixed))
	if err != nil {
		return kg.Receipt{}, err
	}
	answer := kg.Receipt{Batch: b.ID, Payload: b.Payload, RecordedAt: at}
	for i, w := range b.Writes {
		change := m.write(w, copies[i], answer.RecordedAt)
		change.Sequence = int64(len(m.changes) + 1)
		change.Batch, change.Writer = b.ID, b.Writer
		change.Reason = cmp.Or(w.Reason, b.Reason)
		m.changes = append(m.changes, change)
		if !w.Retract {
			m.versions[len(m.versions)-1].Change = change
		}
		answer.Records = append(answer.Records, kg.RecordVersion{
			ID: change.Record, Version: change.Version,
		})
	}
	answer.Sequence = int64(len(m.changes))
	answer.Consistency = strconv.FormatInt(answer.Sequence, 10)
	if b.Key != "" {
		m.receipts = append(m.receipts, receipt{b.Writer, b.Key, answer})
	}
	return answer, nil
}

// write ends the version in force of one record, if there is one, and adds the
// next unless the record is retracted. It returns the change that this is.
func (m *Model) write(w kg.Write, record kg.Record, at kg.RecordedTime) kg.Change {
	head := record.Head()
	change := kg.Change{
		Record: head.ID, Class: record.Class(), RecordedAt: at, Action: kg.ActionCreated, Version: 1,
	}
	latest := m.latest(head.ID)
	if latest != nil {
		change.Version = latest.Record.Head().Version + 1
	}
	if latest != nil && latest.inForce() {
		change.Action, latest.To = kg.ActionUpdated, at
		if w.Retract {
			change.Class, change.Version = latest.Record.Class(), latest.Record.Head().Version
			change.Action = kg.ActionRetracted
			return change
		}
	}
	head.Version, head.RecordedAt = change.Version, at
	m.versions = append(m.versions, version{
		Version: kg.Version{Record: record, From: at, To: kg.StillCurrent},
		id:      head.ID, keys: record.Keys(), span: record.Keys().Span,
	})
	return change
}

// lastRecorded is when the last write was made.
func (m *Model) lastRecorded() kg.RecordedTime {
	if len(m.changes) == 0 {
		return 0
	}
	return m.changes[len(m.changes)-1].RecordedAt
}

// copiesOf copies records so that what the caller does to them is not seen.
func copiesOf(writes []kg.Write) ([]kg.Record, error) {
	copies := make([]kg.Record, len(writes))
	for i, w := range writes {
		body, err := kg.EncodeBody(w.Record)
		if err != nil {
			return nil, err
		}
		if copies[i], err = kg.DecodeBody(w.Record.Class(), body, 0, 0); err != nil {
			return nil, err
		}
	}
	return copies, nil
}

// conflicts lists everything that speaks against a batch.
func (m *Model) conflicts(b kg.Batch) []*kg.ConflictError {
	return slices.Concat(m.unexpected(b), m.absent(b), m.broken(b))
}

// unexpected lists what is not at the version that the batch expects.
func (m *Model) unexpected(b kg.Batch) []*kg.ConflictError {
	var conflicts []*kg.ConflictError
	expect := func(id kg.ID, version int) {
		var conflict *kg.ConflictError
		if errors.As(kg.CheckExpected(id, version, m.versionOf(id)), &conflict) {
			conflicts = append(conflicts, conflict)
		}
	}
	for _, w := range b.Writes {
		expect(w.Record.Head().ID, w.Expect)
	}
	for _, u := range b.Unchanged {
		expect(u.ID, u.Version)
	}
	return conflicts
}

// versionOf returns the number of the version in force, or 0.
func (m *Model) versionOf(id kg.ID) int {
	if current := m.current(id); current != nil {
		return current.Record.Head().Version
	}
	return 0
}

// absent lists the retractions of what is not there, whatever they expected.
func (m *Model) absent(b kg.Batch) []*kg.ConflictError {
	var conflicts []*kg.ConflictError
	for _, w := range b.Writes {
		if id := w.Record.Head().ID; w.Retract && m.current(id) == nil {
			conflicts = append(conflicts, &kg.ConflictError{
				Record: id, Reason: "there is no record to retract", Stale: true,
			})
		}
	}
	return conflicts
}
