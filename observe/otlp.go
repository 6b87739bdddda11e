package observe

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"entente/kg"
)

// The variables that name the collector: of traces, or of all there is.
const (
	tracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	allEndpoint    = "OTEL_EXPORTER_OTLP_ENDPOINT"
)

// A client sends spans to a collector by OTLP over HTTP, in protobuf. It is here because
// OpenTelemetry's own brings gRPC along; see docs/decisions/0035.
type client struct {
	url     string
	headers http.Header
	timeout time.Duration
	gzip    bool
	http    *http.Client
	// wait waits before the next attempt; it is a timer outside tests.
	wait func(ctx context.Context, d time.Duration) error
}

// newClient returns the client that the variables describe. The ones for traces go before
// those for all.
func newClient(env func(string) string) (*client, error) {
	setting := func(name string) string {
		if value := env("OTEL_EXPORTER_OTLP_TRACES_" + name); value != "" {
			return value
		}
		return env("OTEL_EXPORTER_OTLP_" + name)
	}
	c := &client{
		url: env(tracesEndpoint), headers: http.Header{}, timeout: 10 * time.Second,
		gzip: setting("COMPRESSION") == "gzip", http: &http.Client{}, wait: wait,
	}
	if c.url == "" {
		c.url = strings.TrimSuffix(env(allEndpoint), "/") + "/v1/traces"
	}
	if to, err := url.Parse(c.url); err != nil || to.Host == "" || to.Scheme != "http" && to.Scheme != "https" {
		return nil, &kg.InvalidError{
			Field: allEndpoint, Value: c.url, Reason: "not the address of a collector",
			Accepted: "write http://HOST:4318 or https://HOST:4318",
		}
	}
	if p := setting("PROTOCOL"); p != "" && p != "http/protobuf" {
		return nil, &kg.InvalidError{
			Field: "OTEL_EXPORTER_OTLP_PROTOCOL", Value: p, Reason: "not supported",
			Accepted: "write http/protobuf, and the collector's port for HTTP, usually 4318",
		}
	}
	if text := setting("TIMEOUT"); text != "" {
		ms, err := strconv.Atoi(text)
		if err != nil || ms <= 0 {
			return nil, &kg.InvalidError{
				Field: "OTEL_EXPORTER_OTLP_TIMEOUT", Value: text, Reason: "not a time",
				Accepted: "write milliseconds, such as 10000",
			}
		}
		c.timeout = time.Duration(ms) * time.Millisecond
	}
	return c, c.readHeaders(setting("HEADERS"))
}

// readHeaders reads "name=value,name=value", percent-encoded. An error does not repeat
// them: they carry keys.
func (c *client) readHeaders(text string) error {
	for pair := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil {
			return &kg.InvalidError{
				Field: "OTEL_EXPORTER_OTLP_HEADERS", Reason: "not a list of headers",
				Accepted: "write name=value,name=value",
			}
		}
		c.headers.Set(strings.TrimSpace(name), value)
	}
	return nil
}

// Start does nothing: a connection is made when there is something to send.
func (*client) Start(context.Context) error { return nil }

// Stop ends the connections that are idle.
func (c *client) Stop(context.Context) error {
	c.http.CloseIdleConnections()
	return nil
}

// attempts is how often spans are sent that the collector cannot take at the moment, and
// pause how long to wait before the second time; it doubles.
const (
	attempts = 4
	pause    = 500 * time.Millisecond
)

// UploadTraces sends spans. What cannot be sent within the timeout is lost.
func (c *client) UploadTraces(ctx context.Context, spans []*tracepb.ResourceSpans) error {
	// On the wire this is an ExportTraceServiceRequest: field 1 is the spans of each.
	body, err := proto.Marshal(&tracepb.TracesData{ResourceSpans: spans})
	if err != nil {
		return fmt.Errorf("encode spans: %w", err)
	}
	if c.gzip {
		body = zipped(body)
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	for attempt := 1; ; attempt++ {
		after, err := c.send(ctx, body)
		if err == nil || after < 0 || attempt == attempts {
			return err
		}
		if waited := c.wait(ctx, max(after, pause<<(attempt-1))); waited != nil {
			return err
		}
	}
}

// send sends spans once. After an error that may pass, after says how long to wait at
// least before the next attempt; after another it is negative.
func (c *client) send(ctx context.Context, body []byte) (after time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return -1, errors.New("send spans: the address of the collector is not one")
	}
	request.Header = c.headers.Clone()
	request.Header.Set("Content-Type", "application/x-protobuf")
	if c.gzip {
		request.Header.Set("Content-Encoding", "gzip")
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return 0, fmt.Errorf("send spans: %w", err)
	}
	const most = 64 << 10
	_, _ = io.CopyN(io.Discard, answer.Body, most) // so that the connection can be used again
	_ = answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK, http.StatusAccepted, http.StatusNoContent:
		return 0, nil
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable,
		http.StatusGatewayTimeout:
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
		after = time.Duration(max(seconds, 0)) * time.Second
	default:
		after = -1
	}
	return after, fmt.Errorf("send spans: the collector answered %s", answer.Status)
}

// zipped returns bytes compressed.
func zipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(body) // to memory
	_ = w.Close()
	return b.Bytes()
}

// wait waits, unless ctx ends before.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
