package observe

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
)

// httpMetrics are what is measured of requests.
type httpMetrics struct {
	requests  *children[answered, prometheus.Counter]
	durations *children[string, prometheus.Observer]
	inFlight  prometheus.Gauge
}

// An answered request is one of an endpoint and method that got a status.
type answered struct {
	endpoint, method string
	status           int
}

// maxAnswered is how many kinds of these are told apart.
const maxAnswered = 1000

func newHTTPMetrics(r prometheus.Registerer) httpMetrics {
	requests, duration := httpRequests.counters(r), httpDuration.timings(r)
	return httpMetrics{
		requests: newChildren(maxAnswered, answered{other, other, 0}, func(a answered) prometheus.Counter {
			return requests.WithLabelValues(a.endpoint, a.method, strconv.Itoa(a.status))
		}),
		durations: newChildren(maxValues, other, func(endpoint string) prometheus.Observer {
			return duration.WithLabelValues(endpoint)
		}),
		inFlight: httpInFlight.gauges(r).WithLabelValues(),
	}
}

// parent reads the header traceparent of W3C Trace Context.
var parent propagation.TraceContext

// HTTP returns a handler with every request counted, timed and traced. It is to stand
// around all others, so that it sees what they turn away. Endpoints tells which pattern a
// request goes to. Nil returns the handler as it is.
func (o *Observer) HTTP(next http.Handler, endpoints *http.ServeMux) http.Handler {
	if o == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.http.inFlight.Inc()
		defer o.http.inFlight.Dec()
		began, endpoint, method := now(), endpointOf(endpoints, r), methodOf(r)
		watched, ctx := &response{ResponseWriter: w}, r.Context()
		if o.tracer != nil {
			ctx = parent.Extract(ctx, propagation.HeaderCarrier(r.Header))
		}
		ctx, span := o.serverSpan(ctx, method+" "+endpoint,
			attribute.String("http.request.method", method), attribute.String("http.route", endpoint))
		completed := false
		defer func() {
			status := watched.code(completed)
			o.http.requests.of(answered{endpoint, method, status}).Inc()
			if !watched.streams() {
				o.http.durations.of(endpoint).Observe(began.seconds())
			}
			endHTTP(span, status)
		}()
		if span != nil {
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(watched, r)
		completed = true
	})
}

// endpointOf returns the pattern that a request goes to, without its method.
func endpointOf(endpoints *http.ServeMux, r *http.Request) string {
	_, pattern := endpoints.Handler(r)
	if _, path, ok := strings.Cut(pattern, " "); ok {
		pattern = path
	}
	return cmp.Or(strings.TrimSuffix(pattern, "{$}"), "none")
}

// methodOf returns the method of a request where it is one of the usual.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions,
		http.MethodPut, http.MethodPatch, http.MethodDelete:
		return r.Method
	default:
		return other
	}
}

// A response notes the status of what is written through it.
type response struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status, but not one that only informs.
func (w *response) WriteHeader(status int) {
	informs := status < http.StatusOK && status != http.StatusSwitchingProtocols
	if w.status == 0 && !informs {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write notes that the status is 200, where none was written.
func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets [http.ResponseController] reach what is below.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what was written so far.
func (w *response) Flush() {
	_ = http.NewResponseController(w.ResponseWriter).Flush() // who cannot, need not
}

// code returns the status of the response. Where the handler panicked before it wrote
// one, that is none that a client saw: the server closes the connection.
func (w *response) code(completed bool) int {
	switch {
	case w.status != 0 && w.status < 1000:
		return w.status
	case completed:
		return http.StatusOK
	default:
		return http.StatusInternalServerError
	}
}

// streams reports whether the response is one that lasts.
func (w *response) streams() bool {
	return w.status == http.StatusSwitchingProtocols ||
		strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream")
}
