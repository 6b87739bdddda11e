package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/go-cmp/cmp"

	"entente/gate"
	"entente/graph"
	"entente/request"
	"entente/store/storetest"
)

func TestPagesOfNamedOriginsMayOpenAWebSocket(t *testing.T) {
	w := newLiveWorld(t, func(o *graph.Options) {
		o.Origins = []string{"https://maps.example", "http://[::1]:3000"}
	})
	for origin, want := range map[string]int{
		"https://maps.example": 101, "https://MAPS.example": 101, "http://[::1]:3000": 101, w.url: 101,
		"http://maps.example": 403, "https://evil.example": 403, "https://maps.example.evil": 403,
		"http://:": 403, "null": 403,
	} {
		conn, response, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http"), &websocket.DialOptions{
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {origin}},
		})
		if response == nil || response.StatusCode != want {
			t.Errorf("a page of %s: got %v, %v; want %d", origin, response, err, want)
		}
		if err == nil {
			_ = conn.CloseNow()
		}
	}
}

// TestAnOperationOverAStreamNeedsAPlace admits the first of two. A subscription needs none.
func TestAnOperationOverAStreamNeedsAPlace(t *testing.T) {
	var asked, ended atomic.Int64
	w := newLiveWorld(t, func(o *graph.Options) {
		o.Admit = func(context.Context) (func(), error) {
			if asked.Add(1) > 1 {
				return nil, &gate.RefusedError{Code: "UNAVAILABLE", Message: "the server is busy"}
			}
			return func() { ended.Add(1) }, nil
		}
	})
	s := w.begun(t, `subscription { changes(after: "`+beginning(w)+`") { recordId } }`)
	if got := s.event("changes.recordId"); got == nil || asked.Load() != 0 {
		t.Errorf("a subscription: got %v and %d places asked for, want an event and none", got, asked.Load())
	}
	s = w.connected(t)
	s.subscribe("1", `{ __typename }`)
	if got := s.event("__typename"); got != "Query" {
		t.Errorf("the first: got %v, want its answer", got)
	}
	if m := s.next(); m.Type != "complete" || ended.Load() == 0 {
		t.Errorf("got %s, and %d places given back; want complete and one", m.Type, ended.Load())
	}
	s.subscribe("2", `{ __typename }`)
	m := s.next()
	var a answer
	if err := json.Unmarshal(m.Payload, &a); err != nil {
		t.Fatal(err)
	}
	if a.code() != "UNAVAILABLE" || a.message() != "the server is busy" {
		t.Errorf("the second: got %s %s, want UNAVAILABLE in the words of who refused", m.Type, m.Payload)
	}
	lines := w.events(t, `{ __typename }`)
	if got := <-lines; !strings.Contains(got, "UNAVAILABLE") {
		t.Errorf("as server-sent events: got %s, want UNAVAILABLE", got)
	}
}

func TestARequestIsAdmittedAsSuch(t *testing.T) {
	c := newClient(t, storetest.NewModel(today), graph.Options{Admit: func(context.Context) (func(), error) {
		t.Error("a request asks for a second place")
		return func() {}, nil
	}})
	c.ok(`{ __typename }`, nil)
}

