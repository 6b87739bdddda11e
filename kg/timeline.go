package kg

import (
	"context"
	"maps"
	"slices"
)

// A Timeline is the history of some relationships.
type Timeline struct {
	// Total is the number of relationships that possibly hold in the time of the
	// buckets; they are what all else is about.
	Total int
	// Extent is from the first to the last second that bounds of them are dated to;
	// nil where none is.
	Extent *Period
	// Bucket is the unit, Covered the time of all buckets. Covered is nil, and there
	// are no buckets, where neither Within nor the dates say what it is.
	Bucket  TimeBucket
	Covered *Period
	Buckets []Bucket
	// Changes are the first [MaxChanges] changes within the time asked about.
	// Truncated says that there are more.
	Changes   []ChangePoint
	Truncated bool
}

// A Bucket is one unit of time and what relationships do in it: together, and by
// type those of which anything is possible.
type Bucket struct {
	Period
	Activity
	Types []TypeActivity
}

// A TypeActivity is what the relationships of one type do.
type TypeActivity struct {
	Type string
	Activity
}

// Timeline returns the history of the relationships that v knows of, with one call
// of the store. v's Valid does not limit it. Its Certainty decides which changes
// there are, and its Zone where a day begins.
func (g *Graph) Timeline(ctx context.Context, v View, q TimeQuery) (Timeline, error) {
	h, bounds, err := newChronicle(v, q)
	if err != nil {
		return Timeline{}, err
	}
	if err := g.each(ctx, v, q.Scope, h.changes.within, bounds, h.add); err != nil {
		return Timeline{}, err
	}
	return h.timeline()
}

// Timeline returns the history of the relationships of s, as [Graph.Timeline] does:
// v is the view that s was found in, and the Scope of q does not count.
func (s Subgraph) Timeline(v View, q TimeQuery) (Timeline, error) {
	h, bounds, err := newChronicle(v, q)
	if err != nil {
		return Timeline{}, err
	}
	entities := make(map[ID]*Entity, len(s.Entities))
	for _, e := range s.Entities {
		entities[e.ID] = e
	}
	for _, r := range s.Relationships {
		if bounds.Admit(r.Validity.Span) {
			h.add(Found{r, entities[r.From], entities[r.To]})
		}
	}
	return h.timeline()
}

// A chronicle takes relationships one by one and makes a timeline of them.
type chronicle struct {
	query   TimeQuery
	zone    Zone
	spans   map[string][]Span
	changes changeLog
}

// newChronicle returns an empty one, and the bounds of what is to be added where they
// are known before.
func newChronicle(v View, q TimeQuery) (*chronicle, *Bounds, error) {
	asked, bounds, err := q.window(v.Zone)
	changes := changeLog{certainty: v.Certainty, within: asked}
	return &chronicle{q, v.Zone, make(map[string][]Span), changes}, bounds, err
}

func (h *chronicle) add(f Found) {
	r := f.tie()
	h.spans[r.Type] = append(h.spans[r.Type], r.Validity.Span)
	h.changes.add(f)
}

// timeline returns the history of what was added.
func (h *chronicle) timeline() (Timeline, error) {
	c, err := divideFor(h.query, h.changes.within, h.zone, h.spans)
	if err != nil {
		return Timeline{}, err
	}
	t := Timeline{Bucket: c.unit, Buckets: c.buckets(h.spans)}
	if hull := hullOf(h.spans).and(writableIn(h.zone)); hull.From < hull.Until {
		t.Extent = new(hull.period(h.zone))
	}
	if c.size() > 0 {
		t.Covered = new(c.window().period(h.zone))
	}
	for _, s := range h.spans {
		t.Total += len(s)
	}
	t.Changes, t.Truncated = h.changes.points(h.spans)
	return t, nil
}

// buckets tells what spans, by type, do in each unit of c.
func (c *calendar) buckets(spans map[string][]Span) []Bucket {
	buckets := make([]Bucket, c.size())
	for i := range buckets {
		buckets[i].Period = c.period(i)
	}
	for _, name := range slices.Sorted(maps.Keys(spans)) {
		for i, a := range c.tally(spans[name]) {
			if !a.empty() {
				buckets[i].Activity = buckets[i].plus(1, a)
				buckets[i].Types = append(buckets[i].Types, TypeActivity{name, a})
			}
		}
	}
	return buckets
}
