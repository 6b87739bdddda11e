package graph

import (
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/kg"
)

// Unchecked returns a handler that looks at no limits of documents, keeps a thousand of
// them as gqlgen does, and says nothing of caches: what the checks are compared with.
func Unchecked(graph *kg.Graph) http.Handler {
	limits := DefaultLimits()
	server := handler.New(schemaOf(graph))
	server.AddTransport(transport.Options{AllowedMethods: strings.Split(allowed, ", ")})
	server.AddTransport(post{limit: limits.Body})
	server.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	server.SetParserTokenLimit(limits.Tokens)
	server.Use(extension.Introspection{})
	limits.Returned, limits.Visited = 1<<30, 1<<30
	server.AroundOperations(begin(graph, &limits))
	server.AroundOperations(timely)
	server.AroundOperations(permit(nil))
	server.AroundResponses(capErrors(limits.Errors))
	server.AroundResponses(addNotices)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, _ := (Options{}).Guard.Identify(r.Context(), r.Header.Get("Authorization"))
		r.Body = http.MaxBytesReader(w, r.Body, limits.Body)
		held := &refusal{ResponseWriter: w}
		server.ServeHTTP(held, r.WithContext(who.Attach(r.Context())))
		held.send()
	})
}
