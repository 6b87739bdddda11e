package view

import (
	"context"
	"maps"
	"slices"

	"entente/kg"
)

// A Claim is a value of that type.
type Claim struct {
	record
	claim *kg.Claim
}

// referred are the fields of a claim whose records are fetched together.
var referred = []string{"about", "assertedBy", "source"}

// About answers the field of that name.
func (c Claim) About(ctx context.Context) (Node, error) {
	nodes, err := c.cohort.follow(ctx, referred...)
	return nodes[place{c.claim.About, c.view}], err
}

// AssertedBy answers the field of that name.
func (c Claim) AssertedBy(ctx context.Context) (Entity, error) {
	if c.claim.AssertedBy == "" {
		return nil, nil //nolint:nilnil // the source itself says so
	}
	nodes, err := c.cohort.follow(ctx, referred...)
	claimant, _ := nodes[place{c.claim.AssertedBy, c.view}].(Entity)
	return claimant, err
}

// Source answers the field of that name.
func (c Claim) Source(ctx context.Context) (*Source, error) {
	nodes, err := c.cohort.follow(ctx, referred...)
	if source, ok := nodes[place{c.claim.Source, c.view}].(Source); ok {
		return &source, err
	}
	return nil, err
}

// Property answers the field of that name.
func (c Claim) Property(ctx context.Context) (ClaimProperty, error) {
	term, err := c.cohort.term(ctx, kg.TermClaimProperty, c.claim.Property)
	return ClaimProperty{term}, err
}

// Value answers the field of that name.
func (c Claim) Value() *Value {
	if c.claim.Value.Type == kg.ValueNone {
		return nil
	}
	return &Value{c.record, c.claim.Value, []string{"value.entity"}}
}

// Stance answers the field of that name.
func (c Claim) Stance() kg.Stance { return c.claim.Stance }

// SaidAt answers the field of that name.
func (c Claim) SaidAt() *string { return optional(c.claim.SaidAt) }

// HoldsAt answers the field of that name.
func (c Claim) HoldsAt() *string { return optional(c.claim.HoldsAt) }

// Quote answers the field of that name.
func (c Claim) Quote() *string { return optional(c.claim.Quote) }

// Rank answers the field of that name.
func (c Claim) Rank() kg.Rank { return c.claim.Rank }

// Credibility answers the field of that name.
func (c Claim) Credibility() *int {
	if c.claim.Credibility == 0 {
		return nil
	}
	return &c.claim.Credibility
}

// Bound answers the field of that name, in the zone of what the claim is about.
func (c Claim) Bound(ctx context.Context) (*Bound, error) {
	if _, ok := c.claim.Bound(""); !ok {
		return nil, nil //nolint:nilnil // it is no claim of a bound
	}
	nodes, err := c.cohort.follow(ctx, referred...)
	if err != nil {
		return nil, err
	}
	var zone kg.Zone
	if node, ok := nodes[place{c.claim.About, c.view}].(interface{ domain() kg.Record }); ok {
		zone = kg.ZoneOf(node.domain())
	}
	bound, _ := c.claim.Bound(zone)
	return &Bound{bound}, nil
}

// IsParty answers the field of that name.
func (c Claim) IsParty(ctx context.Context) (bool, error) {
	parties, err := c.cohort.parties(ctx)
	return parties.Made(c.claim), err
}

// parties returns, by id, the parties to what the members of a cohort of claims are
// about.
func (c *cohort) parties(ctx context.Context) (kg.Parties, error) {
	return together(c, "parties", func() (kg.Parties, error) {
		nodes, err := c.follow(ctx, referred...)
		if err != nil {
			return nil, err
		}
		records := make(map[kg.ID]kg.Record)
		for _, m := range c.members() {
			about := m.rec.(*kg.Claim).About
			if node, ok := nodes[place{about, m.view}].(interface{ domain() kg.Record }); ok {
				records[about] = node.domain()
			}
		}
		return c.graph.Parties(ctx, c.members()[0].view.Value(), slices.Collect(maps.Values(records)))
	})
}

// A Source is a value of that type.
type Source struct {
	record
	source *kg.Source
}

// Title answers the field of that name.
func (s Source) Title() string { return s.source.Title }

// Publisher answers the field of that name.
func (s Source) Publisher() *string { return optional(s.source.Publisher) }

// URL answers the field of that name.
func (s Source) URL() *string { return optional(s.source.URL) }

// ArchivedURL answers the field of that name.
func (s Source) ArchivedURL() *string { return optional(s.source.ArchivedURL) }

// ContentHash answers the field of that name.
func (s Source) ContentHash() *string { return optional(s.source.ContentHash) }

// PublishedAt answers the field of that name.
func (s Source) PublishedAt() *string { return optional(s.source.PublishedAt) }

// RetrievedAt answers the field of that name.
func (s Source) RetrievedAt() *string { return optional(s.source.RetrievedAt) }

// Language answers the field of that name.
func (s Source) Language() *string { return optional(s.source.Language) }

// Reliability answers the field of that name.
func (s Source) Reliability() *kg.Reliability {
	if s.source.Reliability == "" {
		return nil
	}
	return &s.source.Reliability
}

// Licence answers the field of that name.
func (s Source) Licence() *string { return optional(s.source.Licence) }
