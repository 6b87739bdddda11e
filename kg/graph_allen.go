package kg

import (
	"context"
	"fmt"
)

// SpanOf returns the time of an entity or relationship; other records have none.
func SpanOf(r Record) (Span, bool) {
	switch r.(type) {
	case *Entity, *Relationship:
		return spanOf(r), true
	}
	return Span{}, false
}

// Span returns the time of the entity or relationship that has the id. It is
// ErrNotFound that there is none.
func (g *Graph) Span(ctx context.Context, v View, id ID) (Span, error) {
	records, err := g.Lookup(ctx, v, []ID{id})
	if err != nil {
		return Span{}, err
	}
	span, ok := SpanOf(records[0])
	if !ok {
		return Span{}, fmt.Errorf("%s: %w", shorten(string(id)), ErrNotFound)
	}
	return span, nil
}
