package kg

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// NewID makes an id that begins with a word and does not occur yet.
func NewID(word string) ID { return ID(word + "-" + strings.ToLower(rand.Text()[:20])) }

// maxAttempts is how often a batch is prepared anew when what it was derived from
// has moved on.
const maxAttempts = 5

// Write checks a batch, completes it and applies it: all of it, or nothing.
//
// It sets what follows from other records: a relationship's unknown bounds are
// limited to the lifetimes of its ends, a tie to an event without dates of its own
// takes the event's, signs default to their type's. Where an entity's time or
// access changes, its relationships, and the claims about these, follow in the
// same batch. An [*InvalidError] names the record, as "records[ID].field", when
// the batch has more than one.
func (g *Graph) Write(ctx context.Context, b Batch) (Receipt, error) {
	if receipt, err := g.repeated(ctx, b); receipt != nil || err != nil {
		return *cmp.Or(receipt, &Receipt{}), err
	}
	if b.ID == "" {
		b.ID = string(NewID("batch"))
	}
	for attempt := 1; ; attempt++ {
		d, err := g.prepare(ctx, b)
		if err != nil {
			return Receipt{}, err
		}
		receipt, err := g.store.Apply(ctx, d.batch)
		if err == nil && d.writesTerms() {
			g.forgetVocabulary()
		}
		if err == nil {
			g.wrote()
		}
		if err == nil || attempt == maxAttempts || !d.worthRepeating(b, err) {
			return receipt, err
		}
	}
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
	for i := range d.batch.Writes {
		if err := d.complete(i); err != nil {
			return nil, inRecord(d.batch, i, err)
		}
	}
	if err := d.follow(ctx); err != nil {
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

// follow adds the records that change because a record they rest on does.
func (d *draft) follow(ctx context.Context) error {
	for i := 0; i < len(d.batch.Writes); i++ {
		w := d.batch.Writes[i]
		before := d.stored[w.Record.Head().ID]
		if w.Retract || before == nil || !d.moves(before, w.Record) {
			continue
		}
		if err := d.followOne(ctx, w.Record); err != nil {
			return err
		}
	}
	return nil
}

// moves reports whether a change of a record can change others.
func (d *draft) moves(before, after Record) bool {
	b, a := before.Keys(), after.Keys()
	return b.Restricted != a.Restricted || after.Class() == ClassEntity && b.Span != a.Span
}

// followOne settles the relationships of a changed entity and the claims about a
// record anew, and adds those that come out differently.
func (d *draft) followOne(ctx context.Context, changed Record) error {
	id := changed.Head().ID
	queries := []Query{{Class: ClassClaim, About: id}}
	if changed.Class() == ClassEntity {
		queries = append(queries, Query{Class: ClassRelationship, Of: id})
	}
	answers, err := d.graph.store.Find(ctx, everything, queries)
	if err != nil {
		return err
	}
	for _, found := range answers {
		for _, f := range found {
			if err := d.resettle(ctx, f.Record, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// resettle settles a stored record anew and adds it to the batch if it changes.
func (d *draft) resettle(ctx context.Context, r Record, because ID) error {
	id := r.Head().ID
	if _, written := d.place[id]; written {
		return nil
	}
	var needed []ID
	for _, ref := range r.References() {
		needed = append(needed, ref.ID)
	}
	if err := d.read(ctx, needed); err != nil {
		return err
	}
	after := clone(r)
	if err := d.settle(after); err != nil {
		return fmt.Errorf("%s %s would no longer fit %s: %w", describe(r.Class()), id, because, err)
	}
	if reflect.DeepEqual(r, after) {
		return nil
	}
	d.stored[id], d.place[id], d.derived[id] = r, len(d.batch.Writes), true
	d.batch.Writes = append(d.batch.Writes, Write{
		Record: after, Expect: r.Head().Version, Reason: fmt.Sprintf("follows a change of %s", because),
	})
	return nil
}

// pin makes the batch depend on the versions of all that it was derived from.
func (d *draft) pin() {
	for id, record := range d.stored {
		if _, written := d.place[id]; record != nil && !written && record.Class() == ClassEntity {
			d.batch.Unchanged = append(d.batch.Unchanged, RecordVersion{id, record.Head().Version})
		}
	}
}

// worthRepeating reports whether the batch failed because something moved on that
// the caller did not name a version of.
func (d *draft) worthRepeating(b Batch, err error) bool {
	var conflict *ConflictError
	if !errors.As(err, &conflict) || !conflict.Stale {
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
