package observe

import (
	"context"
	"io"
	"log/slog"

	"go.opentelemetry.io/otel/trace"
)

// LogHandler returns the handler of log lines that the options ask for. Lines about a
// request that is traced carry the id of the trace.
func (o Options) LogHandler(out io.Writer, terminal bool) slog.Handler {
	var level slog.Level
	if level.UnmarshalText([]byte(o.LogLevel)) != nil {
		level = slog.LevelInfo
	}
	settings := &slog.HandlerOptions{Level: level}
	if o.LogFormat == "text" || o.LogFormat != "json" && terminal {
		return traced{slog.NewTextHandler(out, settings)}
	}
	return traced{slog.NewJSONHandler(out, settings)}
}

// A traced handler says of each line which trace it is of.
type traced struct{ slog.Handler }

// Handle adds the trace that the context tells of.
func (h traced) Handle(ctx context.Context, r slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		r = r.Clone()
		r.AddAttrs(slog.String("trace_id", span.TraceID().String()))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs returns the handler with attributes of every line.
func (h traced) WithAttrs(attrs []slog.Attr) slog.Handler { return traced{h.Handler.WithAttrs(attrs)} }

// WithGroup returns the handler with what follows in a group.
func (h traced) WithGroup(name string) slog.Handler { return traced{h.Handler.WithGroup(name)} }
