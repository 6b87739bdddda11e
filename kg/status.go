package kg

// Certainty says whether something is so for every reading of the dates or for
// some. Where it is so for none the Certainty is empty.
type Certainty string

const (
	// Certain is so whatever the exact dates are.
	Certain Certainty = "CERTAIN"
	// Possible is so for some dates that the texts admit, not for all.
	Possible Certainty = "POSSIBLE"
)

// RelationshipStatus is where a span stands towards a window. It is derived when
// asked and never kept.
type RelationshipStatus string

const (
	// StatusUpcoming starts after the window for every reading of its dates.
	StatusUpcoming RelationshipStatus = "UPCOMING"
	// StatusActive is certainly in force at some second of the window.
	StatusActive RelationshipStatus = "ACTIVE"
	// StatusPossiblyActive is in force in the window for some of its readings only.
	StatusPossiblyActive RelationshipStatus = "POSSIBLY_ACTIVE"
	// StatusExpired ended before the window for every reading of its dates.
	StatusExpired RelationshipStatus = "EXPIRED"
)

// Holds says how surely s is in force at some second of w, and is empty where it
// is not in force. Both are half-open: what ends at w.From, or starts at w.Until,
// does not hold in w. An infinite side of w passes its comparison.
func (s Span) Holds(w Window) Certainty {
	switch {
	case w.meets(s.StartLatest, s.EndEarliest):
		return Certain
	case w.meets(s.StartEarliest, s.EndLatest):
		return Possible
	}
	return ""
}

// meets reports whether [start, end) has a second in w.
func (w Window) meets(start, end Instant) bool {
	return (start < w.Until || w.Until == PosInf) && (end > w.From || w.From == NegInf)
}

// Status says where s stands towards w. Exactly one status fits.
func (s Span) Status(w Window) RelationshipStatus {
	switch s.Holds(w) {
	case Certain:
		return StatusActive
	case Possible:
		return StatusPossiblyActive
	}
	if s.StartEarliest >= w.Until {
		return StatusUpcoming
	}
	return StatusExpired
}
