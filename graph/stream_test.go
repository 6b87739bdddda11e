package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// A liveWorld is a world behind a real server, which has the deadlines of ours.
type liveWorld struct {
	world
	url  string
	stop context.CancelFunc
}

func newLiveWorld(t *testing.T, change ...func(*graph.Options)) liveWorld {
	t.Helper()
	store := storetest.NewModel(time.Now)
	g := kg.NewGraph(store, time.Now)
	streams, stop := context.WithCancel(t.Context())
	w := world{newClient(t, store, graph.Options{Guard: guard}), g}
	options := graph.Options{Guard: guard, Streams: streams}
	for _, c := range change {
		c(&options)
	}
	w.handler = graph.NewHandler(g, options)
	w.plantWords()
	server := httptest.NewUnstartedServer(w.handler)
	server.Config.ReadTimeout, server.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	server.Start()
	t.Cleanup(server.Close)
	t.Cleanup(stop)
	return liveWorld{w, server.URL, stop}
}

// A message is one of graphql-transport-ws.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// A socket speaks graphql-transport-ws.
type socket struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial opens a connection and says who it is; an empty token says nothing.
func (w liveWorld) dial(t *testing.T, token string) socket {
	t.Helper()
	conn, response, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http"),
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	if response.Body != nil {
		defer response.Body.Close()
	}
	s := socket{t, conn}
	t.Cleanup(func() { _ = conn.CloseNow() })
	payload := json.RawMessage(`{}`)
	if token != "" {
		payload = json.RawMessage(`{"Authorization": "Bearer ` + token + `"}`)
	}
	s.send(message{Type: "connection_init", Payload: payload})
	return s
}

func (s socket) send(m message) {
	s.t.Helper()
	if err := wsjson.Write(s.t.Context(), s.conn, m); err != nil {
		s.t.Fatal(err)
	}
}

// subscribe begins a subscription under an id.
func (s socket) subscribe(id, query string) {
	s.t.Helper()
	payload, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(message{ID: id, Type: "subscribe", Payload: payload})
}

// next returns the next message but pings.
func (s socket) next() message {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	for {
		var m message
		if err := wsjson.Read(ctx, s.conn, &m); err != nil {
			s.t.Fatalf("read a message: %v", err)
		}
		if m.Type != "ping" && m.Type != "pong" {
			return m
		}
	}
}

// closed returns how the connection ends, whatever is sent before.
func (s socket) closed() (end websocket.CloseError) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	var err error
	for err == nil {
		_, _, err = s.conn.Read(ctx)
	}
	if !errors.As(err, &end) {
		s.t.Errorf("the end of the connection: got %v, want a code", err)
	}
	return end
}

// event returns the value at a path of the data of the next message.
func (s socket) event(path string) any {
	s.t.Helper()
	m := s.next()
	if m.Type != "next" {
		s.t.Fatalf("got %s %s, want the next event", m.Type, m.Payload)
	}
	var a answer
	if err := json.Unmarshal(m.Payload, &a); err != nil || len(a.Errors) > 0 {
		s.t.Fatalf("got %s, want data", m.Payload)
	}
	return a.at(path)
}

// connected returns a connection of a reader that has been accepted.
func (w liveWorld) connected(t *testing.T) socket {
	t.Helper()
	s := w.dial(t, "")
	if m := s.next(); m.Type != "connection_ack" {
		t.Fatalf("got %s, want connection_ack", m.Type)
	}
	return s
}

// begun returns such a connection with a subscription.
func (w liveWorld) begun(t *testing.T, query string) socket {
	t.Helper()
	s := w.connected(t)
	s.subscribe("1", query)
	return s
}

// heard waits until a subscription is there, which no message says: it tells of
// writes that are made again and again.
func (w liveWorld) heard(s socket, path string) any {
	s.t.Helper()
	done := make(chan struct{})
	defer close(done)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			case <-time.After(10 * time.Millisecond):
				id := kg.ID(fmt.Sprintf("knock-%d", i))
				_, _, _ = w.graph.AddSource(context.Background(), "tester", kg.AddSourceInput{ID: &id, Title: "Knock"})
			}
		}
	}()
	return s.event(path)
}

