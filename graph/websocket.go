package graph

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"

	"entente/access"
)

const (
	// closeUnauthorized is the code of graphql-transport-ws for who may not connect, and
	// closeTryAgain that of WebSocket for what cannot be told at present.
	closeUnauthorized = 4401
	closeTryAgain     = 1013
)

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
