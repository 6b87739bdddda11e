package graph_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// ask sends a query by GET with headers given as name and value in turn.
func (c client) ask(query string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(c.t.Context(), http.MethodGet, "/graphql?query="+url.QueryEscape(query), nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return c.record(r)
}

// at a time that is given, an answer depends on the graph alone.
const fixed = `{ entity(id: "sdf", asOf: {valid: "2026-01"}) { id relationships { edges { node { status } } } } }`

func TestWhoMayKeepAnAnswer(t *testing.T) {
	editor := seeded(t)
	keeping := newClient(t, storetest.NewModel(today), graph.Options{MaxAge: time.Minute})
	for _, tt := range []struct {
		name string
		got  *httptest.ResponseRecorder
		want string
		tag  bool
	}{
		{"a reader's query", editor.reader().ask(fixed), "public, no-cache", true},
		{"a reader's query of now", editor.reader().ask(`{ entity(id: "sdf") { id } }`), "public, no-cache", false},
		{"where answers are kept", keeping.ask(`{ now }`), "public, max-age=60", false},
		{"an editor's query", editor.ask(fixed), "private, no-store", false},
		{"an error of a field", editor.reader().ask(`{ entity(id: "a b", asOf: {valid: "2026"}) { id } }`), "no-store", false},
		{"an error of the document", editor.reader().ask(`{ nope }`), "no-store", false},
		{"a hash that is not known", editor.reader().record(httptest.NewRequestWithContext(t.Context(), http.MethodGet,
			"/graphql?extensions="+url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hashed("")+`"}}`), nil)), "no-store", false},
		{"a bad token", editor.reader().ask(fixed, "Authorization", "Bearer nonsense"), "no-store", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := tt.got.Header()
			if got := h.Get("Cache-Control"); got != tt.want {
				t.Errorf("Cache-Control: got %q, want %q", got, tt.want)
			}
			if got := h.Get("ETag"); (got != "") != tt.tag || tt.tag && got[0] != '"' {
				t.Errorf("ETag: got %q, want a strong one: %v", got, tt.tag)
			}
			if got := h.Get("Vary"); tt.got.Code != 401 && got != "Accept, Authorization, Entente-Consistency, Accept-Encoding" {
				t.Errorf("Vary: got %q", got)
			}
		})
	}
	a := editor.reader().send(fixed, nil)
	if got := a.Header.Get("Cache-Control") + a.Header.Get("ETag"); got != "no-store" {
		t.Errorf("POST: got %q, want no-store and no tag", got)
	}
}

func TestAClientThatHasTheAnswerIsToldSoUntilTheGraphChanges(t *testing.T) {
	store := storetest.NewCounting(storetest.NewModel(today))
	plant(t, store)
	editor := newClient(t, store, graph.Options{Guard: guard})
	first := editor.reader().ask(fixed)
	tag := first.Header().Get("ETag")
	for _, given := range []string{tag, "W/" + tag, `"other", ` + tag} {
		store.Taken()
		again := editor.reader().ask(fixed, "If-None-Match", given)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
			t.Errorf("with %s: got %d %s, want 304 without a body", given, again.Code, again.Body)
		}
		if calls := store.Taken(); !slices.Equal(calls, []string{"Last of 1"}) {
			t.Errorf("with %s: got the calls %v, want one for the end of the log", given, calls)
		}
	}
	for name, other := range map[string]*httptest.ResponseRecorder{
		"another tag":        editor.reader().ask(fixed, "If-None-Match", `"other"`),
		"another query":      editor.reader().ask(fixed+" ", "If-None-Match", tag),
		"another media type": editor.reader().ask(fixed, "If-None-Match", tag, "Accept", modern),
		"a token":            editor.ask(fixed, "If-None-Match", tag),
	} {
		if other.Code != http.StatusOK {
			t.Errorf("%s: got %d, want the answer", name, other.Code)
		}
	}
	editor.ok(`mutation { addSource(input: {title: "x"}) { consistency } }`, nil)
	if after := editor.reader().ask(fixed, "If-None-Match", tag); after.Code != http.StatusOK || after.Header().Get("ETag") == tag {
		t.Errorf("after a write: got %d with %s, want the answer with another tag", after.Code, after.Header().Get("ETag"))
	}
}

// TestWhatHasATagIsAnsweredAlikeAtAnotherTime asks all documents that we have, as of a time
// that is given, on two days: what gets a tag must not have changed.
func TestWhatHasATagIsAnsweredAlikeAtAnotherTime(t *testing.T) {
	store := storetest.NewModel(today)
	plant(t, store)
	later := func() time.Time { return today().AddDate(3, 0, 0) }
	now := client{t: t, handler: graph.NewHandler(kg.NewGraph(store, today), graph.Options{})}
	then := client{t: t, handler: graph.NewHandler(kg.NewGraph(store, later), graph.Options{})}
	tagged := 0
	for _, g := range allGoldens(t) {
		query := readFile(t, g.document)
		first := now.ask(query)
		if first.Header().Get("ETag") == "" {
			continue
		}
		tagged++
		if second := then.ask(query); second.Body.String() != first.Body.String() {
			t.Errorf("%s has a tag, but three years later is answered otherwise", g.name())
		}
	}
	if tagged < 10 {
		t.Errorf("documents with a tag: got %d, want many", tagged)
	}
}

func TestWhatRunsWithTheClockHasNoTag(t *testing.T) {
	c := seeded(t).reader()
	for _, query := range []string{
		`{ now }`, `{ entity(id: "sdf") { id } }`, `{ entity(id: "sdf", asOf: {valid: "../.."}) { id } }`,
		`{ entity(id: "sdf", asOf: {known: "2026-11-23T12:00:00Z"}) { id } }`,
		`{ entity(id: "sdf", asOf: {valid: "2026"}) { relationships(asOf: {valid: "../.."}) { totalCount } } }`,
		`{ ...F } fragment F on Query { entity(id: "sdf") { id } }`,
		`{ a: entity(id: "sdf", asOf: {valid: "2026"}) { id } b: entity(id: "sdf") { id } }`,
		`{ vocabulary { kinds { name } } }`,
	} {
		if got := c.ask(query); got.Code != 200 || got.Header().Get("ETag") != "" {
			t.Errorf("%s: got %d with the tag %q, want none", query, got.Code, got.Header().Get("ETag"))
		}
	}
}
