package graph

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/kg"
)

// A Door lets requests in that go to the endpoints beside GraphQL, by the same tokens
// and with the same answers to who is not let in.
type Door struct {
	// Token is the bearer token that permits writing; empty permits nobody.
	Token string
}

// Enter returns the name of who sends a request, empty for a reader, and whether it is
// an editor, who sees what is restricted. It answers who may not come in, as a bad token
// or, where the request is to write, somebody who is no editor; then ok is false.
func (d Door) Enter(w http.ResponseWriter, r *http.Request, write bool) (name string, editor, ok bool) {
	who, err := identify(r.Header.Get("Authorization"), d.Token)
	switch {
	case err != nil:
	case write && who.closed:
		err = errForbidden
	case write && !who.editor:
		err = errUnauthenticated
	}
	if err != nil {
		d.Refuse(w, err)
		return "", false, false
	}
	return who.name, who.editor, true
}

// Refuse answers a request with an error, as GraphQL's endpoint does.
func (Door) Refuse(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	var invalid *kg.InvalidError
	if errors.As(err, &invalid) {
		status = http.StatusBadRequest
	}
	for _, s := range []struct {
		err    error
		status int
	}{
		{errBadToken, http.StatusUnauthorized},
		{errUnauthenticated, http.StatusUnauthorized},
		{errForbidden, http.StatusForbidden},
		{kg.ErrNotFound, http.StatusNotFound},
		{kg.ErrConflict, http.StatusConflict},
		{kg.ErrLimit, http.StatusBadRequest},
		{kg.ErrUnavailable, http.StatusServiceUnavailable},
	} {
		if errors.Is(err, s.err) {
			status = s.status
		}
	}
	if status == http.StatusInternalServerError {
		err = errInternal
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	//nolint:errcheck,errchkjson // a client that went away is not our fault
	json.NewEncoder(w).Encode(map[string]gqlerror.List{"errors": {gqlError(err)}})
}
