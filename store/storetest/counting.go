package storetest

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"entente/kg"
)

// A Counting store notes the calls of the store behind it, with how much each asked for:
// "Find of 7" is one call of Find with seven queries.
type Counting struct {
	kg.Store
	mu    sync.Mutex
	calls []string
}

// NewCounting returns a store that notes the calls of another.
func NewCounting(s kg.Store) *Counting { return &Counting{Store: s} }

// Unwrap returns the store behind; see [kg.Ability].
func (s *Counting) Unwrap() kg.Store { return s.Store }

// note notes a call of so many questions.
func (s *Counting) note(method string, questions int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, fmt.Sprintf("%s of %d", method, questions))
}

// Taken returns the calls since the last time, in order.
func (s *Counting) Taken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := s.calls
	s.calls = nil
	return calls
}

// Records notes a call of Records.
func (s *Counting) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	s.note("Records", len(ids))
	return s.Store.Records(ctx, v, ids)
}

// Find notes a call of Find.
func (s *Counting) Find(ctx context.Context, v kg.View, qs []kg.Query) ([][]kg.Found, error) {
	s.note("Find", len(qs))
	return s.Store.Find(ctx, v, qs)
}

// Count notes a call of Count.
func (s *Counting) Count(ctx context.Context, v kg.View, qs []kg.Query) ([][]kg.Tally, error) {
	s.note("Count", len(qs))
	return s.Store.Count(ctx, v, qs)
}

// Search notes a call of Search.
func (s *Counting) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	s.note("Search", len(probes))
	return s.Store.Search(ctx, v, probes)
}

// Versions notes a call of Versions.
func (s *Counting) Versions(ctx context.Context, v kg.View, ids []kg.ID) ([][]kg.Version, error) {
	s.note("Versions", len(ids))
	return s.Store.Versions(ctx, v, ids)
}

// Changes notes a call of Changes, with its limit.
func (s *Counting) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) ([]kg.Change, error) {
	s.note("Changes", limit)
	return s.Store.Changes(ctx, v, after, limit)
}

// Last notes a call of Last.
func (s *Counting) Last(ctx context.Context, v kg.View) (kg.LogEnd, error) {
	s.note("Last", 1)
	return s.Store.Last(ctx, v)
}

// All notes a call of All.
func (s *Counting) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	s.note("All", 1)
	return s.Store.All(ctx, v)
}

// Receipt notes a call of Receipt.
func (s *Counting) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	s.note("Receipt", 1)
	return s.Store.Receipt(ctx, writer, key)
}

// Apply notes a call of Apply, with how many writes it makes.
func (s *Counting) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	s.note("Apply", len(b.Writes))
	return s.Store.Apply(ctx, b)
}
