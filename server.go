// Entente serves a knowledge graph over GraphQL: who was tied to whom, when, and
// according to whom.
//
// This file reads the flags, opens the store, puts the starting graph into an
// empty one, and serves.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"entente/access"
	"entente/graph"
	"entente/internal/command"
	"entente/kg"
	"entente/observe"
	"entente/seed"
	"entente/store"
	"entente/transfer"
	"entente/web"
)

//go:embed schema.graphqls
var schema []byte

// grace is how long requests in flight may take to end when the server is stopped.
// It is longer than one may take to arrive, so that a client that sends half of a
// request and no more does not use it up.
const (
	grace       = 15 * time.Second
	readTimeout = 10 * time.Second
)

type cli struct {
	Serve  serveCmd       `cmd:"" default:"withargs" help:"Serve the graph over HTTP (the default)."`
	Import command.Import `cmd:"" help:"Read files of many formats into the graph."`
	Export command.Export `cmd:"" help:"Write the graph, or a part of it, in one of many formats."`
	Undo   command.Undo   `cmd:"" help:"Take back all that was written under the id of a batch, such as an import."`
}

func main() {
	var commands cli
	parsed := kong.Parse(&commands, kong.Name("entente"), kong.UsageOnError(),
		kong.Description("A GraphQL server for graphs of who was tied to whom, when, and according to whom."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	err := parsed.Run(&command.Environment{
		Context: ctx, Log: newLog(os.Stderr), In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Terminal: command.IsTerminal(os.Stderr),
	})
	if err != nil {
		fmt.Fprintf(os.Stderr, "entente: %v\n", err)
		code := 1
		if exit, ok := errors.AsType[*command.ExitError](err); ok {
			code = exit.Code
		}
		os.Exit(code)
	}
}

// newLog writes text for a person at a terminal and JSON for anything else.
func newLog(out *os.File) *slog.Logger {
	if command.IsTerminal(out) {
		return slog.New(slog.NewTextHandler(out, nil))
	}
	return slog.New(slog.NewJSONHandler(out, nil))
}

type serveCmd struct {
	Listen string         `help:"Address to listen on (default: ${default})." default:"127.0.0.1:8080" env:"ENTENTE_LISTEN" placeholder:"HOST:PORT"`                                                                    //nolint:lll // a struct tag
	Store  string         `help:"Store to serve: file:PATH, or neo4j://HOST:7687 with NEO4J_USERNAME and NEO4J_PASSWORD (default: ${default})." default:"file:./data/entente.db" env:"ENTENTE_STORE" placeholder:"URL"` //nolint:lll // a struct tag
	Seed   bool           `help:"Put the starting graph into an empty store (default: ${default})." default:"true" negatable:""`                                                                                        //nolint:lll // a struct tag
	Access access.Options `embed:"" group:"Access:"`
	Limits graph.Limits   `embed:"" prefix:"limit-" envprefix:"ENTENTE_LIMIT_" group:"Limits of a request:"`

	Observe observe.Options `embed:"" group:"Observation:"`
}

// Run serves until the process is told to stop.
func (c *serveCmd) Run(e *command.Environment) (err error) {
	e.Log = c.Observe.Logger(e.Err, e.Terminal, nil)
	opened, err := store.Open(e.Context, c.Store)
	if err != nil {
		return fmt.Errorf("open the store: %w", err)
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	watch, err := observe.Start(e.Context, c.Observe, opened, e.Log)
	if err != nil {
		return err
	}
	defer watch.Stop()
	g := kg.NewGraph(watch.Store(opened), time.Now)
	if c.Seed {
		if err := plant(e, g); err != nil {
			return err
		}
	}
	if err := g.Warm(e.Context); err != nil {
		return fmt.Errorf("ask the store: %w", err)
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another address by --listen", c.Listen, err)
	}
	e.Log.Info("Entente is ready", "url", "http://"+listener.Addr().String()+"/", "store", c.Store)
	if host, ok := listener.Addr().(*net.TCPAddr); ok && !host.IP.IsLoopback() {
		e.Log.Warn("whoever reaches this address can read the graph", "address", listener.Addr().String())
	}
	return serve(e, listener, c.newHandler(e.Context, g, watch.Observer, e.Log), grace)
}

// plant puts the starting graph into a store that nothing was ever written to.
func plant(e *command.Environment, g *kg.Graph) error {
	empty, err := g.Untouched(e.Context)
	if err != nil || !empty {
		return err
	}
	batch, err := seed.Batch()
	if err != nil {
		return fmt.Errorf("read the starting graph: %w", err)
	}
	receipt, err := g.Write(e.Context, batch)
	if err != nil {
		return fmt.Errorf("write the starting graph: %w", err)
	}
	e.Log.Info("wrote the starting graph", "records", len(receipt.Records))
	return nil
}

// newHandler joins the handlers of all paths. Subscriptions end when streams is done.
// Watch is nil where nobody observes.
func (c *serveCmd) newHandler(
	streams context.Context, g *kg.Graph, watch *observe.Observer, log *slog.Logger,
) http.Handler {
	mux, guard := http.NewServeMux(), access.NewGuard(c.Access)
	options := graph.Options{Guard: guard, Limits: &c.Limits, Log: log, Streams: streams}
	files := transfer.Server{Graph: g, Door: graph.Door{Guard: guard}, Log: log, Scratch: command.Scratch}
	if watch != nil {
		options.Observer, files.Importing = watch, watch.Importing
	}
	mux.Handle("/graphql", graph.NewHandler(g, options))
	files.Handle(mux)
	mux.Handle("/", web.Handler())
	mux.HandleFunc("GET /schema.graphqls", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write(schema) //nolint:errcheck // a client that went away
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "ok\n") //nolint:errcheck // a client that went away
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := g.Ready(ctx); err != nil {
			log.WarnContext(ctx, "not ready", "error", err)
			http.Error(w, "the store cannot be reached", http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ready\n") //nolint:errcheck // a client that went away
	})
	return watch.HTTP(mux, mux)
}

// serve answers requests until the process is told to stop, and lets those in
// flight end, for as long as grace; what has not ended by then is cut off.
func serve(e *command.Environment, listener net.Listener, handler http.Handler, grace time.Duration) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       readTimeout,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(e.Log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-e.Context.Done():
	}
	e.Log.Info("stopping; requests in flight may end", "grace", grace.String())
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		e.Log.Warn("cut off the requests that had not ended")
		err = server.Close()
	}
	return err
}
