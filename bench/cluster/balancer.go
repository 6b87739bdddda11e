package cluster

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

// A balancer hands each connection to the next server in turn and passes bytes on, as
// HAProxy does in mode tcp. A server that does not accept is passed over for the one after
// it. It runs in the process that makes the load, so what it takes of the processors counts
// as the client's.
type balancer struct {
	listener *net.TCPListener
	servers  []string
	running  sync.WaitGroup
	stop     context.CancelFunc
}

// acceptWithin is how long a server may take to accept a connection.
const acceptWithin = 5 * time.Second

// balance listens on a free port of the loopback for servers such as "127.0.0.1:8080".
func balance(servers []string) (*balancer, error) {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	b := &balancer{listener: listener, servers: servers, stop: stop}
	b.running.Go(func() { b.accept(ctx) })
	return b, nil
}

// accept takes connections in the order in which they are made, and so hands them out.
func (b *balancer) accept(ctx context.Context) {
	for turn := 0; ; turn++ {
		client, err := b.listener.AcceptTCP()
		if err != nil {
			return // it was closed
		}
		b.running.Go(func() {
			defer func() { _ = client.Close() }() // again, where the server was found
			if server := b.dial(ctx, turn); server != nil {
				join(ctx, client, server)
			}
		})
	}
}

// dial connects to the server whose turn it is or to the first after it that accepts. It
// returns nil where none does.
func (b *balancer) dial(ctx context.Context, turn int) *net.TCPConn {
	dialer := net.Dialer{Timeout: acceptWithin}
	for i := range b.servers {
		conn, err := dialer.DialContext(ctx, "tcp", b.servers[(turn+i)%len(b.servers)])
		if tcp, ok := conn.(*net.TCPConn); err == nil && ok {
			return tcp
		}
	}
	return nil
}

// join passes on what either side sends. A client that has said all may still hear; where
// the server ends, so does the client's connection.
func join(ctx context.Context, client, server *net.TCPConn) {
	end := func() {
		_ = client.Close() // what it had to hear was written
		_ = server.Close()
	}
	defer context.AfterFunc(ctx, end)()
	var asking sync.WaitGroup
	asking.Go(func() {
		_, _ = io.Copy(server, client) // either may break off: both are then closed
		_ = server.CloseWrite()
	})
	_, _ = io.Copy(client, server)
	end()
	asking.Wait()
}

// close ends all connections and waits until they are.
func (b *balancer) close() {
	_ = b.listener.Close() // it only listened
	b.stop()
	b.running.Wait()
}
