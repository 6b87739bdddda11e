package sqlite

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/kg"
)

// loadPastEnds gives the relationships among the candidates the ends that they had at
// v's Known. A current relationship has kept the numbers of its ends, for they cannot
// be retracted before it, but not always their versions; of a superseded one only
// the ids are known. In records alone they get new numbers: the cache has others.
func (r *reading) loadPastEnds(
	ctx context.Context, v kg.View, pages []*page, records map[int64]stored,
) error {
	wanted := make(map[kg.ID]bool)
	want := func(id kg.ID, number int64) {
		if end := records[number].record; end == nil || end.Head().RecordedAt > v.Known {
			wanted[id] = true
		}
	}
	eachRelationship(pages, records, func(_ int64, s stored, found *kg.Relationship) {
		want(found.From, s.from)
		want(found.To, s.to)
	})
	if len(wanted) == 0 {
		return nil
	}
	v.Restricted = true // ends come along with what is shown
	numbers, err := r.numbersOf(
		context.WithoutCancel(ctx), v, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	eachRelationship(pages, records, func(number int64, s stored, found *kg.Relationship) {
		s.from = cmp.Or(numbers[found.From], s.from)
		s.to = cmp.Or(numbers[found.To], s.to)
		records[number] = s
	})
	return r.load(ctx, slices.Collect(maps.Values(numbers)), records)
}

// eachRelationship gives f the candidates that are relationships, by number.
func eachRelationship(
	pages []*page, records map[int64]stored,
	f func(number int64, s stored, found *kg.Relationship),
) {
	for _, p := range pages {
		for _, c := range p.candidates {
			s := records[c.number]
			if found, ok := s.record.(*kg.Relationship); ok {
				f(c.number, s, found)
			}
		}
	}
}
