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
	"entente/gate"
	"entente/graph"
	"entente/graph/document"
	"entente/internal/command"
	"entente/internal/memlimit"
	"entente/kg"
	"entente/observe"
	"entente/request"
	"entente/seed"
	"entente/store"
	"entente/transfer"
	"entente/web"
)

//go:embed schema.graphqls
var schema []byte

// What a release was built from; the linker sets them.
var version, commit, date string

type cli struct {
	Version kong.VersionFlag `short:"V" help:"Say what this program was built from."`

	Serve  serveCmd       `cmd:"" default:"withargs" help:"Serve the graph over HTTP (the default)."`
	Import command.Import `cmd:"" help:"Read files of many formats into the graph."`
	Export command.Export `cmd:"" help:"Write the graph, or a part of it, in one of many formats."`
	Undo   command.Undo   `cmd:"" help:"Take back all that was written under the id of a batch, such as an import."`
	Token  command.Token  `cmd:"" help:"Make, list and revoke the tokens by which people and programs say who they are."`
	Check  command.Check  `cmd:"" help:"Look through a graph at rest for what is damaged or wrong, and say what to do."`

	Backup  command.Backup  `cmd:"" help:"Copy a graph in a file into another file, also while a server has it."`
	Restore command.Restore `cmd:"" help:"Put a backup in the place of a graph, while no server runs on it."`
}

func main() {
	var commands cli
	build := command.Build{Version: version, Commit: commit, Date: date}
	parsed := kong.Parse(&commands, kong.Name("entente"), kong.ShortUsageOnError(),
		kong.Vars{"version": build.String()},
		kong.Description("A GraphQL server for graphs of who was tied to whom, when, and according to whom."))
	command.OutliveFileLimit()
	terminal := command.IsTerminal(os.Stderr)
	err := parsed.Run(&command.Environment{
		Context: untilStopped(), Log: newLog(observe.Options{}, os.Stderr, terminal),
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: terminal,
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

// untilStopped returns a context that ends when the process is told to stop. By then a
// second signal ends the process at once.
func untilStopped() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-told
		signal.Stop(told) // before anybody can see that the first has come
		stop()
	}()
	return ctx
}

// newLog returns a log whose lines name the request and the trace that they are about.
func newLog(o observe.Options, out io.Writer, terminal bool) *slog.Logger {
	return slog.New(request.LogHandler(o.LogHandler(out, terminal)))
}

type serveCmd struct {
	Listen  string         `help:"Address to listen on (default: ${default})." default:"127.0.0.1:8080" env:"ENTENTE_LISTEN" placeholder:"HOST:PORT"`                                                                    //nolint:lll // a struct tag
	Store   string         `help:"Store to serve: file:PATH, or neo4j://HOST:7687 with NEO4J_USERNAME and NEO4J_PASSWORD (default: ${default})." default:"file:./data/entente.db" env:"ENTENTE_STORE" placeholder:"URL"` //nolint:lll // a struct tag
	Seed    bool           `help:"Put the starting graph into an empty store (default: ${default})." default:"true" negatable:""`                                                                                        //nolint:lll // a struct tag
	Access  access.Options `embed:"" group:"Access:"`
	Limits  graph.Limits   `embed:"" prefix:"limit-" envprefix:"ENTENTE_LIMIT_" group:"Limits of a request:"`
	Queries graph.Queries  `embed:"" group:"Queries:"`
	HTTP    gate.Options   `embed:"" group:"HTTP:"`

	Imports transfer.Limits `embed:"" prefix:"limit-" envprefix:"ENTENTE_LIMIT_" group:"Limits of a request:"`

	// Drain is for who runs several servers behind one address.
	Drain   time.Duration   `help:"How long to go on serving once told to stop, with /readyz at 503, so that a load balancer takes notice before the address is gone (default: ${default})." default:"0s" env:"ENTENTE_DRAIN" placeholder:"TIME" group:"HTTP:"` //nolint:lll // a struct tag
	Observe observe.Options `embed:"" group:"Observation:"`
}

// Run serves until the process is told to stop.
func (c *serveCmd) Run(e *command.Environment) (err error) {
	e.Log = newLog(c.Observe, e.Err, e.Terminal)
	trusted, err := c.Queries.ReadTrusted(web.Documents(), &c.Limits)
	if err != nil {
		return err
	}
	guard, err := c.guard(e.Log)
	if err != nil {
		return err
	}
	if limit := memlimit.Set(); limit > 0 {
		e.Log.Info("keeping to the memory limit of this container", "megabytes", limit>>20)
	}
	memlimit.Pace()
	opened, err := store.Open(e.Context, c.Store)
	if err != nil {
		return fmt.Errorf("open the store: %w", err)
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	build := command.Build{Version: version, Commit: commit}.Known()
	watch, err := observe.Start(e.Context, c.Observe,
		observe.Build{Version: build.Version, Commit: build.Commit}, opened, e.Log)
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
	doorway, err := c.newGate(e, guard, listener, watch.Observer)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	drained := *e
	drained.Context = later(e.Context, c.Drain)
	handler := c.newHandler(e.Context, &drained, parts{
		graph: g, guard: guard, gate: doorway, trusted: trusted, watch: watch.Observer,
	})
	e.Log.Info("Entente is ready", "url", doorway.Scheme()+"://"+listener.Addr().String()+"/", "store", c.Store)
	return doorway.Serve(drained.Context, listener, handler)
}

// later returns a context that is done so long after ctx is. A load balancer goes on
// sending requests until it has seen /readyz fail, or is told otherwise; a listener that
// closes before loses them. Until it closes all is as ever, streams too: their clients
// would come straight back.
func later(ctx context.Context, by time.Duration) context.Context {
	delayed, end := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(by, end) })
	return delayed
}

