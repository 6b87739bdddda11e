package graph

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/kg"
)

// The limits of streams.
const (
	// writeLimit is how long a client may take for an event before it is cut off.
	writeLimit = 10 * time.Second
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
