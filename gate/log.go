package gate

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"entente/request"
)

// maxPath is how much of a path the log shows, in bytes.
const maxPath = 200

// logAccess writes the line about a request: no part of its query, headers or body, which
// may hold secrets. Values are quoted by the log.
func (g *Gate) logAccess(
	a *answer, r *http.Request, c client, record *request.Record, took time.Duration,
) {
	for _, code := range a.codes() {
		record.AddCode(code)
	}
	known := record.Known()
	failed := a.status >= http.StatusBadRequest || len(known.Codes) > 0
	if g.config.AccessLog == "off" || g.config.AccessLog == "errors" && !failed {
		return
	}
	redact := g.config.Redact
	if redact == nil {
		redact = func(text string) string { return text }
	}
	path := redact(r.URL.Path)
	if len(path) > maxPath {
		path = path[:maxPath] + "…"
	}
	attrs := make([]slog.Attr, 0, 12)
	add := func(name, value string) {
		if value != "" {
			attrs = append(attrs, slog.String(name, value))
		}
	}
	add("method", shortMethod(r.Method))
	add("path", path)
	add("route", r.Pattern)
	attrs = append(attrs, slog.Int("status", a.status), slog.Int64("bytes", a.bytes),
		slog.Float64("ms", float64(took.Microseconds())/1000))
	if c.addr.IsValid() {
		add("client", c.addr.String())
	}
	add("user", known.User)
	add("kind", known.Kind)
	add("operation", redact(known.Operation))
	add("codes", strings.Join(known.Codes, ","))
	g.config.Log.LogAttrs(r.Context(), levelOf(a.status), "request", attrs...)
}

// shortMethod cuts a method, which may be any word.
func shortMethod(method string) string { return method[:min(len(method), 16)] }

// levelOf returns how much a status matters to who runs the server.
func levelOf(status int) slog.Level {
	switch {
	case status >= 500 && status != http.StatusServiceUnavailable:
		return slog.LevelError
	case status >= 400:
		return slog.LevelWarn
	default:
		return slog.LevelInfo
	}
}
