package observe

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"entente/kg"
)

// in returns a function that reads variables from a map.
func in(env map[string]string) func(string) string {
	return func(name string) string { return env[name] }
}

func TestVariablesDescribeTheCollector(t *testing.T) {
	const base, url = "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318"
	tests := []struct {
		name  string
		env   map[string]string
		url   string
		blame string
	}{
		{"for all", map[string]string{base: url}, "http://c:4318/v1/traces", ""},
		{"with a slash", map[string]string{base: "https://c/x/"}, "https://c/x/v1/traces", ""},
		{"for traces, as it is", map[string]string{tracesEndpoint: "http://c/in", base: url}, "http://c/in", ""},
		{"no address", map[string]string{base: "c:4318"}, "", base},
		{"gRPC", map[string]string{base: url, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "", "OTEL_EXPORTER_OTLP_PROTOCOL"},
		{"HTTP for traces", map[string]string{
			base: url, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "http/protobuf",
		}, "http://c:4318/v1/traces", ""},
		{"no time", map[string]string{base: url, "OTEL_EXPORTER_OTLP_TIMEOUT": "10s"}, "", "OTEL_EXPORTER_OTLP_TIMEOUT"},
		{"no header", map[string]string{base: url, "OTEL_EXPORTER_OTLP_HEADERS": "key"}, "", "OTEL_EXPORTER_OTLP_HEADERS"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := newClient(in(tt.env))
			invalid, _ := errors.AsType[*kg.InvalidError](err)
			switch {
			case tt.blame == "" && (err != nil || c.url != tt.url):
				t.Errorf("newClient: got %v, %v; want %s", c, err, tt.url)
			case tt.blame != "" && (invalid == nil || invalid.Field != tt.blame):
				t.Errorf("newClient: got error %v, want one that blames %s", err, tt.blame)
			}
		})
	}
}

func TestSpansAreSentAgainWhereThatMayHelp(t *testing.T) {
	tests := []struct {
		name    string
		answers []int
		waits   []time.Duration
		fails   bool
	}{
		{"taken at once", []int{200}, nil, false},
		{"taken later", []int{503, 429, 200}, []time.Duration{2 * time.Second, 2 * time.Second}, false},
		{"refused for good", []int{400}, nil, true},
		{"never taken", []int{503, 503, 503, 503}, []time.Duration{2 * time.Second, 2 * time.Second, 2 * time.Second}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if got := r.Header.Get("Api-Key"); got != "a b" {
					t.Errorf("the header Api-Key is %q, want %q", got, "a b")
				}
				if got := r.Header.Get("Content-Encoding"); got != "gzip" {
					t.Errorf("the body is encoded as %q, want gzip", got)
				}
				w.Header().Set("Retry-After", "2")
				w.WriteHeader(tt.answers[asked])
				asked++
			}))
			defer server.Close()
			c, err := newClient(in(map[string]string{
				allEndpoint: server.URL, "OTEL_EXPORTER_OTLP_HEADERS": "api-key=a%20b",
				"OTEL_EXPORTER_OTLP_COMPRESSION": "gzip",
			}))
			if err != nil {
				t.Fatal(err)
			}
			var waits []time.Duration
			c.wait = func(_ context.Context, d time.Duration) error {
				waits = append(waits, d)
				return nil
			}
			err = c.UploadTraces(t.Context(), []*tracepb.ResourceSpans{{SchemaUrl: "x"}})
			if (err != nil) != tt.fails || asked != len(tt.answers) || !slices.Equal(waits, tt.waits) {
				t.Errorf("got error %v after %d requests and waits of %v; want failure %v, %d, %v",
					err, asked, waits, tt.fails, len(tt.answers), tt.waits)
			}
		})
	}
}

func TestALabelHasFewValues(t *testing.T) {
	c := newChildren(maxValues, other, func(value string) string { return value })
	values := make(map[string]bool)
	for i := range 1000 {
		values[c.of(string(rune('一'+i)))] = true
	}
	if len(values) != maxValues+1 || !values[other] {
		t.Errorf("of 1,000 values: got %d, want %d with %q", len(values), maxValues+1, other)
	}
	if got := c.of("一"); got != "一" {
		t.Errorf("the first value again: got %q, want itself", got)
	}
}
