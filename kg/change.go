package kg

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
)

// WriteOptions are what every mutation may be given.
type WriteOptions struct {
	// Reason is why, for the change log.
	Reason *string
	// IdempotencyKey makes repeating the request harmless; see [Batch].
	IdempotencyKey *string
}

// by begins what writer writes with these options.
func (o WriteOptions) by(writer string) writing {
	return writing{writer: writer, reason: given(o.Reason), key: o.IdempotencyKey}
}

// A writing says who writes and why, and makes repeating it harmless.
type writing struct {
	writer, reason string
	key            *string
	// alone says that no other change comes between, since it reads and writes many records.
	alone bool
}

// batch begins the batch of a request: its payload is a digest of the input.
func (w writing) batch(request any, writes ...Write) (Batch, error) {
	text, err := json.Marshal(request)
	if err != nil {
		return Batch{}, fmt.Errorf("digest a request: %w", err)
	}
	digest := sha256.Sum256(fmt.Appendf(text, " %T", request))
	err = atMost("reason", w.reason, MaxText)
	if w.key != nil {
		err = cmp.Or(err, required("idempotencyKey", *w.key, MaxIdempotent))
	}
	return Batch{
		Writer: w.writer, Reason: w.reason, Key: given(w.key), Payload: hex.EncodeToString(digest[:]),
		Writes: writes,
	}, err
}

// create writes a new record and returns it as it was written.
func create[T Record](ctx context.Context, g *Graph, w writing, request any, record T) (T, Receipt, error) {
	var none T
	batch, err := w.batch(request, Write{Record: record, Expect: Absent})
	if err != nil {
		return none, Receipt{}, err
	}
	receipt, err := g.Write(ctx, batch)
	return asWritten[T](ctx, g, receipt, err)
}

// An edit is what a change writes besides the record that it changes, and the
// records that it read for that.
type edit struct {
	writes []Write
	rests  []RecordVersion
}

// change reads the record of an id, lets alter change a copy, and writes it. The
// record must be at the expected version, where one is given; otherwise the change
// is made anew to what another writer left.
func change[T Record](
	ctx context.Context, g *Graph, w writing, request any, id ID, expected *int, alter func(T) (edit, error),
) (T, Receipt, error) {
	receipt, err := rewrite(ctx, g, w, request, id, expected, func(before T) (Batch, error) {
		after := clone(before).(T)
		also, err := alter(after)
		writes := append([]Write{{Record: after, Expect: before.Head().Version}}, also.writes...)
		return Batch{Writes: writes, Unchanged: also.rests}, err
	})
	return asWritten[T](ctx, g, receipt, err)
}

// rewrite applies what build makes of the record of an id. The same request is done
// once; other changes of the record by this Graph wait, or all others. Where another
// comes between, build is called anew unless a version was expected.
func rewrite[T Record](
	ctx context.Context, g *Graph, w writing, request any, id ID, expected *int, build func(T) (Batch, error),
) (Receipt, error) {
	batch, err := w.batch(request)
	if err != nil {
		return Receipt{}, err
	}
	try := func() (Receipt, error) {
		before, err := One[T](ctx, g, everything, id)
		if err != nil {
			return Receipt{}, err
		}
		if err := checkVersion(id, expected, before.Head().Version); err != nil {
			return Receipt{}, err
		}
		built, err := build(before)
		if err != nil {
			return Receipt{}, err
		}
		batch.Writes, batch.Unchanged = built.Writes, built.Unchanged
		return g.applyOnce(ctx, batch)
	}
	again := func(conflict *ConflictError) bool { return expected == nil || conflict.Record != id }
	return g.once(ctx, batch, func() (Receipt, error) {
		if w.alone {
			return g.retryAlone(ctx, try, again)
		}
		return g.retryInTurn(ctx, id, try, again)
	})
}

// checkVersion refuses to change a record that is not at the expected version, where
// one is given.
func checkVersion(id ID, expected *int, current int) error {
	switch {
	case expected == nil:
		return nil
	case *expected < 1:
		return &InvalidError{
			Field: "expectedVersion", Value: strconv.Itoa(*expected), Reason: "versions are counted from 1",
		}
	default:
		return CheckExpected(id, *expected, current)
	}
}

// asWritten returns the first record of a batch as the batch wrote it, whatever has
// become of it since: a request that is repeated gets the answer of the first time.
func asWritten[T Record](ctx context.Context, g *Graph, receipt Receipt, err error) (T, Receipt, error) {
	var none T
	if err != nil {
		return none, Receipt{}, err
	}
	wrote := receipt.Records[0]
	v := everything
	v.Consistency = receipt.Consistency
	records, err := g.store.Records(ctx, v, []ID{wrote.ID})
	if err != nil {
		return none, Receipt{}, err
	}
	if record, ok := records[0].(T); ok && record.Head().Version == wrote.Version {
		return record, receipt, nil
	}
	versions, err := g.store.Versions(ctx, v, []ID{wrote.ID})
	if err != nil {
		return none, Receipt{}, err
	}
	for _, version := range versions[0] {
		if record, ok := version.Record.(T); ok && record.Head().Version == wrote.Version {
			return record, receipt, nil
		}
	}
	return none, Receipt{}, notFound(wrote.ID)
}
