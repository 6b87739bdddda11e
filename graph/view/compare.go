package view

import (
	"context"

	"entente/kg"
)

// A Comparison is a value of that type.
type Comparison struct {
	window[kg.Difference]
	before, after map[kg.ID]Relationship
	all           []kg.Difference
}

// Compare answers the root field of that name.
func Compare(
	ctx context.Context, before, after AsOf, of []kg.ID, where *kg.RelationshipFilter,
	first *int, cursor *string,
) (Comparison, error) {
	from, err := ReaderOf(ctx, &before)
	if err != nil {
		return Comparison{}, kg.Within("asOf", "before", err)
	}
	to, err := ReaderOf(ctx, &after)
	if err != nil {
		return Comparison{}, kg.Within("asOf", "after", err)
	}
	all, err := from.Graph.Compare(ctx, kg.ComparisonQuery{
		Before: from.View, After: to.View, Of: of, Where: where,
	})
	if err != nil {
		return Comparison{}, err
	}
	page, err := windowOf(all, byKind, kg.Difference.Key, first, cursor)
	if err != nil {
		return Comparison{}, kg.Renamed("after", "cursor", err)
	}
	c := Comparison{window: page, all: all}
	c.before = sideOf(from, page.items, func(d kg.Difference) *kg.Relationship { return d.Before })
	c.after = sideOf(to, page.items, func(d kg.Difference) *kg.Relationship { return d.After })
	return c, nil
}

// byKind is the order of differences.
var byKind = kg.Order{Field: "KIND"}

// sideOf returns the relationships of one side of the differences of a page.
func sideOf(
	r Reader, page []kg.Difference, of func(kg.Difference) *kg.Relationship,
) map[kg.ID]Relationship {
	var records []*kg.Relationship
	for _, d := range page {
		if record := of(d); record != nil {
			records = append(records, record)
		}
	}
	byID := make(map[kg.ID]Relationship, len(records))
	for i, node := range nodesOf(r, records) {
		byID[records[i].ID] = node.(Relationship)
	}
	return byID
}

// Counts answers the field of that name.
func (c Comparison) Counts() []DifferenceCount {
	counts := []DifferenceCount{}
	for _, d := range c.all {
		if n := len(counts); n > 0 && counts[n-1].Kind == d.Kind {
			counts[n-1].Count++
			continue
		}
		counts = append(counts, DifferenceCount{d.Kind, 1})
	}
	return counts
}

// A DifferenceCount is a value of that type.
type DifferenceCount struct {
	Kind  kg.DifferenceKind
	Count int
}

// Edges answers the field of that name.
func (c Comparison) Edges() []DifferenceEdge {
	edges := make([]DifferenceEdge, len(c.items))
	for i, d := range c.items {
		edges[i] = DifferenceEdge{c.cursor(d), Difference{d, c}}
	}
	return edges
}

// DifferenceEdge is the type of that name.
type DifferenceEdge struct {
	Cursor string
	Node   Difference
}

// A Difference is a value of that type.
type Difference struct {
	difference kg.Difference
	of         Comparison
}

// Kind answers the field of that name.
func (d Difference) Kind() kg.DifferenceKind { return d.difference.Kind }

// Reasons answers the field of that name.
func (d Difference) Reasons() []kg.DifferenceReason { return d.difference.Reasons }

// Before answers the field of that name.
func (d Difference) Before() *Relationship { return find(d.of.before, d.difference.ID) }

// After answers the field of that name.
func (d Difference) After() *Relationship { return find(d.of.after, d.difference.ID) }

// find returns the value of a key, or nil.
func find[K comparable, V any](values map[K]V, key K) *V {
	if value, ok := values[key]; ok {
		return &value
	}
	return nil
}

// Changed answers the field of that name.
func (d Difference) Changed() []FieldChange { return fieldChanges(d.difference.Changed) }
