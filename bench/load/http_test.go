package load_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/bench/load"
)

func TestAMessageIsARequestAndItsAnswerIsChecked(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		_, _ = io.WriteString(w, r.Method+" "+r.URL.Path+" "+string(body)) // a client that left is told nothing
	}))
	defer server.Close()
	var got string
	check := func(body []byte) error {
		got = string(body)
		return nil
	}
	token := []string{"Authorization: Bearer x"}
	messages := []load.Message{
		{Path: "/graphql", Body: []byte(`{"query":"{a}"}`), Header: token, Check: check},
		{Path: "/healthz", Header: token, Check: check},
		{Path: "/graphql", Header: token, Check: func([]byte) error { return errWrong }},
		{Path: "/graphql"},
	}
	c, err := load.OpenHTTP(strings.TrimPrefix(server.URL, "http://"), func(i int) load.Message {
		return messages[i]
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }() // its answers have come
	for i, want := range []string{`POST /graphql {"query":"{a}"}`, "GET /healthz "} {
		if err := c.Do(t.Context(), i); err != nil || got != want {
			t.Errorf("message %d: got %q, error %v; want %q", i, got, err, want)
		}
	}
	if err := c.Do(t.Context(), 2); !errors.Is(err, errWrong) {
		t.Errorf("an answer that its check refuses: got %v, want the error of the check", err)
	}
	if err := c.Do(t.Context(), 3); err == nil || !strings.Contains(err.Error(), "status 401") {
		t.Errorf("an answer of status 401: got error %v, want one that says so", err)
	}
}
