package observe_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/trace"

	"entente/observe"
)

func TestALineNamesItsTrace(t *testing.T) {
	of := trace.ContextWithSpanContext(t.Context(), trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2},
	}))
	tests := []struct {
		name string
		ctx  context.Context //nolint:containedctx // of a table
		want string
	}{
		{"none", t.Context(), `"msg":"hello","a":1}`},
		{"one", of, `"msg":"hello","a":1,"trace_id":"01000000000000000000000000000000"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			slog.New(observe.Options{}.LogHandler(&out, false)).With("a", 1).InfoContext(tt.ctx, "hello")
			if got := strings.TrimSpace(out.String()); !strings.HasSuffix(got, tt.want) {
				t.Errorf("got %s, want it to end in %s", got, tt.want)
			}
		})
	}
}

func TestFormAndLevelOfTheLogAreChosen(t *testing.T) {
	tests := []struct {
		format   string
		terminal bool
		level    string
		want     string // how the first line begins
	}{
		{"auto", false, "info", `{"time"`},
		{"auto", true, "info", "time="},
		{"text", false, "info", "time="},
		{"json", true, "info", `{"time"`},
		{"auto", false, "warn", ""},
		{"auto", false, "debug", `{"time"`},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		o := observe.Options{LogFormat: tt.format, LogLevel: tt.level}
		slog.New(o.LogHandler(&out, tt.terminal)).Info("hello")
		if got := out.String(); !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%+v: got %q", tt, got)
		}
	}
	var out bytes.Buffer
	slog.New(observe.Options{LogLevel: "debug"}.LogHandler(&out, false)).Debug("x")
	if out.Len() == 0 {
		t.Error("at level debug a line of level debug is not written")
	}
}
