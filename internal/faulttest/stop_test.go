package faulttest

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// half opens a connection and sends half of a request on it, so that it is in flight.
func half(t *testing.T, s *server) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
		"Content-Length: 24\r\nExpect: 100-continue\r\n\r\n"
	if _, err := io.WriteString(connection, head); err != nil {
		t.Fatal(err)
	}
	// The server says so when it wants the body, and so is at work on the request.
	const proceed = "HTTP/1.1 100 Continue\r\n\r\n"
	said := make([]byte, len(proceed))
	if _, err := io.ReadFull(connection, said); err != nil || string(said) != proceed {
		t.Fatalf("half of a request: got %q, %v; want %q", said, err, proceed)
	}
	if _, err := io.WriteString(connection, `{"query":`); err != nil {
		t.Fatal(err)
	}
	return connection
}

// TestASecondSIGTERMEndsAtOnce does not wait for what is in flight, which the first does
// (F12).
func TestASecondSIGTERMEndsAtOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, "file:"+filepath.Join(t.TempDir(), "entente.db"))
	half(t, s)
	s.Signal(t, syscall.SIGTERM)
	await(t, patience, "the server says that it stops", func(context.Context) bool {
		return strings.Contains(s.Log(), "stopping")
	})
	select {
	case <-s.Ended:
		t.Fatalf("after one SIGTERM it ended with %v, want it to wait for the request in flight", s.Err)
	default:
	}
	s.Signal(t, syscall.SIGTERM)
	<-s.Ended
	status, ok := s.Cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() || status.Signal() != syscall.SIGTERM {
		t.Errorf("after the second SIGTERM: got %v, want it ended by that signal", s.Err)
	}
	checkFile(t, strings.TrimPrefix(s.store, "file:"), newLedger())
}

// TestAServerThatDrainsIsNotReadyAndServes goes on for the time of --drain, with /readyz
// telling the load balancer that no more is to come.
func TestAServerThatDrainsIsNotReadyAndServes(t *testing.T) {
	t.Parallel()
	s := serve(t, "file:"+filepath.Join(t.TempDir(), "entente.db"), "--drain", "1h")
	if got := s.ready(t.Context()); got != http.StatusOK {
		t.Fatalf("before: /readyz has status %d, want 200", got)
	}
	s.Signal(t, syscall.SIGTERM)
	s.awaitReady(t, http.StatusServiceUnavailable)
	if a := s.ask(t.Context(), readSome, nil); !a.done() {
		t.Errorf("a request on a new connection: got %s, want it answered", a.body)
	}
	s.Signal(t, syscall.SIGTERM) // or it would serve for an hour
	<-s.Ended
}

// TestRequestsInFlightEndBeforeTheProgram stops a server with half of a request in flight,
// at once and after it has drained (F12).
func TestRequestsInFlightEndBeforeTheProgram(t *testing.T) {
	t.Parallel()
	for _, drain := range []string{"0s", "10ms"} {
		t.Run("--drain "+drain, func(t *testing.T) {
			s := serve(t, "file:"+filepath.Join(t.TempDir(), "entente.db"), "--drain", drain)
			connection := half(t, s)
			s.Signal(t, syscall.SIGTERM)
			awaitRefused(t, connection.RemoteAddr().String())
			if _, err := io.WriteString(connection, `"{__typename}"}`); err != nil {
				t.Fatal(err)
			}
			answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
			if err != nil || answer.StatusCode != http.StatusOK {
				t.Errorf("the request in flight: got %v, %v; want its answer", answer, err)
			}
			if <-s.Ended; s.Err != nil {
				t.Errorf("the server ended with %v, want exit code 0\n%s", s.Err, s.Log())
			}
		})
	}
}

// awaitRefused waits until a server takes no new connections.
func awaitRefused(t *testing.T, address string) {
	t.Helper()
	await(t, patience, "the listener is closed", func(context.Context) bool {
		another, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			another.Close()
		}
		return err != nil
	})
}