func TestMessagesAreReadWhenItIsTheirTime(t *testing.T) {
	times := make(chan struct{})
	w := newLiveWorld(t, func(o *graph.Options) {
		o.Pace = func(ctx context.Context) error {
			select {
			case <-times:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
	go func() { times <- struct{}{} }()
	s := w.connected(t)
	s.subscribe("1", `{ __typename }`)
	got := make(chan message, 1)
	go func() { got <- s.next() }()
	select {
	case m := <-got:
		t.Errorf("got %s before its time", m.Type)
	case times <- struct{}{}:
		if m := <-got; m.Type != "next" {
			t.Errorf("got %s, want the answer", m.Type)
		}
	}
}

// TestStreamsPassTheGate opens a WebSocket and asks for server-sent events, with and without
// TLS, which speaks HTTP/2 where the client does.
func TestStreamsPassTheGate(t *testing.T) {
	w := newLiveWorld(t)
	g, err := gate.New(gate.Config{
		Options: gate.DefaultOptions(), Log: slog.New(slog.DiscardHandler), Body: 1 << 10, Stream: graph.IsStream,
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", w.handler)
	for name, start := range map[string]func(*httptest.Server){
		"plain": (*httptest.Server).Start, "TLS": (*httptest.Server).StartTLS,
	} {
		server := httptest.NewUnstartedServer(g.Wrap(mux))
		server.EnableHTTP2 = true
		start(server)
		defer server.Close()
		conn, _, err := websocket.Dial(t.Context(), server.URL+"/graphql", &websocket.DialOptions{
			Subprotocols: []string{"graphql-transport-ws"}, HTTPClient: server.Client(),
			HTTPHeader: http.Header{"Origin": {server.URL}},
		})
		if err != nil {
			t.Fatal(err)
		}
		s := socket{t, conn}
		s.send(message{Type: "connection_init"})
		if m := s.next(); m.Type != "connection_ack" {
			t.Errorf("%s: got %s, want connection_ack", name, m.Type)
		}
		s.subscribe("1", `{ __typename }`)
		if got := s.event("__typename"); got != "Query" {
			t.Errorf("%s: got %v, want the answer", name, got)
		}
		_ = conn.CloseNow()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/graphql",
			strings.NewReader(`{"query": "subscription { changes(after: \"`+beginning(w)+`\") { recordId } }"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if wantProto := map[string]int{"plain": 1, "TLS": 2}[name]; answer.ProtoMajor != wantProto {
			t.Errorf("%s: got HTTP/%d, want %d", name, answer.ProtoMajor, wantProto)
		}
		lines, event := bufio.NewScanner(answer.Body), ""
		for event == "" && lines.Scan() { // while the stream goes on
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				event = text
			}
		}
		if !strings.Contains(event, "recordId") {
			t.Errorf("%s: got the event %q, want a change", name, event)
		}
	}
	w.stop()
}

// TestACallOfTheStoreEndsWhenItsClientGoesAway closes the connection in the middle of a
// query.
func TestACallOfTheStoreEndsWhenItsClientGoesAway(t *testing.T) {
	asked, ended := make(chan struct{}), make(chan error, 1)
	store := faultyStore{storetest.NewModel(today), func(ctx context.Context) error {
		close(asked)
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}}
	g, err := gate.New(gate.Config{Options: gate.DefaultOptions(), Log: slog.New(slog.DiscardHandler), Body: 1 << 10})
	if err != nil {
		t.Fatal(err)
	}
	c := newClient(t, store, graph.Options{Limits: within(time.Hour)})
	server := httptest.NewServer(g.Wrap(c.handler))
	defer server.Close()
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/graphql",
		strings.NewReader(`{"query": "{ entity(id: \"a\") { name } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	go func() {
		<-asked
		leave()
	}()
	if _, err := http.DefaultClient.Do(r); err == nil { //nolint:bodyclose // there is none
		t.Error("the client has an answer, want it gone")
	}
	if got := <-ended; !errors.Is(got, context.Canceled) {
		t.Errorf("the call of the store ended with %v, want it given up", got)
	}
}

func TestTheAccessLogLearnsWhoAsksWhat(t *testing.T) {
	c := seeded(t)
	tests := []struct {
		name  string
		c     client
		query string
		want  request.Known
	}{
		{"a reader", c.reader(), `query Camps { entity(id: "sdf") { id } }`, request.Known{Kind: "query", Operation: "Camps"}},
		{"an editor", c, `mutation Go { retract(input: {id: "none"}) { id } }`, request.Known{User: "admin", Kind: "mutation", Operation: "Go", Codes: []string{"NOT_FOUND"}}},
		{"what fits no schema", c.reader(), `{ nope }`, request.Known{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, err := json.Marshal(map[string]string{"query": tt.query})
			if err != nil {
				t.Fatal(err)
			}
			record := request.New("r1")
			r := httptest.NewRequestWithContext(record.Attach(t.Context()), http.MethodPost, "/graphql", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			tt.c.in(t).do(r)
			got := record.Known()
			if len(tt.want.Codes) == 0 {
				got.Codes = nil // the gate reads those of a refusal in its body
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("known (-want +got):\n%s", diff)
			}
		})
	}
}
