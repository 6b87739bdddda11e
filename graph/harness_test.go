package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/access"
	"entente/graph"
	"entente/kg"
	"entente/seed"
	"entente/store/storetest"
)

// token permits writing in these tests.
const token = "test-token"

// guard lets in who has the token.
var guard = guardOf(access.Options{Token: token})

// guardOf returns the guard for options that go together.
func guardOf(o access.Options) *access.Guard {
	guard, err := access.NewGuard(o, slog.New(slog.DiscardHandler))
	if err != nil {
		panic(err)
	}
	return guard
}

// within returns the limits of a handler whose requests must end within a time.
func within(timeout time.Duration) *graph.Limits {
	limits := graph.DefaultLimits()
	limits.Timeout = timeout
	return &limits
}

// today is the clock of these tests.
func today() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }

// A client sends operations to a handler.
type client struct {
	t       *testing.T
	handler http.Handler
	// token and consistency go into the headers that carry them, if not empty.
	token, consistency string
}

// newClient serves a store to an editor.
func newClient(t *testing.T, store kg.Store, o graph.Options) client {
	t.Helper()
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	c := client{t: t, handler: graph.NewHandler(kg.NewGraph(store, today), o)}
	if o.Guard != nil {
		c.token = token
	}
	return c
}

// seeded serves the starting graph from an in-memory store.
func seeded(t *testing.T) client {
	t.Helper()
	store := storetest.NewModel(today)
	plant(t, store)
	return newClient(t, store, graph.Options{Guard: guard})
}

// seedBatch reads the starting graph once.
var seedBatch = sync.OnceValues(seed.Batch)

// plant writes the starting graph to a store.
func plant(tb testing.TB, store kg.Store) {
	tb.Helper()
	batch, err := seedBatch()
	if err != nil {
		tb.Fatalf("read the starting graph: %v", err)
	}
	if _, err := kg.NewGraph(store, today).Write(tb.Context(), batch); err != nil {
		tb.Fatalf("write the starting graph: %v", err)
	}
}

// in returns the client for a subtest.
func (c client) in(t *testing.T) client {
	c.t = t
	return c
}

// reader returns the client without a token.
func (c client) reader() client {
	c.token = ""
	return c
}

// A problem is one error of an answer.
type problem struct {
	Message    string
	Path       []any
	Extensions map[string]any
}

// An answer is a response in its parts.
type answer struct {
	Status int
	Header http.Header
	// Body is the response as it was sent.
	Body   string
	Data   map[string]any
	Errors []problem
}

// code returns that of the first error, or "".
func (a answer) code() string { return a.extension("code") }

// field returns the one that the first error blames, or "".
func (a answer) field() string { return a.extension("field") }

func (a answer) extension(name string) string {
	if len(a.Errors) == 0 {
		return ""
	}
	text, _ := a.Errors[0].Extensions[name].(string)
	return text
}

// message returns that of the first error, or "".
func (a answer) message() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Message
}

// at returns the value at a path of names and places, such as "nodes.0.name", or
// nil where there is none.
func (a answer) at(path string) any {
	if found := a.all(path); len(found) > 0 {
		return found[0]
	}
	return nil
}

// all returns the values at a path in which * stands for every item of a list, in
// order.
func (a answer) all(path string) []any {
	found := []any{any(a.Data)}
	for name := range strings.SplitSeq(path, ".") {
		var next []any
		for _, value := range found {
			next = append(next, inside(value, name)...)
		}
		found = next
	}
	return found
}

// inside returns what a name stands for in an object or list.
func inside(value any, name string) []any {
	switch v := value.(type) {
	case map[string]any:
		if part, ok := v[name]; ok {
			return []any{part}
		}
	case []any:
		if name == "*" {
			return v
		}
		if i, err := strconv.Atoi(name); err == nil && i < len(v) {
			return []any{v[i]}
		}
	}
	return nil
}

// texts returns what [answer.all] finds, as texts.
func (a answer) texts(path string) []string {
	texts := []string{}
	for _, value := range a.all(path) {
		texts = append(texts, fmt.Sprint(value))
	}
	return texts
}

// number returns the whole number at a path.
func (a answer) number(t *testing.T, path string) int {
	t.Helper()
	n, ok := a.at(path).(float64)
	if !ok {
		t.Fatalf("at %s: got %v, want a number", path, a.at(path))
	}
	return int(n)
}

// send posts an operation; variables may be nil.
func (c client) send(query string, variables map[string]any) answer {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.t.Fatal(err)
	}
	return c.post(body)
}

// post sends a body as it is.
func (c client) post(body []byte) answer {
	c.t.Helper()
	request := httptest.NewRequestWithContext(
		c.t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return c.do(request)
}

// do sends a request whose response is JSON and tells nothing of what lies below.
func (c client) do(request *http.Request) answer {
	c.t.Helper()
	recorder := c.record(request)
	a := answer{Status: recorder.Code, Header: recorder.Header(), Body: recorder.Body.String()}
	if err := json.Unmarshal(recorder.Body.Bytes(), &a); err != nil {
		c.t.Fatalf("the response is not JSON: %v\n%s", err, recorder.Body)
	}
	for _, e := range a.Errors {
		if leaked := below.FindString(e.Message); leaked != "" {
			c.t.Errorf("the error %q tells of %q, want words of the domain only", e.Message, leaked)
		}
		if e.Extensions["code"] == nil {
			c.t.Errorf("the error %q has no code, want one", e.Message)
		}
	}
	return a
}

// below matches what no error may tell: SQL, Cypher, stacks, Go's types and errors,
// files and folders.
var below = regexp.MustCompile(`(?i)\b(select|insert into|update|delete) .*\b(from|set|values)\b` +
	`|\b(match|unwind|merge) ?\(|\bsqlite|\bneo4j|\bbolt\b|\bgoroutine\b|\.go\b|\bruntime error\b` +
	`|\bnil pointer\b|\b(kg|view|json|strconv|errors|graphql|context)\.[A-Za-z]+\b|\*[a-z]+\.` +
	`|\binterface *\{|\bunmarshal|\b0x[0-9a-f]{6}|(^|[^.\w/:])/[a-z]+/[a-z]+`)

// record sends a request with the client's headers.
func (c client) record(request *http.Request) *httptest.ResponseRecorder {
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.consistency != "" {
		request.Header.Set("Entente-Consistency", c.consistency)
	}
	recorder := httptest.NewRecorder()
	c.handler.ServeHTTP(recorder, request)
	return recorder
}

// ok sends an operation that must succeed.
func (c client) ok(query string, variables map[string]any) answer {
	c.t.Helper()
	a := c.send(query, variables)
	if len(a.Errors) > 0 {
		c.t.Fatalf("%s\nfailed: %+v", query, a.Errors)
	}
	return a
}
