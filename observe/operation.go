package observe

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// graphqlMetrics are what is measured at the GraphQL endpoint.
type graphqlMetrics struct {
	operations, errors, limits        *prometheus.CounterVec
	duration, fields                  *prometheus.HistogramVec
	parse, validate, execute          prometheus.Observer
	hit, miss, events, cut            prometheus.Counter
	subscriptions                     prometheus.Gauge
	streams                           *prometheus.GaugeVec
	limitNames, fieldNames, codeNames *bounded
}

func newGraphQLMetrics(r prometheus.Registerer) graphqlMetrics {
	stages, cache := stageDuration.timings(r), documents.counters(r)
	return graphqlMetrics{
		operations: operations.counters(r), errors: graphqlErrors.counters(r),
		limits: limitsHit.counters(r), duration: operationDuration.timings(r),
		fields: fieldDuration.timings(r),
		parse:  stages.WithLabelValues("parse"), validate: stages.WithLabelValues("validate"),
		execute: stages.WithLabelValues("execute"),
		hit:     cache.WithLabelValues("hit"), miss: cache.WithLabelValues("miss"),
		events:        events.counters(r).WithLabelValues(),
		cut:           streamsCut.counters(r).WithLabelValues(),
		subscriptions: subscriptions.gauges(r).WithLabelValues(),
		streams:       streams.gauges(r),
		limitNames:    new(bounded), fieldNames: new(bounded), codeNames: new(bounded),
	}
}

// Operation counts, times and traces an operation.
func (o *Observer) Operation(
	ctx context.Context, kind string, began time.Time, parse, validate time.Duration,
) (inside context.Context, ended func(code string)) {
	m, now := &o.graphql, time.Now()
	if began.IsZero() {
		began = now
	}
	ctx, span := o.span(ctx, "graphql "+kind, attribute.String("graphql.operation.type", kind))
	stream := kind == "subscription"
	if stream {
		m.subscriptions.Inc()
	}
	return ctx, func(code string) {
		m.operations.WithLabelValues(kind, m.codeNames.of(cmp.Or(code, "OK"))).Inc()
		if stream {
			m.subscriptions.Dec()
		} else {
			m.duration.WithLabelValues(kind).Observe(time.Since(began).Seconds())
			m.execute.Observe(time.Since(now).Seconds())
		}
		if parse > 0 {
			m.parse.Observe(parse.Seconds())
		}
		if validate > 0 {
			m.validate.Observe(validate.Seconds())
		}
		end(span, code)
	}
}

// Field times and traces a field of the root.
func (o *Observer) Field(ctx context.Context, name string) (context.Context, func(code string)) {
	began := time.Now()
	ctx, span := o.span(ctx, name)
	return ctx, func(code string) {
		o.graphql.fields.WithLabelValues(o.graphql.fieldNames.of(name)).Observe(time.Since(began).Seconds())
		end(span, code)
	}
}

// Failed counts an error of a response.
func (o *Observer) Failed(ctx context.Context, code, limit string) {
	o.graphql.errors.WithLabelValues(o.graphql.codeNames.of(cmp.Or(code, other))).Inc()
	if limit == "" {
		return
	}
	limit, _, _ = strings.Cut(limit, " (")
	o.graphql.limits.WithLabelValues(o.graphql.limitNames.of(limit)).Inc()
	if span := trace.SpanFromContext(ctx); span.IsRecording() {
		span.SetAttributes(attribute.String("entente.limit", o.graphql.limitNames.of(limit)))
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
