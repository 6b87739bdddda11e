package graph

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refuse answers a request that is not looked at any further.
func refuse(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	//nolint:errcheck,errchkjson // a client that went away is not our fault
	json.NewEncoder(w).Encode(graphql.Response{Errors: gqlerror.List{gqlError(err)}})
}

// A refusal holds back the body of a response of status 400 or above, to bring it
// into the form of the GraphQL-over-HTTP specification: status 400 for a document
// that does not fit the schema, and no data entry.
type refusal struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader holds back what refuses and passes on the rest.
func (r *refusal) WriteHeader(status int) {
	if r.status = status; status < http.StatusBadRequest {
		r.ResponseWriter.WriteHeader(status)
	}
}

// Write holds back what refuses and passes on the rest.
func (r *refusal) Write(b []byte) (int, error) {
	if r.status < http.StatusBadRequest {
		return r.ResponseWriter.Write(b)
	}
	return r.body.Write(b)
}

// send writes what was held back.
func (r *refusal) send() {
	if r.status < http.StatusBadRequest {
		return
	}
	if r.status == http.StatusUnprocessableEntity {
		r.status = http.StatusBadRequest
	}
	body := bytes.Replace(r.body.Bytes(), []byte(`,"data":null`), nil, 1)
	r.ResponseWriter.Header().Del("Content-Length")
	r.ResponseWriter.WriteHeader(r.status)
	r.ResponseWriter.Write(body) //nolint:errcheck // a client that went away is not our fault
}
