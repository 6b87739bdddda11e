package transfer

import (
	"errors"
	"io"
	"net/http"

	"entente/kg"
)

// A limitError is that of a limit of HTTP, which has a status for it.
type limitError struct {
	*kg.LimitError
	status int
}

// HTTPStatus tells the status.
func (e limitError) HTTPStatus() int { return e.status }

// Unwrap returns the error for who asks for no status.
func (e limitError) Unwrap() error { return e.LimitError }

// enterImport counts an import until the function that it returns is called, or says why
// there may not be another. What says how long it is, and is too long, is not begun.
func (s *Server) enterImport(w http.ResponseWriter, r *http.Request) (leave func(), err error) {
	if limit := s.Limits.Import; limit > 0 && r.ContentLength > limit {
		return nil, s.importError(r.ContentLength)
	}
	leave = func() { s.importing.Add(-1) }
	if n := s.importing.Add(1); s.Limits.Imports > 0 && n > s.Limits.Imports {
		leave()
		w.Header().Set("Retry-After", "10")
		return nil, limitError{&kg.LimitError{
			What: "imports at once", Value: int(n), Limit: int(s.Limits.Imports),
			Advice: "wait until one has ended",
		}, http.StatusServiceUnavailable}
	}
	return leave, nil
}

// limited returns the body of an import, whose sender has some time for each piece, and
// which must not be too long as a whole.
func (s *Server) limited(w http.ResponseWriter, body io.ReadCloser, control *http.ResponseController) io.ReadCloser {
	patient := struct {
		io.Reader
		io.Closer
	}{&patientBody{body: body, control: control}, body}
	if s.Limits.Import <= 0 {
		return patient
	}
	return http.MaxBytesReader(w, patient, s.Limits.Import)
}

// tooLong turns the error of a reader that met the limit into one that names it.
func (s *Server) tooLong(err error) error {
	if errors.As(err, new(*http.MaxBytesError)) {
		return s.importError(s.Limits.Import + 1)
	}
	return err
}

// importError refuses an import of at least so many bytes.
func (s *Server) importError(bytes int64) error {
	return limitError{&kg.LimitError{
		What: "bytes of an import", Value: int(bytes), Limit: int(s.Limits.Import),
		Advice: "send it in parts, compress its files by gzip, or start the server with a higher --limit-import",
	}, http.StatusRequestEntityTooLarge}
}
