package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"

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
	if checkBody(w, r, p.limit) {
		p.POST.Do(w, r, exec)
	}
}

// checkBody refuses a body that is too long or no request, which gqlgen would repeat
// to the client in its error. It reports whether the request can go on.
func checkBody(w http.ResponseWriter, r *http.Request, limit int64) bool {
	body, err := io.ReadAll(r.Body)
	if errors.As(err, new(*http.MaxBytesError)) {
		refuse(w, http.StatusRequestEntityTooLarge,
			fmt.Errorf("body: more than the limit of %d bytes: %w", limit, kg.ErrLimit))
		return false
	}
	if err != nil || json.Unmarshal(body, new(graphql.RawParams)) != nil {
		refuse(w, http.StatusBadRequest, errBadBody)
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
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
