package gate

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"entente/request"
)

// A Config is what a gate has to know.
type Config struct {
	Options
	// Listen is the address that was asked for, and Address the one that it became. On
	// a loopback address only names of this machine are answered to.
	Listen  string
	Address net.Addr
	// Log receives the access log and what goes wrong.
	Log *slog.Logger
	// Body is how many bytes of an operation are read before it takes a slot.
	Body int64
	// Stream reports whether a request to GraphQL asks for a stream. Nil means never.
	Stream func(*http.Request) bool
	// Name returns who sends a request by its token, or "". It is asked only of a client
	// whose address has sent too much. Nil knows nobody.
	Name func(*http.Request) string
	// Refused is told in a word why something was refused: "rate", "queue", "client" for
	// what one has too much of at once, "connections", "host", "origin", "site", "encoding"
	// or "body". Nil is told nothing.
	Refused func(reason string)
	// Clock tells whether a certificate is valid, and when to look for another. Nil is
	// time.Now.
	Clock func() time.Time
	// Redact takes secrets out of what strangers sent and the log shows. Nil takes nothing.
	Redact func(string) string
}

// clientShares count what each address has.
type clientShares = shares[netip.Addr]

// A Gate is what every request passes. It is safe for concurrent use.
type Gate struct {
	config  Config
	hosts   hosts
	origins origins
	cross   *http.CrossOriginProtection
	clients clients

	byAddress *buckets[netip.Addr]
	byName    *buckets[string]

	slots, exports                 *slots
	operations, streams, exportsOf *clientShares
	certificates                   *certificates
	draining                       atomic.Bool
	disbelief                      sync.Once
}

// New returns a gate, or says which flag is wrong and what to write.
func New(c Config) (*Gate, error) {
	allowed, err := parseOrigins(c.CORSOrigin)
	if err != nil {
		return nil, err
	}
	if c.Refused == nil {
		c.Refused = func(string) {}
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	certificates, err := readCertificates(c.TLSCert, c.TLSKey, c.Log, c.Clock)
	if err != nil {
		return nil, err
	}
	onLoopback := c.Address != nil && addressOf(c.Address.String()).IsLoopback()
	g := &Gate{
		config:       c,
		hosts:        newHosts(c.AllowedHost, c.Listen, onLoopback),
		origins:      allowed,
		cross:        http.NewCrossOriginProtection(),
		clients:      clients{trusted: c.TrustedProxy, header: c.ForwardedHeader, onLoopback: onLoopback},
		byAddress:    newBuckets[netip.Addr](c.Rate, c.Burst),
		byName:       newBuckets[string](c.Rate, c.Burst),
		slots:        newSlots(c.concurrency(), c.Queue, c.QueueWait),
		exports:      newSlots(max(1, c.Exports), 0, 0),
		operations:   newShares[netip.Addr](c.clientRequests()),
		streams:      newShares[netip.Addr](c.ClientStreams),
		exportsOf:    newShares[netip.Addr](max(1, c.Exports/2)),
		certificates: certificates,
	}
	for _, origin := range allowed.exact {
		if err := g.cross.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("--cors-origin: %w", err)
		}
	}
	return g, nil
}

// Origins returns the sites whose pages may open a WebSocket: those that are named.
func (g *Gate) Origins() []string { return g.origins.exact }

// Waiting returns how many operations and exports wait for a slot.
func (g *Gate) Waiting() int { return g.slots.waiting() + g.exports.waiting() }

// Draining reports whether the server has been told to stop.
func (g *Gate) Draining() bool { return g.draining.Load() }

type clientKey struct{}

// Wrap returns a handler that lets requests pass to another.
func (g *Gate) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, outer *http.Request) {
		began := time.Now()
		c := g.clients.of(outer)
		id := requestID(outer)
		record := request.New(id)
		ctx := context.WithValue(record.Attach(outer.Context()), clientKey{}, c)
		a, r := &answer{ResponseWriter: w}, outer.WithContext(ctx)
		w.Header().Set("X-Request-Id", id)
		defer func() {
			if panicked := recover(); panicked != nil {
				g.explain(a, r, panicked)
			}
			outer.Pattern = r.Pattern
			g.chargeBad(c, a.status)
			g.logAccess(a, r, c, record, time.Since(began))
			if a.broken {
				panic(http.ErrAbortHandler)
			}
		}()
		g.pass(a, r, c, next)
	})
}

// pass refuses a request or passes it on.
func (g *Gate) pass(a *answer, r *http.Request, c client, next http.Handler) {
	h, origin := a.Header(), r.Header.Get("Origin")
	g.protect(h, r)
	if c.disbelieved {
		g.disbelief.Do(func() {
			g.config.Log.WarnContext(r.Context(), "a proxy says who is behind it and is not believed, "+
				"so that all behind it count as one client; name it by --trusted-proxy",
				"proxy", c.addr.String())
		})
	}
	refused := g.hosts.check(r)
	if refused == nil {
		g.origins.tell(h, origin)
		if isPreflight(r) {
			if refused = g.origins.preflight(h, origin); refused == nil {
				a.WriteHeader(http.StatusNoContent)
				return
			}
		}
	}
	if refused == nil {
		refused = g.checkSite(r)
	}
	if refused == nil {
		refused = checkEncoding(r)
	}
	if refused == nil && !isHealth(r) {
		refused = g.checkRate(c, r)
	}
	if refused != nil {
		g.refuse(a, r, refused)
		return
	}
	g.admit(a, r, c, next)
}

// refuse answers a request in place of a handler.
func (g *Gate) refuse(a *answer, r *http.Request, refused *RefusedError) {
	if r.ProtoMajor == 1 && r.ContentLength != 0 {
		// What is not read of a body would be taken for the next request, or waited for.
		a.Header().Set("Connection", "close")
	}
	g.config.Refused(refused.Reason)
	refused.send(a)
}

// explain answers a request whose handler panicked, if it still can be answered.
func (g *Gate) explain(a *answer, r *http.Request, panicked any) {
	if panicked == http.ErrAbortHandler { //nolint:errorlint // as net/http does
		a.broken = true
		return
	}
	g.config.Log.ErrorContext(r.Context(), "panic in a handler",
		"panic", panicked, "stack", string(debug.Stack()))
	if a.status != 0 {
		a.broken = true // what was sent looks whole otherwise
		return
	}
	for _, name := range []string{
		"Content-Disposition", "Content-Encoding", "Content-Length", "ETag", "Last-Modified",
	} {
		a.Header().Del(name)
	}
	fault := &RefusedError{
		Status: http.StatusInternalServerError, Code: codeInternal, Message: "internal error",
	}
	fault.send(a)
}
