package graph_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"entente/graph"
	"entente/store/storetest"
)

// A limited is one of the limits, and a request that asks for so much of what it limits.
type limited struct {
	// field is the name of the limit in [graph.Limits], at the value it is tested with, and
	// what the name of it in errors.
	field string
	at    int
	what  string
	// body returns a request for n.
	body func(n int) string
	// test is the one that shows the limit where a request cannot.
	test string
}

// everyLimit has a row for each limit.
var everyLimit = []limited{
	{"Body", 200, "body", padded, ""},
	{"Query", 100, "query", func(n int) string {
		return asking("{now" + strings.Repeat(" ", n-len("{now}")) + "}")
	}, ""},
	{"Variables", 100, "variables", func(n int) string {
		const rest = `{"v":"",}` // every part is counted with a comma
		return fmt.Sprintf(`{"query": "{now}", "variables": {"v":"%s"}}`, strings.Repeat("x", n-len(rest)))
	}, ""},
	{"Tokens", 10, "tokens", func(n int) string { return asking("{" + strings.Repeat(" now", n-2) + "}") }, ""},
	{"Depth", 6, "depth", func(n int) string {
		return nested(n, `entity(id: \"sdf\")`, "relationships", "edges", "other")
	}, ""},
	{"IntrospectionDepth", 5, "depth of introspection", func(n int) string {
		return nested(n, "__schema", "types", "ofType", "ofType", "ofType")
	}, ""},
	{"Aliases", 3, "aliases", func(n int) string { return asking("{" + numbered("a%d: now ", n) + "}") }, ""},
	{"Directives", 3, "directives", func(n int) string {
		return asking("{" + strings.Repeat("now @include(if: true) ", n) + "}")
	}, ""},
	{"RootFields", 3, "root fields", func(n int) string { return asking("{" + strings.Repeat(" now", n) + "}") }, ""},
	{"Fragments", 3, "fragments", func(n int) string {
		return asking("{" + strings.Repeat("... on Query {now} ", n) + "}")
	}, ""},
	{"Repeats", 3, "fields of one name", func(n int) string {
		return asking(`{entity(id: \"sdf\") {` + strings.Repeat("id ", n) + "}}")
	}, ""},
	{"Items", 3, "ids", func(n int) string {
		return asking("{nodes(ids: [" + strings.Repeat(`\"sdf\"`, n) + "]) {id}}")
	}, ""},
	{"Cost", 10, "cost", func(n int) string {
		return asking(fmt.Sprintf("{entities(first: %d) {edges {node {id}}}}", n-1)) // and the question
	}, ""},
	{"Returned", 10, "records returned", func(n int) string {
		return asking("{nodes(ids: [" + strings.Repeat(`\"sdf\", `, n) + "]) {id}}")
	}, ""},
	{field: "Visited", test: "TestARequestPastItsBudgetNamesTheLimit"},
	{field: "Timeout", test: "TestARequestWhoseTimeIsUpHasAnAnswer"},
	{field: "Errors", test: "TestErrorsOfAResponseAreLimited"},
	{field: "Documents", test: "TestACacheForgetsWhatWasNotAskedForTheLongest"},
	{field: "DocumentMemory", test: "TestACacheHasRoomForSoManyBytes"},
	{field: "Streams", test: "TestConnectionsForSubscriptionsAreLimited"},
	{field: "Subscriptions", test: "TestSubscriptionsOfAConnectionAreLimited"},
	{field: "InitTimeout", test: "TestASocketThatSaysNothingIsClosed"},
}

// asking is the body of one for a document in JSON's form.
func asking(document string) string { return `{"query": "` + document + `"}` }

// nested returns a request of fields inside one another: the first one, then the others
// over and over, so that __typename is the nth.
func nested(n int, first string, others ...string) string {
	document := "{" + first
	for i := range n - 2 {
		document += "{" + others[i%len(others)]
	}
	return asking(document + "{__typename" + strings.Repeat("}", n))
}

// numbered repeats a text with the numbers from 1 to n in it.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}

func TestEveryLimitIsMetAndNotPassed(t *testing.T) {
	fields := reflect.TypeFor[graph.Limits]()
	if len(everyLimit) != fields.NumField() {
		t.Errorf("got rows for %d limits, want them for all %d", len(everyLimit), fields.NumField())
	}
	tests := allTests(t)
	for _, l := range everyLimit {
		t.Run(l.field, func(t *testing.T) {
			limits := graph.DefaultLimits()
			value := reflect.ValueOf(&limits).Elem().FieldByName(l.field)
			if l.test != "" {
				if !strings.Contains(tests, "func "+l.test+"(") {
					t.Errorf("there is no test %s, which is to show this limit", l.test)
				}
				return
			}
			value.SetInt(int64(l.at))
			store := storetest.NewModel(today)
			plant(t, store)
			c := newClient(t, store, graph.Options{Limits: &limits})
			if a := c.post([]byte(l.body(l.at))); len(a.Errors) > 0 {
				t.Errorf("at the limit of %d: got %.300s, want it answered", l.at, a.Body)
			}
			a := c.post([]byte(l.body(l.at + 1)))
			if a.code() != limit || a.extension("what") != l.what {
				t.Fatalf("past the limit of %d: got %.300s, want %s of %s", l.at, a.Body, limit, l.what)
			}
			if got := a.Errors[0].Extensions["limit"]; got != float64(l.at) {
				t.Errorf("past the limit of %d: said it is %v", l.at, got)
			}
		})
	}
}

// allTests returns the code of all tests of this package and of those below it.
func allTests(t *testing.T) string {
	t.Helper()
	var code strings.Builder
	for _, pattern := range []string{"*_test.go", "*/*_test.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(text)
		}
	}
	return code.String()
}

// limitedTo returns a change of options that lowers limits.
func limitedTo(lower func(*graph.Limits)) func(*graph.Options) {
	return func(o *graph.Options) {
		limits := graph.DefaultLimits()
		lower(&limits)
		o.Limits = &limits
	}
}

func TestConnectionsForSubscriptionsAreLimited(t *testing.T) {
	w := newLiveWorld(t, limitedTo(func(l *graph.Limits) { l.Streams = 1 }))
	w.dial(t, "").next() // it has begun
	_, response, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http"),
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err == nil || response == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a second connection, where there may be one: got %v, %v, want 503", response, err)
	}
}

func TestASocketThatSaysNothingIsClosed(t *testing.T) {
	w := newLiveWorld(t, limitedTo(func(l *graph.Limits) { l.InitTimeout = time.Millisecond }))
	conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http"),
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow() //nolint:errcheck // it is closed
	if got := (socket{t, conn}).closed().Code; got != websocket.StatusProtocolError {
		t.Errorf("a connection without connection_init: got the close code %d, want 1002", got)
	}
}
