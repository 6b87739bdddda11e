// Package view has the Go types behind the types of the GraphQL schema: a record
// of the domain together with the view of the graph that it is read in.
//
// The fields of the schema's Entity interface are methods of one embedded type,
// so each is written once for Actor, Place and Event, and what an `asOf` on an
// outer field says travels down by itself.
//
// Values that one call of the store brought form a [cohort]. What is asked of one
// of them is fetched for all, so the number of store calls of a request depends on
// how deep its query is and never on how many records it meets.
package view

import (
	"context"

	"entente/kg"
)

// AsOf is the input of that name: as of when the graph is read.
type AsOf struct {
	Valid     *string
	Certainty *kg.Certainty
	Zone      *string
}

// apply returns v with what a says.
func (a *AsOf) apply(v kg.View) (kg.View, error) {
	if a == nil {
		return v, nil
	}
	if a.Zone != nil {
		zone, err := kg.ParseZone(*a.Zone)
		if err != nil {
			return v, kg.InField("asOf.zone", err)
		}
		v.Zone = zone
	}
	if a.Certainty != nil {
		v.Certainty = *a.Certainty
	}
	if a.Valid != nil {
		window, err := kg.ParseWindow(*a.Valid, v.Zone)
		if err != nil {
			return v, kg.InField("asOf.valid", err)
		}
		v = v.During(window)
	}
	return v, nil
}

// A Reader answers the root fields of one request.
type Reader struct {
	Graph *kg.Graph
	View  kg.View
}

type readerKey struct{}

// Attach returns a context that carries the reader of its request.
func (r Reader) Attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, readerKey{}, r)
}

// ReaderOf returns the reader of the request as of what an argument says.
func ReaderOf(ctx context.Context, asOf *AsOf) (Reader, error) {
	r := ctx.Value(readerKey{}).(Reader)
	v, err := asOf.apply(r.View)
	r.View = v
	return r, err
}

// optional returns nil for a text that is not there.
func optional[T ~string](text T) *string {
	if text == "" {
		return nil
	}
	s := string(text)
	return &s
}
