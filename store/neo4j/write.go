package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// The statements of a write, in the order in which they run.
var (
	lockStatement      = statement("apply_lock")
	stateStatement     = statement("apply_state")
	supersedeStatement = statement("apply_supersede")
	unlinkStatement    = statement("apply_unlink")
	unnameStatement    = statement("apply_unname")
	untieStatement     = statement("apply_untie")
	referrersStatement = statement("apply_referrers")
	removeStatement    = statement("apply_remove")
	createNodes        = statement("apply_create")
	replaceNodes       = statement("apply_replace")
	tieStatement       = statement("apply_tie")
	linkStatement      = statement("apply_link")
	namesStatement     = statement("apply_names")
	hideStatement      = statement("apply_hide")
	logStatement       = statement("apply_changes")
	keepStatement      = statement("apply_receipt")
)

// A writing is one attempt to make a batch's writes in a transaction.
type writing struct {
	*draft
	ctx   context.Context //nolint:containedctx // a writing lives no longer than one call
	tx    neo4j.ExplicitTransaction
	token string // tells this attempt from all others

	states   map[kg.ID]state
	sequence int64
	// recordedAt is when the batch is recorded, and now what the clock says, which may
	// be later.
	recordedAt, now kg.RecordedTime

	created, replaced, ties, links, names, changes []map[string]any

	touched         []string         // records that were there
	renamed         []map[string]any // those of them that have names, with the new ones
	untied, leaving []map[string]any
	retracted       []string
	rehidden        []string // records whose versions may have to be hidden or shown
	versions        []kg.RecordVersion
}

// write does everything but commit. It reads the clock under the write lock.
func (w *writing) write(clock func() time.Time) (kg.Receipt, error) {
	var last kg.RecordedTime
	if err := w.lock(&last); err != nil {
		return kg.Receipt{}, err
	}
	if earlier, err := w.earlier(); err != nil || earlier != nil {
		return w.repeat(earlier, err)
	}
	if err := w.date(clock(), last); err != nil {
		return kg.Receipt{}, err
	}
	if err := w.readStates(); err != nil {
		return kg.Receipt{}, err
	}
	if err := w.check(w.states); err != nil {
		return kg.Receipt{}, err
	}
	if err := w.prepare(); err != nil {
		return kg.Receipt{}, err
	}
	receipt := kg.Receipt{
		Batch: w.ID, RecordedAt: w.recordedAt, Sequence: w.sequence, Records: w.versions,
		Payload: w.Payload,
	}
	if err := w.runAll(); err != nil {
		return kg.Receipt{}, err
	}
	return receipt, w.keep(receipt)
}

// date sets when the batch is recorded.
func (w *writing) date(now time.Time, last kg.RecordedTime) (err error) {
	w.now = kg.RecordedTime(now.UnixMicro())
	w.recordedAt, err = w.Recorded(now, last)
	return err
}

// run runs a statement of the transaction and returns its rows.
func (w *writing) run(text string, params map[string]any) ([][]any, error) {
	result, err := w.tx.Run(w.ctx, text, params)
	if err != nil {
		return nil, err
	}
	return collect(w.ctx, result)
}

// lock takes the write lock and reads what the last write left.
func (w *writing) lock(last *kg.RecordedTime) error {
	rows, err := w.run(lockStatement, map[string]any{"token": w.token})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return errNoGraph
	}
	return scan(rows[0], &w.sequence, last)
}

// earlier returns the receipt of the batch that was applied with the key before.
func (w *writing) earlier() (*kg.Receipt, error) {
	if w.Key == "" {
		return nil, nil //nolint:nilnil // no receipt is an answer, as in kg.Store
	}
	rows, err := w.run(receiptStatement, map[string]any{"writerKey": writerKey(w.Writer, w.Key)})
	if err != nil {
		return nil, err
	}
	return decodeReceipt(rows[0])
}

// repeat answers a batch whose key was applied before.
func (w *writing) repeat(earlier *kg.Receipt, err error) (kg.Receipt, error) {
	switch {
	case err != nil:
		return kg.Receipt{}, err
	case earlier.Payload != w.Payload:
		return kg.Receipt{}, fmt.Errorf("the key %q was used for another request: %w",
			w.Key, kg.ErrConflict)
	default:
		return *earlier, nil
	}
}

// readStates reads what the records that matter to the batch are now.
func (w *writing) readStates() error {
	rows, err := w.run(stateStatement, map[string]any{"ids": w.ids})
	if err != nil {
		return err
	}
	w.states = make(map[kg.ID]state, len(rows))
	for _, row := range rows {
		var id, class string
		var s state
		if err := scan(row, &id, &class, &s.version, &s.restricted, &s.from, &s.to, &s.last); err != nil {
			return err
		}
		s.class = kg.Class(class)
		w.states[kg.ID(id)] = s
	}
	return nil
}

// prepare makes the rows of all statements.
func (w *writing) prepare() error {
	for i, write := range w.Writes {
		id := write.Record.Head().ID
		before := w.states[id]
		if before.version > 0 {
			w.takeOff(string(id), before, write)
		}
		version := before.version
		w.sequence++
		if !write.Retract {
			version = max(before.version, before.last) + 1
			if err := w.putIn(write.Record, w.bodies[i], version); err != nil {
				return err
			}
		}
		w.versions = append(w.versions, kg.RecordVersion{ID: id, Version: version})
		w.log(write, before, version)
	}
	return nil
}

