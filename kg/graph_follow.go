package kg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// A shift is a change of a record that may change those that rest on it.
type shift struct {
	record Record
	// access says that who may see the record changed; else its time did.
	access bool
}

// inOrder lists the places of the batch so that what others rest on comes first.
func (d *draft) inOrder() []int {
	ranks := map[Class]int{ClassRelationship: 1, ClassClaim: 2}
	places := make([]int, len(d.batch.Writes))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		return cmp.Compare(ranks[d.batch.Writes[a].Record.Class()], ranks[d.batch.Writes[b].Record.Class()])
	})
	return places
}

// follow settles anew what rests on the records of a wave of changes, and adds to
// the batch what comes out differently; then what rests on that, until nothing does.
func (d *draft) follow(ctx context.Context, wave []shift) error {
	if len(wave) == 0 {
		return nil
	}
	resting := d.resting()
	for len(wave) > 0 {
		found, err := d.dependants(ctx, wave, resting)
		if err != nil {
			return err
		}
		for _, s := range wave {
			if d.stored[s.record.Head().ID] != nil {
				d.shifted = append(d.shifted, s)
			}
		}
		wave = nil
		for _, next := range found {
			shifted, err := d.resettle(next)
			if err != nil {
				return err
			}
			if shifted {
				wave = append(wave, shift{d.record(next.record.Head().ID), true})
			}
		}
	}
	return nil
}

// followLate lets those follow that a batch could not know of: what somebody wrote
// between its preparation and its end, resting on the records as they were before.
// What is written later rests on them as they are now, or is refused.
func (g *Graph) followLate(ctx context.Context, b Batch, shifted []shift) error {
	ids := make([]ID, len(shifted))
	for i, s := range shifted {
		ids[i] = s.record.Head().ID
	}
	_, err := retry(ctx, func() (Receipt, error) {
		d, err := g.newDraft(ctx, Batch{ID: string(NewID("batch")), Writer: b.Writer, Reason: b.Reason})
		if err != nil {
			return Receipt{}, err
		}
		d.late = true
		if err := d.read(ctx, ids); err != nil {
			return Receipt{}, err
		}
		var wave []shift
		for i, id := range ids {
			if record := d.stored[id]; record != nil {
				wave = append(wave, shift{record, shifted[i].access})
			}
		}
		if err := d.follow(ctx, wave); err != nil || len(d.batch.Writes) == 0 {
			return Receipt{}, err
		}
		d.pin()
		return g.commit(ctx, d)
	}, func(*ConflictError) bool { return true })
	return err
}

// shifts lists the writes of the batch that may change other records. A new claim
// is among them because another claim of the batch may be about it.
func (d *draft) shifts() []shift {
	var shifts []shift
	for _, w := range d.batch.Writes {
		before := d.stored[w.Record.Head().ID]
		after := w.Record.Keys()
		switch {
		case w.Retract:
		case before == nil:
			if after.Restricted && w.Record.Class() == ClassClaim {
				shifts = append(shifts, shift{w.Record, true})
			}
		case before.Keys().Restricted != after.Restricted:
			shifts = append(shifts, shift{w.Record, true})
		case w.Record.Class() == ClassEntity && before.Keys().Span != after.Span:
			shifts = append(shifts, shift{w.Record, false})
		}
	}
	return shifts
}

// resettle settles a record anew, which is stored or in the batch, and adds it to
// the batch if it changes. It reports whether who may see it does.
func (d *draft) resettle(dependent dependant) (shifted bool, err error) {
	id := dependent.record.Head().ID
	before := d.record(id)
	i, written := d.place[id]
	switch {
	case written && before == nil:
		return false, nil // it is retracted
	case before == nil:
		before = dependent.record
		d.stored[id] = before
	}
	d.rests[id] = true
	for _, ref := range before.References() {
		if d.record(ref.ID) == nil {
			return false, nil // the store refuses the batch, or has moved on
		}
	}
	after := clone(before)
	if err := d.settle(after); err != nil && d.late {
		return false, nil // the change it does not fit has been made: it stays as it is
	} else if err != nil {
		return false, d.unfit(before, dependent.because, err)
	}
	if reflect.DeepEqual(before, after) {
		return false, nil
	}
	if written {
		d.batch.Writes[i].Record = after
	} else {
		d.place[id], d.derived[id] = len(d.batch.Writes), true
		d.batch.Writes = append(d.batch.Writes, Write{
			Record: after, Expect: before.Head().Version,
			Reason: fmt.Sprintf("follows a change of %s", dependent.because),
		})
	}
	return before.Keys().Restricted != after.Keys().Restricted, nil
}

// unfit says which record stands in the way of a change of another's time.
func (d *draft) unfit(r Record, because ID, err error) error {
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	// The refused value is the other record's, and known under another name there.
	named := &InvalidError{Field: "validity", Accepted: invalid.Accepted, Reason: fmt.Sprintf(
		"the %s %s would no longer fit %s: %s", describe(r.Class()), r.Head().ID, because, invalid.Reason)}
	return inRecord(d.batch, d.place[because], named)
}
