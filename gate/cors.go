package gate

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// origins are the sites whose pages may ask. Those that are named may send tokens; if
// all may ask, they read without.
type origins struct {
	exact []string
	all   bool
}

// What pages of other origins may send and see.
var (
	corsHeaders = strings.Join(append([]string{
		"Content-Type", "Entente-Consistency", "If-None-Match", "Traceparent", "X-Request-Id",
	}, preflightHeaders...), ", ")
	corsExposed = "Content-Disposition, ETag, Entente-Consistency, Retry-After, X-Request-Id"
)

// parseOrigins reads origins as a browser writes them.
func parseOrigins(texts []string) (origins, error) {
	var o origins
	for _, text := range texts {
		if text == "*" {
			o.all = true
			continue
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
			text != u.Scheme+"://"+u.Host || strings.ContainsAny(u.Host, `*?\@`) {
			return o, fmt.Errorf("--cors-origin %q is no origin: "+
				"write https://maps.example.org, without a path, or *", text)
		}
		o.exact = append(o.exact, strings.ToLower(text))
	}
	return o, nil
}

// lists reports whether an origin is named.
func (o origins) lists(origin string) bool {
	return origin != "" && slices.Contains(o.exact, strings.ToLower(origin))
}

// lets reports whether pages of an origin may read.
func (o origins) lets(origin string) bool { return origin != "" && (o.all || o.lists(origin)) }

// tell sets the headers by which a browser lets a page see the answer.
func (o origins) tell(h http.Header, origin string) {
	if len(o.exact) > 0 {
		h.Add("Vary", "Origin")
	}
	switch {
	case o.lists(origin):
		h.Set("Access-Control-Allow-Origin", origin)
	case o.lets(origin):
		h.Set("Access-Control-Allow-Origin", "*")
	default:
		return
	}
	h.Set("Access-Control-Expose-Headers", corsExposed)
}

// isPreflight reports whether a browser asks whether a page may ask.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" &&
		r.Header.Get("Access-Control-Request-Method") != ""
}

// preflight answers a browser. Credentials that it would send by itself are never
// allowed, because there are none: a page has a token or it has not.
func (o origins) preflight(h http.Header, origin string) *RefusedError {
	if !o.lets(origin) {
		return &RefusedError{
			Reason: "origin", Status: http.StatusForbidden, Code: codeForbidden, Field: "Origin",
			Message: fmt.Sprintf("Origin: `%.100s`: its pages may not ask; "+
				"start the server with --cors-origin to let them", origin),
		}
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	if o.lists(origin) {
		h.Set("Access-Control-Allow-Headers", corsHeaders+", Authorization")
	}
	h.Set("Access-Control-Max-Age", "600")
	return nil
}
