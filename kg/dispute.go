package kg

// A Dispute says that claims on one property of one record cannot all be true. It
// is derived when asked and never kept.
//
// A claim is about the time of its HoldsAt; without one, about that at which it was
// said; without either, about all time. A start, an end and a property that the
// vocabulary marks constant have one value, so claims on them are always about all
// time. A claim that ASSERTS says that the value lies in a range throughout its
// time, one that DENIES that it lies outside of it:
//
//   - A number is the range that it is written as, of real numbers; "about n" reaches
//     a tenth of n to each side. Numbers of different units are not compared.
//   - A date is every second that it can mean, on a start or end as a [Bound].
//   - A text, as folded by [FoldName], and an entity are nothing but themselves.
//   - A claim without a value says that it is so.
//
// Claims conflict when there is a time that they are all about and no value that
// they all permit. For claims that assert it would be enough to compare pairs: of
// intervals on a line, any number that meet two by two meet in one point (Helly),
// in value as in time. What denials leave is no interval, so that three can clash of
// which no two do: from 1 to 4, not from 1 to 2, not from 2 to 4. All of those about
// one time are therefore tried together.
//
// Who contradicts themself has replaced the earlier claim by the later, if that was
// said certainly later, of the same time. The earlier one stays visible and takes
// no part. Rank takes no part either, as it is the editors' belief; but where only
// claims of rank DEPRECATED stand against the others, the dispute is not Open.
type Dispute struct {
	About    ID
	Property string
	// Open says that claims which the editors do not hold to be mistaken conflict.
	Open bool
	// Claims are all claims on the property that the view shows, as they are shown:
	// by rank, what was said earlier first.
	Claims []DisputedClaim
	// Conflicts are ordered by time. There is at least one.
	Conflicts []Conflict
	// NotCompared counts the claims beyond the first [MaxDebated], which take no part.
	NotCompared int
}

// MaxDebated is how many claims on one property of one record are compared.
const MaxDebated = 256

// A DisputedClaim is a claim on a property that is in dispute.
type DisputedClaim struct {
	*Claim
	// IsParty says that the claimant is a party to the matter; see [Graph.Parties].
	IsParty bool
	// ReplacedBy is the later claim with which the claimant took this one back, or nil.
	ReplacedBy *Claim
}

// DisputeKind says in what claims conflict.
type DisputeKind string

// The kinds of conflicts.
const (
	// DisputeValues are numbers, texts or entities that differ.
	DisputeValues DisputeKind = "VALUES"
	// DisputeDates are dates that cannot meet.
	DisputeDates DisputeKind = "DATES"
	// DisputeStances is that one denies what others, who agree, assert.
	DisputeStances DisputeKind = "STANCES"
)

// A Conflict is a largest group of claims about one time that cannot all be true.
type Conflict struct {
	Kind DisputeKind
	// At is the time that all of its claims are about, half-open. It is [Always] where
	// they are about all time.
	At Window
	// Open says that it would remain without the claims of rank DEPRECATED.
	Open bool
	// Camps are the largest groups of claims that can be true together. A claim is in
	// each camp that it agrees with. The camp of what is shown first comes first.
	Camps []Camp
	// Numbers or Dates is the spread of what is asserted, or both are nil.
	Numbers *NumberSpread
	Dates   *DateSpread
}

// A Camp is a group of claims that can all be true.
type Camp struct {
	Claims   []*Claim
	Evidence Evidence
}

// Kinds lists the kinds of d's conflicts, each once, in the order of the conflicts.
func (d *Dispute) Kinds() []DisputeKind {
	var kinds []DisputeKind
	for _, c := range d.Conflicts {
		kinds = appendNew(kinds, c.Kind)
	}
	return kinds
}

// SingleSourced reports whether all claims were read in one source.
func (d *Dispute) SingleSourced() bool {
	for _, c := range d.Claims {
		if c.Source != d.Claims[0].Source {
			return false
		}
	}
	return true
}
