package gate

import (
	"mime"
	"net/http"
	"slices"
)

// preflightHeaders are headers of which any, with any value, shows that a browser asked
// first: a page cannot send them to another site otherwise. The first is ours, the
// others are those that clients of GraphQL send.
var preflightHeaders = []string{
	"Entente-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name",
	"GraphQL-Require-Preflight", "X-Requested-With",
}

// checkSite refuses what a page of another site sends in the name of its visitor. There
// are no cookies, so the page gains no rights by it, but it is where the visitor is: it
// can reach a server that the page's owner cannot, and take the time of an answer that
// it may not see.
func (g *Gate) checkSite(r *http.Request) *RefusedError {
	switch r.Method {
	case http.MethodOptions:
		return nil
	case http.MethodGet, http.MethodHead:
		if r.URL.Path == exportPath {
			return g.checkExport(r)
		}
		if r.URL.Path != graphqlPath || r.Header.Get("Upgrade") != "" || g.isOwn(r) {
			return nil // the origin of a WebSocket is checked where it is accepted
		}
		return &RefusedError{
			Reason: "site", Status: http.StatusForbidden, Code: codeForbidden, Field: preflightHeaders[0],
			Message: "a page of another site could send this GET: add the header " + preflightHeaders[0] +
				": 1, or send a POST of application/json",
		}
	}
	if g.cross.Check(r) == nil || g.origins.all && r.Header.Get("Authorization") == "" {
		return nil // whom everybody's pages may read for cannot write without a token
	}
	return &RefusedError{
		Reason: "site", Status: http.StatusForbidden, Code: codeForbidden, Field: "Origin",
		Message: "a page of another site sends this: start the server with --cors-origin to let it; " +
			"if it is the server's own page, let the proxy pass on the header Host",
	}
}

// checkExport refuses an export that a page of another site fetches. A person may follow a
// link to one from anywhere, and what is no browser sends no header that tells.
func (g *Gate) checkExport(r *http.Request) *RefusedError {
	mode := r.Header.Get("Sec-Fetch-Mode")
	followed := mode == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	if mode == "" || followed || g.isOwn(r) {
		return nil
	}
	return &RefusedError{
		Reason: "site", Status: http.StatusForbidden, Code: codeForbidden, Field: "Origin",
		Message: "a page of another site asks for this export: link to it, or start the server " +
			"with --cors-origin to let the page",
	}
}

// isOwn reports whether a request that reads is sent by a page of this server, by a page
// that is let, by a person, or by what is no browser.
func (g *Gate) isOwn(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	}
	sent := func(name string) bool { return r.Header.Get(name) != "" }
	return slices.ContainsFunc(preflightHeaders, sent) || sent("Authorization") ||
		isPreflighted(r.Header.Get("Content-Type")) || g.origins.lets(r.Header.Get("Origin"))
}

// isPreflighted reports whether a page cannot send a media type without being let.
func isPreflighted(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && !slices.Contains([]string{
		"application/x-www-form-urlencoded", "multipart/form-data", "text/plain",
	}, media)
}
