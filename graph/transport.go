package graph

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"entente/access"
	"entente/kg"
)

// allowed are the methods of the endpoint.
const allowed = "OPTIONS, GET, POST"

// errBadBody refuses the body of a request.
var errBadBody = &kg.InvalidError{
	Field: "body", Reason: "not a request in JSON",
	Accepted: `send {"query": "…", "operationName": "…", "variables": {…}}`,
}

// get is gqlgen's transport for queries in an address, which may name their document by
// its id.
type get struct {
	transport.GET
	graph *kg.Graph
	guard *access.Guard
}

// Do answers a query, or says that the client has the answer.
func (g get) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if id := r.URL.Query().Get("documentId"); id != "" {
		r = r.WithContext(withDocumentID(r.Context(), id))
	}
	g.GET.Do(w, r, tagging{exec, g, r.Header.Get("If-None-Match")})
}

// withDocumentID returns a context with the id of the document that is asked for, if that
// is given.
func withDocumentID(ctx context.Context, id string) context.Context {
	if id == "" {
		return ctx
	}
	return context.WithValue(ctx, documentIDKey{}, id)
}

// unsupported refuses what no other transport takes.
type unsupported struct{}

// Supports takes whatever comes, so it has to be the last transport.
func (unsupported) Supports(*http.Request) bool { return true }

// Do names what is supported.
func (unsupported) Do(w http.ResponseWriter, r *http.Request, _ graphql.GraphExecutor) {
	if r.Method == http.MethodPost {
		refuse(w, http.StatusUnsupportedMediaType, &kg.InvalidError{
			Field: "Content-Type", Value: r.Header.Get("Content-Type"), Reason: "not supported",
			Accepted: "send application/json",
		})
		return
	}
	w.Header().Set("Allow", allowed)
	refuse(w, http.StatusMethodNotAllowed, &kg.InvalidError{
		Field: "method", Value: r.Method, Reason: "not supported", Accepted: "send " + allowed,
	})
}
