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
	"sync"
	"time"

	"entente/kg"
)

// AsOf is the input of that name: as of when the graph is read.
type AsOf struct {
	Valid       *string
	Known       *kg.RecordedTime
	AccordingTo []kg.ID
	Certainty   *kg.Certainty
	Zone        *string

	// perspective is what [AsOf.told] has made.
	perspective *kg.Perspective
}

// apply returns v with what a says.
func (a *AsOf) apply(ctx context.Context, graph *kg.Graph, v kg.View) (kg.View, error) {
	v, err := a.applyTime(v)
	if err != nil || a == nil {
		return v, err
	}
	if a.Known != nil {
		if v, err = graph.Known(ctx, v, *a.Known); err != nil {
			return v, kg.InField("asOf.known", err)
		}
		if err := noticeEmpty(ctx, graph, *a.Known); err != nil {
			return v, err
		}
	}
	if a.AccordingTo == nil {
		return v, nil
	}
	perspective, err := a.told()
	if err != nil {
		return v, kg.InField("asOf.accordingTo", err)
	}
	return graph.Told(ctx, v, perspective)
}

// telling keeps fields that share an argument from making its perspective at once.
var telling sync.Mutex

// told returns the perspective of those according to whom the graph is read, which is the
// same for all who read by this argument.
func (a *AsOf) told() (perspective *kg.Perspective, err error) {
	telling.Lock()
	defer telling.Unlock()
	if a.perspective == nil {
		a.perspective, err = kg.AccordingTo(a.AccordingTo)
	}
	return a.perspective, err
}

// noticeEmpty says, beside the data, that an answer is empty because nothing had
// been recorded by then.
func noticeEmpty(ctx context.Context, graph *kg.Graph, known kg.RecordedTime) error {
	first, err := graph.FirstRecorded(ctx)
	if err != nil || first != 0 && known >= first {
		return err
	}
	text := "nothing had been recorded by asOf.known"
	if first != 0 {
		text += "; the first record was written at " + first.Time().Format(time.RFC3339Nano)
	}
	ctx.Value(readerKey{}).(Reader).Notices.add(text)
	return nil
}

// applyTime returns v with what a says of valid time.
func (a *AsOf) applyTime(v kg.View) (kg.View, error) {
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
	// Notices takes what is to be said beside the data.
	Notices *Notices
}

type readerKey struct{}

// NoticesOf returns what is to be said beside the data of the request; nothing where
// it did not come to be executed.
func NoticesOf(ctx context.Context) []string {
	if r, ok := ctx.Value(readerKey{}).(Reader); ok {
		return r.Notices.Texts()
	}
	return nil
}

// Attach returns a context that carries the reader of its request.
func (r Reader) Attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, readerKey{}, r)
}

// ReaderOf returns the reader of the request as of what an argument says.
func ReaderOf(ctx context.Context, asOf *AsOf) (Reader, error) {
	r := ctx.Value(readerKey{}).(Reader)
	v, err := asOf.apply(ctx, r.Graph, r.View)
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
