package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"entente/access"
	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
	"entente/transfer"
)

// A tokenGate is a file of tokens and the guard that keeps to it.
type tokenGate struct {
	*testing.T
	file  access.TokenFile
	guard *access.Guard
}

// newTokenGate makes a gate by which who has no token may read, or not.
func newTokenGate(t *testing.T, public bool) tokenGate {
	t.Helper()
	file := access.TokenFile(filepath.Join(t.TempDir(), "tokens.json"))
	return tokenGate{t, file, guardOf(access.Options{Tokens: string(file), Token: token, PublicRead: &public})}
}

// token makes the token of somebody. The guard knows it a second later at the latest, so
// that tests make theirs before the guard.
func (g *tokenGate) token(name string, role access.Role) string {
	g.Helper()
	whole, _, err := g.file.Create(g.Context(), name, role, time.Now(), time.Time{})
	if err != nil {
		g.Fatal(err)
	}
	public := g.guard.Permit(who(g.T, g.guard, ""), access.Reader) == nil
	g.guard = guardOf(access.Options{Tokens: string(g.file), Token: token, PublicRead: &public})
	return whole
}

// who identifies who sends a header.
func who(t *testing.T, guard *access.Guard, header string) access.Identity {
	t.Helper()
	found, err := guard.Identify(t.Context(), header)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// serve serves the API and the files of a graph.
func (g tokenGate) serve(over *kg.Graph, log *slog.Logger) *httptest.Server {
	g.Helper()
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(over, graph.Options{Guard: g.guard, Log: log}))
	files := transfer.Server{
		Graph: over, Door: graph.Door{Guard: g.guard}, Log: log,
		Scratch: func(context.Context) (kg.Store, error) { return storetest.NewModel(time.Now), nil },
	}
	files.Handle(mux)
	server := httptest.NewServer(mux)
	g.Cleanup(server.Close)
	return server
}

// ask sends a request with headers and returns the answer with its body.
func (g tokenGate) ask(method, url, body string, headers ...string) (*http.Response, string) {
	g.Helper()
	r, err := http.NewRequestWithContext(g.Context(), method, url, strings.NewReader(body))
	if err != nil {
		g.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		g.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		g.Fatal(err)
	}
	return answer, string(text)
}

// TestWhereReadingIsClosedWhoHasNoTokenIsAskedForOne has a row for each way to read.
func TestWhereReadingIsClosedWhoHasNoTokenIsAskedForOne(t *testing.T) {
	g := newTokenGate(t, false)
	reader := g.token("ann", access.Reader)
	server := g.serve(kg.NewGraph(storetest.NewModel(time.Now), time.Now), slog.New(slog.DiscardHandler))
	for _, tt := range []struct {
		name, method, path, body string
		headers                  []string
	}{
		{"a query", "POST", "/graphql", `{"query": "{ __typename }"}`, nil},
		{"a query by GET", "GET", "/graphql?query={__typename}", "", nil},
		{"introspection", "POST", "/graphql", `{"query": "{ __schema { types { name } } }"}`, nil},
		{"events", "POST", "/graphql", `{"query": "subscription { changes { cursor } }"}`, []string{"Accept", "text/event-stream"}},
		{"what is no query", "POST", "/graphql", `{`, nil},
		{"an export", "GET", "/export?format=jsonl", "", nil},
		{"whether there would be one", "HEAD", "/export?format=jsonl", "", nil},
		{"an export of nothing", "GET", "/export?format=nonsense", "", nil},
		{"an import", "POST", "/import", "", nil},
		{"an undo", "POST", "/undo?batch=x", "", nil},
		{"a backup", "POST", "/backup", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := tokenGate{t, g.file, g.guard}
			answer, body := g.ask(tt.method, server.URL+tt.path, tt.body, tt.headers...)
			if answer.StatusCode != http.StatusUnauthorized || answer.Header.Get("WWW-Authenticate") != `Bearer realm="entente"` {
				t.Errorf("without a token: got %d and %q, want 401 and Bearer", answer.StatusCode, answer.Header.Get("WWW-Authenticate"))
			}
			if tt.method != "HEAD" && !strings.Contains(body, "UNAUTHENTICATED") {
				t.Errorf("without a token: got %s, want the code UNAUTHENTICATED", body)
			}
			answer, _ = g.ask(tt.method, server.URL+tt.path, tt.body, append(tt.headers, "Authorization", "Bearer "+reader+"x")...)
			if got := answer.Header.Get("WWW-Authenticate"); answer.StatusCode != http.StatusUnauthorized || !strings.Contains(got, "invalid_token") {
				t.Errorf("with a bad token: got %d and %q, want 401 and invalid_token", answer.StatusCode, got)
			}
			if tt.name == "events" {
				return // they would not end
			}
			answer, _ = g.ask(tt.method, server.URL+tt.path, tt.body, append(tt.headers, "Authorization", "Bearer "+reader)...)
			if answer.StatusCode == http.StatusUnauthorized {
				t.Errorf("with a reader's token: got %d, want another answer", answer.StatusCode)
			}
		})
	}
	for _, path := range []string{"/formats", "/dataset.schema.json"} {
		if answer, _ := g.ask("GET", server.URL+path, ""); answer.StatusCode != http.StatusOK {
			t.Errorf("%s, which is the same for every graph: got %d, want 200", path, answer.StatusCode)
		}
	}
}

