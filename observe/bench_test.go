package observe_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"entente/kg"
	"entente/seed"
	"entente/store/sqlite"
)

// BenchmarkObserved reports how much longer a simple query takes when it is counted and
// timed, as the ratio of the medians of both, asked in turns.
func BenchmarkObserved(b *testing.B) {
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "entente.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	batch, err := seed.Batch()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := kg.NewGraph(store, time.Now).Write(b.Context(), batch); err != nil {
		b.Fatal(err)
	}
	o := newObserver(b)
	var urls [2]string
	for i, h := range []http.Handler{serving(store, nil), serving(store, o)} {
		server := httptest.NewServer(h)
		defer server.Close()
		urls[i] = server.URL + "/graphql"
	}
	var took [2][]time.Duration
	for b.Loop() {
		for _, i := range rand.Perm(2) { // neither always has the leavings of the other
			took[i] = append(took[i], simple(b, urls[i]))
		}
	}
	plain, observed := median(took[0]), median(took[1])
	b.ReportMetric(float64(plain.Nanoseconds()), "ns/plain")
	b.ReportMetric(float64(observed.Nanoseconds()), "ns/observed")
	b.ReportMetric(float64(observed)/float64(plain), "observed/plain")
	if value(b, o, "entente_graphql_operations_total", "type", "query", "code", "OK") == 0 {
		b.Error("nothing was observed")
	}
}

var body = []byte(`{"query": "{ entity(id: \"sdf\") { name relationships(first: 10) { edges { other { name } } } } }"}`)

// simple asks a simple query and returns how long that took.
func simple(b *testing.B, url string) time.Duration {
	b.Helper()
	began := time.Now()
	response, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	answer, err := io.ReadAll(response.Body)
	took := time.Since(began)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		b.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"errors"`)) {
		b.Fatalf("got %s %s", response.Status, answer)
	}
	return took
}

// median returns the middle one.
func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
