package graph_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// FuzzEndpoint sends any body and address: the answer is JSON, none of them is a fault of
// ours, and each error has a code and tells nothing of what lies below.
func FuzzEndpoint(f *testing.F) {
	for _, row := range hostileRequests(f) {
		if len(row.Body) < 4096 {
			f.Add([]byte(row.Body), strings.TrimPrefix(row.Path, "?"))
		}
	}
	store := storetest.NewModel(today)
	plant(f, store)
	handler := graph.NewHandler(kg.NewGraph(store, today), graph.Options{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	f.Fuzz(func(t *testing.T, body []byte, query string) {
		post := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
		post.Header.Set("Content-Type", "application/json")
		get := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", nil)
		get.URL.RawQuery = query
		for _, r := range []*http.Request{post, get} {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			var a answer
			if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code >= http.StatusInternalServerError {
				t.Fatalf("%s: got %d %s, want JSON and no fault of ours", r.Method, w.Code, w.Body)
			}
			for _, e := range a.Errors {
				if e.Extensions["code"] == nil || e.Extensions["code"] == "INTERNAL" {
					t.Errorf("%s: got the error %+v, want one with a code and no fault of ours", r.Method, e)
				}
			}
		}
	})
}