func TestChangesComeOverWebSocket(t *testing.T) {
	w := newLiveWorld(t)
	s := w.begun(t, `subscription { changes(where: {class: {eq: ENTITY}}) {
	  action class recordId writer record { ... on Actor { name relationships { totalCount } } } } }`)
	s.subscribe("knock", `subscription { changes(where: {class: {eq: SOURCE}}) { recordId } }`)
	w.heard(s, "changes.recordId")
	s.send(message{ID: "knock", Type: "complete"})
	time.Sleep(300 * time.Millisecond) // longer than the deadlines of a request
	w.actor("a", "/..")
	var a answer
	for { // there may be knocks in between
		m := s.next()
		if m.ID == "1" {
			if err := json.Unmarshal(m.Payload, &a); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	want := map[string]any{"changes": map[string]any{
		"action": "CREATED", "class": "ENTITY", "recordId": "a", "writer": "tester",
		"record": map[string]any{"name": "a", "relationships": map[string]any{"totalCount": 0.0}},
	}}
	if diff := cmp.Diff(want, a.Data); diff != "" {
		t.Errorf("the event (-want +got):\n%s", diff)
	}
}

func TestChangesGoOnAfterACursor(t *testing.T) {
	w := newLiveWorld(t)
	a := w.ok(`{ changes(first: 2) { edges { cursor node { recordId } } pageInfo { endCursor hasNextPage } } }`, nil)
	cursor := a.at("changes.pageInfo.endCursor")
	w.actor("a", "/..")
	s := w.begun(t, fmt.Sprintf(`subscription { changes(after: %q) { recordId cursor } }`, cursor))
	rest := w.ok(`query($after: String) { changes(after: $after, first: 200) { edges { node { recordId } } } }`,
		map[string]any{"after": cursor}).texts("changes.edges.*.node.recordId")
	var got []string
	for range rest {
		got = append(got, fmt.Sprint(s.event("changes.recordId")))
	}
	if diff := cmp.Diff(rest, got); diff != "" || len(rest) < 3 {
		t.Errorf("after the second entry of the log (-want +got):\n%s", diff)
	}
}

func TestStatusesComeOverServerSentEvents(t *testing.T) {
	w := newLiveWorld(t)
	w.actor("a", "/..")
	w.actor("b", "/..")
	lines := w.events(t, `subscription { relationshipStatus { before after relationship { id to { name } } change { writer } } }`)
	time.Sleep(300 * time.Millisecond) // longer than the deadlines of a request
	w.tie("tie", "pact", "a", "b", "2020-01-01/..")
	want := `data: {"data":{"relationshipStatus":{"before":null,"after":"ACTIVE",` +
		`"relationship":{"id":"tie","to":{"name":"b"}},"change":{"writer":"tester"}}}}`
	if got := <-lines; got != want {
		t.Errorf("the event: got %s, want %s", got, want)
	}
	w.stop()
	if got, more := <-lines; more {
		t.Errorf("after the server has stopped: got %s, want the end", got)
	}
}

// events sends a subscription for server-sent events, waits until it has begun, and
// returns the data of its events.
func (w liveWorld) events(t *testing.T, query string) <-chan string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+w.token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("the content type: got %s, want text/event-stream", got)
	}
	lines := make(chan string, 10)
	go func() {
		defer close(lines)
		defer response.Body.Close()
		scanner := bufio.NewScanner(response.Body)
		for scanner.Scan() {
			if strings.HasPrefix(scanner.Text(), "data: ") {
				lines <- scanner.Text()
			}
		}
	}()
	return lines
}

func TestSubscriptionsAreRefusedWithACode(t *testing.T) {
	w := newLiveWorld(t)
	for _, tt := range []struct{ query, field string }{
		{`subscription { changes(after: "x") { cursor } }`, "after"},
		{`subscription { relationshipStatus(where: {status: {eq: ACTIVE}}) { at } }`, "where.status"},
		{`subscription { relationshipStatus(where: {type: {eq: "pacts"}}) { at } }`, "where.type.eq"},
	} {
		s := w.begun(t, tt.query)
		var a answer
		if err := json.Unmarshal(s.next().Payload, &a); err != nil {
			t.Fatal(err)
		}
		if a.code() != "BAD_USER_INPUT" || a.field() != tt.field {
			t.Errorf("%s: got %+v, want BAD_USER_INPUT on %s", tt.query, a.Errors, tt.field)
		}
	}
}

func TestSubscriptionsOfAConnectionAreLimited(t *testing.T) {
	w := newLiveWorld(t)
	s := w.begun(t, `subscription { relationshipStatus { at } }`)
	for i := range 10 {
		s.subscribe(fmt.Sprintf("further-%d", i), `subscription { relationshipStatus { at } }`)
	}
	m := s.next()
	if !strings.Contains(string(m.Payload), "LIMIT_EXCEEDED") {
		t.Errorf("eleven subscriptions: got %s %s, want LIMIT_EXCEEDED", m.Type, m.Payload)
	}
}

func TestQueriesAndMutationsGoOverWebSocketToo(t *testing.T) {
	w := newLiveWorld(t)
	s := w.begun(t, `{ entities { totalCount } }`)
	if got := s.event("entities.totalCount"); got != 0.0 {
		t.Errorf("a query: got %v, want 0", got)
	}
	if m := s.next(); m.Type != "complete" {
		t.Errorf("after the answer: got %s, want complete", m.Type)
	}
	create := `mutation { addSource(input: {id: "new", title: "New"}) { source { id } } }`
	s.subscribe("2", create)
	if m := s.next(); !strings.Contains(string(m.Payload), "UNAUTHENTICATED") {
		t.Errorf("a mutation of a reader: got %s, want UNAUTHENTICATED", m.Payload)
	}
	editor := w.dial(t, token)
	editor.next()
	editor.subscribe("1", create)
	if got := editor.event("addSource.source.id"); got != "new" {
		t.Errorf("a mutation of an editor: got %v, want it done", got)
	}
}

