package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/store/storetest"
)

// The two media types of responses.
const (
	legacy = "application/json"
	modern = "application/graphql-response+json"
)

// empty serves a graph that has nothing in it.
func empty(t *testing.T) client {
	t.Helper()
	return newClient(t, storetest.NewModel(today), graph.Options{})
}

// TestStatusCodes sends each request under both media types: a document that does
// not fit is 400 and has no data entry, an error of a field is 200.
func TestStatusCodes(t *testing.T) {
	c := empty(t)
	tests := []struct {
		name, body, code string
		status           int
		data             bool
	}{
		{"an answer", `{"query": "{ __typename }"}`, "", 200, true},
		{"null variables", `{"query": "{ __typename }", "variables": null}`, "", 200, true},
		{"an unknown entry", `{"query": "{ __typename }", "id": 1}`, "", 200, true},
		{"an operation by name", `{"query": "query A { __typename } query B { __typename }", "operationName": "B"}`, "", 200, true},
		{"an error of a field", `{"query": "{ entity(id: \"a b\") { id } }"}`, badInput, 200, true},
		{"an error that nulls all data", `{"query": "{ entities(first: 201) { totalCount } }"}`, limit, 200, true},
		{"a syntax error", `{"query": "{"}`, badSyntax, 400, false},
		{"an unknown field", `{"query": "{ nope }"}`, badSchema, 400, false},
		{"a missing variable", `{"query": "query($id: ID!) { node(id: $id) { id } }"}`, badSchema, 400, false},
		{"a wrong variable", `{"query": "query($n: Int) { entities(first: $n) { totalCount } }", "variables": {"n": true}}`, badSchema, 400, false},
		{"no operation of that name", `{"query": "query A { __typename }", "operationName": "B"}`, badSchema, 400, false},
		{"no query", `{}`, badSchema, 400, false},
		{"null", `null`, badSchema, 400, false},
		{"too many tokens", `{"query": "{` + strings.Repeat(" a", 1000) + `}"}`, limit, 400, false},
		{"an empty body", ``, badInput, 400, false},
		{"truncated JSON", `{"query": "{ __typename }`, badInput, 400, false},
		{"an array of operations", `[{"query": "{ __typename }"}]`, badInput, 400, false},
		{"a text", `"{ __typename }"`, badInput, 400, false},
		{"a query that is a number", `{"query": 7}`, badInput, 400, false},
		{"variables that are an array", `{"query": "{ __typename }", "variables": []}`, badInput, 400, false},
		{"variables that are a text", `{"query": "{ __typename }", "variables": "{}"}`, badInput, 400, false},
		{"something behind the request", `{"query": "{ __typename }"} SELECT`, badInput, 400, false},
		{"the last of duplicate entries counts", `{"query": "{ nope }", "query": "{ __typename }"}`, "", 200, true},
		{"a body of 256 KiB", padded(256 << 10), "", 200, true},
		{"a body of one byte more", padded(256<<10 + 1), limit, 413, false},
	}
	for _, tt := range tests {
		for _, media := range []string{legacy, modern} {
			t.Run(tt.name+"/"+media, func(t *testing.T) {
				request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
					strings.NewReader(tt.body))
				request.Header.Set("Content-Type", "application/json")
				request.Header.Set("Accept", media)
				a := c.in(t).do(request)
				if a.Status != tt.status || a.code() != tt.code {
					t.Errorf("got %d %q, want %d %q\n%.300s", a.Status, a.code(), tt.status, tt.code, a.Body)
				}
				if got := hasEntry(t, a.Body, "data"); got != tt.data {
					t.Errorf("an entry data: got %v, want %v: %.300s", got, tt.data, a.Body)
				}
				got := a.Header.Get("Content-Type")
				if refusedUnread := tt.code == badInput && tt.status >= 400 || tt.status == 413; refusedUnread {
					media = legacy // it is no response of GraphQL
				}
				if got != media {
					t.Errorf("Content-Type: got %q, want %q", got, media)
				}
			})
		}
	}
}

