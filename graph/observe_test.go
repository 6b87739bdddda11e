package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/store/storetest"
)

// A notebook is an Observer that writes down what it is told.
type notebook struct {
	mu    sync.Mutex
	lines []string
}

func (n *notebook) note(format string, values ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, fmt.Sprintf(format, values...))
}

// taken returns what was written down since the last time, fields of one operation in
// the order of their names, since they are answered at once.
func (n *notebook) taken() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	lines := n.lines
	n.lines = nil
	slices.Sort(lines)
	return lines
}

func (n *notebook) Operation(
	ctx context.Context, kind string, began time.Time, parse, validate time.Duration,
) (context.Context, func(string)) {
	if began.IsZero() {
		n.note("operation without a beginning")
	}
	parsed := "kept"
	if parse > 0 || validate > 0 {
		parsed = "parsed"
	}
	return ctx, func(code string) { n.note("operation %s %s %q", kind, parsed, code) }
}

func (n *notebook) Field(ctx context.Context, name string) (context.Context, func(string)) {
	return ctx, func(code string) { n.note("field %s %q", name, code) }
}

func (n *notebook) Failed(_ context.Context, code, limit string) { n.note("failed %s %q", code, limit) }
func (n *notebook) Document(kept bool)                           { n.note("document %v", kept) }
func (n *notebook) Stream(transport string) func()               { return func() { n.note("stream %s", transport) } }
func (n *notebook) Event()                                       { n.note("event") }
func (n *notebook) Cut()                                         { n.note("cut") }

func TestAnObserverIsToldOfEachOperationOnce(t *testing.T) {
	var told notebook
	store := storetest.NewModel(today)
	plant(t, store)
	c := newClient(t, store, graph.Options{Observer: &told})
	tests := []struct {
		name, query string
		variables   map[string]any
		want        []string
	}{
		{"a query", `{ sdf: entity(id: "sdf") { name } now }`, nil, []string{
			"document false", `field entity ""`, `field now ""`, `operation query parsed ""`,
		}},
		{"the same again", `{ sdf: entity(id: "sdf") { name } now }`, nil, []string{
			"document true", `field entity ""`, `field now ""`, `operation query kept ""`,
		}},
		{"one field of two fails", `{ now big: entities(first: 1000) { totalCount } }`, nil, []string{
			"document false", `failed LIMIT_EXCEEDED "first"`, `field entities "LIMIT_EXCEEDED"`, `field now ""`,
			`operation query parsed "LIMIT_EXCEEDED"`,
		}},
		{"a mutation that is not permitted", `mutation { undo(input: {change: "x"}) { recordedAt } }`, nil, []string{
			"document false", `failed FORBIDDEN ""`, `operation mutation parsed "FORBIDDEN"`,
		}},
		{"no document", `{`, nil, []string{
			"document false", `failed GRAPHQL_PARSE_FAILED ""`, `operation none parsed "GRAPHQL_PARSE_FAILED"`,
		}},
		{"a field that there is not", `{ nothing }`, nil, []string{
			"document false", `failed GRAPHQL_VALIDATION_FAILED ""`,
			`operation none parsed "GRAPHQL_VALIDATION_FAILED"`,
		}},
		{"too many tokens", "{" + strings.Repeat(" now", 1000) + "}", nil, []string{
			"document false", `failed LIMIT_EXCEEDED "tokens"`, `operation none parsed "LIMIT_EXCEEDED"`,
		}},
		{"a variable that does not fit", `query($id: ID!) { entity(id: $id) { name } }`, nil, []string{
			"document false", `failed GRAPHQL_VALIDATION_FAILED ""`,
			`operation query parsed "GRAPHQL_VALIDATION_FAILED"`,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c.in(t).send(tt.query, tt.variables)
			if diff := cmp.Diff(tt.want, told.taken()); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnObserverIsToldOfStreams(t *testing.T) { synctest.Test(t, toldOfStreams) }

func toldOfStreams(t *testing.T) {
	var told notebook
	store := storetest.NewModel(today)
	plant(t, store)
	c := newClient(t, store, graph.Options{Observer: &told})
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql",
		strings.NewReader(`{"query": "subscription { changes(after: \"nonsense\") { recordId } }"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	if got := c.record(r).Code; got != http.StatusOK {
		t.Fatalf("the stream was answered %d, want 200", got)
	}
	want := []string{
		"document false", `failed BAD_USER_INPUT ""`, `operation subscription kept "BAD_USER_INPUT"`, "stream sse", // in no time, by this clock
	}
	synctest.Wait()
	if diff := cmp.Diff(want, told.taken()); diff != "" {
		t.Errorf("told of a subscription that is refused (-want +got):\n%s", diff)
	}
}
