package graph_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/hostile"
	"entente/kg"
)

// A hostileRequest is a row of testdata/hostile/requests.yaml.
type hostileRequest struct{ hostile.Request }

// hostileRequests reads the rows.
func hostileRequests(tb testing.TB) []hostileRequest {
	tb.Helper()
	read, err := hostile.Read("testdata/hostile/requests.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	rows := make([]hostileRequest, len(read))
	for i, r := range read {
		rows[i] = hostileRequest{r}
	}
	return rows
}

// send sends the row to a server, and returns what it is answered.
func (h hostileRequest) send(tb testing.TB, client *http.Client, address string) answer {
	tb.Helper()
	request, err := h.To(tb.Context(), address)
	if err != nil {
		tb.Fatal(err)
	}
	response, err := client.Do(request)
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
	return hostileRequest{hostile.Request{Name: "a reader", Status: 200, Body: hostile.RequestOf(`{ entity(id: "sdf") { name
	  relationships(first: 10) { totalCount edges { node { statement status } other { name } } } } }`, "null")}}
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
