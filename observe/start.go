package observe

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/otel"

	"entente/kg"
)

// Running is an Observer with the server that shows what it sees. Its Observer is nil
// where nobody asked for metrics or traces; then all stays as it is without one.
type Running struct {
	*Observer
	server *http.Server
	log    *slog.Logger
}

// Start begins to observe a store, as the options and the variables of OpenTelemetry ask
// for. Who calls it stops it.
func Start(
	ctx context.Context, o Options, build Build, s kg.Store, log *slog.Logger,
) (*Running, error) {
	running := &Running{log: log}
	if o.MetricsListen == "" && !Tracing() {
		return running, nil
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		log.Warn("traces are lost", "error", err)
	}))
	observer, err := New(ctx, build)
	if err != nil {
		return nil, err
	}
	observer.Watch(s)
	running.Observer = observer
	if o.MetricsListen == "" {
		return running, nil
	}
	return running, running.listen(o)
}

// listen serves metrics on an address of their own.
func (r *Running) listen(o Options) error {
	listener, err := net.Listen("tcp", o.MetricsListen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another address by --metrics-listen", o.MetricsListen, err)
	}
	r.log.Info("metrics are served", "url", "http://"+listener.Addr().String()+"/metrics", "profile", o.Profile)
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		r.log.Warn("whoever reaches this address can read the metrics", "address", listener.Addr().String())
	}
	r.server = r.Server(o.Profile, r.log)
	go func() {
		if err := r.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			r.log.Error("metrics are no longer served", "error", err)
		}
	}()
	return nil
}

// flushing is how long the last spans may take to be sent.
const flushing = 5 * time.Second

// Stop sends what spans there are, and ends the server.
func (r *Running) Stop() {
	if r.Observer == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushing)
	defer cancel()
	if err := r.Close(ctx); err != nil {
		r.log.Warn("the last traces are lost", "error", err)
	}
	if r.server != nil {
		_ = r.server.Close() // the process ends
	}
}
