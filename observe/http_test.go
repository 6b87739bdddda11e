package observe_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"entente/graph"
	"entente/kg"
	"entente/observe"
	"entente/store/storetest"
)

func TestRequestsAreCountedByEndpointAndStatus(t *testing.T) {
	o := newObserver(t)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ok", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/written", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "x") }) //nolint:errcheck // to memory
	mux.HandleFunc("/early", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusTeapot)
	})
	mux.HandleFunc("/panics", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	h := o.HTTP(mux, mux)
	tests := []struct{ method, path, endpoint, status string }{
		{http.MethodGet, "/ok", "/ok", "200"},
		{http.MethodPost, "/ok", "none", "405"},
		{http.MethodGet, "/written", "/written", "200"},
		{http.MethodGet, "/early", "/early", "418"},
		{http.MethodGet, "/panics", "/panics", "500"},
		{http.MethodGet, "/nowhere", "none", "404"},
	}
	for _, tt := range tests {
		func() {
			defer func() { _ = recover() }() // of /panics
			send(t, h, tt.method, tt.path)
		}()
		labels := []string{"endpoint", tt.endpoint, "method", tt.method, "status", tt.status}
		if got := value(t, o, "entente_http_requests_total", labels...); got != 1 {
			t.Errorf("%s %s: counted %v times as %v, want once", tt.method, tt.path, got, labels)
		}
	}
	if got := value(t, o, "entente_http_requests_in_flight"); got != 0 {
		t.Errorf("in flight when all have ended: got %v, want 0", got)
	}
}

// streaming serves a graph to subscribers, observed.
func streaming(t *testing.T) (*observe.Observer, *kg.Graph, *httptest.Server) {
	t.Helper()
	o := newObserver(t)
	g := kg.NewGraph(o.Store(storetest.NewModel(time.Now)), time.Now)
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(g, graph.Options{Log: quiet, Observer: o}))
	server := httptest.NewServer(o.HTTP(mux, mux))
	t.Cleanup(server.Close)
	return o, g, server
}

// subscription follows the log.
const subscription = `subscription { changes { recordId } }`

// write writes a source, which is an entry of the log.
func write(t *testing.T, g *kg.Graph) {
	t.Helper()
	if _, err := g.Write(t.Context(), kg.Batch{ID: "b", Writer: "w", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "a-source"}, Title: "A source"}},
	}}); err != nil {
		t.Fatal(err)
	}
}

// settled waits until a metric has a value, which it has once another goroutine has ended.
func settled(t *testing.T, o *observe.Observer, want float64, name string, labels ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for value(t, o, name, labels...) != want {
		select {
		case <-ctx.Done():
			t.Fatalf("%s%v: got %v, want %v", name, labels, value(t, o, name, labels...), want)
		case <-tick.C:
		}
	}
}

func TestSubscriptionsOverWebSocketAreCounted(t *testing.T) {
	o, g, server := streaming(t)
	conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/graphql",
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, message := range []map[string]any{
		{"type": "connection_init"},
		{"type": "subscribe", "id": "1", "payload": map[string]any{"query": subscription}},
	} {
		if err := wsjson.Write(t.Context(), conn, message); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, o, 1, "entente_graphql_streams", "transport", "websocket")
	settled(t, o, 1, "entente_graphql_subscriptions")
	write(t, g)
	settled(t, o, 1, "entente_graphql_events_total")
	if err := conn.CloseNow(); err != nil {
		t.Fatal(err)
	}
	settled(t, o, 0, "entente_graphql_subscriptions")
	settled(t, o, 0, "entente_graphql_streams", "transport", "websocket")
	settled(t, o, 1, "entente_http_requests_total", "endpoint", "/graphql", "status", "101")
	if got := value(t, o, "entente_http_request_duration_seconds"); got != 0 {
		t.Errorf("durations of requests: got %v, want none of a WebSocket", got)
	}
	if got := value(t, o, "entente_graphql_operations_total", "type", "subscription", "code", "OK"); got != 1 {
		t.Errorf("subscriptions ended: got %v, want 1", got)
	}
}

func TestServerSentEventsPassThroughAtOnce(t *testing.T) {
	o, g, server := streaming(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/graphql",
		strings.NewReader(`{"query": "`+subscription+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	settled(t, o, 1, "entente_graphql_streams", "transport", "sse")
	settled(t, o, 1, "entente_graphql_subscriptions")
	write(t, g)
	lines := bufio.NewScanner(response.Body)
	arrived := false
	for !arrived && lines.Scan() {
		arrived = strings.Contains(lines.Text(), `"a-source"`)
	}
	if !arrived {
		t.Fatalf("the stream ended before the event, with %v", lines.Err())
	}
	cancel()
	settled(t, o, 0, "entente_graphql_streams", "transport", "sse")
	settled(t, o, 0, "entente_graphql_subscriptions")
}
