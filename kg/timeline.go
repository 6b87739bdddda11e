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
	asked, bounds, err := q.window(v.Zone)
	if err != nil {
		return Timeline{}, err
	}
	spans := make(map[string][]Span)
	changes := changeLog{certainty: v.Certainty, within: asked}
	err = g.each(ctx, v, q.Scope, asked, bounds, func(f Found) {
		r := f.Record.(*Relationship)
		spans[r.Type] = append(spans[r.Type], r.Validity.Span)
		changes.add(f)
	})
	if err != nil {
		return Timeline{}, err
	}
	c, err := divideFor(q, asked, v.Zone, spans)
	if err != nil {
		return Timeline{}, err
	}
	t := Timeline{Bucket: c.unit, Buckets: c.buckets(spans)}
	if hull := hullOf(spans).and(writableIn(v.Zone)); hull.From < hull.Until {
		t.Extent = new(hull.period(v.Zone))
	}
	if c.size() > 0 {
		t.Covered = new(c.window().period(v.Zone))
	}
	for _, s := range spans {
		t.Total += len(s)
	}
	t.Changes, t.Truncated = changes.points(spans)
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
