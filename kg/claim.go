package kg

import (
	"cmp"
	"strconv"
)

// A Claim is what somebody says about a record: that the prison lost 120
// detainees, that the partnership ended on a day, that a truce exists. Claims
// that contradict one another stand side by side. A claim never changes the
// record that it is about.
type Claim struct {
	Header
	// About is the record that the claim speaks of.
	About ID `json:"about"`
	// Property is "exists", "start", "end" or another claim property of the vocabulary.
	Property string `json:"property"`
	// Value is what is claimed, of the property's value type.
	Value  Value  `json:"value"`
	Stance Stance `json:"stance"`
	// AssertedBy is the actor who says so. It is empty where the source itself does.
	AssertedBy ID `json:"assertedBy,omitempty"`
	// Source is where it was read; a claim has exactly one.
	Source ID `json:"source"`
	// SaidAt is when it was said; empty where that is not known.
	SaidAt DateText `json:"saidAt,omitempty"`
	// HoldsAt is the time that the value is about; empty means when it was said.
	HoldsAt DateText `json:"holdsAt,omitempty"`
	// Quote is a short passage in the words of the source.
	Quote string `json:"quote,omitempty"`
	// Rank is how far we believe it. It says nothing of how current it is.
	Rank Rank `json:"rank"`
	// Credibility is the Admiralty number, 1 (confirmed) to 6 (cannot be judged);
	// 0 means not judged.
	Credibility int `json:"credibility,omitempty"`
	// Restricted says that the claim, or a record that it names, is RESTRICTED: what it
	// is about, its source, its claimant or its value. A [Graph] sets it.
	Restricted bool `json:"restricted,omitempty"`
}

// Stance says whether a claim asserts or denies.
type Stance string

// The stances.
const (
	StanceAsserts Stance = "ASSERTS"
	StanceDenies  Stance = "DENIES"
)

// Rank is how far the editors believe a claim.
type Rank string

// The ranks, most believed first.
const (
	RankPreferred  Rank = "PREFERRED"
	RankNormal     Rank = "NORMAL"
	RankDeprecated Rank = "DEPRECATED"
)

// The claim properties that every vocabulary has and the graph itself reads: that the
// record exists, and its bounds.
const (
	PropertyExists = "exists"
	PropertyStart  = "start"
	PropertyEnd    = "end"
)

// Class returns ClassClaim.
func (*Claim) Class() Class { return ClassClaim }

// Validate reports the first rule that c alone breaks, as an [*InvalidError].
func (c *Claim) Validate() error {
	err := cmp.Or(
		c.Header.validate(),
		under("about", c.About.Validate()),
		required("property", c.Property, MaxName),
		under("value", c.Value.validate()),
		oneOf("stance", c.Stance, StanceAsserts, StanceDenies),
		under("source", c.Source.Validate()),
		c.SaidAt.validate("saidAt"),
		c.HoldsAt.validate("holdsAt"),
		atMost("quote", c.Quote, MaxQuote),
		oneOf("rank", c.Rank, RankPreferred, RankNormal, RankDeprecated),
	)
	switch {
	case err != nil:
		return err
	case c.About == c.ID:
		return &InvalidError{Field: "about", Value: string(c.About), Reason: "a claim cannot be about itself"}
	case c.AssertedBy != "" && c.AssertedBy.Validate() != nil:
		return under("assertedBy", c.AssertedBy.Validate())
	case c.Credibility < 0 || c.Credibility > 6:
		return badCredibility(c.Credibility)
	}
	return nil
}

func badCredibility(given int) error {
	return &InvalidError{
		Field: "credibility", Value: strconv.Itoa(given),
		Reason: "not on the Admiralty scale", Accepted: "write 1 to 6",
	}
}

// Keys returns what stores find and order c by. Rank puts PREFERRED before NORMAL
// before DEPRECATED and, among equals, what was said earlier first.
func (c *Claim) Keys() Keys {
	said := c.SaidAt.span()
	return Keys{
		Kind: c.Property, Label: c.Property, Span: said, Rank: c.Rank.weight() + int64(sayable(said)),
		Restricted: c.Restricted, About: c.About,
	}
}

// rankStep is wider than the seconds of all years from −9999 to 9999 on one side.
const rankStep = 1 << 40

func (r Rank) weight() int64 {
	switch r {
	case RankPreferred:
		return 0
	case RankNormal:
		return 2 * rankStep
	default:
		return 4 * rankStep
	}
}

// sayable bounds the start of a span so that it stays within one rank.
func sayable(s Span) Instant { return min(max(s.StartEarliest, -rankStep+1), rankStep-1) }

// References lists what c is about, who says it and where.
func (c *Claim) References() []Reference {
	refs := []Reference{{"about", c.About, ""}, {"source", c.Source, ClassSource}}
	if c.AssertedBy != "" {
		refs = append(refs, Reference{"assertedBy", c.AssertedBy, ClassEntity})
	}
	if c.Value.Type == ValueEntity {
		refs = append(refs, Reference{"value.entity", c.Value.Entity, ClassEntity})
	}
	return append(refs, c.sourceReferences()...)
}