func TestWhereReadingIsClosedSocketsNeedAToken(t *testing.T) {
	g := newTokenGate(t, false)
	reader := g.token("ann", access.Reader)
	w := newLiveWorld(t, func(o *graph.Options) { o.Guard = g.guard })
	for name, given := range map[string]string{"no token": "", "a bad one": reader + "x"} {
		if end := w.dial(t, given).closed(); end.Code != 4401 {
			t.Errorf("%s: got %v, want the close code 4401", name, end)
		}
	}
	s := w.dial(t, reader)
	if m := s.next(); m.Type != "connection_ack" {
		t.Errorf("a reader's token: got %s, want connection_ack", m.Type)
	}
	s.subscribe("1", `{ entities { totalCount } }`)
	if got := s.event("entities.totalCount"); got != 0.0 {
		t.Errorf("a query of a reader: got %v, want 0", got)
	}
	conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http"), &websocket.DialOptions{ //nolint:bodyclose // there is none
		Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Authorization": {"Bearer " + reader}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow() //nolint:errcheck // it is over
	by := socket{t, conn}
	by.send(message{Type: "connection_init"})
	if m := by.next(); m.Type != "connection_ack" {
		t.Errorf("a reader's token in the header: got %s, want connection_ack", m.Type)
	}
}

// TestARevokedTokenEndsItsStreams waits for the server to look, which it does every other
// second.
func TestARevokedTokenEndsItsStreams(t *testing.T) {
	g := newTokenGate(t, true)
	ann, bob := g.token("ann", access.Editor), g.token("bob", access.Editor)
	w := newLiveWorld(t, func(o *graph.Options) { o.Guard = g.guard })
	const quiet = `subscription { changes(where: {class: {eq: CLAIM}}) { recordId } }`
	w.token = ann
	events := w.events(t, quiet)
	s, other := w.dial(t, ann), w.dial(t, bob)
	for _, s := range []socket{s, other} {
		if m := s.next(); m.Type != "connection_ack" {
			t.Fatalf("got %s, want connection_ack", m.Type)
		}
		s.subscribe("1", quiet)
	}
	if _, err := g.file.Revoke(t.Context(), "ann", time.Now()); err != nil {
		t.Fatal(err)
	}
	if end := s.closed(); end.Code != 4401 {
		t.Errorf("the socket: got %v, want the close code 4401", end)
	}
	select {
	case line, more := <-events:
		if more {
			t.Errorf("the event stream: got %s, want its end", line)
		}
	case <-time.After(time.Minute):
		t.Error("the event stream goes on")
	}
	other.subscribe("2", `{ entities { totalCount } }`)
	if got := other.event("entities.totalCount"); got != 0.0 {
		t.Errorf("the socket of another: got %v, want it to go on", got)
	}
}

