package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
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

// post is gqlgen's transport behind a check of the body.
type post struct {
	transport.POST
	// limit is how many bytes a body may have, which the reader of it enforces.
	limit int64
}

// Do refuses a body that is too long or no request, and answers any other.
func (p post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if r := checkBody(w, r, p.limit); r != nil {
		p.POST.Do(w, r, exec)
	}
}

// checkBody refuses a body that is too long or no request, which gqlgen would repeat
// to the client in its error. Else it returns the request with the id of its document.
func checkBody(w http.ResponseWriter, r *http.Request, limit int64) *http.Request {
	body, err := io.ReadAll(r.Body)
	if errors.As(err, new(*http.MaxBytesError)) {
		refuse(w, http.StatusRequestEntityTooLarge, &kg.LimitError{
			What: "body", Limit: int(limit), Advice: "send several requests; the limit is one of bytes",
		})
		return nil
	}
	var sent struct {
		graphql.RawParams
		DocumentID string `json:"documentId"`
	}
	if err != nil || json.Unmarshal(body, &sent) != nil {
		refuse(w, http.StatusBadRequest, errBadBody)
		return nil
	}
	r = withDocumentID(r, sent.DocumentID)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return r
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
	r = withDocumentID(r, r.URL.Query().Get("documentId"))
	g.GET.Do(w, r, tagging{exec, g, r.Header.Get("If-None-Match")})
}

// withDocumentID returns a request with the id of its document, if that is given.
func withDocumentID(r *http.Request, id string) *http.Request {
	if id == "" {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), documentIDKey{}, id))
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
