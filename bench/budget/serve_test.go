package budget

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"entente/access"
	"entente/bench/workload"
	"entente/gate"
	"entente/graph"
	"entente/kg"
)

// token is that of who writes; readers have none.
const token = "of-the-guard"

// patience is how long a request may take on a machine that does much else.
const patience = 2 * time.Minute

// A server answers requests as the program does: behind the gate, with every limit and
// check, but in this process.
type server struct {
	http.Handler
	t *testing.T
}

// serve serves a store.
func serve(t *testing.T, store kg.Store) server {
	t.Helper()
	log, public := slog.New(slog.DiscardHandler), true
	guard, err := access.NewGuard(access.Options{Token: token, PublicRead: &public}, log)
	if err != nil {
		t.Fatal(err)
	}
	limits, options := graph.DefaultLimits(), gate.DefaultOptions()
	limits.Timeout = patience
	options.Rate = 1e9 // it is counted, and never met
	doorway, err := gate.New(gate.Config{
		Options: options, Address: &net.TCPAddr{IP: net.IPv4(203, 0, 113, 1)}, Log: log,
		Body: limits.Body, Stream: graph.IsStream, Redact: access.Redact,
	})
	if err != nil {
		t.Fatal(err)
	}
	g := kg.NewGraph(store, today)
	if err := g.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(g, graph.Options{
		Guard: guard, Limits: &limits, Log: log, Streams: t.Context(),
		Origins: doorway.Origins(), Admit: doorway.Admit, Pace: doorway.Pace,
	}))
	return server{Handler: doorway.Wrap(mux), t: t}
}

// request returns a request for a workload, which can be sent once.
func (s server) request(load workload.Workload, subject workload.Subject) *http.Request {
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, "/graphql",
		bytes.NewReader(load.Body(subject)))
	r.Header.Set("Content-Type", "application/json")
	if load.Writes {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return r
}

// ask sends a request that must be answered without an error, and with something.
func (s server) ask(load workload.Workload, subject workload.Subject) (body []byte) {
	s.t.Helper()
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, s.request(load, subject))
	var answer struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		s.t.Fatalf("%s: got %s, want JSON", load.Name, recorder.Body)
	}
	if answer.Errors != nil {
		s.t.Fatalf("%s: got errors %v, want none", load.Name, answer.Errors)
	}
	for field, value := range answer.Data {
		if list, ok := value.([]any); value == nil || ok && len(list) == 0 {
			s.t.Fatalf("%s: got no %s of %+v, want some", load.Name, field, subject)
		}
	}
	return recorder.Body.Bytes()
}

// A sink takes an answer and forgets it.
type sink struct {
	header http.Header
	status int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(status int)      { s.status = status }
