package graph

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/graph/document"
	"entente/graph/view"
	"entente/kg"
)

// Options are what a handler may be told.
type Options struct {
	// Guard tells who asks. Nil lets everybody read and nobody write.
	Guard *access.Guard
	// Limits are what a request may ask for. Nil means DefaultLimits().
	Limits *Limits
	// Trusted are the documents that may be sent, if not all may.
	Trusted *document.Trusted
	// NoIntrospection keeps the schema from those who ask the API for it.
	NoIntrospection bool
	// MaxAge is how long others may keep the answer to a query by GET of nobody in
	// particular.
	MaxAge time.Duration
	// Log receives what clients are not told. Nil means slog.Default().
	Log *slog.Logger
	// Observer is told what goes on. Nil means that nobody is.
	Observer Observer
	// Streams ends all subscriptions when it is done. Nil means never.
	Streams context.Context //nolint:containedctx // of the server, not of a request
	// Origins are the sites, beside the server's own, whose pages may open a WebSocket,
	// such as https://maps.example.org.
	Origins []string
	// Admit lets an operation begin that came over a stream, where it is no request of
	// its own, and returns the function that ends it. Nil admits all.
	Admit func(context.Context) (end func(), err error)
	// Pace waits until a client may send the next message over a WebSocket. Nil never does.
	Pace func(context.Context) error
}

// NewHandler returns the handler of the GraphQL endpoint.
func NewHandler(graph *kg.Graph, o Options) http.Handler {
	if o.Limits == nil {
		limits := DefaultLimits()
		o.Limits = &limits
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Streams == nil {
		o.Streams = context.Background()
	}
	server, streams := newServer(graph, o), make(chan struct{}, o.Limits.Streams)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := o.Guard.Recognize(r)
		if err == nil && r.Header.Get("Upgrade") == "" { // a browser tells its token only afterwards
			err = o.Guard.Permit(who, access.Reader)
		}
		if err != nil {
			Door{Log: o.Log}.Refuse(w, r, err)
			return
		}
		ctx := who.Attach(r.Context())
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, o.Limits.Body)
		}
		if IsStream(r) {
			ctx, ended := watched(ctx, o.Observer, r.Header.Get("Upgrade") != "")
			defer ended()
			stream(o, streams, server, w, r.WithContext(ctx))
			return
		}
		keeping := newKeeping(o, who, w, r)
		held := &refusal{ResponseWriter: keeping}
		server.ServeHTTP(held, r.WithContext(keeping.attach(ctx)))
		held.send()
		keeping.begin()
	})
}

// begin gives an operation the reader of its moment and, unless it subscribes, a time in
// which to end and a budget of what may be read for it.
func begin(graph *kg.Graph, limits *Limits) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		operation := graphql.GetOperationContext(ctx)
		v := graph.View()
		v.Restricted = access.Of(ctx).SeesRestricted()
		v.Consistency = operation.Headers.Get("Entente-Consistency")
		ctx = view.Reader{Graph: graph, View: v, Notices: new(view.Notices)}.Attach(ctx)
		if subscribes(operation) {
			return next(ctx)
		}
		ctx, cancel := context.WithTimeout(limits.budget().Attach(ctx), limits.Timeout)
		respond := next(ctx)
		return func(context.Context) *graphql.Response {
			defer cancel()
			return respond(ctx)
		}
	}
}

// subscribes reports whether an operation is a subscription.
func subscribes(o *graphql.OperationContext) bool {
	return o.Operation != nil && o.Operation.Operation == ast.Subscription
}

// newServer joins the schema, its resolvers and the rules of the endpoint.
func newServer(graph *kg.Graph, o Options) *handler.Server {
	schema := schemaOf(graph)
	server, examiner := handler.New(schema), newExaminer(schema.Schema(), o)
	for _, t := range []graphql.Transport{
		webSocket(o),
		transport.Options{AllowedMethods: strings.Split(allowed, ", ")},
		events{transport.SSE{KeepAlivePingInterval: pingEvery}, o.Limits.Body},
		get{graph: graph, guard: o.Guard},
		post{limit: o.Limits.Body},
		unsupported{},
	} {
		server.AddTransport(behind{t, examiner})
	}
	server.SetQueryCache(fromContext{})
	if o.Observer != nil {
		server.Use(observing{o.Observer}) // around all that follow
	}
	if !o.NoIntrospection {
		server.Use(extension.Introspection{})
	}
	server.AroundOperations(begin(graph, o.Limits))
	server.AroundOperations(timely)
	server.AroundOperations(tellOperation)
	server.AroundOperations(admit(o.Admit))
	server.AroundOperations(permit(o.Guard))
	server.AroundOperations(countSubscriptions)
	server.AroundResponses(capErrors(o.Limits.Errors))
	server.AroundResponses(addNotices)
	server.AroundResponses(keepNoErrors)
	server.AroundResponses(tellCodes)
	server.SetErrorPresenter(presenter(o.Log))
	server.SetRecoverFunc(func(ctx context.Context, panicked any) error {
		o.Log.ErrorContext(ctx, "panic in a resolver", "panic", panicked, "stack", string(debug.Stack()))
		return errInternal
	})
	return server
}

// timely answers a request whose time was up before it began, for which gqlgen has
// no response.
func timely(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	respond, answered := next(ctx), false
	return func(ctx context.Context) *graphql.Response {
		response := respond(ctx)
		if response == nil && !answered && ctx.Err() != nil {
			response = &graphql.Response{Errors: gqlerror.List{gqlError(ctx.Err())}}
		}
		answered = true
		return response
	}
}

// addNotices puts what is to be said beside the data under extensions.notices.
func addNotices(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if texts := view.NoticesOf(ctx); response != nil && len(texts) > 0 {
		if response.Extensions == nil {
			response.Extensions = make(map[string]any)
		}
		response.Extensions["notices"] = texts
	}
	return response
}

// capErrors keeps a response from being mostly errors.
func capErrors(limit int) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		response := next(ctx)
		if response != nil && len(response.Errors) > limit {
			left := len(response.Errors) - limit
			response.Errors = response.Errors[:limit]
			response.Errors[limit-1].Message += fmt.Sprintf(" (and %d further errors)", left)
		}
		return response
	}
}
