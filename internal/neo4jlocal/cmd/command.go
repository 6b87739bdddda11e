package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"entente/internal/neo4jlocal"
)

// runCommand runs the command with a Neo4j in its environment and returns its
// exit code. Where none can be had the command runs without, so that its tests
// say what they skip, unless the environment requires one.
func runCommand(s settings, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if uri := os.Getenv(neo4jlocal.URIVariable); uri != "" {
		_, _ = fmt.Fprintln(stderr, "neo4jlocal: using", uri)
		return runWith(ctx, s.command, nil, stderr)
	}
	server, err := neo4jlocal.Start(ctx, s.options)
	if errors.Is(err, neo4jlocal.ErrMissing) && os.Getenv(neo4jlocal.RequireVariable) != "1" {
		_, _ = fmt.Fprintln(stderr, "neo4jlocal: running the command WITHOUT a Neo4j:", err)
		return runWith(ctx, s.command, nil, stderr)
	}
	if err != nil {
		return exitCode(err, stderr)
	}
	code := runWith(ctx, s.command, []string{
		neo4jlocal.URIVariable + "=" + server.URI,
		neo4jlocal.UsernameVariable + "=" + server.Username,
		neo4jlocal.PasswordVariable + "=" + server.Password,
	}, stderr)
	// The command's own failure is the one to report.
	return max(code, exitCode(server.Stop(), stderr))
}

// runWith runs command with more environment and returns its exit code, which
// for one ended by a signal is 128 and the signal's number, as in a shell.
func runWith(ctx context.Context, command, env []string, stderr io.Writer) int {
	if ctx.Err() != nil {
		return exitInterrupted
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		_, _ = fmt.Fprintln(stderr, "neo4jlocal:", err)
		return exitNoCommand
	}
	defer relay(cmd.Process)()
	err := cmd.Wait()
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return exitCode(err, stderr)
	}
	if status, ok := failed.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return failed.ExitCode()
}

// relay passes on what ends this process alone, until the returned function is
// called. Ctrl-C is not passed on: the terminal tells the command too.
func relay(command *os.Process) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for s := range signals {
			_ = command.Signal(s)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}
