package observe_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	collector "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"entente/observe"
)

// A receiver is a collector of traces.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	spans  []*collector.Span
	header http.Header
}

// receive runs a receiver, to which everything that is made afterwards sends its traces.
func receive(t *testing.T) *receiver {
	t.Helper()
	r := new(receiver)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		var sent collector.TracesData
		if err != nil || request.URL.Path != "/v1/traces" || proto.Unmarshal(body, &sent) != nil {
			t.Errorf("a collector got %s with %d bytes, want spans at /v1/traces", request.URL.Path, len(body))
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.header = request.Header
		for _, resource := range sent.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				r.spans = append(r.spans, scope.Spans...)
			}
		}
	}))
	t.Cleanup(r.Close)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", r.URL)
	return r
}

// tree returns the names of spans, each behind those that it is in, sorted.
func (r *receiver) tree() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	byID := make(map[string]*collector.Span)
	for _, s := range r.spans {
		byID[string(s.SpanId)] = s
	}
	paths := make([]string, 0, len(r.spans))
	for _, s := range r.spans {
		path := s.Name
		for parent := byID[string(s.ParentSpanId)]; parent != nil; parent = byID[string(parent.ParentSpanId)] {
			path = parent.Name + " > " + path
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// stop sends what the observer has kept.
func stop(t *testing.T, o *observe.Observer) {
	t.Helper()
	if err := o.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

const twoFields = `query Secret($id: ID = "sdf") {
  entity(id: $id) { name }
  relationship(id: "us-sdf-partnership") { status }
}`

func TestAQueryIsATreeOfSpans(t *testing.T) {
	r := receive(t)
	o := newObserver(t)
	h := serving(seeded(t), o)
	if w := ask(t, h, twoFields, ""); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "errors") {
		t.Fatalf("the query was answered %d %s", w.Code, w.Body)
	}
	stop(t, o)
	calls, stores := 0.0, 0
	for _, method := range []string{"Records", "Find", "Count", "Search", "Last"} {
		calls += value(t, o, "entente_store_call_duration_seconds", "method", method)
	}
	var rest []string
	for _, path := range r.tree() {
		if strings.Contains(path, "> store ") {
			stores++
		} else {
			rest = append(rest, path)
		}
	}
	if calls == 0 || float64(stores) != calls {
		t.Errorf("%d spans of store calls for %v calls; want one for each", stores, calls)
	}
	want := []string{
		"POST /graphql", "POST /graphql > graphql query", "POST /graphql > graphql query > entity",
		"POST /graphql > graphql query > relationship",
	}
	if diff := cmp.Diff(want, rest); diff != "" {
		t.Errorf("spans that are of no store call (-want +got):\n%s", diff)
	}
}

func TestSpansTellNothingThatClientsWrote(t *testing.T) {
	r := receive(t)
	o := newObserver(t)
	h := serving(seeded(t), o)
	ask(t, h, twoFields, "")
	ask(t, h, `query Secret { entity(id: "Secret") { secret } }`, "")
	ask(t, h, `query Secret { entities(where: {kind: {in: ["Secret"]}}, first: 100000) { totalCount } }`, "Secret")
	stop(t, o)
	if len(r.spans) == 0 {
		t.Fatal("there are no spans")
	}
	for _, s := range r.spans {
		for _, word := range []string{"Secret", "secret", "sdf"} {
			if text := s.String(); strings.Contains(text, word) {
				t.Errorf("a span tells of %q: %s", word, text)
			}
		}
	}
}

func TestASpanOfARefusedQueryHasItsCode(t *testing.T) {
	r := receive(t)
	o := newObserver(t)
	h := serving(seeded(t), o)
	ask(t, h, `{ entities(first: 100000) { totalCount } }`, "")
	stop(t, o)
	codes := make(map[string]string)
	for _, s := range r.spans {
		codes[s.Name] = s.GetStatus().GetMessage()
	}
	want := map[string]string{
		"POST /graphql": "", "graphql query": "LIMIT_EXCEEDED", "entities": "LIMIT_EXCEEDED",
		"store Find": "", // of the vocabulary
	}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("codes by span (-want +got):\n%s", diff)
	}
}

func TestATraceGoesOnWhereTheClientsBegan(t *testing.T) {
	r := receive(t)
	o := newObserver(t)
	h := serving(seeded(t), o)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/healthz", http.NoBody)
	request.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	h.ServeHTTP(httptest.NewRecorder(), request)
	request.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
	h.ServeHTTP(httptest.NewRecorder(), request)
	stop(t, o)
	if len(r.spans) != 1 {
		t.Fatalf("of a request that is to be sampled and one that is not: got %d spans, want 1", len(r.spans))
	}
	const trace, parent = "\x0a\xf7\x65\x19\x16\xcd\x43\xdd\x84\x48\xeb\x21\x1c\x80\x31\x9c", "\xb7\xad\x6b\x71\x69\x20\x33\x31"
	if s := r.spans[0]; string(s.TraceId) != trace || string(s.ParentSpanId) != parent {
		t.Errorf("the span is of trace %x below %x, want %x below %x", s.TraceId, s.ParentSpanId, trace, parent)
	}
}

func TestNothingIsTracedUnlessAVariableSaysWhereto(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"no variable", nil, false},
		{"an endpoint", map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}, true},
		{"one for traces", map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:1/x"}, true},
		{"switched off", map[string]string{
			"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true",
		}, false},
		{"no exporter", map[string]string{
			"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none",
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, value := range tt.env {
				t.Setenv(name, value)
			}
			if got := observe.Tracing(); got != tt.want {
				t.Errorf("Tracing() = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNobodyObservesUnlessAsked(t *testing.T) {
	running, err := observe.Start(t.Context(), observe.Options{}, observe.Build{}, seeded(t), quiet)
	if err != nil || running.Observer != nil {
		t.Errorf("Start without an address or a variable = %v, %v; want no Observer", running.Observer, err)
	}
	running.Stop()
	store := seeded(t)
	if got := running.Store(store); got != store {
		t.Errorf("the store is %T, want itself", got)
	}
}