// guard decides who may do what. It refuses to let everybody read by mistake.
func (c *serveCmd) guard(log *slog.Logger) (*access.Guard, error) {
	options, err := c.Access.Decide(c.Listen)
	if err != nil {
		return nil, err
	}
	log.Info("who may read", "everybody", *options.PublicRead)
	return access.NewGuard(options, log)
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

// newGate returns what every request passes first.
func (c *serveCmd) newGate(
	e *command.Environment, guard *access.Guard, listener net.Listener, watch *observe.Observer,
) (*gate.Gate, error) {
	config := gate.Config{
		Options: c.HTTP, Listen: c.Listen, Address: listener.Addr(), Log: e.Log,
		Body: c.Limits.Body, Stream: graph.IsStream, Redact: access.Redact,
		Name: func(r *http.Request) string {
			who, err := guard.Recognize(r)
			if err != nil {
				return ""
			}
			return who.Name
		},
	}
	if watch != nil {
		config.Refused = watch.Refused
	}
	doorway, err := gate.New(config)
	if err == nil && watch != nil {
		watch.Queue(doorway.Waiting)
	}
	return doorway, err
}

// The parts of a server, which its handlers share.
type parts struct {
	graph *kg.Graph
	guard *access.Guard
	gate  *gate.Gate
	// trusted are the documents that may be sent, nil where all may.
	trusted *document.Trusted
	// watch is nil where nobody observes.
	watch *observe.Observer
}

// newHandler joins the handlers of all paths behind the gate. Subscriptions end when e
// does, and once stopping is done, no more requests are asked for.
func (c *serveCmd) newHandler(
	stopping context.Context, e *command.Environment, p parts,
) http.Handler {
	mux := http.NewServeMux()
	options := graph.Options{
		Guard: p.guard, Limits: &c.Limits, Log: e.Log, Streams: e.Context,
		Trusted: p.trusted, NoIntrospection: !c.Queries.Introspection, MaxAge: c.Queries.MaxAge,
		Origins: p.gate.Origins(), Admit: p.gate.Admit, Pace: p.gate.Pace,
	}
	files := transfer.Server{
		Graph: p.graph, Door: graph.Door{Guard: p.guard, Log: e.Log}, Log: e.Log,
		Scratch: command.Scratch, Limits: c.Imports,
	}
	if p.watch != nil {
		options.Observer, files.Importing = p.watch, p.watch.Importing
	}
	mux.Handle("/graphql", graph.NewHandler(p.graph, options))
	files.Handle(mux)
	site := web.Handler()
	// Not all that is left, as "/" would be: a path that takes another method says which.
	for _, path := range web.Paths {
		mux.Handle(path, site)
	}
	if c.Queries.Introspection {
		mux.HandleFunc("GET /schema.graphqls", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Write(schema) //nolint:errcheck // a client that went away
		})
	}
	handleHealth(stopping, mux, e.Log, p)
	return p.watch.HTTP(p.gate.Wrap(mux), mux)
}

// handleHealth answers whether the server is up, and whether it should be sent requests:
// not once stopping is done, nor while its store cannot be asked.
func handleHealth(stopping context.Context, mux *http.ServeMux, log *slog.Logger, p parts) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "ok\n") //nolint:errcheck // a client that went away
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if stopping.Err() != nil || p.gate.Draining() {
			http.Error(w, "the server is stopping", http.StatusServiceUnavailable)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := p.graph.Ready(ctx); err != nil {
			log.WarnContext(ctx, "not ready", "error", err)
			http.Error(w, "the store cannot be used at present", http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ready\n") //nolint:errcheck // a client that went away
	})
}
