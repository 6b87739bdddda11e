package gate_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"entente/gate"
)

// A crowd asks a server all at once. It lives in a bubble, in which time passes only
// when all wait.
type crowd struct {
	*world
	// release lets one handler that waits end.
	release chan struct{}

	mu      sync.Mutex
	running int
	// ran has who sent what began, in order.
	ran    []string
	status map[int]int
}

// newCrowd returns a crowd before a server of 2 slots, in which 3 may wait for 2 s, and
// one client may have as many as share.
func newCrowd(t *testing.T, share int) *crowd {
	c := &crowd{release: make(chan struct{}), status: make(map[int]int)}
	c.world = newWorld(t, c.work, func(config *gate.Config) {
		config.Concurrency, config.Queue, config.QueueWait, config.ClientRequests = 2, 3, 2*time.Second, share
		config.Rate = 0
		config.Stream = isStream
		config.ClientStreams, config.Exports = 2, 4
	})
	return c
}

// isStream reports whether a request asks for events.
func isStream(r *http.Request) bool { return r.Header.Get("Accept") == "text/event-stream" }

// work runs until it is released or given up. X-Panic makes it panic then.
func (c *crowd) work(w http.ResponseWriter, r *http.Request) {
	c.count(1)
	c.began(r.RemoteAddr)
	defer c.count(-1)
	select {
	case <-c.release:
	case <-r.Context().Done():
		return
	}
	if r.Header.Get("X-Panic") != "" {
		panic("as asked")
	}
	_, _ = io.WriteString(w, "done")
}

func (c *crowd) began(who string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ran = append(c.ran, who)
}

func (c *crowd) count(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running += n
}

// sends begins n requests, and returns when each waits or has its answer.
func (c *crowd) sends(n int, method, path string, headers ...string) {
	for range n {
		c.begin(newRequest(c.T, method, path, headers...))
	}
	synctest.Wait()
}

func (c *crowd) begin(r *http.Request) {
	go func() {
		recorder := httptest.NewRecorder()
		c.handler.ServeHTTP(recorder, r)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.status[recorder.Code]++
	}()
}

// want checks how many run, and how many were answered by each status, given in pairs.
func (c *crowd) want(when string, running int, statuses ...int) {
	c.Helper()
	synctest.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	want := make(map[int]int)
	for i := 0; i < len(statuses); i += 2 {
		want[statuses[i]] = statuses[i+1]
	}
	if c.running != running || fmt.Sprint(c.status) != fmt.Sprint(want) {
		c.Errorf("%s: %d run, answers by status %v; want %d and %v", when, c.running, c.status, running, want)
	}
}

// letGo ends n handlers.
func (c *crowd) letGo(n int) {
	for range n {
		c.release <- struct{}{}
	}
	synctest.Wait()
}

func TestSomeRunSomeWaitAndTheRestAreRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		c.sends(5, "POST", "/graphql")
		c.want("at the limit", 2)
		c.sends(1, "POST", "/graphql")
		c.want("one past it", 2, 503, 1)
		c.letGo(1)
		c.want("after one has ended", 2, 200, 1, 503, 1)
		c.letGo(4)
		c.want("in the end", 0, 200, 5, 503, 1)
	})
}

func TestWhoWaitsTooLongIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		c.sends(4, "POST", "/graphql")
		time.Sleep(2*time.Second - 1)
		c.want("before the time is up", 2)
		time.Sleep(time.Nanosecond)
		c.want("when it is", 2, 503, 2)
		c.letGo(2)
		c.want("in the end", 0, 200, 2, 503, 2)
	})
}

func TestTheRefusalSaysWhenToTryAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		c.sends(5, "POST", "/graphql")
		answer := c.ask("POST", "/graphql")
		if code := codeOf(t, answer); code != "UNAVAILABLE" || answer.Header().Get("Retry-After") != "1" {
			t.Errorf("got %s, Retry-After %q; want UNAVAILABLE and 1", code, answer.Header().Get("Retry-After"))
		}
		if got := answer.Body.String(); strings.Contains(got, "store") {
			t.Errorf("got %s, want no blame of the store", got)
		}
		c.letGo(5)
	})
}

