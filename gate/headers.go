package gate

import (
	"crypto/rand"
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// safety are the headers that protect a visitor on every answer. The pages, which are
// the only answers that load anything, have a content policy of their own.
var safety = http.Header{
	"Content-Security-Policy": {
		"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Permissions-Policy":           {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	"Referrer-Policy":              {"no-referrer"},
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
}

// protect sets the headers that protect a visitor.
func (g *Gate) protect(h http.Header, r *http.Request) {
	maps.Copy(h, safety)
	// Of localhost, browsers would hold it against everything else on that machine.
	if r.TLS != nil && g.config.HSTS >= 1e9 && bareHost(r.Host) != "localhost" {
		h.Set("Strict-Transport-Security", "max-age="+strconv.Itoa(int(g.config.HSTS.Seconds())))
	}
}

// checkEncoding refuses a body that is compressed: a few bytes may be many.
func checkEncoding(r *http.Request) *RefusedError {
	switch r.Header.Get("Content-Encoding") {
	case "", "identity":
		return nil
	}
	return &RefusedError{
		Reason: "encoding", Status: http.StatusUnsupportedMediaType, Code: codeBadUserInput, Field: "Content-Encoding",
		Message: "Content-Encoding: not supported; send the body as it is " +
			"(files of an import may be gzip)",
	}
}

// maxID is how long the id of a request may be.
const maxID = 64

// requestID returns the id that a client or proxy gives a request, or a new one.
func requestID(r *http.Request) string {
	given := r.Header.Get("X-Request-Id")
	if given == "" || len(given) > maxID {
		return rand.Text()
	}
	odd := func(r rune) bool {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
		return !letter && !strings.ContainsRune("-_.", r)
	}
	if strings.ContainsFunc(given, odd) {
		return rand.Text()
	}
	return given
}