// takeOff makes the rows that take a record's old state off.
func (w *writing) takeOff(id string, before state, write kg.Write) {
	w.touched = append(w.touched, id)
	switch before.class {
	case kg.ClassEntity:
		row := map[string]any{"id": id, "keys": []map[string]any{}}
		if e, ok := write.Record.(*kg.Entity); ok && !write.Retract {
			row = w.named(e)
		}
		w.renamed = append(w.renamed, row)
	case kg.ClassRelationship:
		w.untied = append(w.untied,
			map[string]any{"id": id, "from": before.from, "to": before.to})
	}
	if write.Retract {
		w.retracted = append(w.retracted, id)
		w.leaving = append(w.leaving, map[string]any{"id": id, "class": ""})
	} else if class := write.Record.Class(); class != before.class {
		w.leaving = append(w.leaving, map[string]any{"id": id, "class": string(class)})
	}
}

// named is the row of the name keys that an entity has from now on.
func (w *writing) named(e *kg.Entity) map[string]any {
	return map[string]any{"id": string(e.ID), "keys": namesOf(e, w.recordedAt)}
}

// putIn makes the rows of a record's new state.
func (w *writing) putIn(record kg.Record, body string, version int) error {
	row := node{record, body, version, w.recordedAt, w.sequence}.row()
	id := record.Head().ID
	before := w.states[id]
	if before.version == 0 {
		w.created = append(w.created, row)
	} else {
		w.replaced = append(w.replaced, row)
	}
	if before.last > 0 || before.version > 0 && before.restricted != record.Keys().Restricted {
		w.rehidden = append(w.rehidden, string(id))
	}
	w.links = append(w.links, linksOf(record)...)
	switch r := record.(type) {
	case *kg.Entity:
		w.names = append(w.names, w.named(r))
	case *kg.Relationship:
		tie, err := tieOf(r)
		if err != nil {
			return err
		}
		w.ties = append(w.ties, tie)
	}
	return nil
}

// log makes the row of one write in the log.
func (w *writing) log(write kg.Write, before state, version int) {
	action, class := kg.ActionCreated, write.Record.Class()
	switch {
	case write.Retract:
		action, class = kg.ActionRetracted, before.class
	case before.version > 0:
		action = kg.ActionUpdated
	}
	w.changes = append(w.changes, map[string]any{
		"sequence": w.sequence, "recordedAt": int64(w.recordedAt), "batch": w.ID,
		"writer": w.Writer, "reason": cmp.Or(write.Reason, w.Reason),
		"record": string(write.Record.Head().ID), "class": string(class),
		"version": version, "action": string(action), "token": w.token,
	})
}

// runAll runs the statements that have rows: first what takes the old state off,
// then what puts the new one in.
func (w *writing) runAll() error {
	at := int64(w.recordedAt)
	steps := []struct {
		text   string
		params map[string]any
		rows   int
	}{
		{supersedeStatement, map[string]any{"ids": w.touched, "at": at}, len(w.touched)},
		{unlinkStatement, map[string]any{"ids": w.touched}, len(w.touched)},
		{unnameStatement, map[string]any{"rows": w.renamed, "at": at}, len(w.renamed)},
		{untieStatement, map[string]any{"rows": w.untied}, len(w.untied)},
		{referrersStatement, map[string]any{"rows": w.leaving}, len(w.leaving)},
		{removeStatement, map[string]any{"ids": w.retracted}, len(w.retracted)},
		{createNodes, map[string]any{"rows": w.created}, len(w.created)},
		{replaceNodes, map[string]any{"rows": w.replaced}, len(w.replaced)},
		{tieStatement, map[string]any{"rows": w.ties}, len(w.ties)},
		{linkStatement, map[string]any{"rows": w.links}, len(w.links)},
		{namesStatement, map[string]any{"rows": w.names, "at": at}, len(w.names)},
		{hideStatement, map[string]any{"ids": w.rehidden}, len(w.rehidden)},
		{logStatement, map[string]any{
			"rows": w.changes, "sequence": w.sequence, "recordedAt": at,
		}, len(w.changes)},
	}
	for _, step := range steps {
		if step.rows == 0 {
			continue
		}
		rows, err := w.run(step.text, step.params)
		if err != nil {
			return err
		}
		if step.text == referrersStatement && len(rows) > 0 {
			return refusal(rows[0])
		}
	}
	return nil
}

// refusal refuses to retract a record that others refer to, or to give its id to
// a record of another class.
func refusal(row []any) error {
	var id, one string
	var number int
	if err := scan(row, &id, &number, &one); err != nil {
		return err
	}
	reason := fmt.Sprintf("%d records still refer to it as it is, such as %s", number, one)
	if number == 1 {
		reason = one + " still refers to it as it is"
	}
	return &kg.ConflictError{Record: kg.ID(id), Reason: reason}
}

// keep keeps the receipt of a batch with a key.
func (w *writing) keep(receipt kg.Receipt) error {
	if w.Key == "" {
		return nil
	}
	text, err := encodeReceipt(receipt)
	if err != nil {
		return err
	}
	kept := int64(max(w.recordedAt, w.now))
	_, err = w.run(keepStatement, map[string]any{
		"writerKey": writerKey(w.Writer, w.Key), "receipt": text, "recordedAt": kept,
		"expired": kept - int64(kg.KeyDays*24*time.Hour/time.Microsecond),
	})
	return err
}