// TestASlotIsFreeAgainWhicheverWayARequestEnds fills all slots in each way, and then asks.
func TestASlotIsFreeAgainWhicheverWayARequestEnds(t *testing.T) {
	ends := map[string]func(c *crowd){
		"an answer": func(c *crowd) { c.sends(2, "POST", "/graphql"); c.letGo(2) },
		"a panic":   func(c *crowd) { c.sends(2, "POST", "/graphql", "X-Panic: 1"); c.letGo(2) },
		"the client goes while it runs": func(c *crowd) {
			c.givenUp(2)
		},
		"the client goes while it waits": func(c *crowd) {
			c.sends(2, "POST", "/graphql")
			c.givenUp(2)
			c.letGo(2)
		},
		"its wait is over": func(c *crowd) {
			c.sends(4, "POST", "/graphql")
			time.Sleep(3 * time.Second)
			c.letGo(2)
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCrowd(t, 5)
				end(c)
				c.status = make(map[int]int)
				c.sends(6, "POST", "/graphql")
				c.want("then", 2, 429, 1)
				c.letGo(5)
			})
		})
	}
}

// givenUp begins requests whose clients go away.
func (c *crowd) givenUp(n int) {
	ctx, cancel := context.WithCancel(c.Context())
	for range n {
		c.begin(newRequest(c.T, "POST", "/graphql").WithContext(ctx))
	}
	synctest.Wait()
	cancel()
	synctest.Wait()
}

func TestWhoGoesAwayLeavesTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		c.sends(2, "POST", "/graphql")
		c.givenUp(3)
		c.want("once those who waited have gone", 2, 503, 3)
		c.sends(3, "POST", "/graphql")
		c.want("others wait in their place", 2, 503, 3)
		c.letGo(5)
	})
}

func TestOneClientDoesNotFillTheQueueForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 4)
		c.sends(50, "POST", "/graphql", "From: 192.0.2.66:1")
		c.want("a flood of one client", 2, 429, 46)
		c.sends(1, "POST", "/graphql", "From: 192.0.2.77:1")
		c.want("then another", 2, 429, 46)
		c.letGo(5)
		c.want("in the end", 0, 200, 5, 429, 46)
	})
}

// asks begins n operations from an address.
func (c *crowd) asks(n int, from string) { c.sends(n, "POST", "/graphql", "From: "+from) }

// wantRan checks whose operations began, in order.
func (c *crowd) wantRan(want ...string) {
	c.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if !slices.Equal(c.ran, want) {
		c.Errorf("began those of %v, want %v", c.ran, want)
	}
}

func TestAFreeSlotGoesToTheClientThatHasTheFewest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		const many, one = "192.0.2.66:1", "192.0.2.77:1"
		c.asks(4, many)
		c.asks(1, one)
		c.letGo(1)
		c.letGo(1)
		c.wantRan(many, many, one, many)
		c.letGo(3)
	})
}

// TestAFreeSlotGoesToTheClientThatHadThemForLess has one client work for a while, and then
// wait first.
func TestAFreeSlotGoesToTheClientThatHadThemForLess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		const busy, rare, others = "192.0.2.66:1", "192.0.2.77:1", "192.0.2.88:1"
		c.asks(1, busy)
		time.Sleep(5 * time.Second)
		c.letGo(1)
		c.asks(2, others)
		c.asks(1, busy)
		c.asks(1, rare)
		c.letGo(1)
		c.wantRan(busy, others, others, rare)
		c.letGo(3)
	})
}

func TestAFullQueueLosesTheLastOfTheClientThatHasMostInIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		const many, one, two = "192.0.2.66:1", "192.0.2.77:1", "192.0.2.88:1"
		c.asks(5, many)
		c.want("all run or wait", 2)
		c.asks(1, one)
		c.asks(1, two)
		c.want("two others come", 2, 503, 2)
		c.asks(1, two)
		c.want("one comes again that has as many waiting as any", 2, 503, 3)
		time.Sleep(time.Second) // so that the one of many had slots for longer, whichever ends first
		for range 4 {
			c.letGo(1) // one by one, so that it is known which began first
		}
		c.wantRan(many, many, one, two, many)
		c.letGo(1)
		c.want("in the end", 0, 200, 5, 503, 3)
	})
}

