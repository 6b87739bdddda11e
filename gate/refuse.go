package gate

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// The codes of what the gate refuses, which are those of the API.
const (
	codeBadUserInput = "BAD_USER_INPUT"
	codeForbidden    = "FORBIDDEN"
	codeInternal     = "INTERNAL"
	codeLimit        = "LIMIT_EXCEEDED"
	codeUnavailable  = "UNAVAILABLE"
)

// A RefusedError is an answer of the gate in place of a handler's. It is the error of an
// operation that may not begin.
type RefusedError struct {
	// Reason names the rule in a word, for those who count.
	Reason string
	// Status is that of HTTP, Code that of the API.
	Status int
	Code   string
	// Message says what was wrong and what is accepted.
	Message string
	// Field is the header that was refused, and What is limited, to how many. Either may be
	// empty.
	Field string
	What  string
	Limit float64
	// Retry is when to try again, in whole seconds upwards; 0 says nothing of it.
	Retry time.Duration
}

// Error returns the message.
func (f *RefusedError) Error() string { return f.Message }

// Extensions returns what programs are told beside the message.
func (f *RefusedError) Extensions() map[string]any {
	extensions := map[string]any{"code": f.Code}
	if f.Field != "" {
		extensions["field"] = f.Field
	}
	if f.What != "" {
		extensions["what"], extensions["limit"] = f.What, f.Limit
	}
	return extensions
}

// send answers a request with the refusal, in the form of all errors of the API.
func (f *RefusedError) send(w http.ResponseWriter) {
	type problem struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	if f.Retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(f.Retry.Seconds()))))
	}
	w.WriteHeader(f.Status)
	//nolint:errcheck,errchkjson // a client that went away is not our fault
	json.NewEncoder(w).Encode(map[string][]problem{"errors": {{f.Message, f.Extensions()}}})
}

// busy refuses what finds no place.
func busy(what string) *RefusedError {
	return &RefusedError{
		Reason: "queue", Status: http.StatusServiceUnavailable, Code: codeUnavailable, Retry: time.Second,
		Message: "the server is busy: " + what + "; try again in a second",
	}
}
