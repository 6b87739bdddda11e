package observe

import (
	"context"
	"errors"

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
