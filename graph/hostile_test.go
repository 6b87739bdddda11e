package graph_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"text/template"
	"time"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/kg"
)

// A hostileRequest is a row of testdata/hostile/requests.yaml.
type hostileRequest struct {
	Name, Method, Path, Body string
	Headers                  map[string]string
	Status                   int
	// Code is that of the first error, or empty where there must be none; What the limit
	// that it is about.
	Code, What string
}

// hostileRequests reads the rows and fills in their templates.
func hostileRequests(tb testing.TB) []hostileRequest {
	tb.Helper()
	text, err := os.ReadFile("testdata/hostile/requests.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	var rows []hostileRequest
	if err := yaml.UnmarshalWithOptions(text, &rows, yaml.Strict()); err != nil {
		tb.Fatal(err)
	}
	for i := range rows {
		r := &rows[i]
		r.Body, r.Path = expanded(tb, r.Body), expanded(tb, r.Path)
		for name, value := range r.Headers {
			r.Headers[name] = expanded(tb, value)
		}
	}
	return rows
}

// expanded fills in a template of a row.
func expanded(tb testing.TB, text string) string {
	tb.Helper()
	t, err := template.New("").Funcs(template.FuncMap{
		"repeat": func(n int, text string) string { return strings.Repeat(text, n) },
		"query":  func(text string) string { return requestOf(text, "null") },
		"vars":   requestOf,
		"bomb":   fragmentBomb,
		"count":  unknownFields,
		"gzip":   zeros,
	}).Parse(text)
	if err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, nil); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// requestOf is the body of a request.
func requestOf(query, variables string) string {
	text, _ := json.Marshal(query) //nolint:errchkjson // a text
	return `{"query":` + string(text) + `,"variables":` + variables + `}`
}

// fragmentBomb is a document of fragments each of which spreads the next one twice.
func fragmentBomb(n int) string {
	var b strings.Builder
	b.WriteString("{...f0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query{now}", n)
	return b.String()
}

// unknownFields are fields that no type has.
func unknownFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " nope%d", i)
	}
	return b.String()
}

