package gate

import (
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// complainEvery is how often the log says that connections are refused.
const complainEvery = int64(time.Minute)

// A listener closes connections that are too many, of all or of one address, at once: a
// client that is told so can go elsewhere, one that is kept waiting cannot.
type listener struct {
	net.Listener
	log *slog.Logger
	// all has one key.
	all    *shares[struct{}]
	of     *clientShares
	exempt func(netip.Addr) bool
	// refused is told of each that is closed.
	refused func(reason string)
	// complained is when the log last said so, in nanoseconds.
	complained atomic.Int64
}

// limit returns a listener that takes as many connections as the options say.
func (g *Gate) limit(from net.Listener) net.Listener {
	return &listener{
		Listener: from,
		log:      g.config.Log,
		refused:  g.config.Refused,
		all:      newShares[struct{}](g.config.MaxConnections),
		of:       newShares[netip.Addr](g.config.ClientConnections),
		exempt: func(a netip.Addr) bool {
			return g.clients.trusts(a) || g.clients.onLoopback && a.IsLoopback()
		},
	}
}

// Accept returns the next connection that is not one too many.
func (l *listener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if give := l.admit(conn); give != nil {
			return &counted{conn, sync.OnceFunc(give)}, nil
		}
		_ = conn.Close() // it was never used
		l.refused("connections")
		l.complain(conn)
	}
}

// admit counts a connection. It returns the function that ends that, or nil.
func (l *listener) admit(conn net.Conn) (give func()) {
	addr := addressOf(conn.RemoteAddr().String())
	key, exempt := client{addr: addr}.key(), l.exempt(addr)
	if !l.all.take(struct{}{}) {
		return nil
	}
	if !exempt && !l.of.take(key) {
		l.all.give(struct{}{})
		return nil
	}
	return func() {
		l.all.give(struct{}{})
		if !exempt {
			l.of.give(key)
		}
	}
}

// complain tells the log now and then, since a flood of lines helps nobody.
func (l *listener) complain(conn net.Conn) {
	now, last := time.Now().UnixNano(), l.complained.Load()
	if now-last > complainEvery && l.complained.CompareAndSwap(last, now) {
		l.log.Warn("closed a connection, since there are as many as may be; said once a minute at most",
			"client", conn.RemoteAddr().String(), "limit", l.all.limit, "limitOfOne", l.of.limit)
	}
}

// A counted connection is counted until it is closed.
type counted struct {
	net.Conn
	give func()
}

// Close closes it.
func (c *counted) Close() error {
	defer c.give()
	return c.Conn.Close()
}
