package graph_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/gate"
	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// BenchmarkGate asks a simple query with and without the gate, by turns, and reports the
// ratio of the times, which is to stay below 1.05.
func BenchmarkGate(b *testing.B) {
	store := storetest.NewModel(today)
	plant(b, store)
	log := slog.New(slog.DiscardHandler)
	plain := graph.NewHandler(kg.NewGraph(store, today), graph.Options{Log: log})
	options := gate.DefaultOptions()
	options.Rate = 1e9 // which is counted, and not met
	g, err := gate.New(gate.Config{
		Options: options, Address: &net.TCPAddr{IP: net.IPv4(203, 0, 113, 1)}, Log: log,
		Body: graph.DefaultLimits().Body, Stream: graph.IsStream,
	})
	if err != nil {
		b.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{
		"query": `{ relationship(id: "us-sdf-partnership") { statement status claims { edges { node { id quote } } } } }`,
	})
	if err != nil {
		b.Fatal(err)
	}
	var took [2]time.Duration
	for b.Loop() {
		for i, handler := range []http.Handler{plain, g.Wrap(plain)} {
			r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			answer := httptest.NewRecorder()
			began := time.Now()
			handler.ServeHTTP(answer, r)
			took[i] += time.Since(began)
			if answer.Code != http.StatusOK {
				text, _ := io.ReadAll(answer.Body)
				b.Fatalf("got %d %s", answer.Code, text)
			}
		}
	}
	b.ReportMetric(float64(took[0].Microseconds())/float64(b.N), "µs/alone")
	b.ReportMetric(float64(took[1].Microseconds())/float64(b.N), "µs/gated")
	b.ReportMetric(float64(took[1])/float64(took[0]), "ratio")
}
