package gate_test

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/gate"
	"entente/request"
)

// every request is logged.
func every(c *gate.Config) { c.AccessLog = "all" }

func TestTheLogSaysWhoAskedWhatAndWhatCameOfIt(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", func(w http.ResponseWriter, r *http.Request) {
		record := request.Of(r.Context())
		record.SetUser("editor")
		record.SetOperation("query", "Camps")
		record.AddCode("NOT_FOUND")
		_, _ = io.WriteString(w, "hello")
	})
	w := newWorld(t, mux.ServeHTTP, every)
	r := newRequest(t, "POST", "/graphql?secret=1", "X-Request-Id: r1", "From: 192.0.2.9:1")
	w.send(r)
	got := w.lines()[0]
	for _, name := range []string{"time", "ms"} {
		if got[name] == nil {
			t.Errorf("the line has no %s", name)
		}
		delete(got, name)
	}
	want := map[string]any{
		"level": "INFO", "msg": "request", "request": "r1", "method": "POST", "path": "/graphql",
		"route": "POST /graphql", "status": 200.0, "bytes": 5.0, "client": "192.0.2.9", "user": "editor",
		"kind": "query", "operation": "Camps", "codes": "NOT_FOUND",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the line (-want +got):\n%s", diff)
	}
	if r.Pattern != "POST /graphql" {
		t.Errorf("the request outside of the gate has the pattern %q, want that of the mux", r.Pattern)
	}
}

func TestTheLogHoldsNoSecret(t *testing.T) {
	const secret = "s3cr3t"
	w := newWorld(t, func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		if r.URL.Path == "/fail" {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write(text)
	}, every)
	for _, path := range []string{"/graphql", "/export", "/fail"} {
		r := newRequest(t, "POST", path+"?token="+secret+"&variables="+secret, "Content-Type: application/json",
			"Authorization: Bearer "+secret, "Cookie: "+secret, "Entente-Preflight: "+secret)
		r.Body = io.NopCloser(strings.NewReader(`{"query": "` + secret + `", "variables": {"a": "` + secret + `"}}`))
		if got := w.send(r); !strings.Contains(got.Body.String(), secret) {
			t.Fatalf("the handler saw no secret: %s", got.Body)
		}
	}
	if got := w.log.String(); strings.Contains(got, secret) || len(w.lines()) != 3 {
		t.Errorf("the log has %s, want 3 lines without the secret", got)
	}
}

// TestNobodyWritesLinesOfTheLog sends line breaks wherever the log repeats something.
func TestNobodyWritesLinesOfTheLog(t *testing.T) {
	const forged = "a\r\nlevel=ERROR msg=forged\x1b[31m"
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"JSON": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
		"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
	} {
		var out strings.Builder
		w := newWorld(t, func(_ http.ResponseWriter, r *http.Request) {
			request.Of(r.Context()).SetUser(forged)
			request.Of(r.Context()).SetOperation("query", forged)
		}, func(c *gate.Config) {
			c.AccessLog, c.Log = "all", slog.New(request.LogHandler(handler(&out)))
		})
		r := newRequest(t, "GET", "/", "X-Request-Id: "+forged)
		r.URL.Path = "/" + forged
		w.send(r)
		if got := out.String(); strings.Count(got, "\n") != 1 || strings.ContainsAny(got, "\r\x1b") {
			t.Errorf("%s: got %q, want one line", name, got)
		}
	}
}

func TestTheLogIsAsLongAsAsked(t *testing.T) {
	for which, want := range map[string]int{"off": 0, "errors": 2, "all": 3} {
		w := newWorld(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/refused":
				http.Error(w, "no", http.StatusBadRequest)
			case "/partly":
				request.Of(r.Context()).AddCode("TIMEOUT")
			}
		}, func(c *gate.Config) { c.AccessLog = which })
		for _, path := range []string{"/", "/refused", "/partly"} {
			w.ask("GET", path)
		}
		if got := len(w.lines()); got != want {
			t.Errorf("--access-log=%s: %d lines for an answer, a refusal and a part, want %d", which, got, want)
		}
	}
}

func TestTheLevelOfALineFollowsTheStatus(t *testing.T) {
	for status, want := range map[int]string{200: "INFO", 304: "INFO", 400: "WARN", 429: "WARN", 500: "ERROR", 503: "WARN"} {
		w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }, every)
		w.ask("GET", "/")
		if got := w.lines()[0]["level"]; got != want {
			t.Errorf("status %d: got level %v, want %s", status, got, want)
		}
	}
}

func TestTheCodeOfARefusalIsInTheLog(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"errors":[{"message":"no \"code\":\"X\"","extensions":{"code":"UNAUTHENTICATED"}}]}`)
	}, nil)
	w.ask("POST", "/import")
	if got := w.lines()[0]["codes"]; got != "UNAUTHENTICATED" {
		t.Errorf("got %v, want UNAUTHENTICATED", got)
	}
	w.log.Reset()
	w.ask("GET", "/graphql")
	if got := w.lines()[0]["codes"]; got != "FORBIDDEN" {
		t.Errorf("a refusal of the gate: got %v, want FORBIDDEN", got)
	}
}
