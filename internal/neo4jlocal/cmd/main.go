// Command cmd gives a real Neo4j without Docker, in one of two ways.
//
// For a person it runs one on a home that keeps its data, tells how to reach it,
// and stops it on Ctrl-C:
//
//	go run ./internal/neo4jlocal/cmd --home .neo4j
//
// For tests, benchmarks and CI it starts a private one, tells a command of it by
// the environment, stops it when the command ends, and exits with its code. If
// the environment names a Neo4j already, the command gets that one:
//
//	go run ./internal/neo4jlocal/cmd -- go test ./...
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"entente/internal/neo4jlocal"
)

// defaultPort is where a Neo4j is usually found.
const defaultPort = 7687

// portsToTry is how many ports, from the default one upwards, are tried.
const portsToTry = 100

// Exit codes of its own, as shells have them; else that of the command.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitNoCommand   = 127
	exitInterrupted = 130
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// settings are what the flags say.
type settings struct {
	options neo4jlocal.Options
	command []string
}

// run does what args say and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	s, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return exitUsage
	}
	if len(s.command) > 0 {
		return runCommand(s, stderr)
	}
	// The terminal that goes away ends it as Ctrl-C does.
	ctx, stop := signal.NotifyContext(context.Background(),
		os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// From the first signal on, a second one ends this process at once.
	context.AfterFunc(ctx, stop)
	return exitCode(serve(ctx, s.options, stdout), stderr)
}

// parse reads the flags and the command after them.
func parse(args []string, stderr io.Writer) (settings, error) {
	s := settings{options: neo4jlocal.Options{Progress: stderr}}
	flags := flag.NewFlagSet("neo4jlocal", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.options.Home, "home", "",
		"folder to keep data in (default .neo4j, or with COMMAND a temporary one)")
	flags.IntVar(&s.options.Port, "port", 0,
		"port of Bolt (default 7687 or the next free one, or with COMMAND any free one)")
	flags.StringVar(&s.options.Heap, "heap", "1g", "most memory for Java's objects")
	flags.StringVar(&s.options.PageCache, "pagecache", "256m", "memory for pages of the store")
	flags.BoolVar(&s.options.KeepPlans, "keep-plans", false,
		"plan each query once only, which suits tests")
	flags.Usage = func() {
		_, _ = fmt.Fprintln(stderr, "Usage: neo4jlocal [FLAGS] [-- COMMAND ARGS…]")
		flags.PrintDefaults()
	}
	err := flags.Parse(args)
	s.command = flags.Args()
	return s, err
}

// exitCode reports err, if there is one to report, and returns its exit code.
func exitCode(err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	default:
		_, _ = fmt.Fprintln(stderr, "neo4jlocal:", err)
		return exitFailed
	}
}