// TestWhoSendsOrReadsSlowlyHoldsNobodyUp has both slots' worth of clients whose bodies do
// not arrive, and then of clients who do not read.
func TestWhoSendsOrReadsSlowlyHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		bodies := make([]*io.PipeWriter, 2)
		for i := range bodies {
			var body *io.PipeReader
			body, bodies[i] = io.Pipe()
			slow := newRequest(t, "POST", "/graphql")
			slow.Body, slow.ContentLength = body, -1
			c.begin(slow)
		}
		synctest.Wait()
		c.want("while bodies arrive", 0)
		stuck := make(chan struct{})
		for range 2 {
			go c.handler.ServeHTTP(stuckWriter{httptest.NewRecorder(), stuck}, newRequest(t, "POST", "/graphql"))
		}
		c.letGo(2)
		c.sends(2, "POST", "/graphql")
		c.letGo(2)
		c.mu.Lock()
		got := c.status[http.StatusOK]
		c.mu.Unlock()
		if got != 2 {
			t.Errorf("beside 2 who send and 2 who read slowly, %d of 2 others were answered, want both", got)
		}
		close(stuck)
		for _, body := range bodies {
			body.CloseWithError(errors.New("went away"))
		}
		c.want("once their senders have gone", 0, 200, 2, 400, 2)
	})
}

// A stuckWriter has a client who does not read.
type stuckWriter struct {
	*httptest.ResponseRecorder
	until chan struct{}
}

func (s stuckWriter) Write(b []byte) (int, error) {
	<-s.until
	return len(b), nil
}

func TestABodyArrivesWhole(t *testing.T) {
	for _, length := range []int{0, 1, 1024, 1025, 5000} {
		w := newWorld(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }, nil)
		body := strings.Repeat("a", length)
		r := newRequest(t, "POST", "/graphql")
		r.Body = io.NopCloser(strings.NewReader(body))
		if got := w.send(r).Body.String(); got != body {
			t.Errorf("of %d bytes %d reached the handler, want all", length, len(got))
		}
	}
}

func TestStreamsExportsAndPagesTakeNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, 100)
		const from = "From: 192.0.2.66:1"
		c.sends(2, "POST", "/graphql") // all slots
		c.sends(3, "POST", "/graphql", "Accept: text/event-stream", from)
		c.want("streams: 2 of one client", 4, 429, 1)
		c.sends(3, "GET", "/export", from)
		c.want("exports: half of them for one client", 6, 429, 2)
		c.sends(2, "GET", "/export")
		c.want("the other half for others", 8, 429, 2)
		c.sends(1, "GET", "/export", "From: 192.0.2.77:1")
		c.want("and no more", 8, 429, 2, 503, 1)
		c.sends(1, "GET", "/healthz")
		c.sends(1, "GET", "/assets/a.js")
		c.sends(1, "POST", "/import")
		c.want("pages, health and imports", 11, 429, 2, 503, 1)
		c.letGo(11)
		c.sends(2, "POST", "/graphql", "Accept: text/event-stream", from)
		c.sends(2, "GET", "/export", from)
		c.want("once those have ended", 4, 200, 11, 429, 2, 503, 1)
		c.letGo(4)
	})
}

// TestAnOperationOverAStreamTakesASlot admits operations as the handler of a stream does.
func TestAnOperationOverAStreamTakesASlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g *gate.Gate
		var ends []func()
		var refused error
		w := newWorld(t, func(_ http.ResponseWriter, r *http.Request) {
			for range 4 {
				end, err := g.Admit(r.Context())
				if refused = err; err != nil {
					return
				}
				ends = append(ends, end)
			}
		}, func(c *gate.Config) {
			c.Concurrency, c.ClientRequests = 8, 3
			c.Stream = func(*http.Request) bool { return true }
		})
		g = w.Gate
		w.ask("GET", "/graphql", "Upgrade: websocket")
		var refusal *gate.RefusedError
		if len(ends) != 3 || !errors.As(refused, &refusal) || refusal.Code != "LIMIT_EXCEEDED" {
			t.Fatalf("of 4 operations %d were admitted, then %v; want 3 and LIMIT_EXCEEDED", len(ends), refused)
		}
		for _, end := range ends {
			end()
			end() // which does nothing
		}
		ends = nil
		if w.ask("GET", "/graphql", "Upgrade: websocket"); len(ends) != 3 {
			t.Errorf("once they have ended, %d of 4 are admitted, want 3 again", len(ends))
		}
	})
}

func TestMessagesOverAStreamAreReadAtTheRateOfTheClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g *gate.Gate
		w := newWorld(t, func(_ http.ResponseWriter, r *http.Request) {
			for range 6 {
				if err := g.Pace(r.Context()); err != nil {
					t.Errorf("got %v, want the message read later", err)
				}
			}
		}, slow)
		g = w.Gate
		began := time.Now()
		w.ask("GET", "/", "From: 192.0.2.66:1")
		// One of three at once is the request; two messages more, then two a second.
		if got, want := time.Since(began), 2*time.Second; got != want {
			t.Errorf("6 messages took %v, want %v", got, want)
		}
	})
}