// TestSecretsAreInNoLogAndNoAnswer puts tokens in all places in which one could stand.
func TestSecretsAreInNoLogAndNoAnswer(t *testing.T) {
	g := newTokenGate(t, true)
	good := g.token("ann", access.Editor)
	bad := good[:len(good)-4] + "zzzz"
	var lines bytes.Buffer
	log := slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))
	server := g.serve(kg.NewGraph(storetest.NewModel(time.Now), time.Now), log)
	var bodies strings.Builder
	for _, secret := range []string{good, bad} {
		quoted, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []struct {
			method, path, body string
			headers            []string
		}{
			{"POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Authorization", "Bearer " + secret}},
			{"POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Authorization", secret}},
			{"POST", "/graphql", `{"query": "{ nonsense }"}`, []string{"Authorization", "Bearer " + secret}},
			{"POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Entente-Consistency", "Bearer " + good}},
			{"POST", "/graphql?token=" + secret, `{"query": "{ __typename }"}`, nil},
			{"GET", "/graphql?query={__typename}&access_token=" + secret, "", nil},
			{"GET", "/export?token=" + secret, "", nil},
			{"GET", "/export?format=jsonl&access_token=" + secret, "", nil},
			{"POST", "/undo?token=" + secret, "", []string{"Authorization", "Bearer " + secret}},
			{"POST", "/import?token=" + secret, "{", []string{"Authorization", "Bearer " + secret}},
			{"POST", "/graphql", `{"query": "{ __typename }", "variables": {"token": ` + string(quoted) + `}}`, nil},
			{"POST", "/graphql", `{"query": "query($t: Int) { search(text: \"x\", first: $t) { tier } }", "variables": {"t": ` + string(quoted) + `}}`, nil},
			{"POST", "/graphql", `{"token": ` + string(quoted), nil},
		} {
			_, body := g.ask(r.method, server.URL+r.path, r.body, r.headers...)
			bodies.WriteString(body)
		}
		conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http")+"/graphql?token="+secret,
			&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
		if err != nil {
			t.Fatal(err)
		}
		s := socket{t, conn}
		s.send(message{Type: "connection_init", Payload: json.RawMessage(`{"token": ` + string(quoted) + `, "Authorization": "Bearer ` + bad + `"}`)})
		end := s.closed()
		bodies.WriteString(end.Reason)
	}
	part := good[len("entente_0123456789_"):][:20]
	for _, found := range []struct{ where, text string }{{"the log", lines.String()}, {"an answer", bodies.String()}} {
		if i := strings.Index(found.text, part); i >= 0 {
			t.Errorf("%s has a secret: …%s…", found.where, found.text[max(0, i-200):min(len(found.text), i+100)])
		}
	}
}

// TestErrorsOfFilesTellNothingOfTheMachine sends what is broken to the endpoints beside
// GraphQL, whose errors the other tests look through.
func TestErrorsOfFilesTellNothingOfTheMachine(t *testing.T) {
	g := newTokenGate(t, true)
	editor := "Bearer " + g.token("ann", access.Editor)
	server := g.serve(kg.NewGraph(storetest.NewModel(time.Now), time.Now), slog.New(slog.DiscardHandler))
	form := func(options, name, text string) string {
		return "--x\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n" + options +
			"\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + text + "\r\n--x--\r\n"
	}
	const multipart = "multipart/form-data; boundary=x"
	for _, r := range []struct{ method, path, mediaType, body string }{
		{"POST", "/import", "application/json", "{}"},
		{"POST", "/import", multipart, ""},
		{"POST", "/import", multipart, "--x\r\n"},
		{"POST", "/import", multipart, form("{", "a.jsonl", "{}")},
		{"POST", "/import", multipart, form(`{"nonsense": 1}`, "a.jsonl", "{}")},
		{"POST", "/import", multipart, form(`{"format": 7}`, "a.jsonl", "{}")},
		{"POST", "/import", multipart, form("{}", "../../etc/passwd", "{}")},
		{"POST", "/import", multipart, form("{}", "a.jsonl", "{")},
		{"POST", "/import", multipart, form("{}", "a.jsonl", "\x00\xff")},
		{"POST", "/import", multipart, form("{}", "a.jsonl.gz", "no gzip")},
		{"POST", "/import", multipart, form("{}", "a.yaml", "a: [")},
		{"POST", "/import", multipart, form(`{"format": "stix"}`, "a.json", `{"type": "bundle", "objects": [1]}`)},
		{"POST", "/import", multipart, form(`{"format": "wikidata"}`, "a.json", "[")},
		{"POST", "/import", multipart, form("{}", "a.csv", "\"")},
		{"POST", "/undo", "", ""},
		{"POST", "/undo?batch='; DROP TABLE records;--", "", ""},
		{"GET", "/export", "", ""},
		{"GET", "/export?format=../../etc/passwd", "", ""},
		{"GET", "/export?format=jsonl&where=[1", "", ""},
		{"GET", "/export?format=jsonl&known=x&valid=y", "", ""},
	} {
		r.path = strings.ReplaceAll(r.path, " ", "%20")
		answer, body := g.ask(r.method, server.URL+r.path, r.body, "Content-Type", r.mediaType, "Authorization", editor)
		if !strings.Contains(body, `"error`) || answer.StatusCode >= 500 {
			t.Errorf("%s %s %.200q: got %d %s, want an error of who asked", r.method, r.path, r.body, answer.StatusCode, body)
		}
		if leaked := below.FindString(strings.NewReplacer("../../etc/passwd", "", "neo4j-csv", "").Replace(body)); leaked != "" {
			t.Errorf("%s %s %.200q: %s tells of %q, want words of the domain only", r.method, r.path, r.body, body, leaked)
		}
	}
}
