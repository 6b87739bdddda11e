package gate_test

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"entente/gate"
)

// A port is a listener whose connections come from whatever address a test likes.
type port struct{ arriving chan net.Conn }

func (p *port) Accept() (net.Conn, error) {
	conn, ok := <-p.arriving
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (p *port) Close() error   { return nil }
func (p *port) Addr() net.Addr { return public }

// A comer is a connection from an address.
type comer struct {
	net.Conn
	from net.TCPAddr
}

func (c *comer) RemoteAddr() net.Addr { return &c.from }

// dial opens a connection from an address.
func (p *port) dial(from string) net.Conn {
	client, server := net.Pipe()
	p.arriving <- &comer{server, net.TCPAddr{IP: net.ParseIP(from), Port: 1}}
	return client
}

// isServed reports whether a connection is answered, and not closed.
func isServed(t *testing.T, conn net.Conn) bool {
	t.Helper()
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return false // of a pipe that is closed
	}
	answer := make([]byte, 1<<10)
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		return false
	}
	n, _ := conn.Read(answer)
	return strings.HasPrefix(string(answer[:n]), "HTTP/1.1 200")
}

// TestTheAddressWithMostConnectionsLosesOneToWhoHasFewer fills a server that takes four from
// one address, and then comes from another.
func TestTheAddressWithMostConnectionsLosesOneToWhoHasFewer(t *testing.T) {
	w := newWorld(t, hello, func(c *gate.Config) { c.MaxConnections = 4 })
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	p := &port{make(chan net.Conn)}
	go w.Serve(ctx, p, w.handler) //nolint:errcheck // it ends with the test
	defer close(p.arriving)
	var greedy []net.Conn
	for range 4 {
		greedy = append(greedy, p.dial("198.51.100.1"))
	}
	for i, conn := range greedy {
		if !isServed(t, conn) {
			t.Fatalf("connection %d of 4 was closed, want it to be served", i)
		}
	}
	var others []net.Conn
	for i, want := range []bool{true, true, false} {
		others = append(others, p.dial("203.0.113.7"))
		if got := isServed(t, others[i]); got != want {
			t.Errorf("connection %d of another address: served is %t, want %t", i, got, want)
		}
	}
	for i, want := range []bool{false, false, true, true} {
		if got := isServed(t, greedy[i]); got != want {
			t.Errorf("connection %d of the first address: served is %t, want %t", i, got, want)
		}
	}
}
