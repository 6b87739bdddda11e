package kg

import (
	"bytes"
	"cmp"
	"context"
)

// Differences returns the fields in which a record as somebody writes it differs from
// the one that is stored, without what a [Graph] derives from other records: a sign or a
// unit that is left to the vocabulary, the limits of an unknown bound. An end that is
// past at an unknown date is the same whenever it was read to be so.
func Differences(stored, written Record, now Instant) ([]FieldChange, error) {
	written = clone(written)
	switch w := written.(type) {
	case *Entity:
		if s, ok := stored.(*Entity); ok {
			w.Validity = sameReading(s.Validity, w.Validity, now)
		}
	case *Relationship:
		if s, ok := stored.(*Relationship); ok {
			w.Validity = sameReading(s.Validity, w.Validity, now)
			w.Sign, w.Symmetric, w.Restricted = cmp.Or(w.Sign, s.Sign), s.Symmetric, s.Restricted
		}
	case *Claim:
		if s, ok := stored.(*Claim); ok {
			w.Restricted = s.Restricted
			if n := w.Value.Number; n != nil && n.Unit == "" && s.Value.Number != nil {
				with := *n
				with.Unit = s.Value.Number.Unit
				w.Value.Number = &with
			}
		}
	}
	before, err := EncodeBody(stored)
	if err != nil {
		return nil, err
	}
	after, err := EncodeBody(written)
	if err != nil || bytes.Equal(before, after) {
		return nil, err
	}
	return fieldChanges(stored, written)
}

// sameReading returns the stored validity where the written one says the same.
func sameReading(stored, written Validity, now Instant) Validity {
	same := written.Written
	if same.Ended && stored.Ended && same.EndedBefore == now.String() {
		same.EndedBefore = stored.EndedBefore
	}
	if same == stored.Written {
		return stored
	}
	return written
}

// Current returns the records of some ids as they are now, nil for what is not there,
// restricted ones too. There may be any number.
func (g *Graph) Current(ctx context.Context, ids []ID) ([]Record, error) {
	return g.store.Records(ctx, everything, ids)
}