func TestSocketsWithAWrongTokenAreClosed(t *testing.T) {
	w := newLiveWorld(t)
	if end := w.dial(t, "wrong").closed(); end.Code != 4401 {
		t.Errorf("got %v, want the close code 4401", end)
	}
}

// TestSocketsOfOtherOriginsAreRefused has it told to the client once, and to the log of
// the handler. That of the server has complaints of a second answer.
func TestSocketsOfOtherOriginsAreRefused(t *testing.T) {
	var lines, others bytes.Buffer
	store := storetest.NewModel(time.Now)
	server := httptest.NewUnstartedServer(graph.NewHandler(kg.NewGraph(store, time.Now), graph.Options{
		Log: slog.New(slog.NewJSONHandler(&lines, nil)),
	}))
	server.Config.ErrorLog = log.New(&others, "", 0)
	server.Start()
	_, response, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http"), &websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"},
		HTTPHeader:   http.Header{"Origin": []string{"https://elsewhere.example"}},
	})
	if err == nil || response == nil || response.StatusCode != http.StatusForbidden {
		t.Fatalf("another origin: got %v, want 403", err)
	}
	server.Close() // so that all has been logged
	line := make(map[string]any)
	if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
		t.Errorf("the log: got %q, want one line of JSON", lines.String())
	}
	if line["level"] != "WARN" || line["origin"] != "https://elsewhere.example" {
		t.Errorf("the log: got %v, want a warning that names the origin", line)
	}
	if others.Len() > 0 {
		t.Errorf("the log of the server: got %q, want nothing", others.String())
	}
	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(body), "not authorized") || strings.Contains(string(body), "upgrade") {
		t.Errorf("the answer: got %q, %v, want only why", body, err)
	}
}

// TestAnIdOfASubscriptionIsUsedOnce holds the rule of graphql-transport-ws: an id is
// taken until either side says that the subscription is complete.
func TestAnIdOfASubscriptionIsUsedOnce(t *testing.T) {
	const quiet = `subscription { relationshipStatus { at } }`
	w := newLiveWorld(t)
	for _, tt := range []struct{ name, id, reason string }{
		{"an id", "1", "Subscriber for 1 already exists"},
		{"none", "", "Subscriber for  already exists"},
		{
			"one that is too long for a reason", "x" + strings.Repeat("ö", 100),
			"Subscriber for x" + strings.Repeat("ö", 44) + "… already exists",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := w.connected(t)
			s.subscribe(tt.id, quiet)
			s.subscribe("other", quiet)
			s.subscribe(tt.id, quiet)
			got := s.closed()
			if got.Code != 4409 || got.Reason != tt.reason {
				t.Errorf("got %v, want code 4409 and %q", got, tt.reason)
			}
		})
	}
}

// TestAnIdOfASubscriptionIsFreeAgain takes an id at once after the client or the server
// has said that it is done. What is on its way to the one before is not sent.
func TestAnIdOfASubscriptionIsFreeAgain(t *testing.T) {
	w := newLiveWorld(t)
	s := w.connected(t)
	for i := range 20 {
		s.subscribe("1", `subscription { changes(after: "`+beginning(w)+`") { cursor } }`)
		s.send(message{ID: "1", Type: "complete"})
		s.send(message{ID: "never there", Type: "complete"})
		s.subscribe("1", `{ entities { totalCount } }`)
		for m := s.next(); ; m = s.next() {
			if m.ID != "1" {
				t.Fatalf("round %d: got %s for %q, want the id of the client", i, m.Type, m.ID)
			}
			if strings.Contains(string(m.Payload), "changes") {
				continue // it was sent before the client's word came
			}
			if m.Type != "next" || !strings.Contains(string(m.Payload), "totalCount") {
				t.Fatalf("round %d: got %s %s, want the answer to the query", i, m.Type, m.Payload)
			}
			break
		}
		if m := s.next(); m.Type != "complete" || m.ID != "1" {
			t.Fatalf("round %d: got %s %s for %q, want complete", i, m.Type, m.Payload, m.ID)
		}
	}
}

// beginning returns a cursor from which a subscription has something to tell.
func beginning(w liveWorld) string {
	w.t.Helper()
	cursor, _ := w.ok(`{ changes(first: 1) { pageInfo { endCursor } } }`, nil).at("changes.pageInfo.endCursor").(string)
	return cursor
}
