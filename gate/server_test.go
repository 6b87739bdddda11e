package gate_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/gate"
)

// A served gate takes connections.
type served struct {
	*world
	address string
	stop    context.CancelFunc
	ended   chan error
}

// serve serves a handler on loopback as on any other address.
func serve(t *testing.T, behind http.HandlerFunc, change func(*gate.Config)) *served {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	s := &served{newWorld(t, behind, change), listener.Addr().String(), stop, make(chan error, 1)}
	go func() { s.ended <- s.Serve(ctx, listener, s.handler); close(s.ended) }()
	t.Cleanup(func() {
		stop()
		<-s.ended //nolint:errcheck // a test that cares has read it
	})
	return s
}

// dial opens a connection and sends a text.
func (s *served) dial(text string) net.Conn {
	s.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		s.Fatal(err)
	}
	return conn
}

// read returns all that comes until the server closes the connection.
func read(t *testing.T, conn net.Conn) string {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(conn)
	return string(text)
}

// TestAClientThatHangsKeepsNobodyFromStopping sends half of a request, and waits.
func TestAClientThatHangsKeepsNobodyFromStopping(t *testing.T) {
	taken := make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(taken)
		_, _ = io.Copy(io.Discard, r.Body) // it never comes
	}, func(c *gate.Config) { c.Grace = time.Millisecond })
	client := s.dial("POST /import HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
	<-taken
	if s.Draining() {
		t.Error("the server drains before it is told to stop")
	}
	s.stop()
	if err := <-s.ended; err != nil {
		t.Errorf("stopped while a client hangs: got error %v, want none", err)
	}
	if !s.Draining() {
		t.Error("the server does not say that it drains")
	}
	if got := s.log.String(); !strings.Contains(got, "cut off") {
		t.Errorf("the log: got %q, want it to say that a request was cut off", got)
	}
	if n, err := client.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("the client then reads %d bytes, %v; want its connection closed", n, err)
	}
}

func TestARequestArrivesOrEndsWithinTheGrace(t *testing.T) {
	if o := gate.DefaultOptions(); o.ReadTimeout >= o.Grace || o.ReadHeaderTimeout > o.ReadTimeout {
		t.Errorf("a head may arrive for %v, a request for %v, want less than the grace of %v",
			o.ReadHeaderTimeout, o.ReadTimeout, o.Grace)
	}
}

// TestWhoSendsTooSlowlyIsCutOff waits for the server, whose times are short here.
func TestWhoSendsTooSlowlyIsCutOff(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if isStream(r) { // which has no deadlines
			_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		}
		_, err := io.ReadAll(r.Body)
		http.Error(w, fmt.Sprint(err), http.StatusBadRequest)
	}, func(c *gate.Config) { c.ReadTimeout, c.Stream = 100*time.Millisecond, isStream })
	heads := serve(t, hello, func(c *gate.Config) { c.ReadHeaderTimeout, c.ReadTimeout = 50*time.Millisecond, time.Hour })
	if got := read(t, heads.dial("GET / HTTP/1.1\r\nHost: x\r\n")); got != "" {
		t.Errorf("half of a head: got %q, want the connection closed", got)
	}
	half := "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\nhalf"
	stream := strings.Replace(half, "Host: x", "Host: x\r\nAccept: text/event-stream", 1)
	for name, request := range map[string]string{"an operation": half, "a stream": stream} {
		if got := read(t, s.dial(request)); !strings.HasPrefix(got, "HTTP/1.1 408 ") || !strings.Contains(got, "in time") {
			t.Errorf("half of the body of %s: got %q, want 408 and the connection closed", name, got)
		}
	}
}

// TestWhoReadsTooSlowlyIsCutOff sends more than any buffer holds to a client who does not
// read.
func TestWhoReadsTooSlowlyIsCutOff(t *testing.T) {
	wrote := make(chan error, 1)
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		var err error
		for piece := make([]byte, 1<<20); err == nil; {
			_, err = w.Write(piece)
		}
		wrote <- err
	}, func(c *gate.Config) { c.WriteTimeout = 100 * time.Millisecond })
	s.dial("POST /graphql HTTP/1.1\r\nHost: x\r\n\r\n")
	if err := <-wrote; err == nil || !strings.Contains(err.Error(), "timeout") {
		t.Errorf("got %v, want a timeout", err)
	}
}

func TestWhoGoesAwayEndsWhatTheyAskedFor(t *testing.T) {
	running, ended := make(chan struct{}), make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(running)
		<-r.Context().Done() // as a call of the store does
		close(ended)
	}, nil)
	client := s.dial("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")
	<-running
	client.Close()
	<-ended
}

func TestAHeadThatIsTooLongIsRefused(t *testing.T) {
	s := serve(t, hello, func(c *gate.Config) { c.MaxHeader = 4096 })
	for length, want := range map[int]string{3000: "200 OK", 9000: "431 Request Header Fields Too Large"} {
		head := "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: " + strings.Repeat("a", length) + "\r\n\r\n"
		if got := read(t, s.dial(head)); !strings.HasPrefix(got, "HTTP/1.1 "+want) {
			t.Errorf("a head of %d bytes: got %.60q, want %s", length, got, want)
		}
	}
}

// TestConnectionsThatAreTooManyAreClosed keeps as many open as may be, and opens one more.
func TestConnectionsThatAreTooManyAreClosed(t *testing.T) {
	for name, change := range map[string]func(*gate.Config){
		"of all": func(c *gate.Config) { c.MaxConnections = 2 },
		"of one": func(c *gate.Config) { c.ClientConnections = 2 },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, hello, change)
			const ask = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
			open := []net.Conn{s.answered(ask), s.answered(ask)}
			for range 3 {
				if got := read(t, s.dial("")); got != "" {
					t.Errorf("one too many: got %q, want it closed", got)
				}
			}
			open[0].Close()
			for { // until the server has noticed
				conn := s.dial("")
				_, _ = io.WriteString(conn, ask)
				if _, err := bufio.NewReader(conn).ReadString('\n'); err == nil {
					return
				}
			}
		})
	}
}

// answered opens a connection that has its answer and stays.
func (s *served) answered(text string) net.Conn {
	s.Helper()
	conn := s.dial(text)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil || answer.StatusCode != http.StatusOK {
		s.Fatalf("got %v, %v; want an answer", answer, err)
	}
	return conn
}

// TestAConnectionThatIsClosedIsNotCounted refuses some of one address and then takes one of
// another, for which there is room.
func TestAConnectionThatIsClosedIsNotCounted(t *testing.T) {
	s := serve(t, hello, func(c *gate.Config) { c.MaxConnections, c.ClientConnections = 3, 2 })
	const ask = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	s.dial("GET")
	s.dial("GET")
	for range 5 {
		if got := read(t, s.dial("")); got != "" {
			t.Errorf("one too many of an address: got %q, want it closed", got)
		}
	}
	other := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	conn, err := other.DialContext(t.Context(), "tcp", s.address)
	if err != nil {
		t.Skip("this machine has one loopback address: " + err.Error())
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, ask)
	if got := read(t, conn); !strings.HasPrefix(got, "HTTP/1.1 200 OK") {
		t.Errorf("the first of another address: got %q, want an answer", got)
	}
}

func TestATrustedProxyHasAsManyConnectionsAsItNeeds(t *testing.T) {
	s := serve(t, hello, func(c *gate.Config) {
		c.ClientConnections, c.TrustedProxy = 1, []gate.Network{network(t, "127.0.0.1")}
	})
	for range 3 {
		s.answered("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	}
}
