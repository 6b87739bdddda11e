package graph

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/kg"
)

// The limits of streams.
const (
	// writeLimit is how long a client may take for an event before it is cut off.
	writeLimit = 10 * time.Second
	// closeUnauthorized is the code of graphql-transport-ws for who may not connect, and
	// closeTryAgain that of WebSocket for what cannot be told at present.
	closeUnauthorized = 4401
	closeTryAgain     = 1013
	// pingEvery is how often a silent stream is shown to be alive.
	pingEvery = 15 * time.Second
)

// IsStream reports whether a request asks for events, over WebSocket or as
// server-sent events.
func IsStream(r *http.Request) bool {
	return r.Header.Get("Upgrade") != "" ||
		r.Method == http.MethodPost && strings.Contains(r.Header.Get("Accept"), "text/event-stream")
}

// stream answers a request for events, until the client goes away, the server's streams
// are done, or who asks no longer may. Slots has room for as many as there may be at once.
func stream(
	o Options, slots chan struct{}, server http.Handler, w http.ResponseWriter, r *http.Request,
) {
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	default:
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusServiceUnavailable, &kg.LimitError{
			What: "connections for subscriptions", Value: cap(slots) + 1, Limit: cap(slots),
			Advice: "try again later",
		})
		return
	}
	ctx, cancel := context.WithCancel(context.WithValue(r.Context(), streamKey{}, true))
	defer cancel()
	defer context.AfterFunc(o.Streams, cancel)()
	if r.Header.Get("Upgrade") != "" {
		ctx = context.WithValue(ctx, connectionKey{}, new(connection))
	} else {
		watched, end := o.Guard.Watch(ctx, access.Of(ctx))
		defer end()
		ctx = watched
		p := newPatient(ctx, w, cancel)
		defer afterwards(o.Streams, p.abort)()
		defer afterwards(ctx, p.abort)()
		w = p
	}
	server.ServeHTTP(w, r.WithContext(ctx))
}

// afterwards has f called when ctx is done, until the function that it returns is called,
// which waits for the end of a call that has begun: nothing may touch a response once its
// handler has returned.
func afterwards(ctx context.Context, f func()) (stop func()) {
	ended := make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		defer close(ended)
		f()
	})
	return func() {
		if !forget() {
			<-ended
		}
	}
}

// events is gqlgen's transport of server-sent events behind a check of the body.
type events struct {
	transport.SSE
	limit int64
}

// Do refuses a body that is too long or no request, and answers any other.
func (e events) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if r := checkBody(w, r, e.limit); r != nil {
		e.SSE.Do(w, r, exec)
	}
}

// A patient writer writes a stream that may last for ever, to a client that must not
// take long for a part of it.
type patient struct {
	http.ResponseWriter
	ctx     context.Context //nolint:containedctx // of the request that it answers
	control *http.ResponseController
	cancel  func()
}

// newPatient lifts the deadlines that the server sets for a whole request. Cancel is
// called when the client has been too slow.
func newPatient(ctx context.Context, w http.ResponseWriter, cancel func()) patient {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a writer without deadlines has none to lift
	_ = control.SetWriteDeadline(time.Time{})
	return patient{w, ctx, control, cancel}
}

// abort ends a write that waits for the client.
func (p patient) abort() { _ = p.control.SetWriteDeadline(time.Now()) }

// Write writes within the limit, or gives the client up. What has been ended writes no
// more, not even that it is complete: a client may then come back.
func (p patient) Write(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	_ = p.control.SetWriteDeadline(time.Now().Add(writeLimit)) // as above
	n, err := p.ResponseWriter.Write(b)
	p.check(err)
	return n, err
}

// check gives the client up where sending to it has failed.
func (p patient) check(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) && p.ctx.Err() == nil {
		cut(p.ctx)
	}
	if err != nil {
		p.cancel()
	}
}

// Flush sends what was written within the limit, or gives the client up.
func (p patient) Flush() {
	if p.ctx.Err() != nil {
		return
	}
	_ = p.control.SetWriteDeadline(time.Now().Add(writeLimit)) // as above
	p.check(p.control.Flush())
	_ = p.control.SetWriteDeadline(time.Time{})
}

// webSocket returns the transport of graphql-transport-ws. The browser's origin must
// be the server's own or among those that are named.
func webSocket(o Options) transport.Websocket {
	limit := o.Limits.Body
	return transport.Websocket{
		Implementation:   newPatientSockets(o),
		InitTimeout:      o.Limits.InitTimeout,
		PingPongInterval: pingEvery,
		PayloadReadLimit: &limit,
		InitFunc: func(
			ctx context.Context, payload transport.InitPayload,
		) (context.Context, *transport.InitPayload, error) {
			ctx = context.WithValue(ctx, subscriptionsKey{}, make(chan struct{}, o.Limits.Subscriptions))
			who, err := access.Of(ctx), error(nil)
			if header := payload.Authorization(); header != "" {
				who, err = o.Guard.Identify(ctx, header)
			}
			if err == nil {
				err = o.Guard.Permit(who, access.Reader)
			}
			if err != nil {
				ctx = transport.WithWebsocketCloseCode(ctx, closeCodeOf(err))
				return transport.AppendCloseReason(ctx, err.Error()), nil, err
			}
			closeWhenOver(ctx, o.Guard, who)
			return who.Attach(ctx), nil, nil
		},
	}
}

