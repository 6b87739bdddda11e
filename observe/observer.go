package observe

import (
	"context"
	"runtime"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"go.opentelemetry.io/otel/trace"
)

// An Observer counts, times and traces what the server does. Its methods are safe for
// concurrent use.
type Observer struct {
	registry *prometheus.Registry
	// tracer is nil where nothing is traced.
	tracer trace.Tracer
	// flush sends the spans that were not sent yet.
	flush func(context.Context) error

	http     httpMetrics
	graphql  graphqlMetrics
	store    storeMetrics
	refusals *children[string, prometheus.Counter]
	imports  prometheus.Gauge
	records  *prometheus.CounterVec
}

// New returns an Observer that traces where a variable says whereto; see [Tracing].
func New(ctx context.Context, build Build) (*Observer, error) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), build)
	o := &Observer{
		registry: registry,
		http:     newHTTPMetrics(registry),
		graphql:  newGraphQLMetrics(registry),
		store:    newStoreMetrics(registry),
		imports:  imports.gauges(registry).WithLabelValues(),
		records:  importRecords.counters(registry),
		flush:    func(context.Context) error { return nil },
	}
	refused := refusals.counters(registry)
	o.refusals = newChildren(maxValues, other, func(reason string) prometheus.Counter {
		return refused.WithLabelValues(reason)
	})
	if !Tracing() {
		return o, nil
	}
	provider, err := newProvider(ctx, build)
	if err != nil {
		return nil, err
	}
	o.tracer, o.flush = provider.Tracer("entente"), provider.Shutdown
	return o, nil
}

// Close sends the spans that were not sent yet, for as long as ctx lets it.
func (o *Observer) Close(ctx context.Context) error { return o.flush(ctx) }

// Refused counts a request that was turned away unseen. The reason is a word of ours.
func (o *Observer) Refused(reason string) { o.refusals.of(reason).Inc() }

// Queue shows how many requests wait, which is asked whenever metrics are read.
func (o *Observer) Queue(waiting func() int) {
	o.registry.MustRegister(prometheus.NewGaugeFunc(
		prometheus.GaugeOpts{Name: queued.fullName(), Help: queued.help},
		func() float64 { return float64(waiting()) },
	))
}

// Importing counts an import. Done is called with how many records were dealt with so
// far, and ended with what became of them.
func (o *Observer) Importing() (done func(records int), ended func(made, changed, unchanged, refused int)) {
	o.imports.Inc()
	so := 0
	done = func(records int) {
		if records < so {
			so = 0 // what was tried before is now written
		}
		o.records.WithLabelValues("read").Add(float64(records - so))
		so = records
	}
	return done, func(made, changed, unchanged, refused int) {
		for outcome, records := range map[string]int{
			"new": made, "changed": changed, "unchanged": unchanged, "refused": refused,
		} {
			o.records.WithLabelValues(outcome).Add(float64(records))
		}
		o.imports.Dec()
	}
}

// A Build says what runs. What is empty is not known.
type Build struct{ Version, Commit string }

// Describe tells Prometheus of the metric that b is.
func (Build) Describe(to chan<- *prometheus.Desc) { to <- buildInfo.describe() }

// Collect tells Prometheus what runs.
func (b Build) Collect(to chan<- prometheus.Metric) {
	to <- prometheus.MustNewConstMetric(
		buildInfo.describe(), buildInfo.valueType(), 1, b.Version, b.Commit, runtime.Version())
}
