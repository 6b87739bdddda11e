package kg

import (
	"context"
	"iter"
	"slices"
)

// A metered store takes what is read from it out of the budget of the context, if there
// is one.
type metered struct{ Store }

// Records counts the records that are there.
func (m metered) Records(ctx context.Context, v View, ids []ID) ([]Record, error) {
	records, err := m.Store.Records(ctx, v, ids)
	b := budgetOf(ctx)
	if err != nil || b == nil {
		return records, err
	}
	n := 0
	for _, record := range records {
		if record != nil {
			n++
		}
	}
	return spent(records, b.returned.add(n))
}

// Find counts what each Keep is shown, and what is found.
func (m metered) Find(ctx context.Context, v View, queries []Query) ([][]Found, error) {
	b := budgetOf(ctx)
	if b == nil {
		return m.Store.Find(ctx, v, queries)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	found, err := m.Store.Find(ctx, v, b.meteredQueries(queries, stop))
	return spentOn(b, found, err)
}

// Count counts what each Keep is shown. What the store counts by itself is free.
func (m metered) Count(ctx context.Context, v View, queries []Query) ([][]Tally, error) {
	b := budgetOf(ctx)
	if b == nil {
		return m.Store.Count(ctx, v, queries)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	tallies, err := m.Store.Count(ctx, v, b.meteredQueries(queries, stop))
	if over := b.check(); over != nil {
		return nil, over // rather than that the call was stopped for it
	}
	return tallies, err
}

// Search counts what each Keep is shown, and what is found.
func (m metered) Search(ctx context.Context, v View, probes []NameProbe) ([][]NameHit, error) {
	b := budgetOf(ctx)
	if b == nil {
		return m.Store.Search(ctx, v, probes)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	probes = slices.Clone(probes)
	for i, p := range probes {
		if p.Keep != nil {
			probes[i].Keep = metering(b, p.Keep, stop)
		}
	}
	hits, err := m.Store.Search(ctx, v, probes)
	return spentOn(b, hits, err)
}

// Versions counts all versions.
func (m metered) Versions(ctx context.Context, v View, ids []ID) ([][]Version, error) {
	versions, err := m.Store.Versions(ctx, v, ids)
	if b := budgetOf(ctx); b != nil {
		return spentOn(b, versions, err)
	}
	return versions, err
}

// Changes counts the entries that are looked at.
func (m metered) Changes(ctx context.Context, v View, after int64, limit int) ([]Change, error) {
	changes, err := m.Store.Changes(ctx, v, after, limit)
	b := budgetOf(ctx)
	if err != nil || b == nil {
		return changes, err
	}
	return spent(changes, b.visited.add(len(changes)))
}

// All counts every record that is looked at.
func (m metered) All(ctx context.Context, v View) iter.Seq2[Record, error] {
	b := budgetOf(ctx)
	if b == nil {
		return m.Store.All(ctx, v)
	}
	return func(yield func(Record, error) bool) {
		for record, err := range m.Store.All(ctx, v) {
			if err == nil {
				err = b.visited.add(1)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// spentOn takes the records of lists out of a budget. That it does not suffice is told
// rather than that a call was stopped for it.
func spentOn[T any](b *Budget, lists [][]T, err error) ([][]T, error) {
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	_ = b.returned.add(n) // check tells
	if over := b.check(); over != nil {
		return nil, over
	}
	return lists, err
}

// spent returns what a budget sufficed for, or why it did not.
func spent[T any](list []T, err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	return list, nil
}
