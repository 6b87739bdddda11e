package storetest

import (
	"cmp"
	"context"
	"fmt"

	"entente/kg"
)

// telling reads the graph as claimants tell it: the store through [kg.As], the model
// by [Model.tell]. Answers are compared by ids and spans.
type telling struct {
	finding
	Claimants []kg.ID
	Probes    []kg.NameProbe
	IDs       []kg.ID
}

func (op telling) do(ctx context.Context, s *side) (answer any, err error) {
	defer func() {
		// Without the ends that the contract promises, nothing can be told.
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	v, told, err := op.told(s)
	if err != nil {
		return nil, err
	}
	records, err := told.Records(ctx, v, op.IDs)
	if err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	queries := op.keeping(make([][]kg.ID, len(op.Queries)))
	pages, err := told.Find(ctx, v, queries)
	if err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	tallies, err := told.Count(ctx, v, queries)
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	hits, err := told.Search(ctx, v, op.Probes)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	all, err := exporting{View: v}.do(ctx, &side{Store: told})
	if err != nil {
		return nil, fmt.Errorf("all: %w", err)
	}
	return []any{
		briefly(records), allBriefly(pages), tallies, hitsBriefly(hits),
		briefly(all.([]kg.Record)),
	}, nil
}

// told returns the told graph of a side, and the view to read it in.
func (op telling) told(s *side) (v kg.View, told kg.Store, err error) {
	v = op.View
	if s.oracle {
		told, err = s.Store.(*Model).tell(v, op.Claimants)
		v.Known = 0 // it has the versions of then only
		return v, told, err
	}
	v.Perspective, err = kg.AccordingTo(op.Claimants)
	return v, kg.As(s.Store, v), err
}

// A brief is what is compared of a record.
type brief struct {
	ID       kg.ID
	Span     kg.Span
	From, To *brief
}

func briefOf(r kg.Record) *brief {
	switch r := r.(type) {
	case nil:
		return nil
	case *kg.Entity:
		return &brief{ID: r.ID, Span: r.Validity.Span}
	case *kg.Relationship:
		return &brief{ID: r.ID, Span: r.Validity.Span}
	default:
		return &brief{ID: r.Head().ID}
	}
}

func briefly(records []kg.Record) []*brief {
	briefs := make([]*brief, len(records))
	for i, r := range records {
		briefs[i] = briefOf(r)
	}
	return briefs
}

func allBriefly(pages [][]kg.Found) [][]*brief {
	briefs := make([][]*brief, len(pages))
	for i, page := range pages {
		for _, found := range page {
			b := briefOf(found.Record)
			if found.From != nil {
				b.From, b.To = briefOf(found.From), briefOf(found.To)
			}
			briefs[i] = append(briefs[i], b)
		}
	}
	return briefs
}

func hitsBriefly(pages [][]kg.NameHit) [][]*brief {
	briefs := make([][]*brief, len(pages))
	for i, hits := range pages {
		for _, hit := range hits {
			briefs[i] = append(briefs[i], briefOf(hit.Entity))
		}
	}
	return briefs
}

func (op telling) String() string {
	return fmt.Sprintf("as %v tell it, asking for %v, searching %s, and %v",
		op.Claimants, op.IDs, show(op.Probes), op.finding)
}

// telling returns questions to some claimants who may be there, or to nobody.
func (g *generator) telling() operation {
	op := telling{
		finding: g.finding().(finding), Probes: g.searching().(searching).Probes, IDs: g.ids(4),
	}
	for len(op.Claimants) == 0 || g.chance(50) {
		op.Claimants = append(op.Claimants, g.claimant(op.View))
	}
	return op
}

// claimant returns an actor or source that a view shows, mostly one who claims
// something, or if none was met, nobody.
func (g *generator) claimant(v kg.View) kg.ID {
	for range 50 {
		id := g.id(pick(g, kg.ClassEntity, kg.ClassSource))
		if claim := g.model.at(v, g.id(kg.ClassClaim)); claim != nil && g.chance(80) {
			if c, ok := claim.Record.(*kg.Claim); ok {
				id = cmp.Or(c.AssertedBy, c.Source)
			}
		}
		found := g.model.at(v, id)
		if found == nil || !g.model.reveals(v, found) {
			continue
		}
		if found.keys.EntityClass == kg.ClassActor || found.Record.Class() == kg.ClassSource {
			return id
		}
	}
	return "nobody"
}