// A connection is where Accept leaves the socket that a request became, for those who
// close it.
type connection struct{ transport.WebsocketConn }

// connectionKey is where the context of such a request has it.
type connectionKey struct{}

// closeWhenOver closes the connection of a context with a code of its own when who
// connected no longer may.
func closeWhenOver(ctx context.Context, guard *access.Guard, who access.Identity) {
	opened, ok := ctx.Value(connectionKey{}).(*connection)
	if !ok {
		return
	}
	watched, _ := guard.Watch(ctx, who) // it ends with the connection
	context.AfterFunc(watched, func() {
		if errors.Is(context.Cause(watched), access.ErrBadToken) {
			_ = opened.WriteClose(closeUnauthorized, access.ErrBadToken.Error()) // it is gone otherwise
		}
	})
}

// closeCodeOf is the code with which who is refused is told to go.
func closeCodeOf(err error) int {
	if errors.Is(err, access.ErrIssuer) {
		return closeTryAgain
	}
	return closeUnauthorized
}

// patientSockets accepts connections whose clients must not take long for a message.
type patientSockets struct {
	transport.CoderWebsocketImplementation
	log  *slog.Logger
	pace func(context.Context) error
}

func newPatientSockets(o Options) patientSockets {
	s := patientSockets{log: o.Log, pace: o.Pace}
	if s.pace == nil {
		s.pace = func(context.Context) error { return nil }
	}
	for _, origin := range o.Origins {
		// In a pattern, the brackets of an address would stand for one of a few letters.
		s.AcceptOptions.OriginPatterns = append(s.AcceptOptions.OriginPatterns,
			strings.NewReplacer("[", `\[`, "]", `\]`).Replace(origin))
	}
	return s
}

// Accept makes a connection of a request, or tells the client why not.
func (s patientSockets) Accept(
	w http.ResponseWriter, r *http.Request, o transport.WebsocketAcceptOptions,
) (transport.WebsocketConn, error) {
	conn, err := s.CoderWebsocketImplementation.Accept(w, r, o)
	if err != nil {
		s.log.WarnContext(r.Context(), "refused a WebSocket", "error", err, "origin", r.Header.Get("Origin"))
		return refusedSocket{}, nil
	}
	patient := patientSocket{conn, r.Context(), func() error { return s.pace(r.Context()) }}
	if opened, ok := r.Context().Value(connectionKey{}).(*connection); ok {
		opened.WebsocketConn = patient
	}
	if conn.Subprotocol() == transportProtocol {
		return newSubscribers(patient), nil
	}
	return patient, nil
}

// A refusedSocket stands for a connection that there is not, since the client has its
// answer. Of an error, gqlgen would send another and write a line past our log.
type refusedSocket struct{ transport.WebsocketConn }

// Subprotocol returns one that gqlgen does not speak, so that it goes no further.
func (refusedSocket) Subprotocol() string { return "refused" }

// WriteClose does nothing.
func (refusedSocket) WriteClose(int, string) error { return nil }

// A patientSocket ends when its client takes too long for a message, and reads no faster
// than its client may send.
type patientSocket struct {
	transport.WebsocketConn
	ctx  context.Context //nolint:containedctx // of the request that it was made of
	pace func() error
}

// NextReader returns the next message of the client, when it is its time.
func (s patientSocket) NextReader() (kind int, r io.Reader, err error) {
	if err := s.pace(); err != nil {
		return 0, nil, err
	}
	return s.WebsocketConn.NextReader()
}

// WriteJSON writes a message within the limit, or ends the connection.
func (s patientSocket) WriteJSON(v any) error {
	timer := time.AfterFunc(writeLimit, func() {
		cut(s.ctx)
		_ = s.Close() // it is given up
	})
	defer timer.Stop()
	return s.WebsocketConn.WriteJSON(v)
}

// SetReadLimit bounds what a client may send at once.
func (s patientSocket) SetReadLimit(limit int64) {
	if limited, ok := s.WebsocketConn.(transport.WebsocketReadLimiter); ok {
		limited.SetReadLimit(limit)
	}
}

// SetReadDeadline bounds how long a client may be silent.
func (s patientSocket) SetReadDeadline(t time.Time) error {
	if limited, ok := s.WebsocketConn.(transport.WebsocketReadDeadliner); ok {
		return limited.SetReadDeadline(t)
	}
	return nil
}

// subscriptionsKey is where the context of a connection has the slots of its
// subscriptions.
type subscriptionsKey struct{}

// countSubscriptions refuses what is one subscription too many for a connection.
func countSubscriptions(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	slots, ok := ctx.Value(subscriptionsKey{}).(chan struct{})
	if !ok || !subscribes(graphql.GetOperationContext(ctx)) {
		return next(ctx)
	}
	select {
	case slots <- struct{}{}:
		context.AfterFunc(ctx, func() { <-slots })
		return next(ctx)
	default:
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{gqlError(&kg.LimitError{
			What: "subscriptions of a connection", Value: cap(slots) + 1, Limit: cap(slots),
			Advice: "end one, or open another connection",
		})}})
	}
}
