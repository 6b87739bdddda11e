package kg

import "cmp"

// A Relationship says that one entity stood in a relation to another while its
// Validity held. Several of one type may join the same pair: three ceasefires
// are three, and none is merged because its dates are near another's.
type Relationship struct {
	Header
	// Type is a term of the vocabulary, such as "ceasefire".
	Type string `json:"type"`
	From ID     `json:"from"`
	To   ID     `json:"to"`
	// Validity is when it held. One without EDTF text belongs to a relationship
	// with an event that has no dates of its own: its span is the event's.
	Validity Validity `json:"validity"`
	// Sign is the type's unless the relationship was given another.
	Sign Sign `json:"sign"`
	// Symmetric is the type's: the relationship reads alike from both ends. A
	// [Graph] sets it.
	Symmetric bool `json:"symmetric,omitempty"`
	// Restricted says that the relationship or one of its ends is RESTRICTED. A
	// [Graph] sets it.
	Restricted bool       `json:"restricted,omitempty"`
	Properties Properties `json:"properties,omitempty"`
	// Accepted is the span that the record has, where a [Perspective] tells another.
	Accepted *Span `json:"-"`
}

// Sign says whether a tie is friendly.
type Sign string

// The signs.
const (
	SignCooperative Sign = "COOPERATIVE"
	SignHostile     Sign = "HOSTILE"
	SignNeutral     Sign = "NEUTRAL"
)

// Direction says on which side of a relationship an entity stands.
type Direction string

// A relationship goes OUT of its From and IN to its To. Those of a symmetric type
// have no direction and are EITHER.
const (
	DirectionOut    Direction = "OUT"
	DirectionIn     Direction = "IN"
	DirectionEither Direction = "EITHER"
)

// Class returns ClassRelationship.
func (*Relationship) Class() Class { return ClassRelationship }

// Validate reports the first rule that r alone breaks, as an [*InvalidError].
func (r *Relationship) Validate() error {
	err := cmp.Or(
		r.Header.validate(),
		required("type", r.Type, MaxName),
		under("from", r.From.Validate()),
		under("to", r.To.Validate()),
		r.Validity.Span.validate(),
		oneOf("sign", r.Sign, SignCooperative, SignHostile, SignNeutral),
		r.Properties.validate(),
	)
	switch {
	case err != nil:
		return err
	case r.From == r.To:
		return &InvalidError{
			Field: "to", Value: string(r.To), Reason: "an entity has no relationship with itself",
		}
	case len(r.Sources) == 0:
		return &InvalidError{Field: "sources", Reason: "a relationship needs at least one source"}
	}
	return nil
}

// DirectionFrom says on which side of r the entity stands.
func (r *Relationship) DirectionFrom(entity ID) Direction {
	switch {
	case r.Symmetric:
		return DirectionEither
	case r.From == entity:
		return DirectionOut
	default:
		return DirectionIn
	}
}

// Keys returns what stores find and order r by.
func (r *Relationship) Keys() Keys {
	return Keys{
		Kind: r.Type, Label: r.Type, Span: accepted(r.Accepted, r.Validity), Restricted: r.Restricted,
		From: r.From, To: r.To, Symmetric: r.Symmetric,
	}
}

// References lists r's ends, its sources and the entities its properties name.
func (r *Relationship) References() []Reference {
	refs := []Reference{{"from", r.From, ClassEntity}, {"to", r.To, ClassEntity}}
	return append(append(refs, r.sourceReferences()...), r.Properties.references()...)
}
