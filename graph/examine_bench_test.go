package graph_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/hostile"
	"entente/kg"
	"entente/store/storetest"
)

// seededHandler serves the starting graph.
func seededHandler(b *testing.B) http.Handler {
	b.Helper()
	return graph.NewHandler(seededGraph(b), graph.Options{Log: slog.New(slog.DiscardHandler)})
}

// seededGraph returns the starting graph.
func seededGraph(b *testing.B) *kg.Graph {
	b.Helper()
	store := storetest.NewModel(today)
	plant(b, store)
	return kg.NewGraph(store, today)
}

// BenchmarkRefuse takes the time in which requests of the corpus are refused that are
// about the shape of documents, and what passes at the dearest. Each is another text, so
// that none is known.
func BenchmarkRefuse(b *testing.B) {
	handler := seededHandler(b)
	ten := " id name summary class version note recordedAt access formerIds"
	for _, d := range []struct{ name, text string }{
		{"a bomb of fragments of 1092 bytes", hostile.FragmentBomb(28)},
		{"10000 repeated fields", "{" + strings.Repeat(" a", 8000) + "}"},
		{"980 repeated fields", "{statistics{" + strings.Repeat(" sources", 980) + "}}"},
		{"inline fragments 9 by 90", "{" + strings.Repeat("...on Query{"+strings.Repeat(" now", 90)+"}", 9) + "}"},
		{"5000 directives", "{now" + strings.Repeat("@a", 5000) + "}"},
		{"400 directives", "{now" + strings.Repeat("@a", 400) + "}"},
		{"99 deep", strings.Repeat("{a", 99) + strings.Repeat("}", 99)},
		{"8000 deep", strings.Repeat("{a", 8000)},
		{"900 unknown fields", "{statistics{" + hostile.UnknownFields(900) + "}}"},
		{"dear at every level", "{entities(first:200){edges{node{relationships(first:200){edges{other{id}}}}}}}"},
		{"passes: ten names 100 times", "{entities(first:0){edges{node{" + strings.Repeat(ten, 100) + "}}}}"},
		{"passes: 48 fragments", spreadFragments(48, ten)},
	} {
		b.Run(d.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				post(b, handler, hostile.RequestOf(d.text+strings.Repeat(" ", i%300), "null"))
			}
		})
	}
}

// spreadFragments spreads so many fragments with the same fields in one place.
func spreadFragments(n int, fields string) string {
	var spreads, fragments strings.Builder
	for i := range n {
		fmt.Fprintf(&spreads, " ...f%d", i)
		fmt.Fprintf(&fragments, " fragment f%d on Entity{%s}", i, fields)
	}
	return "{entities(first:0){edges{node{" + spreads.String() + "}}}}" + fragments.String()
}

// post sends a request to a handler.
func post(b *testing.B, handler http.Handler, body string) {
	b.Helper()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	handler.ServeHTTP(httptest.NewRecorder(), r)
}

// BenchmarkChecks asks a simple query over HTTP of a server with all that protects it, gate
// and limits, and of one with nothing of it. The ratio is that of the medians of pairs that
// were taken in turn, and is to stay below 1.05.
func BenchmarkChecks(b *testing.B) {
	body := hostile.RequestOf(`{ entity(id: "sdf") { name relationships(first: 5) { edges { node { statement } } } } }`, "null")
	with := httptest.NewServer(behindTheGate(b, seededHandler(b)))
	defer with.Close()
	without := httptest.NewServer(graph.Unchecked(seededGraph(b)))
	defer without.Close()
	var on, off []time.Duration
	for b.Loop() {
		for server, times := range map[*httptest.Server]*[]time.Duration{with: &on, without: &off} {
			begin := time.Now()
			for range 20 {
				ask(b, server, body)
			}
			*times = append(*times, time.Since(begin)/20)
		}
	}
	b.ReportMetric(float64(median(on).Nanoseconds())/1e3, "µs/checked")
	b.ReportMetric(float64(median(off).Nanoseconds())/1e3, "µs/unchecked")
	b.ReportMetric(float64(median(on))/float64(median(off)), "ratio")
}

// ask sends a request over HTTP that must be answered.
func ask(b *testing.B, server *httptest.Server, body string) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, server.URL, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Encoding", "identity") // compression is no check
	answer, err := server.Client().Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("got %d, %v, want it answered", answer.StatusCode, err)
	}
}

// median returns the one in the middle.
func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
