package graph

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"

	"entente/access"
	"entente/request"
)

// A Door lets requests in that go to the endpoints beside GraphQL, by the same guard
// and with the same answers to who is not let in.
type Door struct {
	Guard *access.Guard
	// Log receives what clients are not told. Nil means slog.Default().
	Log *slog.Logger
}

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
		d.Refuse(w, r, err)
		return access.Identity{}, false
	}
	request.Of(r.Context()).SetUser(who.Name)
	return who, true
}

// Refuse answers a request with an error, in the form of GraphQL's endpoint. The status is
// that of the error's code, unless the error knows a better one.
func (d Door) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := cmp.Or(statuses[codeOf(err)], http.StatusInternalServerError)
	if own, ok := errors.AsType[interface {
		error
		HTTPStatus() int
	}](err); ok {
		status = own.HTTPStatus()
	}
	switch {
	case status == http.StatusInternalServerError:
		cmp.Or(d.Log, slog.Default()).ErrorContext(r.Context(), "internal error", "error", err)
		err = errInternal
	case errors.Is(err, access.ErrBadToken):
		w.Header().Set("WWW-Authenticate", `Bearer realm="entente", error="invalid_token"`)
	case status == http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Bearer realm="entente"`)
	}
	refuse(w, status, err)
}
