package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"entente/kg"
)

type benchClient struct {
	b *testing.B
	h http.Handler
}

func kgGraph(s kg.Store) *kg.Graph { return kg.NewGraph(s, today) }
func (c benchClient) send(q string, v map[string]any) (a answer) {
	body, _ := json.Marshal(map[string]any{"query": q, "variables": v})
	r := httptest.NewRequest("POST", "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	a.Body = w.Body.String()
	return a
}