// padded is a request of a length in bytes.
func padded(length int) string {
	const body = `{"query": "{ __typename }"}`
	return body + strings.Repeat(" ", length-len(body))
}

// hasEntry reports whether a JSON object has an entry, be it null.
func hasEntry(t *testing.T, body, name string) bool {
	t.Helper()
	var entries map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &entries); err != nil {
		t.Fatal(err)
	}
	_, ok := entries[name]
	return ok
}

func TestTheResponseIsOfAMediaTypeThatTheClientAccepts(t *testing.T) {
	c := empty(t)
	for accept, want := range map[string]string{
		"": legacy, "*/*": legacy, "application/*": legacy, legacy: legacy, modern: modern,
		modern + ", " + legacy: modern, legacy + ", " + modern: legacy,
		modern + "; charset=utf-8": modern,
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
			strings.NewReader(`{"query": "{ __typename }"}`))
		request.Header.Set("Content-Type", "application/json; charset=utf-8")
		if accept != "" {
			request.Header.Set("Accept", accept)
		}
		if got := c.do(request).Header.Get("Content-Type"); got != want {
			t.Errorf("Accept %q: got %q, want %q", accept, got, want)
		}
	}
}

func TestWhatIsNotSupportedIsRefused(t *testing.T) {
	c := empty(t)
	const body = `{"query": "{ __typename }"}`
	tests := []struct {
		name, method, contentType string
		status                    int
		field                     string
	}{
		{"text", "POST", "text/plain", 415, "Content-Type"},
		{"a document alone", "POST", "application/graphql", 415, "Content-Type"},
		{"a form", "POST", "application/x-www-form-urlencoded", 415, "Content-Type"},
		{"a form of parts", "POST", "multipart/form-data; boundary=x", 415, "Content-Type"},
		{"no content type", "POST", "", 415, "Content-Type"},
		{"a malformed content type", "POST", "application/json; =", 415, "Content-Type"},
		{"PUT", "PUT", "application/json", 405, "method"},
		{"PATCH", "PATCH", "application/json", 405, "method"},
		{"DELETE", "DELETE", "", 405, "method"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := httptest.NewRequestWithContext(t.Context(), tt.method, "/graphql", strings.NewReader(body))
			if tt.contentType != "" {
				request.Header.Set("Content-Type", tt.contentType)
			}
			a := c.in(t).do(request)
			if a.Status != tt.status || a.code() != badInput || a.field() != tt.field {
				t.Errorf("got %d %s on %q, want %d %s on %q", a.Status, a.code(), a.field(), tt.status, badInput, tt.field)
			}
			if got := a.Header.Get("Content-Type"); got != legacy {
				t.Errorf("Content-Type: got %q, want %q", got, legacy)
			}
			if allow := a.Header.Get("Allow"); tt.status == 405 && allow != "OPTIONS, GET, POST" {
				t.Errorf("Allow: got %q, want the methods that are", allow)
			}
		})
	}
}

