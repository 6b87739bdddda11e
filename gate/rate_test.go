package gate_test

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/gate"
)

func countOf(text, part string) int { return strings.Count(text, part) }

// slow permits 2 requests a second, 3 at once.
func slow(c *gate.Config) { c.Rate, c.Burst = 2, 3 }

// passed counts how many of n requests with these headers are let through.
func (w *world) passed(n int, headers ...string) (passed int) {
	w.Helper()
	for range n {
		answer := w.ask("GET", "/", headers...)
		switch code := codeOf(w.T, answer); {
		case answer.Code == http.StatusOK:
			passed++
		case answer.Code != 429 || code != "LIMIT_EXCEEDED" || answer.Header().Get("Retry-After") != "1":
			w.Errorf("got %d %s, Retry-After %q; want 429 LIMIT_EXCEEDED after 1",
				answer.Code, code, answer.Header().Get("Retry-After"))
		}
	}
	return passed
}

func TestAClientIsHeldToItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, hello, slow)
		for _, step := range []struct {
			pause time.Duration
			want  int
		}{{0, 3}, {0, 0}, {time.Second, 2}, {time.Second / 2, 1}, {time.Hour, 3}} {
			time.Sleep(step.pause) // in the bubble, where it takes no time
			if got := w.passed(5); got != step.want {
				t.Errorf("after %v more: %d of 5 requests passed, want %d", step.pause, got, step.want)
			}
		}
	})
}

// TestABadRequestCountsAsTen has each status answered until the rate is met.
func TestABadRequestCountsAsTen(t *testing.T) {
	for status, want := range map[int]int{200: 30, 400: 3, 413: 3, 401: 30, 503: 30} {
		synctest.Test(t, func(t *testing.T) {
			handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
			w := newWorld(t, handler, func(c *gate.Config) { c.Rate, c.Burst = 1, 30 })
			passed := 0
			for range 40 {
				if w.ask("POST", "/graphql").Code == status {
					passed++
				}
			}
			if passed != want {
				t.Errorf("%d of 40 requests that are answered %d passed, want %d", passed, status, want)
			}
		})
	}
}

// TestARefusalBeyondALimitNamesIt reads what programs are told, as of every other limit.
func TestARefusalBeyondALimitNamesIt(t *testing.T) {
	w := newWorld(t, hello, slow)
	w.passed(3)
	answer := w.ask("POST", "/graphql")
	want := `"extensions":{"code":"LIMIT_EXCEEDED","limit":2,"what":"requests"}`
	if got := answer.Body.String(); answer.Code != 429 || !strings.Contains(got, want) {
		t.Errorf("got %d %s, want 429 with %s", answer.Code, got, want)
	}
}

func TestClientsAreCountedByAddressAndNetwork(t *testing.T) {
	w := newWorld(t, hello, slow)
	for _, tt := range []struct {
		name, from string
		want       int
	}{
		{"an address", "From: 192.0.2.9:1", 3},
		{"from another port", "From: 192.0.2.9:2", 0},
		{"another address", "From: 192.0.2.10:1", 3},
		{"IPv6", "From: [2001:db8:1:2::1]:1", 3},
		{"of the same /64", "From: [2001:db8:1:2:ffff::2]:1", 0},
		{"of the next", "From: [2001:db8:1:3::1]:1", 3},
	} {
		if got := w.passed(4, tt.from); got != tt.want {
			t.Errorf("%s: %d of 4 passed, want %d", tt.name, got, tt.want)
		}
	}
}

func TestASpoofedAddressHasNoRateOfItsOwn(t *testing.T) {
	w := newWorld(t, hello, slow)
	passed := 0
	for i := range 10 {
		passed += w.passed(1, fmt.Sprintf("X-Forwarded-For: 192.0.2.%d", i))
	}
	if passed != 3 {
		t.Errorf("of 10 requests with 10 invented addresses %d passed, want 3", passed)
	}
}

func TestWhoIsKnownHasARateOfTheirOwn(t *testing.T) {
	w := newWorld(t, hello, func(c *gate.Config) {
		slow(c)
		c.Name = func(r *http.Request) string {
			if r.Header.Get("Authorization") == "Bearer good" {
				return "editor"
			}
			return ""
		}
	})
	if got := w.passed(5); got != 3 {
		t.Errorf("of 5 requests without a token %d passed, want 3", got)
	}
	if got := w.passed(5, "Authorization: Bearer good"); got != 3 {
		t.Errorf("of 5 more of an editor at the same address %d passed, want 3", got)
	}
	if got := w.passed(5, "Authorization: Bearer bad"); got != 0 {
		t.Errorf("of 5 more with a bad token %d passed, want none", got)
	}
}

func TestNobodyIsCountedWhere(t *testing.T) {
	loopback := func(c *gate.Config) { c.Address = &net.TCPAddr{IP: net.IPv6loopback} }
	for _, tt := range []struct {
		name   string
		change func(*gate.Config)
		header string
		want   int
	}{
		{"the rate is off", func(c *gate.Config) { c.Rate = 0 }, "", 9},
		{"the machine is the client's own", loopback, "From: 127.0.0.1:1", 9},
		{"a proxy hides others there", loopback, "X-Forwarded-For: 192.0.2.9", 3},
		{"proxies are known there", func(c *gate.Config) {
			loopback(c)
			c.TrustedProxy = []gate.Network{network(t, "127.0.0.1")}
		}, "", 3},
		{"others reach the machine", func(*gate.Config) {}, "", 3},
	} {
		w := newWorld(t, hello, func(c *gate.Config) { slow(c); tt.change(c) })
		if got := w.passed(9, "Host: localhost", "From: 127.0.0.1:1", tt.header); got != tt.want {
			t.Errorf("where %s: %d of 9 passed, want %d", tt.name, got, tt.want)
		}
	}
}

func TestHealthIsAskedAsOftenAsOneLikes(t *testing.T) {
	w := newWorld(t, hello, slow)
	for range 20 {
		if got := w.ask("GET", "/healthz").Code; got != http.StatusOK {
			t.Fatalf("got %d, want 200", got)
		}
	}
}

// TestAsManyClientsAsThereAreTakeNoMoreMemory sends from more addresses than are remembered:
// the one that was quiet longest begins anew, and a busy one does not.
func TestAsManyClientsAsThereAreTakeNoMoreMemory(t *testing.T) {
	w := newWorld(t, hello, func(c *gate.Config) { c.Rate, c.Burst = 1e-9, 1 })
	if got := w.passed1(0); got != 200 {
		t.Fatalf("the first request: got %d, want 200", got)
	}
	for i := 1; i <= 1<<16; i++ {
		w.passed1(i)
	}
	if got := w.passed1(0); got != 200 {
		t.Errorf("after 65,536 others: got %d, want the first to be forgotten", got)
	}
	if got := w.passed1(1 << 16); got != 429 {
		t.Errorf("the last: got %d, want it remembered", got)
	}
}

// passed1 sends one request from the i-th address and returns its status.
func (w *world) passed1(i int) int {
	r := newRequest(w.T, "GET", "/")
	r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", i>>16, i>>8&255, i&255)
	recorder := &statusOnly{header: make(http.Header)}
	w.handler.ServeHTTP(recorder, r)
	return recorder.status
}

// statusOnly keeps the status of an answer.
type statusOnly struct {
	header http.Header
	status int
}

func (s *statusOnly) Header() http.Header         { return s.header }
func (s *statusOnly) WriteHeader(status int)      { s.status = status }
func (s *statusOnly) Write(b []byte) (int, error) { s.status = max(s.status, 200); return len(b), nil }
