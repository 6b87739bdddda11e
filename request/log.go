package request

import (
	"context"
	"log/slog"
)

// A logHandler adds the id of the request to each line about one.
type logHandler struct{ slog.Handler }

// LogHandler returns a handler that writes as another does, and puts the id of the
// request that a line is about into it as "request".
func LogHandler(to slog.Handler) slog.Handler { return logHandler{to} }

// Handle writes a line.
func (h logHandler) Handle(ctx context.Context, line slog.Record) error {
	if id := ID(ctx); id != "" {
		line.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, line)
}

// WithAttrs returns a handler that also writes these attributes.
func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return logHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup returns a handler that puts what follows into a group.
func (h logHandler) WithGroup(name string) slog.Handler {
	return logHandler{h.Handler.WithGroup(name)}
}
