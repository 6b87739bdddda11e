package graph

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refuse answers a request that is not looked at any further.
func refuse(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", noStore)
	w.WriteHeader(status)
	//nolint:errcheck,errchkjson // a client that went away is not our fault
	json.NewEncoder(w).Encode(map[string]gqlerror.List{"errors": {gqlError(err)}})
}

// A refusal holds back the body of a response of status 400 or above, to bring it
// into the form of the GraphQL-over-HTTP specification: status 400 for a document
// that does not fit the schema, a code for each error, and no data entry.
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

// respecified are the statuses of gqlgen that the specification has others for.
var respecified = map[int]int{
	http.StatusUnprocessableEntity: http.StatusBadRequest,
	http.StatusNotAcceptable:       http.StatusMethodNotAllowed, // a mutation by GET
}

// send writes what was held back.
func (r *refusal) send() {
	if r.status < http.StatusBadRequest {
		return
	}
	if status, ok := respecified[r.status]; ok {
		r.status = status
	}
	if r.status == http.StatusMethodNotAllowed && r.Header().Get("Allow") == "" {
		r.Header().Set("Allow", "POST")
	}
	r.Header().Del("Content-Length")
	r.ResponseWriter.WriteHeader(r.status)
	r.ResponseWriter.Write(coded(r.body.Bytes())) //nolint:errcheck // a client that went away is not our fault
}

// coded returns the errors of a response alone, and gives those that gqlgen's
// transports leave without a code that of a bad request.
func coded(body []byte) []byte {
	var response struct {
		Errors gqlerror.List `json:"errors"`
	}
	if json.Unmarshal(body, &response) != nil {
		return body
	}
	for _, e := range response.Errors {
		if e.Extensions["code"] == nil {
			e.Extensions = map[string]any{"code": codeBadUserInput}
		}
	}
	text, err := json.Marshal(response)
	if err != nil {
		return body
	}
	return text
}
