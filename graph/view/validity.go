package view

import "entente/kg"

// A Validity is a value of that type.
type Validity struct{ validity kg.Validity }

// Edtf answers the field of that name.
func (v Validity) Edtf() string { return v.validity.EDTF }

// Text answers the field of that name.
func (v Validity) Text() string { return v.validity.Text() }

// Start answers the field of that name.
func (v Validity) Start() Bound { return Bound{v.validity.Start()} }

// End answers the field of that name.
func (v Validity) End() Bound { return Bound{v.validity.End()} }

// AttestedFrom answers the field of that name.
func (v Validity) AttestedFrom() *string { return optional(v.validity.AttestedFrom) }

// AttestedUntil answers the field of that name.
func (v Validity) AttestedUntil() *string { return optional(v.validity.AttestedUntil) }

// StartedAfter answers the field of that name.
func (v Validity) StartedAfter() *string { return optional(v.validity.StartedAfter) }

// EndedBefore answers the field of that name.
func (v Validity) EndedBefore() *string { return optional(v.validity.EndedBefore) }

// Zone answers the field of that name.
func (v Validity) Zone() *string { return optional(v.validity.Zone) }

// Duration answers the field of that name.
func (v Validity) Duration() DurationRange { return durationOf(v.validity.Span.Length()) }

// A Bound is a value of that type.
type Bound struct{ bound kg.Bound }

// Edtf answers the field of that name.
func (b Bound) Edtf() *string { return optional(b.bound.EDTF) }

// Kind answers the field of that name.
func (b Bound) Kind() kg.BoundKind { return b.bound.Kind }

// Earliest answers the field of that name.
func (b Bound) Earliest() *string { return finite(b.bound.Earliest) }

// Latest answers the field of that name.
func (b Bound) Latest() *string { return finite(b.bound.Latest) }

// Uncertain answers the field of that name.
func (b Bound) Uncertain() bool { return b.bound.Uncertain }

// Approximate answers the field of that name.
func (b Bound) Approximate() bool { return b.bound.Approximate }

// finite returns nil for the infinite instants.
func finite(t kg.Instant) *string {
	if t.Infinite() {
		return nil
	}
	return optional(t.String())
}
