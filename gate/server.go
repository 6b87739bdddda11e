package gate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
)

// maxStreamsHTTP2 is how many requests one connection of HTTP/2 may have open.
const maxStreamsHTTP2 = 100

// Scheme is how the address of the server begins.
func (g *Gate) Scheme() string {
	if g.certificates != nil {
		return "https"
	}
	return "http"
}

// Serve answers requests until stop is done, and lets those in flight end for as long as
// the grace; what has not ended by then is cut off.
func (g *Gate) Serve(stop context.Context, from net.Listener, handler http.Handler) error {
	o := g.config.Options
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: o.ReadHeaderTimeout,
		ReadTimeout:       o.ReadTimeout,
		WriteTimeout:      o.WriteTimeout,
		IdleTimeout:       o.IdleTimeout,
		MaxHeaderBytes:    o.MaxHeader,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreamsHTTP2},
		ErrorLog:          slog.NewLogLogger(g.config.Log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- g.serve(server, g.limit(from)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-stop.Done():
	}
	g.draining.Store(true)
	g.config.Log.Info("stopping; requests in flight may end", "grace", o.Grace.String())
	ctx, cancel := context.WithTimeout(context.Background(), o.Grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		g.config.Log.Warn("cut off the requests that had not ended")
		err = server.Close()
	}
	return err
}

// serve takes connections, encrypted or not.
func (g *Gate) serve(server *http.Server, from net.Listener) error {
	if g.certificates == nil {
		return server.Serve(from)
	}
	server.TLSConfig = g.certificates.config()
	return server.ServeTLS(from, "", "")
}
