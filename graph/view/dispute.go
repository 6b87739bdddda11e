package view

import (
	"context"

	"entente/kg"
)

// A Dispute is a value of that type.
type Dispute struct {
	dispute kg.Dispute
	about   Node
	// claims is the cohort of the claims of all disputes that were derived together.
	claims *cohort
	view   handle
}

// disputesOf returns disputes about a node as values.
func disputesOf(disputes []kg.Dispute, about Node, claims *cohort, v handle) []Dispute {
	made := make([]Dispute, len(disputes))
	for i, d := range disputes {
		made[i] = Dispute{d, about, claims, v}
	}
	return made
}

// About answers the field of that name.
func (d Dispute) About() Node { return d.about }

// Property answers the field of that name.
func (d Dispute) Property(ctx context.Context) (ClaimProperty, error) {
	term, err := d.claims.term(ctx, kg.TermClaimProperty, d.dispute.Property)
	return ClaimProperty{term}, err
}

// Kinds answers the field of that name.
func (d Dispute) Kinds() []kg.DisputeKind { return d.dispute.Kinds() }

// Open answers the field of that name.
func (d Dispute) Open() bool { return d.dispute.Open }

// SingleSourced answers the field of that name.
func (d Dispute) SingleSourced() bool { return d.dispute.SingleSourced() }

// NotCompared answers the field of that name.
func (d Dispute) NotCompared() int { return d.dispute.NotCompared }

// A DisputedClaim is a value of that type.
type DisputedClaim struct {
	Claim      Claim
	IsParty    bool
	ReplacedBy *Claim
}

// Claims answers the field of that name.
func (d Dispute) Claims() []DisputedClaim {
	made := make([]DisputedClaim, len(d.dispute.Claims))
	for i, c := range d.dispute.Claims {
		made[i] = DisputedClaim{Claim: d.claim(c.Claim), IsParty: c.IsParty}
		if c.ReplacedBy != nil {
			made[i].ReplacedBy = new(d.claim(c.ReplacedBy))
		}
	}
	return made
}

func (d Dispute) claim(c *kg.Claim) Claim {
	return Claim{record{d.claims, member{c, d.view}}, c}
}

// claimants returns who makes the claims, by place.
func (d Dispute) claimants(ctx context.Context) (map[place]Node, error) {
	return d.claims.follow(ctx, referred...)
}

// A Conflict is a value of that type.
type Conflict struct {
	of       Dispute
	conflict kg.Conflict
}

// Conflicts answers the field of that name.
func (d Dispute) Conflicts() []Conflict {
	made := make([]Conflict, len(d.dispute.Conflicts))
	for i, c := range d.dispute.Conflicts {
		made[i] = Conflict{d, c}
	}
	return made
}

// Kind answers the field of that name.
func (c Conflict) Kind() kg.DisputeKind { return c.conflict.Kind }

// Open answers the field of that name.
func (c Conflict) Open() bool { return c.conflict.Open }

// Begins answers the field of that name.
func (c Conflict) Begins() *string { return finite(c.conflict.At.From) }

// Ends answers the field of that name.
func (c Conflict) Ends() *string { return finite(c.conflict.At.Until) }

// A Camp is a value of that type.
type Camp struct {
	Claims   []Claim
	Evidence Evidence
}

// Camps answers the field of that name.
func (c Conflict) Camps() []Camp {
	made := make([]Camp, len(c.conflict.Camps))
	for i, camp := range c.conflict.Camps {
		for _, claim := range camp.Claims {
			made[i].Claims = append(made[i].Claims, c.of.claim(claim))
		}
		made[i].Evidence = Evidence{camp.Evidence, c.of.view, c.of.claimants}
	}
	return made
}

// A NumberSpread is a value of that type.
type NumberSpread struct{ kg.NumberSpread }

// Unit answers the field of that name.
func (s NumberSpread) Unit() *string { return optional(s.NumberSpread.Unit) }

// Numbers answers the field of that name.
func (c Conflict) Numbers() *NumberSpread {
	if c.conflict.Numbers == nil {
		return nil
	}
	return &NumberSpread{*c.conflict.Numbers}
}

// A DateSpread is a value of that type.
type DateSpread struct{ spread kg.DateSpread }

// Dates answers the field of that name.
func (c Conflict) Dates() *DateSpread {
	if c.conflict.Dates == nil {
		return nil
	}
	return &DateSpread{*c.conflict.Dates}
}

// Earliest answers the field of that name.
func (s DateSpread) Earliest() *string { return finite(s.spread.Earliest) }

// Latest answers the field of that name.
func (s DateSpread) Latest() *string { return finite(s.spread.Latest) }

// GapDays answers the field of that name.
func (s DateSpread) GapDays() float64 { return s.spread.GapDays }
