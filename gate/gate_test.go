package gate_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"entente/gate"
	"entente/request"
)

// A world is a gate and what is behind it.
type world struct {
	*testing.T
	*gate.Gate
	handler http.Handler
	log     *logged
}

// A logged text is written by the server and read by the test.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logged) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Reset()
}

// public is an address that others can reach.
var public = &net.TCPAddr{IP: net.IPv4(203, 0, 113, 1), Port: 443}

// newWorld returns a gate on a public address before a handler. Change may be nil.
func newWorld(t *testing.T, behind http.HandlerFunc, change func(*gate.Config)) *world {
	t.Helper()
	w := &world{T: t, log: new(logged)}
	config := gate.Config{
		Options: gate.DefaultOptions(), Listen: "203.0.113.1:443", Address: public, Body: 1 << 10,
		Log: slog.New(request.LogHandler(slog.NewJSONHandler(w.log, nil))),
	}
	if change != nil {
		change(&config)
	}
	var err error
	if w.Gate, err = gate.New(config); err != nil {
		t.Fatal(err)
	}
	w.handler = w.Wrap(behind)
	return w
}

// hello answers in a word.
func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

// ask sends a request with headers, each as "Name: value".
func (w *world) ask(method, target string, headers ...string) *httptest.ResponseRecorder {
	w.Helper()
	return w.send(newRequest(w.T, method, target, headers...))
}

func (w *world) send(r *http.Request) *httptest.ResponseRecorder {
	w.Helper()
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	return recorder
}

func newRequest(t *testing.T, method, target string, headers ...string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, http.NoBody)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		switch name {
		case "Host":
			r.Host = value
		case "From": // where the connection comes from
			r.RemoteAddr = value
		default:
			r.Header.Add(name, value)
		}
	}
	return r
}

// codeOf returns the code of a refusal, or "".
func codeOf(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	if answer.Code < 400 {
		return ""
	}
	var body struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil || len(body.Errors) != 1 {
		t.Fatalf("the body of %d: got %s, %v; want one error", answer.Code, answer.Body, err)
	}
	return body.Errors[0].Extensions.Code
}

// lines returns the lines of the log about requests.
func (w *world) lines() (lines []map[string]any) {
	w.Helper()
	for line := range strings.Lines(w.log.String()) {
		entry := make(map[string]any)
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			w.Fatalf("the log has %q, want JSON", line)
		}
		if entry["msg"] == "request" {
			lines = append(lines, entry)
		}
	}
	return lines
}

func TestEveryAnswerHasTheHeadersThatProtectAVisitor(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("oh")
		}
		http.NotFound(w, r)
	}, nil)
	answers := map[string]*httptest.ResponseRecorder{
		"a handler's": w.ask("GET", "/none"),
		"a refusal":   w.ask("GET", "/graphql"),
		"a panic's":   w.ask("GET", "/panic"),
	}
	for name, answer := range answers {
		for header, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Referrer-Policy":              "no-referrer",
			"Server":                       "",
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
		} {
			if got := answer.Header().Get(header); got != want {
				t.Errorf("%s answer: %s is %q, want %q", name, header, got, want)
			}
		}
	}
}

func TestAPanicBecomesOneErrorThatSaysNothing(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "3")
		panic("the secret of /var/lib")
	}, nil)
	answer := w.ask("POST", "/graphql", "Content-Type: application/json", "X-Request-Id: r1")
	if got := codeOf(t, answer); answer.Code != 500 || got != "INTERNAL" {
		t.Errorf("got %d %s, want 500 INTERNAL", answer.Code, got)
	}
	if strings.Contains(answer.Body.String(), "secret") || answer.Header().Get("Content-Length") != "" {
		t.Errorf("got %v %s, want nothing of the panic and no length", answer.Header(), answer.Body)
	}
	if got := w.log.String(); !strings.Contains(got, "secret of /var/lib") || strings.Count(got, `"request":"r1"`) != 2 {
		t.Errorf("the log has %s, want the panic and the access, both with the id of the request", got)
	}
}

func TestAnAnswerThatIsBrokenOffDoesNotLookWhole(t *testing.T) {
	for name, panicked := range map[string]any{"by the handler": http.ErrAbortHandler, "by a panic": "oh"} {
		w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, strings.Repeat("a", 5000))
			panic(panicked)
		}, func(c *gate.Config) { c.AccessLog = "all" })
		func() {
			defer func() {
				if got := recover(); got != http.ErrAbortHandler { //nolint:errorlint // as net/http does
					t.Errorf("broken off %s: got %v, want http.ErrAbortHandler for the server", name, got)
				}
			}()
			w.ask("GET", "/export", "Accept-Encoding: gzip")
		}()
		if got := len(w.lines()); got != 1 {
			t.Errorf("broken off %s: got %d lines of access, want 1", name, got)
		}
	}
}

func TestAStatusThatAnnouncesIsNotTheAnswer(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusNotFound)
	}, nil)
	w.ask("POST", "/import")
	if lines := w.lines(); len(lines) != 1 || lines[0]["status"] != 404.0 {
		t.Errorf("the log has %v, want status 404", lines)
	}
}

func TestTheIDOfARequestIsTheClientsIfItIsSane(t *testing.T) {
	w := newWorld(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, request.ID(r.Context()))
	}, nil)
	for given, kept := range map[string]bool{
		"": false, "a-B_9.": true, strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
		"a b": false, "a\r\nb": false, "ä": false, `a"`: false,
	} {
		answer := w.ask("GET", "/", "X-Request-Id: "+given)
		got := answer.Header().Get("X-Request-Id")
		if (got == given) != kept || got == "" || got != answer.Body.String() {
			t.Errorf("given %q: got %q in the header and %q in the context, want it kept: %v", given, got, answer.Body, kept)
		}
	}
}

func TestABodyThatIsCompressedIsRefused(t *testing.T) {
	w := newWorld(t, hello, nil)
	for encoding, want := range map[string]int{"gzip": 415, "br": 415, "gzip, gzip": 415, "identity": 200, "": 200} {
		for _, path := range []string{"/graphql", "/import"} {
			answer := w.ask("POST", path, "Content-Type: application/json", "Content-Encoding: "+encoding)
			if answer.Code != want {
				t.Errorf("%s with Content-Encoding %q: got %d %s, want %d", path, encoding, answer.Code, answer.Body, want)
			}
		}
	}
}
