package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/kg"
)

// A writing is one batch, as it is written in a transaction.
type writing struct {
	*conn
	batch  kg.Batch
	writes []*write
	// loading says that a graph is loaded.
	loading bool
	// alike says that all writes have the reason of the batch.
	alike bool

	// at is when the batch is recorded, and now what the clock says, which may be later.
	at, now  kg.RecordedTime
	sequence int64 // of the last change before the batch
	// lastNumber is the highest number of a record, and lastVersion that of a
	// superseded or retracted version; 0 where the file holds none.
	lastNumber, lastVersion int64
	// olderNumber is the highest number of a record that was there before the batch.
	olderNumber int64
	// known says which record an id names that the batch writes, refers to or was
	// derived from, as the batch leaves it.
	known map[kg.ID]target
	// ties are the relationships that were written or retracted.
	ties []kg.Tie
	// replaced are the numbers of the records that were updated or retracted.
	replaced []int64
	derived
}

// A target is what an id refers to: class, number and version of a record, or nothing.
type target struct {
	class   kg.Class
	number  int64
	version int
}

// apply writes the batch into the transaction, which must hold all that is acknowledged
// once it is committed. Its statements are short: the context is looked at between them,
// for watching it costs more than most of them do.
func (w *writing) apply(
	ctx context.Context, now time.Time, fixed kg.RecordedTime,
) (kg.Receipt, error) {
	short := context.WithoutCancel(ctx)
	if earlier, err := w.repeated(short); err != nil || earlier != nil {
		return *cmp.Or(earlier, &kg.Receipt{}), err
	}
	if err := w.begin(short, now, fixed); err != nil {
		return kg.Receipt{}, err
	}
	if err := w.run(ctx); err != nil {
		return kg.Receipt{}, err
	}
	receipt, err := w.finish(short)
	return receipt, cmp.Or(err, ctx.Err())
}

// repeated returns the receipt of the batch if it was applied before.
func (w *writing) repeated(ctx context.Context) (*kg.Receipt, error) {
	if w.batch.Key == "" {
		return nil, nil //nolint:nilnil // no receipt is the usual answer
	}
	earlier, err := w.receipt(ctx, w.batch.Writer, w.batch.Key)
	if err == nil && earlier != nil && earlier.Payload != w.batch.Payload {
		return nil, fmt.Errorf("%w: the idempotency key %q was used for another request",
			kg.ErrConflict, w.batch.Key)
	}
	return earlier, err
}

// begin finds out where the log stands and when the batch is recorded.
func (w *writing) begin(ctx context.Context, now time.Time, fixed kg.RecordedTime) error {
	last, err := w.query(ctx, "SELECT recorded_at, sequence,"+
		" coalesce((SELECT max(number) FROM record), 0),"+
		" coalesce((SELECT max(number) FROM version), 0) FROM meta")
	if err != nil {
		return err
	}
	if last.next() {
		fixed = max(kg.RecordedTime(last.int(0)), fixed)
		w.sequence, w.lastNumber, w.lastVersion = last.int(1), last.int(2), last.int(3)
		w.olderNumber = w.lastNumber
	}
	if err := last.close(); err != nil {
		return err
	}
	w.known = make(map[kg.ID]target, 2*len(w.writes))
	w.now = kg.RecordedTime(now.UnixMicro())
	w.at, err = w.batch.Recorded(now, fixed)
	return err
}

// run checks and makes the writes.
func (w *writing) run(ctx context.Context) error {
	short := context.WithoutCancel(ctx)
	if err := w.readCurrent(short); err != nil {
		return err
	}
	if err := w.findTargets(short); err != nil {
		return err
	}
	for _, unchanged := range w.batch.Unchanged {
		if err := w.checkUnchanged(unchanged); err != nil {
			return err
		}
	}
	for _, one := range w.writes {
		if err := one.check(); err != nil {
			return err
		}
	}
	// Entities come first: relationships take note of the numbers of their ends.
	for _, entities := range []bool{true, false} {
		for i, one := range w.writes {
			if entities != (one.class == kg.ClassEntity) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.make(short, one, w.sequence+int64(i)+1); err != nil {
				return err
			}
		}
	}
	if err := w.checkReferences(); err != nil {
		return err
	}
	if err := w.writeDerived(short); err != nil {
		return err
	}
	return w.checkOthers(short)
}

// checkUnchanged makes sure that a record is at the version that the batch was
// derived from.
func (w *writing) checkUnchanged(unchanged kg.RecordVersion) error {
	err := kg.CheckExpected(unchanged.ID, unchanged.Version, w.known[unchanged.ID].version)
	if conflict, ok := errors.AsType[*kg.ConflictError](err); ok {
		conflict.Stale = true
	}
	return err
}

// finish writes down where the log stands now, and the receipt.
func (w *writing) finish(ctx context.Context) (kg.Receipt, error) {
	receipt := kg.Receipt{
		Batch: w.batch.ID, RecordedAt: w.at, Sequence: w.sequence + int64(len(w.writes)),
		Payload: w.batch.Payload,
		Records: make([]kg.RecordVersion, len(w.writes)),
	}
	receipt.Consistency = formatToken(receipt.Sequence)
	for i, one := range w.writes {
		receipt.Records[i] = kg.RecordVersion{ID: one.id, Version: one.version}
	}
	err := w.exec(ctx, "UPDATE meta SET recorded_at = ?, sequence = ?", int64(w.at), receipt.Sequence)
	if err != nil || w.batch.Key == "" {
		return receipt, err
	}
	text, err := json.Marshal(receipt)
	if err != nil {
		return receipt, err
	}
	kept := max(w.at, w.now)
	expired := kept - kg.RecordedTime(kg.KeyDays*24*time.Hour/time.Microsecond)
	return receipt, errors.Join(
		w.exec(ctx, "DELETE FROM receipt WHERE recorded_at < ?", int64(expired)),
		w.exec(ctx, "INSERT INTO receipt (writer, key, recorded_at, receipt) VALUES (?, ?, ?, ?)",
			w.batch.Writer, w.batch.Key, int64(kept), string(text)),
	)
}

// someOf lists up to three ids and says how many more there are.
func someOf(ids []string, count int64) string {
	text := strings.Join(ids, ", ")
	if more := count - int64(len(ids)); more > 0 {
		return fmt.Sprintf("%s and %d more", text, more)
	}
	return text
}
