package observe_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"entente/graph"
	"entente/kg"
	"entente/observe"
	"entente/seed"
	"entente/store/storetest"
)

// today is the clock of these tests.
func today() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }

// quiet is a log that nobody reads.
var quiet = slog.New(slog.DiscardHandler)

// newObserver returns one that is closed when the test ends.
func newObserver(t testing.TB) *observe.Observer {
	t.Helper()
	o, err := observe.New(t.Context(), observe.Build{Version: "v1.2.3", Commit: "abc"})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// seeded returns a store with the starting graph.
func seeded(t testing.TB) kg.Store {
	t.Helper()
	batch, err := seed.Batch()
	if err != nil {
		t.Fatal(err)
	}
	store := storetest.NewModel(today)
	if _, err := kg.NewGraph(store, today).Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return store
}

// serving returns the handler of a server over a store, observed unless o is nil.
func serving(s kg.Store, o *observe.Observer) http.Handler {
	options := graph.Options{Log: quiet}
	if o != nil {
		options.Observer = o
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(kg.NewGraph(o.Store(s), today), options))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }) //nolint:errcheck // to memory
	mux.HandleFunc("/", http.NotFound)
	return o.HTTP(mux, mux)
}

// ask sends a query and returns what is answered.
func ask(t testing.TB, h http.Handler, query, operation string) *httptest.ResponseRecorder {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query, "operationName": operation})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// families reads the metrics as Prometheus would.
func families(t testing.TB, o *observe.Observer) map[string]*dto.MetricFamily {
	t.Helper()
	w := httptest.NewRecorder()
	o.Handler(false, quiet).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", http.NoBody))
	if w.Code != http.StatusOK {
		t.Fatalf("GET /metrics = %d %s, want 200", w.Code, w.Body)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	read, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatalf("what /metrics says cannot be read: %v", err)
	}
	return read
}

// value returns that of a metric whose labels have the values given, 0 where there is
// none; of a histogram it is the count.
func value(t testing.TB, o *observe.Observer, name string, labels ...string) float64 {
	t.Helper()
	family := families(t, o)[name]
	for _, m := range family.GetMetric() {
		given := make(map[string]string)
		for _, l := range m.GetLabel() {
			given[l.GetName()] = l.GetValue()
		}
		same := true
		for i := 0; i < len(labels); i += 2 {
			same = same && given[labels[i]] == labels[i+1]
		}
		if same {
			return m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return 0
}
