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
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/generated"
	"entente/graph/view"
	"entente/kg"
)

// The limits of a request.
const (
	maxBody   = 256 << 10
	maxTokens = 1000
	maxErrors = 20
	// cachedDocuments is how many parsed query documents are kept.
	cachedDocuments = 1000
)

// Options are what a handler may be told.
type Options struct {
	// Token is the bearer token that permits writing; empty permits nobody.
	Token string
	// Timeout ends a request; 0 means 5 seconds.
	Timeout time.Duration
	// Log receives what clients are not told. Nil means slog.Default().
	Log *slog.Logger
}

// NewHandler returns the handler of the GraphQL endpoint.
func NewHandler(graph *kg.Graph, o Options) http.Handler {
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	server := newServer(graph, o.Log)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), o.Timeout)
		defer cancel()
		who, err := identify(r, o.Token)
		if err != nil {
			refuse(w, http.StatusUnauthorized, err)
			return
		}
		v := graph.View()
		v.Restricted = who.editor
		v.Consistency = r.Header.Get("Entente-Consistency")
		reader := view.Reader{Graph: graph, View: v, Notices: new(view.Notices)}
		ctx = reader.Attach(who.attach(ctx))
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		held := &refusal{ResponseWriter: w}
		server.ServeHTTP(held, r.WithContext(ctx))
		held.send()
	})
}

// newServer joins the schema, its resolvers and the rules of the endpoint.
func newServer(graph *kg.Graph, log *slog.Logger) *handler.Server {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{graph}})
	// gqlgen knows @defer without being told, and answers it with null and no more.
	delete(schema.Schema().Directives, "defer")
	server := handler.New(schema)
	server.AddTransport(transport.Options{AllowedMethods: strings.Split(allowed, ", ")})
	server.AddTransport(transport.GET{})
	server.AddTransport(post{})
	server.AddTransport(unsupported{})
	server.SetQueryCache(lru.New[*ast.QueryDocument](cachedDocuments))
	server.SetParserTokenLimit(maxTokens)
	server.Use(extension.Introspection{})
	server.AroundOperations(timely)
	server.AroundOperations(guard)
	server.AroundResponses(capErrors)
	server.AroundResponses(addNotices)
	server.SetErrorPresenter(presenter(log))
	server.SetRecoverFunc(func(ctx context.Context, panicked any) error {
		log.ErrorContext(ctx, "panic in a resolver", "panic", panicked, "stack", string(debug.Stack()))
		return errInternal
	})
	return server
}

// timely answers a request whose time was up before it began, for which gqlgen has
// no response.
func timely(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	respond := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		response := respond(ctx)
		if response == nil && ctx.Err() != nil {
			return &graphql.Response{Errors: gqlerror.List{gqlError(ctx.Err())}}
		}
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
func capErrors(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response != nil && len(response.Errors) > maxErrors {
		left := len(response.Errors) - maxErrors
		response.Errors = response.Errors[:maxErrors]
		response.Errors[maxErrors-1].Message += fmt.Sprintf(" (and %d further errors)", left)
	}
	return response
}
