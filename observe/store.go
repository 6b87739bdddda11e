package observe

import (
	"context"
	"iter"

	"entente/kg"
)

// Store returns the store with every call of it counted, timed and traced. What else it
// can do is found through it by [kg.Ability]. Nil returns the store as it is.
func (o *Observer) Store(s kg.Store) kg.Store {
	if o == nil {
		return s
	}
	return &observed{s, o}
}

// An observed store tells of each call of the store below it.
type observed struct {
	kg.Store
	observer *Observer
}

// Unwrap returns the store below; see [kg.Ability].
func (s *observed) Unwrap() kg.Store { return s.Store }

// Records tells of a call of Records.
func (s *observed) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	c := s.begin(ctx, callRecords, len(ids))
	records, err := s.Store.Records(ctx, v, ids)
	rows := 0
	for _, r := range records {
		if r != nil {
			rows++
		}
	}
	c.end(rows, err)
	return records, err
}

// Find tells of a call of Find.
func (s *observed) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	c := s.begin(ctx, callFind, len(queries))
	queries, visits := visiting(queries)
	found, err := s.Store.Find(ctx, v, queries)
	c.visited = visits.Load()
	c.end(total(found), err)
	return found, err
}

// Count tells of a call of Count.
func (s *observed) Count(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Tally, error) {
	c := s.begin(ctx, callCount, len(queries))
	queries, visits := visiting(queries)
	tallies, err := s.Store.Count(ctx, v, queries)
	c.visited = visits.Load()
	c.end(total(tallies), err)
	return tallies, err
}

// Search tells of a call of Search.
func (s *observed) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	c := s.begin(ctx, callSearch, len(probes))
	hits, err := s.Store.Search(ctx, v, probes)
	c.end(total(hits), err)
	return hits, err
}

// Versions tells of a call of Versions.
func (s *observed) Versions(ctx context.Context, v kg.View, ids []kg.ID) ([][]kg.Version, error) {
	c := s.begin(ctx, callVersions, len(ids))
	versions, err := s.Store.Versions(ctx, v, ids)
	c.end(total(versions), err)
	return versions, err
}

// Changes tells of a call of Changes.
func (s *observed) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) ([]kg.Change, error) {
	c := s.begin(ctx, callChanges, 1)
	changes, err := s.Store.Changes(ctx, v, after, limit)
	c.end(len(changes), err)
	return changes, err
}

// Last tells of a call of Last.
func (s *observed) Last(ctx context.Context, v kg.View) (kg.LogEnd, error) {
	c := s.begin(ctx, callLast, 1)
	last, err := s.Store.Last(ctx, v)
	c.end(0, err)
	return last, err
}

// All tells of a walk of All, once it has ended.
func (s *observed) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	records := s.Store.All(ctx, v)
	return func(yield func(kg.Record, error) bool) {
		c, rows := s.begin(ctx, callAll, 1), 0
		var failed error
		defer func() { c.end(rows, failed) }()
		for record, err := range records {
			if failed = err; err == nil {
				rows++
			}
			if !yield(record, err) {
				return
			}
		}
	}
}

// Receipt tells of a call of Receipt.
func (s *observed) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	c, rows := s.begin(ctx, callReceipt, 1), 0
	receipt, err := s.Store.Receipt(ctx, writer, key)
	if receipt != nil {
		rows = 1
	}
	c.end(rows, err)
	return receipt, err
}

// Apply tells of a call of Apply, whose rows are the records written.
func (s *observed) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	c := s.begin(ctx, callApply, len(b.Writes))
	receipt, err := s.Store.Apply(ctx, b)
	c.end(len(receipt.Records), err)
	return receipt, err
}

// total is how many rows several questions were answered with.
func total[T any](answers [][]T) (rows int) {
	for _, a := range answers {
		rows += len(a)
	}
	return rows
}
