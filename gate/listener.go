package gate

import (
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// complainEvery is how often the log says that connections are refused.
const complainEvery = int64(time.Minute)

// A listener closes connections that are too many, of all or of one address, at once: a
// client that is told so can go elsewhere, one that is kept waiting cannot. Where there are
// as many as may be in all, the address that has most of them loses one to who has fewer:
// few addresses could keep everybody out otherwise, without asking for anything.
type listener struct {
	net.Listener
	log *slog.Logger
	// all and each are how many there may be, of all addresses and of one.
	all, each int
	exempt    func(netip.Addr) bool
	// refused is told of each that is closed.
	refused func(reason string)
	// complained is when the log last said so, in nanoseconds.
	complained atomic.Int64

	mu    sync.Mutex
	count int
	// of has the connections of each address, the oldest first, but for those of exempt
	// ones.
	of map[netip.Addr][]*counted
}

// limit returns a listener that takes as many connections as the options say.
func (g *Gate) limit(from net.Listener) net.Listener {
	return &listener{
		Listener: from,
		log:      g.config.Log,
		refused:  g.config.Refused,
		all:      g.config.MaxConnections,
		each:     g.config.ClientConnections,
		exempt: func(a netip.Addr) bool {
			return g.clients.trusts(a) || g.clients.onLoopback && a.IsLoopback()
		},
		of: make(map[netip.Addr][]*counted),
	}
}

// Accept returns the next connection that is not one too many.
func (l *listener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		admitted, closed := l.admit(conn)
		if closed != nil {
			_ = closed.Close() // nothing more is expected of it
			l.refused("connections")
			l.complain(closed)
		}
		if admitted != nil {
			return admitted, nil
		}
	}
}

// admit counts a connection, if it may stay, and returns the one that has to go for it, or
// itself, if one has to.
func (l *listener) admit(conn net.Conn) (admitted, closed net.Conn) {
	addr := addressOf(conn.RemoteAddr().String())
	c := &counted{Conn: conn, from: client{addr: addr}.key(), exempt: l.exempt(addr), by: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !c.exempt && len(l.of[c.from]) >= l.each {
		return nil, conn
	}
	if l.count >= l.all {
		loser := l.greediest()
		if loser == nil || len(l.of[loser.from]) <= len(l.of[c.from])+1 {
			return nil, conn
		}
		l.forget(loser)
		closed = loser
	}
	l.count++
	if !c.exempt {
		l.of[c.from] = append(l.of[c.from], c)
	}
	return c, closed
}

// greediest returns the oldest connection of the address that has most, or nil. It needs
// the lock.
func (l *listener) greediest() (oldest *counted) {
	most := 0
	for _, connections := range l.of {
		if len(connections) > most {
			oldest, most = connections[0], len(connections)
		}
	}
	return oldest
}

// forget counts a connection no longer. It needs the lock.
func (l *listener) forget(c *counted) {
	if c.forgotten {
		return
	}
	c.forgotten = true
	l.count--
	if c.exempt {
		return
	}
	left := l.of[c.from]
	if i := slices.Index(left, c); i >= 0 {
		left = slices.Delete(left, i, i+1)
	}
	if l.of[c.from] = left; len(left) == 0 {
		delete(l.of, c.from)
	}
}

// complain tells the log now and then, since a flood of lines helps nobody.
func (l *listener) complain(conn net.Conn) {
	now, last := time.Now().UnixNano(), l.complained.Load()
	if now-last > complainEvery && l.complained.CompareAndSwap(last, now) {
		l.log.Warn("closed a connection, since there are as many as may be; said once a minute at most",
			"client", conn.RemoteAddr().String(), "limit", l.all, "limitOfOne", l.each)
	}
}

// A counted connection is counted until it is closed.
type counted struct {
	net.Conn
	from   netip.Addr
	exempt bool
	by     *listener
	// forgotten is whether it counts no longer; the lock of by is over it.
	forgotten bool
}

// Close closes it.
func (c *counted) Close() error {
	c.by.mu.Lock()
	c.by.forget(c)
	c.by.mu.Unlock()
	return c.Conn.Close()
}
