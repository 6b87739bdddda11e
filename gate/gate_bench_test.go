package gate_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/gate"
)

// BenchmarkPassing measures what the gate itself takes of an operation.
func BenchmarkPassing(b *testing.B) {
	options := gate.DefaultOptions()
	options.Rate = 1e9 // which is counted, and not met
	g, err := gate.New(gate.Config{Options: options, Address: public, Log: slog.New(slog.DiscardHandler), Body: 1 << 18})
	if err != nil {
		b.Fatal(err)
	}
	handler := g.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":{}}`)
	}))
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ __typename }"}`))
		r.Header.Set("Content-Type", "application/json")
		handler.ServeHTTP(httptest.NewRecorder(), r)
	}
}
