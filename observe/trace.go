package observe

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Tracing reports whether the variables of OpenTelemetry say whereto traces are sent.
func Tracing() bool {
	off := strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") ||
		os.Getenv("OTEL_TRACES_EXPORTER") == "none"
	return !off && (os.Getenv(tracesEndpoint) != "" || os.Getenv(allEndpoint) != "")
}

// newProvider makes what makes spans. Sampling, batching, the name of the service and
// further attributes of it are told by the variables of OpenTelemetry.
func newProvider(ctx context.Context, build Build) (*sdktrace.TracerProvider, error) {
	client, err := newClient(os.Getenv)
	if err != nil {
		return nil, err
	}
	exporter, err := otlptrace.New(ctx, client)
	if err != nil {
		return nil, fmt.Errorf("begin to export traces: %w", err)
	}
	about, err := resource.New(ctx, resource.WithAttributes(
		attribute.String("service.name", "entente"),
		attribute.String("service.version", build.Version),
	), resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("read OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	return sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter), sdktrace.WithResource(about)), nil
}

// span begins a span where there is somebody to see it; else it is nil.
func (o *Observer) span(
	ctx context.Context, name string, about ...attribute.KeyValue,
) (context.Context, trace.Span) {
	if o.tracer == nil {
		return ctx, nil
	}
	return o.tracer.Start(ctx, name, trace.WithAttributes(about...))
}

// serverSpan begins the span of a request.
func (o *Observer) serverSpan(
	ctx context.Context, name string, about ...attribute.KeyValue,
) (context.Context, trace.Span) {
	if o.tracer == nil {
		return ctx, nil
	}
	return o.tracer.Start(ctx, name, trace.WithAttributes(about...),
		trace.WithSpanKind(trace.SpanKindServer))
}

// end ends a span, if there is one, with the code of an error or "". The text of an error
// may hold what a client wrote, and is left out.
func end(span trace.Span, code string) {
	if span == nil {
		return
	}
	if code != "" {
		span.SetStatus(codes.Error, code)
		span.SetAttributes(attribute.String("error.type", code))
	}
	span.End()
}

// endHTTP ends the span of a request, if there is one. What a client did wrong is no error
// of the server.
func endHTTP(span trace.Span, status int) {
	if span == nil {
		return
	}
	span.SetAttributes(attribute.Int("http.response.status_code", status))
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, http.StatusText(status))
	}
	span.End()
}
