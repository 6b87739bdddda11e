package graph

import (
	"errors"
	"net/http"

	"entente/access"
	"entente/kg"
	"entente/request"
)

// A Door lets requests in that go to the endpoints beside GraphQL, by the same guard
// and with the same answers to who is not let in.
type Door struct{ Guard *access.Guard }

// Enter returns who sends a request. It answers who may not come in, as a bad token or
// somebody whose role does not suffice; then ok is false.
func (d Door) Enter(
	w http.ResponseWriter, r *http.Request, needed access.Role,
) (who access.Identity, ok bool) {
	who, err := d.Guard.Recognize(r)
	if err == nil {
		err = d.Guard.Permit(who, needed)
	}
	if err != nil {
		d.Refuse(w, err)
		return access.Identity{}, false
	}
	request.Of(r.Context()).SetUser(who.Name)
	return who, true
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
		{access.ErrBadToken, http.StatusUnauthorized},
		{access.ErrUnauthenticated, http.StatusUnauthorized},
		{access.ErrForbidden, http.StatusForbidden},
		{kg.ErrForbidden, http.StatusForbidden},
		{access.ErrClosed, http.StatusForbidden},
		{access.ErrIssuer, http.StatusServiceUnavailable},
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
	switch {
	case errors.Is(err, access.ErrBadToken):
		w.Header().Set("WWW-Authenticate", `Bearer realm="entente", error="invalid_token"`)
	case status == http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Bearer realm="entente"`)
	}
	refuse(w, status, err)
}
