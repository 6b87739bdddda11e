package neo4jlocal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// bootLimit is how long a start may take, on a busy machine and after a crash.
	bootLimit = 5 * time.Minute
	// bootPoll is how often a starting server is looked at.
	bootPoll = 100 * time.Millisecond
	// portTries is how many free ports are tried, since another process may take
	// one between the look and the start.
	portTries = 5
	// upLine is what Neo4j.java prints once Bolt listens.
	upLine = "Neo4j is up."
)

// bootOn boots on the port asked for or, if it is 0, on some free one.
func (s *Server) bootOn(ctx context.Context, port int) error {
	tries := 1
	if port == 0 {
		tries = portTries
	}
	var err error
	for range tries {
		s.port = cmp.Or(port, freePort())
		s.URI = "neo4j://" + address(s.port)
		if err = s.boot(ctx); !errors.Is(err, ErrPortTaken) {
			break
		}
	}
	return err
}

// freePort returns a port that was free a moment ago. It lies below those that
// systems give to outgoing connections, so that it stays free over a restart.
func freePort() int {
	const first, count, tries = 20_000, 12_000, 100
	port := first + rand.IntN(count)
	for range tries {
		if isFree(port) {
			break
		}
		port = first + rand.IntN(count)
	}
	return port
}

// isFree reports whether a server could listen on port now.
func isFree(port int) bool {
	listener, err := net.Listen("tcp", address(port))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

// address returns where a server with that port listens.
func address(port int) string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}

// boot starts the program on s.port and waits until it answers a query.
func (s *Server) boot(ctx context.Context) error {
	if !isFree(s.port) {
		return fmt.Errorf("%w: %d", ErrPortTaken, s.port)
	}
	return s.start(ctx)
}

// start does what boot does, without a look at the port first.
func (s *Server) start(ctx context.Context) error {
	if err := writeProgram(s.Home, s.port, s.settings); err != nil {
		return err
	}
	run, err := s.launch()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, bootLimit,
		fmt.Errorf("it does not answer after %v", bootLimit))
	defer cancel()
	s.running = run.process
	if err = run.waitUp(ctx); err == nil {
		err = s.login(ctx, run)
	}
	if err != nil {
		run.kill()
	}
	return err
}

// A run is one process together with what it printed.
type run struct {
	*process
	log   string // path
	since int64  // where this process began in the log
}

// launch starts the program on the home.
func (s *Server) launch() (*run, error) {
	if err := os.MkdirAll(filepath.Dir(s.LogFile()), 0o700); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(s.LogFile(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // the child has its own copy
	info, err := log.Stat()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(s.java, append(slices.Clone(s.javaFlags), "-cp", s.classPath,
		filepath.Join(s.Home, programFile), s.Home)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.Home, log, log
	started, err := startProcess(cmd)
	if err != nil {
		return nil, err
	}
	return &run{process: started, log: log.Name(), since: info.Size()}, nil
}

// waitUp returns once Bolt listens. Nothing is asked before that, since until
// then a process that took the port first would answer.
func (r *run) waitUp(ctx context.Context) error {
	for !strings.Contains(r.printed(), upLine) {
		if err := r.pause(ctx); err != nil {
			return err
		}
	}
	return nil
}

// pause waits for the next look at r. It fails when r has ended or ctx is done.
func (r *run) pause(ctx context.Context) error {
	select {
	case <-r.done:
		return r.failure()
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(bootPoll):
		return nil
	}
}

// failure says why r ended, as far as its log tells.
func (r *run) failure() error {
	printed := r.printed()
	switch {
	case strings.Contains(printed, "PortBindException"):
		return ErrPortTaken
	case strings.Contains(printed, "FileLockException"):
		return errors.New("another Neo4j runs on this home")
	default:
		return fmt.Errorf("it ended before it answered; its log says: %s", lastLines(printed))
	}
}

// printed returns what r has printed so far.
func (r *run) printed() string {
	all, err := os.ReadFile(r.log)
	if err != nil || int64(len(all)) < r.since {
		return ""
	}
	return string(all[r.since:])
}

// lastLines returns the end of a text for use in an error.
func lastLines(text string) string {
	const most = 20
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-most):], "\n")
}
