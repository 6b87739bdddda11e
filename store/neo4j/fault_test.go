package neo4j

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/neo4jlocal"
	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
)

// TestServerAway kills, restarts and pauses a server under a store: calls fail in
// the words of the domain and succeed again as soon as the server is there.
func TestServerAway(t *testing.T) {
	server := neo4jtest.Private(t, neo4jlocal.Options{})
	s, err := Open(t.Context(), server.URI, Credentials(server.Username, server.Password))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the server may be gone
	put(t, s, "b1", actor("a", "A"))

	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	for call, err := range everyCall(t, s) {
		if !errors.Is(err, kg.ErrUnavailable) {
			t.Errorf("%s while the server is dead: got error %v, want ErrUnavailable", call, err)
		} else if strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("%s: got error %q, want one without the address", call, err)
		}
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	for call, err := range everyCall(t, s) {
		if err != nil {
			t.Errorf("%s after the restart: got error %v, want none", call, err)
		}
	}

	if err := server.Pause(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := s.Records(ctx, kg.View{}, []kg.ID{"a"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Records of a hung server: got error %v, want DeadlineExceeded", err)
	}
	_, err = s.Apply(ctx, batchOf("b3", actor("c", "C")))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Apply at a hung server: got error %v, want DeadlineExceeded", err)
	}
	if err := server.Resume(); err != nil {
		t.Fatal(err)
	}
	for call, err := range everyCall(t, s) {
		if err != nil {
			t.Errorf("%s after the pause: got error %v, want none", call, err)
		}
	}
	got, err := s.Records(t.Context(), kg.View{}, []kg.ID{"a", "b", "c"})
	if err != nil || got[0] == nil || got[1] == nil || got[2] != nil {
		t.Errorf("Records: got %v, %v, want a and b, which were acknowledged, and not c", got, err)
	}
}

// commitMessage is how the driver asks for a commit: a chunk of two bytes and the
// end of the message.
var commitMessage = []byte{0x00, 0x02, 0xB0, 0x12, 0x00, 0x00}

// TestConnectionLostInCommit cuts the connection at a commit, before the server
// hears of it and after: either way the batch is applied once and acknowledged.
func TestConnectionLostInCommit(t *testing.T) {
	for _, tt := range []struct {
		name  string
		heard bool // the server hears of the commit that the store gets no answer to
	}{
		{"before the server hears of it", false},
		{"after the server heard of it", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			target := neo4jtest.ForTest(t)
			target.Reset(t)
			proxy := startProxy(t, target.URI)
			s, err := Open(t.Context(), "bolt://"+proxy.address(),
				Credentials(target.Username, target.Password))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() }) // its connections were cut
			first := put(t, s, "b1", actor("a", "A"))

			proxy.heard.Store(tt.heard)
			proxy.cuts.Store(1)
			second := put(t, s, "b2", actor("a", "A2"), actor("b", "B"))
			if left := proxy.cuts.Load(); left != 0 {
				t.Fatalf("the proxy: got %d cuts left, want none", left)
			}
			changes, err := s.Changes(t.Context(), kg.View{}, first.Sequence, 10)
			if err != nil || len(changes) != 2 || changes[1].Sequence != second.Sequence {
				t.Errorf("Changes: got %+v, %v, want the two of batch b2 to sequence %d",
					changes, err, second.Sequence)
			}
			put(t, s, "b3", actor("b", "B2"))
		})
	}
}

// A proxy passes bytes between a store and a server, and cuts connections when it
// sees a commit as long as there are cuts left.
type proxy struct {
	listener net.Listener
	server   string
	heard    atomic.Bool
	cuts     atomic.Int32
	running  sync.WaitGroup
}

func startProxy(t *testing.T, uri string) *proxy {
	t.Helper()
	parsed, err := url.Parse(uri)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, server: parsed.Host}
	p.running.Go(p.accept)
	t.Cleanup(func() {
		_ = listener.Close() // ends accept; connections end with the store's
		p.running.Wait()
	})
	return p
}

func (p *proxy) address() string { return p.listener.Addr().String() }

func (p *proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		l := &link{proxy: p, client: client, server: server, answered: make(chan struct{})}
		p.running.Go(l.ask)
		p.running.Go(l.answer)
	}
}

// A link is one connection through the proxy.
type link struct {
	*proxy
	client, server net.Conn
	cut            atomic.Bool
	answered       chan struct{} // closed once the server says something after the cut
}

// ask passes on to the server what the store says.
func (l *link) ask() {
	defer func() {
		_ = l.client.Close()
		_ = l.server.Close()
	}()
	buffer := make([]byte, 1<<16)
	for {
		n, err := l.client.Read(buffer)
		said := buffer[:n]
		if bytes.Contains(said, commitMessage) && l.cuts.Load() > 0 {
			l.cuts.Add(-1)
			l.cut.Store(true)
			_ = l.client.Close()
			if l.heard.Load() {
				_, _ = l.server.Write(said)
				<-l.answered // by then it has committed
			}
			return
		}
		if _, failed := l.server.Write(said); failed != nil || err != nil {
			return
		}
	}
}

// answer passes on to the store what the server says.
func (l *link) answer() {
	defer close(l.answered)
	buffer := make([]byte, 1<<16)
	for {
		n, err := l.server.Read(buffer)
		if l.cut.Load() || err != nil {
			_ = l.client.Close()
			return
		}
		if _, err := l.client.Write(buffer[:n]); err != nil {
			return
		}
	}
}
