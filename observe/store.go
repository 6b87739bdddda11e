package observe

import (
	"context"
	"errors"
	"iter"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"entente/kg"
)

// A method is one of the store.
type method int

const (
	callRecords method = iota
	callFind
	callCount
	callSearch
	callVersions
	callChanges
	callLast
	callAll
	callReceipt
	callApply
	methods
)

// names of the methods, as metrics and spans show them.
var methodNames = [methods]string{
	"Records", "Find", "Count", "Search", "Versions", "Changes", "Last", "All", "Receipt", "Apply",
}

// storeMetrics are what is measured of the store, with one of each for every method so
// that nothing has to be looked up in a call.
type storeMetrics struct {
	errors   *prometheus.CounterVec
	duration [methods]prometheus.Observer
	asked    [methods]prometheus.Counter
	rows     [methods]prometheus.Counter
	visited  [methods]prometheus.Counter
}

func newStoreMetrics(r prometheus.Registerer) storeMetrics {
	m := storeMetrics{errors: storeErrors.counters(r)}
	duration, asked := storeDuration.timings(r), storeAsked.counters(r)
	rows, visited := storeRows.counters(r), storeVisited.counters(r)
	for i, name := range methodNames {
		m.duration[i], m.asked[i] = duration.WithLabelValues(name), asked.WithLabelValues(name)
		m.rows[i], m.visited[i] = rows.WithLabelValues(name), visited.WithLabelValues(name)
	}
	return m
}

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

// A call is one of the store that is under way.
type call struct {
	observer *Observer
	method   method
	began    moment
	asked    int
	// visited counts what was shown to a filter, and no more, unless it is -1.
	visited int64
	span    trace.Span
}

// begin begins a call that asks for so many things.
func (s *observed) begin(ctx context.Context, m method, asked int) call {
	_, span := s.observer.span(ctx, "store "+methodNames[m])
	return call{observer: s.observer, method: m, began: now(), asked: asked, visited: -1, span: span}
}

// end ends a call that returned so many rows.
func (c *call) end(rows int, err error) {
	m := &c.observer.store
	m.duration[c.method].Observe(c.began.seconds())
	m.asked[c.method].Add(float64(c.asked))
	m.rows[c.method].Add(float64(rows))
	if c.visited < int64(rows) {
		c.visited = int64(rows)
	}
	m.visited[c.method].Add(float64(c.visited))
	code := ""
	if err != nil {
		code = storeCode(err)
		m.errors.WithLabelValues(methodNames[c.method], code).Inc()
	}
	if c.span != nil {
		c.span.SetAttributes(attribute.String("entente.store.method", methodNames[c.method]),
			attribute.Int("entente.store.asked", c.asked), attribute.Int("entente.store.rows", rows),
			attribute.Int64("entente.store.visited", c.visited))
	}
	end(c.span, code)
}

// storeCode returns the code of an error of a store: one of few.
func storeCode(err error) string {
	for _, c := range []struct {
		err  error
		code string
	}{
		{context.Canceled, "CANCELED"},
		{context.DeadlineExceeded, "TIMEOUT"},
		{kg.ErrUnavailable, "UNAVAILABLE"},
		{kg.ErrConflict, "CONFLICT"},
		{kg.ErrNotFound, "NOT_FOUND"},
		{kg.ErrLimit, "LIMIT_EXCEEDED"},
	} {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	if _, ok := errors.AsType[*kg.InvalidError](err); ok {
		return "BAD_USER_INPUT"
	}
	return "INTERNAL"
}

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