func TestOptionsListsTheMethods(t *testing.T) {
	c := empty(t)
	recorder := c.record(httptest.NewRequestWithContext(t.Context(), http.MethodOptions, "/graphql", nil))
	if got := recorder.Header().Get("Allow"); recorder.Code != 200 || got != "OPTIONS, GET, POST" {
		t.Errorf("OPTIONS: got %d, Allow %q, want 200 and OPTIONS, GET, POST", recorder.Code, got)
	}
	recorder = c.record(httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/graphql", nil))
	if recorder.Code != http.StatusMethodNotAllowed || recorder.Body.Len() != 0 {
		t.Errorf("HEAD: got %d and %d bytes, want 405 and none", recorder.Code, recorder.Body.Len())
	}
}

func TestGetReadsAndNeverWrites(t *testing.T) {
	c := seeded(t)
	get := func(c client, values url.Values) answer {
		return c.do(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql?"+values.Encode(), nil))
	}
	a := get(c, url.Values{
		"query": {`query A($id: ID!) { entity(id: $id) { id } } query B { __typename }`}, "operationName": {"A"},
		"variables": {`{"id": "sdf"}`},
	})
	if a.Status != 200 || a.at("entity.id") != "sdf" {
		t.Errorf("a query: got %d %s, want it answered", a.Status, a.Body)
	}
	mutation := url.Values{"query": {`mutation { retract(input: {id: "c12"}) { id } }`}}
	for name, c := range map[string]client{"an editor": c, "a reader": c.reader()} {
		a := get(c, mutation)
		if a.Status != http.StatusMethodNotAllowed || a.code() != badInput || a.Header.Get("Allow") != "POST" {
			t.Errorf("a mutation of %s: got %d %s, Allow %q, want 405 %s, Allow POST",
				name, a.Status, a.Body, a.Header.Get("Allow"), badInput)
		}
	}
	if got := c.ok(`{ claim(id: "c12") { id } }`, nil).at("claim.id"); got != "c12" {
		t.Errorf("after the mutation by GET the claim is %v, want it there", got)
	}
	for name, values := range map[string]url.Values{
		"no query":           {},
		"a bad document":     {"query": {"{ nope }"}},
		"variables no JSON":  {"query": {"{ __typename }"}, "variables": {"{"}},
		"extensions no JSON": {"query": {"{ __typename }"}, "extensions": {"{"}},
		"an unknown name":    {"query": {"{ __typename }"}, "operationName": {"B"}},
	} {
		if a := get(c, values); a.Status != 400 || hasEntry(t, a.Body, "data") {
			t.Errorf("%s: got %d %s, want 400 without data", name, a.Status, a.Body)
		}
	}
}

// TestAnAnswerIsSentAsItWasWritten asks for a text that has signs in it which HTML would
// have otherwise.
func TestAnAnswerIsSentAsItWasWritten(t *testing.T) {
	c := empty(t)
	a := c.post([]byte(`{"query": "{ alias: __typename }"}`))
	if want := `{"data":{"alias":"Query"}}`; a.Body != want {
		t.Errorf("got %s, want %s", a.Body, want)
	}
	if got := a.Header.Get("Content-Length"); got != strconv.Itoa(len(a.Body)) {
		t.Errorf("Content-Length: got %q, want %d", got, len(a.Body))
	}
	f := seeded(t)
	f.ok(`mutation { createEntity(input: {id: "signs", class: ACTOR, kind: "state", names: [{text: "<b>A & B</b>"}]}) { consistency } }`, nil)
	a = f.send(`{ actor(id: "signs") { name } }`, nil)
	if want := `{"data":{"actor":{"name":"<b>A & B</b>"}}}`; a.Body != want {
		t.Errorf("a name with signs: got %s, want %s", a.Body, want)
	}
}

func TestNothingIsKeptFromOneRequestForAnother(t *testing.T) {
	c := empty(t)
	c.ok(`query Named($n: Int) { entities(first: $n) { totalCount } }`, map[string]any{"n": 1})
	if a := c.post([]byte(`{}`)); a.Status != 400 {
		t.Errorf("an empty request after another: got %d %s, want 400", a.Status, a.Body)
	}
}

func TestAConsistencyTokenThatNoStoreGaveIsRefused(t *testing.T) {
	for _, tt := range []struct{ token, code string }{{"", ""}, {"1", ""}, {"yesterday", badInput}, {"-1", badInput}} {
		c := seeded(t).reader()
		c.consistency = tt.token
		if a := c.send(`{ entity(id: "sdf") { id } }`, nil); a.code() != tt.code {
			t.Errorf("with the token %q: got %s, want %q", tt.token, a.Body, tt.code)
		}
	}
}
