package sqlite

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/kg"
)

// Count tallies what each query finds; see [kg.Store]. SQLite counts, except for
// queries with a Keep, whose records have to be read.
func (s *Store) Count(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Tally, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answers := make([][]kg.Tally, len(queries))
	if len(queries) == 0 {
		return answers, ctx.Err()
	}
	err := s.readAsOf(ctx, "count records", v, func(r *reading, v kg.View) error {
		for i, q := range queries {
			q.After, q.Limit, q.Order = nil, 0, kg.Order{}
			var err error
			if q.Keep == nil && (len(q.Cites)+len(q.Far) == 0 || v.Known == 0) {
				answers[i], err = r.countNatively(ctx, v, q)
			} else {
				answers[i], err = r.countKept(ctx, v, q)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// countNatively lets SQLite count.
func (r *reading) countNatively(
	ctx context.Context, v kg.View, query kg.Query,
) ([]kg.Tally, error) {
	// The index by start has the columns that tallies need.
	query.Order.Field = kg.OrderStart
	selected, possible := selectionOf(v, query)
	if !possible {
		return nil, nil
	}
	selected.since = r.since
	if err := r.findFar(ctx, []*selection{&selected}); err != nil {
		return nil, err
	}
	selected.told = true
	q := selected.tallies()
	counted, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	var tallies []kg.Tally
	for counted.next() {
		tallies = append(tallies, kg.Tally{
			EntityClass: kg.EntityClass(counted.text(0)), Kind: counted.text(1),
			Direction: kg.Direction(counted.text(2)), Count: int(counted.int(3)),
		})
	}
	if v.Known != 0 {
		tallies = addedUp(tallies)
	}
	return tallies, counted.close()
}

// addedUp returns one tally for those of a kind, in the order of an answer.
func addedUp(tallies []kg.Tally) []kg.Tally {
	counts := make(map[kg.Tally]int)
	for _, t := range tallies {
		count := t.Count
		t.Count = 0
		counts[t] += count
	}
	return ordered(counts)
}

// ordered returns tallies in the order of an answer.
func ordered(counts map[kg.Tally]int) []kg.Tally {
	tallies := slices.SortedFunc(maps.Keys(counts), func(a, b kg.Tally) int {
		return cmp.Or(cmp.Compare(a.EntityClass, b.EntityClass), cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Direction, b.Direction))
	})
	for i := range tallies {
		tallies[i].Count = counts[tallies[i]]
	}
	return tallies
}

// countKept reads what the other conditions let through and counts what Keep keeps.
func (r *reading) countKept(
	ctx context.Context, v kg.View, query kg.Query,
) ([]kg.Tally, error) {
	counts := make(map[kg.Tally]int)
	_, err := r.walk(ctx, v, []kg.Query{query}, func(_ int, f kg.Found) {
		keys := f.Record.Keys()
		t := kg.Tally{EntityClass: keys.EntityClass, Kind: keys.Kind}
		if relationship, ok := f.Record.(*kg.Relationship); ok && query.Of != "" {
			t.Direction = relationship.DirectionFrom(query.Of)
		}
		counts[t]++
	})
	if err != nil {
		return nil, err
	}
	return ordered(counts), nil
}
