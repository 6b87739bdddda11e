package view

import (
	"context"
	"unique"

	"entente/kg"
)

// A Chain is a value of that type.
type Chain struct {
	chain kg.Chain
	shown shown
}

// A ChainStep is a value of that type.
type ChainStep struct {
	step  kg.ChainStep
	shown shown
}

// A ChainLink is a value of that type.
type ChainLink struct {
	Direction    kg.Direction
	Relationship Relationship
	Other        Event
}

// AgreementChain answers the root field of that name.
func AgreementChain(ctx context.Context, asOf *AsOf, q kg.ChainQuery) (Chain, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Chain{}, err
	}
	chain, err := r.Graph.AgreementChain(ctx, r.View, q)
	return showChain(r, chain), err
}

// Sequence answers the root field of that name.
func Sequence(ctx context.Context, asOf *AsOf, q kg.SequenceQuery) (Chain, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return Chain{}, err
	}
	chain, err := r.Graph.Sequence(ctx, r.View, q)
	return showChain(r, chain), err
}

// showChain turns a chain into a value.
func showChain(r Reader, chain kg.Chain) Chain {
	var agreements []*kg.Entity
	var found []kg.Found
	for _, step := range chain.Steps {
		if step.Agreement != nil {
			agreements = append(agreements, step.Agreement)
		}
		found = append(found, step.Ties...)
		for _, link := range step.Links {
			found = append(found, link.Tie)
		}
	}
	return Chain{chain, show(r.Graph, sight{unique.Make(r.View), found, agreements})}
}

// Steps answers the field of that name.
func (c Chain) Steps() []ChainStep {
	steps := make([]ChainStep, len(c.chain.Steps))
	for i, step := range c.chain.Steps {
		steps[i] = ChainStep{step, c.shown}
	}
	return steps
}

// InForce answers the field of that name.
func (c Chain) InForce() DurationRange { return durationOf(c.chain.InForce) }

// CertainGaps answers the field of that name.
func (c Chain) CertainGaps() int { return c.chain.CertainGaps }

// PossibleGaps answers the field of that name.
func (c Chain) PossibleGaps() int { return c.chain.PossibleGaps }

// Truncated answers the field of that name.
func (c Chain) Truncated() bool { return c.chain.Truncated }

// Agreement answers the field of that name.
func (s ChainStep) Agreement() *Event {
	if s.step.Agreement == nil {
		return nil
	}
	return new(s.shown.event(s.step.Agreement))
}

// Relationships answers the field of that name.
func (s ChainStep) Relationships() []Relationship {
	relationships := make([]Relationship, len(s.step.Ties))
	for i, tie := range s.step.Ties {
		relationships[i] = s.shown.relationship(tie)
	}
	return relationships
}

// InForce answers the field of that name.
func (s ChainStep) InForce() *DurationRange { return elapsed(s.step.InForce) }

// Gap answers the field of that name.
func (s ChainStep) Gap() *DurationRange { return elapsed(s.step.Gap) }

// Overlap answers the field of that name.
func (s ChainStep) Overlap() *DurationRange { return elapsed(s.step.Overlap) }

// Links answers the field of that name.
func (s ChainStep) Links() []ChainLink {
	links := make([]ChainLink, len(s.step.Links))
	for i, link := range s.step.Links {
		links[i] = ChainLink{link.Direction, s.shown.relationship(link.Tie), s.shown.event(link.Other)}
	}
	return links
}

// elapsed returns nil where nothing is measured.
func elapsed(l *kg.Length) *DurationRange {
	if l == nil {
		return nil
	}
	return new(durationOf(*l))
}
