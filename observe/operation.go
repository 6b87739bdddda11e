package observe

import (
	"cmp"
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// graphqlMetrics are what is measured at the GraphQL endpoint.
type graphqlMetrics struct {
	operations             *children[outcome, prometheus.Counter]
	durations, fields      *children[string, prometheus.Observer]
	errors, limits         *children[string, prometheus.Counter]
	parse, validate        prometheus.Observer
	execute                prometheus.Observer
	hit, miss, events, cut prometheus.Counter
	subscriptions          prometheus.Gauge
	streams                *prometheus.GaugeVec
}

// An outcome is what became of an operation of a type.
type outcome struct{ kind, code string }

// maxFields is how many fields of the root are told apart: more than the schema has.
const maxFields = 256

func newGraphQLMetrics(r prometheus.Registerer) graphqlMetrics {
	stages, cache := stageDuration.timings(r), documents.counters(r)
	ended, duration, fields := operations.counters(r), operationDuration.timings(r), fieldDuration.timings(r)
	errors, limits := graphqlErrors.counters(r), limitsHit.counters(r)
	timing := func(of *prometheus.HistogramVec) func(string) prometheus.Observer {
		return func(label string) prometheus.Observer { return of.WithLabelValues(label) }
	}
	counter := func(of *prometheus.CounterVec) func(string) prometheus.Counter {
		return func(label string) prometheus.Counter { return of.WithLabelValues(label) }
	}
	return graphqlMetrics{
		operations: newChildren(maxValues, outcome{other, other}, func(o outcome) prometheus.Counter {
			return ended.WithLabelValues(o.kind, o.code)
		}),
		durations: newChildren(maxValues, other, timing(duration)),
		fields:    newChildren(maxFields, other, timing(fields)),
		errors:    newChildren(maxValues, other, counter(errors)),
		limits:    newChildren(maxValues, other, counter(limits)),
		parse:     stages.WithLabelValues("parse"), validate: stages.WithLabelValues("validate"),
		execute: stages.WithLabelValues("execute"),
		hit:     cache.WithLabelValues("hit"), miss: cache.WithLabelValues("miss"),
		events:        events.counters(r).WithLabelValues(),
		cut:           streamsCut.counters(r).WithLabelValues(),
		subscriptions: subscriptions.gauges(r).WithLabelValues(),
		streams:       streams.gauges(r),
	}
}

// Operation counts, times and traces an operation.
func (o *Observer) Operation(
	ctx context.Context, kind string, began time.Time, parse, validate time.Duration,
) (inside context.Context, ended func(code string)) {
	m := &o.graphql
	if began.IsZero() {
		began = time.Now()
	}
	ctx, span := o.span(ctx, "graphql "+kind, attribute.String("graphql.operation.type", kind))
	if kind == "subscription" {
		m.subscriptions.Inc()
	}
	return ctx, func(code string) {
		m.operations.of(outcome{kind, cmp.Or(code, "OK")}).Inc()
		if kind == "subscription" {
			m.subscriptions.Dec()
		} else {
			m.took(kind, time.Since(began), parse, validate)
		}
		end(span, code)
	}
}

// took notes how long an operation took, and its stages. What was kept was neither parsed
// nor validated.
func (m *graphqlMetrics) took(kind string, all, parse, validate time.Duration) {
	m.durations.of(kind).Observe(all.Seconds())
	m.execute.Observe((all - parse - validate).Seconds())
	if parse > 0 {
		m.parse.Observe(parse.Seconds())
	}
	if validate > 0 {
		m.validate.Observe(validate.Seconds())
	}
}

// Field times and traces a field of the root.
func (o *Observer) Field(ctx context.Context, name string) (context.Context, func(code string)) {
	began := now()
	ctx, span := o.span(ctx, name)
	return ctx, func(code string) {
		o.graphql.fields.of(name).Observe(began.seconds())
		end(span, code)
	}
}

// Failed counts an error of a response.
func (o *Observer) Failed(ctx context.Context, code, limit string) {
	o.graphql.errors.of(cmp.Or(code, other)).Inc()
	if limit == "" {
		return
	}
	o.graphql.limits.of(limit).Inc()
	if span := trace.SpanFromContext(ctx); span.IsRecording() {
		span.SetAttributes(attribute.String("entente.limit", limit))
	}
}

// Document counts whether a document was kept.
func (o *Observer) Document(kept bool) {
	if kept {
		o.graphql.hit.Inc()
	} else {
		o.graphql.miss.Inc()
	}
}

// Stream counts a client that is connected for events.
func (o *Observer) Stream(transport string) (ended func()) {
	open := o.graphql.streams.WithLabelValues(transport)
	open.Inc()
	return open.Dec
}

// Event counts an event of a subscription.
func (o *Observer) Event() { o.graphql.events.Inc() }

// Cut counts a client that was too slow.
func (o *Observer) Cut() { o.graphql.cut.Inc() }
