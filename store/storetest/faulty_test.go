package storetest

import (
	"context"
	"iter"
	"slices"
	"strings"

	"entente/kg"
)

// A faulty store is a Model with one mistake, such as stores make. Each function
// that is set replaces or bends what the Model does.
type faulty struct {
	*Model
	view     func(method string, v kg.View) kg.View
	query    func(q *kg.Query)
	found    func(q kg.Query, page []kg.Found) []kg.Found
	tallies  func(q kg.Query, tallies []kg.Tally) []kg.Tally
	hits     func(p kg.NameProbe, hits []kg.NameHit) []kg.NameHit
	records  func(records []kg.Record) []kg.Record
	versions func(m *Model, v kg.View, ids []kg.ID) [][]kg.Version
	changes  func(m *Model, v kg.View, after int64, limit int) []kg.Change
	apply    func(m *Model, b kg.Batch) (kg.Receipt, error)
	receipt  func(r *kg.Receipt)
	all      func(m *Model, v kg.View) iter.Seq2[kg.Record, error]
	ctx      func(ctx context.Context) context.Context
	close    func() error
}

func (f *faulty) look(method string, v kg.View) kg.View {
	if f.view != nil {
		return f.view(method, v)
	}
	return v
}

func (f *faulty) context(ctx context.Context) context.Context {
	if f.ctx != nil {
		return f.ctx(ctx)
	}
	return ctx
}

func (f *faulty) bend(queries []kg.Query) []kg.Query {
	queries = slices.Clone(queries)
	for i := range queries {
		if f.query != nil {
			f.query(&queries[i])
		}
	}
	return queries
}

func (f *faulty) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	records, err := f.Model.Records(f.context(ctx), f.look("Records", v), ids)
	if f.records != nil {
		records = f.records(records)
	}
	return records, err
}

func (f *faulty) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	pages, err := f.Model.Find(f.context(ctx), f.look("Find", v), f.bend(queries))
	for i := range pages {
		if f.found != nil {
			pages[i] = f.found(queries[i], pages[i])
		}
	}
	return pages, err
}

func (f *faulty) Count(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Tally, error) {
	tallies, err := f.Model.Count(f.context(ctx), f.look("Count", v), f.bend(queries))
	for i := range tallies {
		if f.tallies != nil {
			tallies[i] = f.tallies(queries[i], tallies[i])
		}
	}
	return tallies, err
}

func (f *faulty) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	hits, err := f.Model.Search(f.context(ctx), f.look("Search", v), probes)
	for i := range hits {
		if f.hits != nil {
			hits[i] = f.hits(probes[i], hits[i])
		}
	}
	return hits, err
}

func (f *faulty) Versions(
	ctx context.Context, v kg.View, ids []kg.ID,
) ([][]kg.Version, error) {
	versions, err := f.Model.Versions(f.context(ctx), f.look("Versions", v), ids)
	if f.versions != nil && err == nil {
		versions = f.versions(f.Model, v, ids)
	}
	return versions, err
}

func (f *faulty) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) ([]kg.Change, error) {
	changes, err := f.Model.Changes(f.context(ctx), f.look("Changes", v), after, limit)
	if f.changes != nil && err == nil {
		changes = f.changes(f.Model, v, after, limit)
	}
	return changes, err
}

func (f *faulty) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	if f.apply != nil && ctx.Err() == nil {
		return f.apply(f.Model, b)
	}
	receipt, err := f.Model.Apply(f.context(ctx), b)
	if f.receipt != nil && err == nil {
		f.receipt(&receipt)
	}
	return receipt, err
}

func (f *faulty) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	if f.all != nil {
		return f.all(f.Model, v)
	}
	return f.Model.All(f.context(ctx), f.look("All", v))
}

func (f *faulty) Close() error {
	if f.close != nil {
		return f.close()
	}
	return f.Model.Close()
}

// pardon makes a faulty Apply that lets conflicts pass whose text has a word.
func pardon(word string) func(m *Model, b kg.Batch) (kg.Receipt, error) {
	return func(m *Model, b kg.Batch) (kg.Receipt, error) {
		m.mu.Lock()
		defer m.mu.Unlock()
		if before := m.receipt(b.Writer, b.Key); before != nil {
			return repeated(*before, b)
		}
		if err := twice(b.Writes); err != nil {
			return kg.Receipt{}, err
		}
		for _, conflict := range m.conflicts(b) {
			if !strings.Contains(conflict.Reason, word) {
				return kg.Receipt{}, conflict
			}
		}
		return m.apply(b)
	}
}

// oneByOne applies the writes of a batch one after another.
func oneByOne(m *Model, b kg.Batch) (kg.Receipt, error) {
	var last kg.Receipt
	for _, w := range b.Writes {
		single := b
		single.Writes = []kg.Write{w}
		receipt, err := m.Apply(context.Background(), single)
		if err != nil {
			return kg.Receipt{}, err
		}
		receipt.Records = append(last.Records, receipt.Records...)
		last = receipt
	}
	return last, nil
}

// byUTF16 compares texts as languages do whose characters have 16 bits.
func byUTF16(a, b string) int { return slices.Compare(utf16Of(a), utf16Of(b)) }
