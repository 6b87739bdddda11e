package kg

// A Validity is when something holds: what people wrote, and the four instants
// that it means. Open, ongoing and unknown bounds stay distinct in both.
//
// Make one with [Written.Read]. Stores keep the text and the Span as they are.
type Validity struct {
	Written
	// Span is what Written means, after [Validity.Limit] for a relationship.
	Span Span `json:"span"`
}

// Unknown is the validity of which neither bound is known: "/".
var Unknown = Validity{
	Written: Written{EDTF: "/"},
	Span:    Span{NegInf, PosInf, NegInf, PosInf},
}

// Limit narrows the bounds that are UNKNOWN or ENDED_UNKNOWN_DATE to each lifetime:
// what ties two entities neither starts before nor ends after one of them. Written
// and open bounds are left alone. The span is worked out from the text anew, so
// after a lifetime has changed the limits of the old one are gone.
//
// The error is an [*InvalidError] that names both values if no time is left.
func (v Validity) Limit(lifetimes ...Span) (Validity, error) {
	r, err := v.parse()
	if err != nil {
		return Validity{}, err
	}
	if err := r.consistent(); err != nil {
		return Validity{}, err
	}
	if v.Span, err = r.span(lifetimes); err != nil {
		return Validity{}, err
	}
	return v, nil
}
