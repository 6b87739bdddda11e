package observe

import (
	"context"
	"io"
	"log/slog"

	"go.opentelemetry.io/otel/trace"
)

// Logger returns the log that the options ask for. Lines about a request carry the id
// that requestID finds in their context, unless it is nil or finds "", and the id of
// their trace, if there is one.
func (o Options) Logger(
	out io.Writer, terminal bool, requestID func(context.Context) string,
) *slog.Logger {
	var level slog.Level
	if level.UnmarshalText([]byte(o.LogLevel)) != nil {
		level = slog.LevelInfo
	}
	settings := &slog.HandlerOptions{Level: level}
	var lines slog.Handler
	if o.LogFormat == "text" || o.LogFormat != "json" && terminal {
		lines = slog.NewTextHandler(out, settings)
	} else {
		lines = slog.NewJSONHandler(out, settings)
	}
	if requestID == nil {
		requestID = func(context.Context) string { return "" }
	}
	return slog.New(lined{lines, requestID})
}

// A lined handler says of each line which request it is about.
type lined struct {
	slog.Handler
	requestID func(context.Context) string
}

// Handle adds what the context tells of the request.
func (l lined) Handle(ctx context.Context, r slog.Record) error {
	id, span := l.requestID(ctx), trace.SpanContextFromContext(ctx)
	if id != "" || span.IsValid() {
		r = r.Clone()
	}
	if id != "" {
		r.AddAttrs(slog.String("request_id", id))
	}
	if span.IsValid() {
		r.AddAttrs(slog.String("trace_id", span.TraceID().String()))
	}
	return l.Handler.Handle(ctx, r)
}

// WithAttrs returns the handler with attributes of every line.
func (l lined) WithAttrs(attrs []slog.Attr) slog.Handler {
	return lined{l.Handler.WithAttrs(attrs), l.requestID}
}

// WithGroup returns the handler with what follows in a group.
func (l lined) WithGroup(name string) slog.Handler {
	return lined{l.Handler.WithGroup(name), l.requestID}
}