// zeros are so many bytes, compressed.
func zeros(n int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.CopyN(w, zeroReader{}, int64(n)) //nolint:errcheck // into memory
	_ = w.Close()                       // into memory
	return b.String()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// request returns the row as a request to a server.
func (h hostileRequest) request(tb testing.TB, address string) *http.Request {
	tb.Helper()
	method := h.Method
	if method == "" {
		method = http.MethodPost
	}
	path := h.Path
	if name, value, ok := strings.Cut(path, "="); ok && !strings.Contains(path, "%") {
		path = name + "=" + strings.ReplaceAll(url.QueryEscape(value), "%26variables%3D", "&variables=")
	}
	r, err := http.NewRequestWithContext(tb.Context(), method, address+"/graphql"+path, strings.NewReader(h.Body))
	if err != nil {
		tb.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range h.Headers {
		r.Header.Set(name, value)
	}
	return r
}

// send sends the row to a server, and returns what it is answered.
func (h hostileRequest) send(tb testing.TB, client *http.Client, address string) answer {
	tb.Helper()
	response, err := client.Do(h.request(tb, address))
	if err != nil {
		tb.Errorf("%s: got error %v, want an answer", h.Name, err)
		return answer{}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		tb.Errorf("%s: got error %v, want a whole answer", h.Name, err)
	}
	a := answer{Status: response.StatusCode, Header: response.Header, Body: string(body)}
	if err := json.Unmarshal(body, &a); err != nil {
		tb.Errorf("%s: got %.200s, want JSON", h.Name, body)
	}
	return a
}

// check compares what a row is answered with what it should be.
func (h hostileRequest) check(tb testing.TB, a answer) {
	tb.Helper()
	if a.Status != h.Status || a.code() != h.Code || a.extension("what") != h.What {
		tb.Errorf("%s: got %d %s %s, want %d %s %s\n%.400s",
			h.Name, a.Status, a.code(), a.extension("what"), h.Status, h.Code, h.What, a.Body)
	}
	if len(a.Body) > 20_000 {
		tb.Errorf("%s: got an answer of %d bytes, want a short one", h.Name, len(a.Body))
	}
	for _, e := range a.Errors {
		if leaked := below.FindString(e.Message); leaked != "" {
			tb.Errorf("%s: the error %q tells of %q, want words of the domain only", h.Name, e.Message, leaked)
		}
		if e.Extensions["code"] == nil {
			tb.Errorf("%s: the error %q has no code, want one", h.Name, e.Message)
		}
	}
}

// TestHostileRequestsAreRefusedWhileReadersAreServed sends every row by several clients at
// once, to a server that others read from meanwhile.
func TestHostileRequestsAreRefusedWhileReadersAreServed(t *testing.T) {
	rows := hostileRequests(t)
	for _, s := range stores[:2] {
		t.Run(s.name, func(t *testing.T) {
			store := s.open(t)
			plant(t, store)
			var log lockedBuffer
			server := httptest.NewServer(graph.NewHandler(kg.NewGraph(store, today), graph.Options{
				Guard: guard, Log: slog.New(slog.NewTextHandler(&log, nil)), Limits: within(patience),
			}))
			defer server.Close()
			client := server.Client()
			want := readerOf(t).send(t, client, server.URL).Body
			before := settled(client, 20)

			stop, served := make(chan struct{}), readWhile(t, client, server.URL, want)
			stopReaders := served(stop)
			attack(t, client, server.URL, rows)
			close(stop)
			if n := stopReaders(); n == 0 {
				t.Error("no reader was answered meanwhile, want some")
			}
			after := settled(client, before.goroutines+5)
			if after.goroutines > before.goroutines+5 {
				t.Errorf("goroutines: got %d, want about the %d of before", after.goroutines, before.goroutines)
			}
			if grown := int64(after.heap) - int64(before.heap); grown > 64<<20 {
				t.Errorf("the heap grew by %d bytes, want at most what kept documents may take", grown)
			}
			if text := log.String(); strings.Contains(text, "panic") || strings.Contains(text, "internal error") {
				t.Errorf("the log tells of faults of ours, want none:\n%.2000s", text)
			}
		})
	}
}

// A lockedBuffer is one that several may write to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// readerOf is what an honest reader asks.
func readerOf(tb testing.TB) hostileRequest {
	tb.Helper()
	return hostileRequest{Name: "a reader", Status: 200, Body: requestOf(`{ entity(id: "sdf") { name
	  relationships(first: 10) { totalCount edges { node { statement status } other { name } } } } }`, "null")}
}

// readWhile returns a function that starts two readers, who read until it is told to stop
// them, and one that waits for them and tells how often they were answered.
func readWhile(t *testing.T, client *http.Client, address, want string) func(<-chan struct{}) func() int64 {
	return func(stop <-chan struct{}) func() int64 {
		var readers sync.WaitGroup
		var answered atomic.Int64
		for range 2 {
			readers.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
					}
					if got := readerOf(t).send(t, client, address).Body; got != want {
						t.Errorf("a reader: got %.300s, want %.300s", got, want)
						return
					}
					answered.Add(1)
				}
			})
		}
		return func() int64 { readers.Wait(); return answered.Load() }
	}
}

// attack sends every row three times, by three clients at once.
func attack(t *testing.T, client *http.Client, address string, rows []hostileRequest) {
	t.Helper()
	var clients sync.WaitGroup
	for i := range 3 {
		clients.Go(func() {
			for j := range rows {
				row := rows[(j+i*len(rows)/3)%len(rows)]
				row.check(t, row.send(t, client, address))
			}
		})
	}
	clients.Wait()
}

// usage is what a process holds.
type usage struct {
	goroutines int
	heap       uint64
}

// settled is what is held once connections that nobody uses are closed. It is patient with
// them: a server holds one for a while after it has refused what it would not read.
func settled(client *http.Client, goroutines int) usage {
	var m runtime.MemStats
	for begin := time.Now(); time.Since(begin) < patience/4; {
		client.CloseIdleConnections()
		runtime.GC()
		if runtime.NumGoroutine() <= goroutines {
			break
		}
	}
	runtime.ReadMemStats(&m)
	return usage{runtime.NumGoroutine(), m.HeapAlloc}
}
