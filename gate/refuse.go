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
	// Field is the header that was refused. It may be empty.
	Field string
	// Retry is when to try again, in whole seconds upwards; 0 says nothing of it.
	Retry time.Duration
}

// Error returns the message.
func (f *RefusedError) Error() string { return f.Message }

// APICode returns the code.
func (f *RefusedError) APICode() string { return f.Code }

// send answers a request with the refusal, in the form of all errors of the API.
func (f *RefusedError) send(w http.ResponseWriter) {
	type extensions struct {
		Code  string `json:"code"`
		Field string `json:"field,omitempty"`
	}
	type problem struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	if f.Retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(f.Retry.Seconds()))))
	}
	w.WriteHeader(f.Status)
	//nolint:errcheck,errchkjson // a client that went away is not our fault
	json.NewEncoder(w).Encode(map[string][]problem{
		"errors": {{f.Message, extensions{f.Code, f.Field}}},
	})
}

// busy refuses what finds no place.
func busy(what string) *RefusedError {
	return &RefusedError{
		Reason: "queue", Status: http.StatusServiceUnavailable, Code: codeUnavailable, Retry: time.Second,
		Message: "the server is busy: " + what + "; try again in a second",
	}
}
