package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/hostile"
	"entente/store/storetest"
	"entente/web"
)

// hashed is the hash of a text as clients send it.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// persisted is the body of a request that speaks of a document by its hash; the text may
// be empty.
func persisted(text, hash string) []byte {
	return fmt.Appendf(nil, `{"query": %q, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": %q}}}`, text, hash)
}

func TestAQueryThatWasAnsweredCanBeAskedForByItsHash(t *testing.T) {
	c := seeded(t).reader()
	const text = `{ entity(id: "sdf") { id } }`
	a := c.post(persisted("", hashed(text)))
	if a.Status != 200 || a.message() != "PersistedQueryNotFound" || a.code() != "PERSISTED_QUERY_NOT_FOUND" {
		t.Fatalf("before: got %d %s, want what clients know", a.Status, a.Body)
	}
	if a := c.post(persisted(text, hashed(text))); a.at("entity.id") != "sdf" {
		t.Fatalf("with its text: got %s, want it answered", a.Body)
	}
	if a := c.post(persisted("", hashed(text))); a.at("entity.id") != "sdf" {
		t.Errorf("by its hash: got %s, want it answered", a.Body)
	}
	if a := c.post(fmt.Appendf(nil, `{"documentId": "sha256:%s"}`, hashed(text))); a.at("entity.id") != "sdf" {
		t.Errorf("by documentId: got %s, want it answered", a.Body)
	}
	for name, values := range map[string]url.Values{
		"extensions": {"extensions": {fmt.Sprintf(`{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hashed(text))}},
		"documentId": {"documentId": {"sha256:" + hashed(text)}},
	} {
		a := c.do(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql?"+values.Encode(), nil))
		if a.at("entity.id") != "sdf" {
			t.Errorf("GET with %s: got %s, want it answered", name, a.Body)
		}
	}
}

// TestWhatWasRefusedIsNotKept would else let clients fill the memory with nonsense.
func TestWhatWasRefusedIsNotKept(t *testing.T) {
	c := seeded(t).reader()
	for _, text := range []string{`{ nope }`, `{`, strings.Repeat("{a", 40) + strings.Repeat("}", 40)} {
		c.post(persisted(text, hashed(text)))
		if a := c.post(persisted("", hashed(text))); a.code() != "PERSISTED_QUERY_NOT_FOUND" {
			t.Errorf("%s: got %s, want it not kept", text, a.Body)
		}
	}
}

// TestManyDistinctQueriesTakeBoundedMemory sends far more than are kept.
func TestManyDistinctQueriesTakeBoundedMemory(t *testing.T) {
	limits := graph.DefaultLimits()
	limits.Documents, limits.DocumentMemory = 100, 1<<20
	c := newClient(t, storetest.NewModel(today), graph.Options{Limits: &limits})
	send := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			text := fmt.Sprintf("query Q%d { now }", i)
			c.post(persisted(text, hashed(text)))
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := send(0, 1000)
	if after := send(1000, 20_000); after > before+2<<20 {
		t.Errorf("after 19,000 more queries: got %d bytes more, want at most what is kept", after-before)
	}
}

// trusting serves the starting graph to those who send what is trusted: the documents in a
// file, and those of our pages.
func trusting(t *testing.T, who string) client {
	t.Helper()
	path := filepath.Join(t.TempDir(), "documents.json")
	if err := os.WriteFile(path, []byte(`{"one": "{ entity(id: \"sdf\") { id } }"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	limits := graph.DefaultLimits()
	trusted, err := graph.Queries{Trusted: path, TrustedFor: who}.ReadTrusted(web.Documents(), &limits)
	if err != nil {
		t.Fatal(err)
	}
	store := storetest.NewModel(today)
	plant(t, store)
	return newClient(t, store, graph.Options{Guard: guard, Trusted: trusted})
}

func TestReadersSendOnlyWhatIsTrusted(t *testing.T) {
	const one, other = `{ entity(id: "sdf") { id } }`, `{ entity(id: "sdf") { name } }`
	editor := trusting(t, "readers")
	for _, tt := range []struct {
		name string
		c    client
		body []byte
		code string
	}{
		{"its text", editor.reader(), []byte(hostile.RequestOf(one, "null")), ""},
		{"its id", editor.reader(), []byte(`{"documentId": "one"}`), ""},
		{"its hash", editor.reader(), persisted("", hashed(one)), ""},
		{"its hash as an id", editor.reader(), fmt.Appendf(nil, `{"documentId": "sha256:%s"}`, hashed(one)), ""},
		{"another text", editor.reader(), []byte(hostile.RequestOf(other, "null")), "FORBIDDEN"},
		{"another text by an editor", editor, []byte(hostile.RequestOf(other, "null")), ""},
		{"the hash of what an editor sent", editor.reader(), persisted("", hashed(other)), "PERSISTED_QUERY_NOT_FOUND"},
		{"another id", editor.reader(), []byte(`{"documentId": "two"}`), "NOT_FOUND"},
		{"the health check", editor.reader(), []byte(hostile.RequestOf("{ __typename }", "null")), ""},
		{"another text by an editor where all are bound", trusting(t, "all"), []byte(hostile.RequestOf(other, "null")), "FORBIDDEN"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := tt.c.in(t).post(tt.body); a.code() != tt.code {
				t.Errorf("got %s, want the code %q", a.Body, tt.code)
			}
		})
	}
}

// TestOurPagesWorkWhereDocumentsAreTrusted sends all that they send.
func TestOurPagesWorkWhereDocumentsAreTrusted(t *testing.T) {
	c, documents := trusting(t, "all").reader(), web.Documents()
	if len(documents) < 30 {
		t.Fatalf("documents of the pages: got %d, want all", len(documents))
	}
	for name, text := range documents {
		if a := c.send(text, nil); a.code() == "FORBIDDEN" || a.code() == limit {
			t.Errorf("%s: got %s, want it let through", name, a.Body)
		}
	}
}

func TestADocumentThatCannotBeTrustedIsToldAtStart(t *testing.T) {
	limits := graph.DefaultLimits()
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for path, want := range map[string]string{
		write("a.json", `{"x": "{ nope }"}`):                    "trusted document x: ",
		write("b.json", `{"y": "`+strings.Repeat("{a", 40)+`"`): "not a JSON object of ids and the texts",
		write("c.json", `["{ now }"]`):                          "not a JSON object of ids and the texts",
		filepath.Join(folder, "none.json"):                      "no such file",
	} {
		_, err := graph.Queries{Trusted: path}.ReadTrusted(nil, &limits)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want one with %q", path, err, want)
		}
	}
	write("d.graphql", "{ now }")
	trusted, err := graph.Queries{Trusted: folder}.ReadTrusted(nil, &limits)
	if err != nil || trusted.ByID("d") == nil {
		t.Errorf("a folder: got %v and error %v, want its documents by name", trusted, err)
	}
}

func TestIntrospectionCanBeOff(t *testing.T) {
	c := newClient(t, storetest.NewModel(today), graph.Options{NoIntrospection: true})
	for text, code := range map[string]string{
		`{ __schema { queryType { name } } }`:                            "FORBIDDEN",
		`{ __type(name: "Actor") { name } }`:                             "FORBIDDEN",
		`{ ...F } fragment F on Query { t: __type(name: "A") { name } }`: "FORBIDDEN",
		`{ __typename }`:             "",
		`{ entites { totalCount } }`: badSchema,
	} {
		a := c.send(text, nil)
		if a.code() != code || strings.Contains(a.Body, "Did you mean") || strings.Contains(a.Body, "entities") {
			t.Errorf("%s: got %s, want the code %q and no hint", text, a.Body, code)
		}
	}
	if a := seeded(t).send(`{ entites { totalCount } }`, nil); !strings.Contains(a.Body, "Did you mean") {
		t.Errorf("where it is on: got %s, want a hint", a.Body)
	}
}

// TestTheStandardIntrospectionQueryPasses asks what GraphiQL asks first.
func TestTheStandardIntrospectionQueryPasses(t *testing.T) {
	text := readFile(t, "testdata/introspection.graphql.txt")
	if got := len(empty(t).ok(text, nil).all("__schema.types.*")); got < 50 {
		t.Errorf("types: got %d, want all", got)
	}
}

// TestEveryLimitTellsWhichItIs looks at what a program needs to act on a refusal.
func TestEveryLimitTellsWhichItIs(t *testing.T) {
	a := empty(t).send(`{ entities(first: 201) { totalCount } }`, nil)
	got, _ := json.Marshal(a.Errors[0].Extensions) //nolint:errchkjson // of texts and numbers
	if want := `{"code":"LIMIT_EXCEEDED","limit":200,"value":201,"what":"first"}`; string(got) != want {
		t.Errorf("extensions: got %s, want %s", got, want)
	}
	if !strings.Contains(a.message(), "; read further pages") {
		t.Errorf("message: got %q, want it to say what to do", a.message())
	}
}

func TestARequestPastItsBudgetNamesTheLimit(t *testing.T) {
	store := storetest.NewModel(today)
	plant(t, store)
	for what, change := range map[string]func(*graph.Limits){
		"records returned":  func(l *graph.Limits) { l.Returned = 10 },
		"records looked at": func(l *graph.Limits) { l.Visited = 10 },
	} {
		limits := graph.DefaultLimits()
		change(&limits)
		c := newClient(t, store, graph.Options{Limits: &limits})
		for _, text := range []string{
			`{ timeline(within: "2015/2026", bucket: YEAR) { buckets { period { start } } } }`, `{ entities(first: 50) { edges { node { id sources { id } } } } }`,
		} {
			a := c.send(text, nil)
			if a.code() == limit && a.extension("what") == what {
				change = nil
			}
		}
		if change != nil {
			t.Errorf("%s: no query was refused for it, want one", what)
		}
	}
}

// TestHintsAreForPeople misspells one name, and then as many as nobody would.
func TestHintsAreForPeople(t *testing.T) {
	c := seeded(t)
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"five", "{ entites places1 source1 claim1 event1 }", true},
		{"six", "{ entites places1 source1 claim1 event1 actor1 }", false},
		{"a long document", "{ entites }" + strings.Repeat(" ", 4096), false},
	} {
		a := c.send(tt.text, nil)
		if got := strings.Contains(a.Body, "Did you mean"); got != tt.want || a.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s: hints are given: %t, want %t\n%.300s", tt.name, got, tt.want, a.Body)
		}
	}
}
