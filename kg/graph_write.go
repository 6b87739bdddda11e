package kg

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// NewID makes an id that begins with a word and does not occur yet.
func NewID(word string) ID { return ID(word + "-" + strings.ToLower(rand.Text()[:20])) }

// Write checks a batch, completes it and applies it: all of it, or nothing.
//
// It sets what follows from other records: a relationship's unknown bounds are
// limited to the lifetimes of its ends, a tie to an event without dates of its own
// takes the event's, signs default to their type's, a number without a unit gets its
// property's. Where an entity's time or the access to a record changes, the
// relationships and claims that rest on it follow in the same batch. An
// [*InvalidError] names the record, as "records[ID].field", when the batch has more
// than one.
func (g *Graph) Write(ctx context.Context, b Batch) (Receipt, error) {
	return g.once(ctx, b, func() (Receipt, error) { return g.apply(ctx, b) })
}

// once returns the receipt of a batch that was applied before, and else that of do,
// which applies it.
func (g *Graph) once(ctx context.Context, b Batch, do func() (Receipt, error)) (Receipt, error) {
	if earlier, err := g.repeated(ctx, b); earlier != nil || err != nil {
		return *cmp.Or(earlier, &Receipt{}), err
	}
	receipt, err := do()
	if errors.Is(err, ErrConflict) || errors.Is(err, ErrNotFound) {
		// The same request may have been under way when this one looked for its receipt,
		// and what is in the way may be what it wrote.
		if earlier, err := g.repeated(ctx, b); earlier != nil || err != nil {
			return *cmp.Or(earlier, &Receipt{}), err
		}
	}
	return receipt, err
}

// apply prepares and applies a batch, anew as often as what it was derived from
// has moved on.
func (g *Graph) apply(ctx context.Context, b Batch) (Receipt, error) {
	var d *draft
	receipt, err := retry(ctx, func() (receipt Receipt, err error) {
		d, receipt, err = g.attempt(ctx, b)
		return receipt, err
	}, func(conflict *ConflictError) bool { return d.worthRepeating(b, conflict) })
	return g.followed(ctx, d, receipt, err)
}

// applyOnce prepares and applies a batch. Where something has moved on meanwhile, what the
// batch was made of must be read anew.
func (g *Graph) applyOnce(ctx context.Context, b Batch) (Receipt, error) {
	d, receipt, err := g.attempt(ctx, b)
	return g.followed(ctx, d, receipt, err)
}

func (g *Graph) attempt(ctx context.Context, b Batch) (*draft, Receipt, error) {
	if b.ID == "" {
		b.ID = string(NewID("batch"))
	}
	d, err := g.prepare(ctx, b)
	if err != nil {
		return nil, Receipt{}, err
	}
	receipt, err := g.commit(ctx, d)
	return d, receipt, err
}

// followed lets those follow that a draft could not know of, once it is applied.
func (g *Graph) followed(ctx context.Context, d *draft, receipt Receipt, err error) (Receipt, error) {
	if err != nil || len(d.shifted) == 0 {
		return receipt, err
	}
	return receipt, g.followLate(ctx, d.batch, d.shifted)
}

// commit applies a batch that is prepared and tells those who wait for changes.
func (g *Graph) commit(ctx context.Context, d *draft) (Receipt, error) {
	receipt, err := g.store.Apply(ctx, d.batch)
	if err == nil && d.writesTerms() {
		g.forgetVocabulary()
	}
	if err == nil {
		g.wrote()
	}
	return receipt, err
}

// repeated returns the receipt of a batch that was applied before, or nil.
func (g *Graph) repeated(ctx context.Context, b Batch) (*Receipt, error) {
	if b.Key == "" {
		return nil, nil //nolint:nilnil // no key, so no receipt and no mistake
	}
	if err := required("idempotencyKey", b.Key, MaxIdempotent); err != nil {
		return nil, err
	}
	receipt, err := g.store.Receipt(ctx, b.Writer, b.Key)
	if receipt != nil && receipt.Payload != b.Payload {
		return nil, fmt.Errorf("idempotencyKey %q was used for another request: %w", shorten(b.Key), ErrConflict)
	}
	return receipt, err
}

// prepare makes the draft that is applied.
func (g *Graph) prepare(ctx context.Context, b Batch) (*draft, error) {
	d, err := g.newDraft(ctx, b)
	if err != nil {
		return nil, err
	}
	for _, i := range d.inOrder() {
		if err := d.complete(i); err != nil {
			return nil, inRecord(d.batch, i, err)
		}
	}
	if err := d.follow(ctx, d.shifts()); err != nil {
		return nil, err
	}
	d.pin()
	return d, nil
}

// inRecord names the record of a batch that an error is about.
func inRecord(b Batch, i int, err error) error {
	if len(b.Writes) == 1 {
		return err
	}
	return under(fmt.Sprintf("records[%s]", b.Writes[i].Record.Head().ID), err)
}

// pin makes the batch depend on the versions of all that it was derived from.
func (d *draft) pin() {
	d.batch.Unchanged = slices.Clone(d.batch.Unchanged)
	for _, id := range slices.Sorted(maps.Keys(d.rests)) {
		if _, written := d.place[id]; !written && d.stored[id] != nil {
			d.batch.Unchanged = append(d.batch.Unchanged, RecordVersion{id, d.stored[id].Head().Version})
		}
	}
}

// worthRepeating reports whether the batch failed because something moved on that
// the caller did not name a version of.
func (d *draft) worthRepeating(b Batch, conflict *ConflictError) bool {
	if slices.ContainsFunc(b.Unchanged, func(u RecordVersion) bool { return u.ID == conflict.Record }) {
		return false
	}
	i, written := d.place[conflict.Record]
	return !written || d.derived[conflict.Record] || b.Writes[i].Expect == AnyVersion
}

func (d *draft) writesTerms() bool {
	for _, w := range d.batch.Writes {
		if w.Record.Class() == ClassTerm {
			return true
		}
	}
	return false
}
