// Package neo4jlocal runs a private Neo4j Community on this machine, for
// development and tests, without Docker: its jars come by Maven, and a small
// Java program starts them through Neo4j's public embedding API. It is the real
// kernel with Cypher, Bolt, transactions and indexes; it listens on 127.0.0.1
// only and asks for a password.
package neo4jlocal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// username is the one account that a new Neo4j has.
const username = "neo4j"

// errNotRunning says that a server was stopped, was killed, or ended by itself.
var errNotRunning = errors.New("Neo4j is not running")

// Options say how to run a server. The zero value is a good one for a test.
type Options struct {
	// Home is the folder of the data and logs. It is made where missing and
	// kept. Empty means a temporary one, which Stop removes.
	Home string
	// Port is where Bolt listens; 0 means any free port.
	Port int
	// Password is at least 8 characters. Empty means the one that Home keeps, or
	// in a new home a random one, which Home then keeps, readable by its owner
	// only. One that differs from the kept one is refused.
	Password string
	// Heap is the most memory for Java's objects, as Java writes it; empty is "1g".
	Heap string
	// PageCache is the memory for pages of the store, as Neo4j writes it; empty
	// is "256m".
	PageCache string
	// QuickStart makes Java compile less: the start takes a third less of the
	// processor, and long work is slower. It suits tests, not measurements.
	QuickStart bool
	// KeepPlans makes Neo4j plan a query once and not anew whenever the data has grown
	// or shrunk. It suits tests, which do both all the time, and not much else.
	KeepPlans bool
	// Progress is told what takes minutes; nil keeps quiet.
	Progress io.Writer
}

// A Server is one Neo4j that this process started. It ends when this process
// ends, however that happens. Its methods are safe for concurrent use; those
// that change its state take turns.
type Server struct {
	URI      string // of Bolt, such as "neo4j://127.0.0.1:24816"
	Username string
	Password string
	Home     string // absolute path

	temporary bool // Home is removed by Stop
	java      string
	classPath string
	javaFlags []string
	settings  []string // beyond those of every server
	port      int

	turn    sync.Mutex // guards what follows
	running *process
	stopped bool // Stop was called; for good where Home was temporary
}

// Start runs a server and returns once it has answered a query over Bolt, which
// takes some ten seconds, and minutes the first time, when the jars are fetched.
// ctx bounds the start only. The error wraps [ErrMissing] where this machine
// lacks something, and [ErrPortTaken] where o.Port is another's.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := prepare(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("start Neo4j: %w", err)
	}
	if err := s.bootOn(ctx, o.Port); err != nil {
		return nil, fmt.Errorf("start Neo4j: %w", errors.Join(err, s.removeTemporary()))
	}
	return s, nil
}

// prepare finds the programs and makes the home.
func prepare(ctx context.Context, o Options) (*Server, error) {
	if !supported {
		return nil, missing("this system lacks the signals to run one by")
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	java, err := findJava(ctx)
	if err != nil {
		return nil, err
	}
	jars, err := classPath(ctx, o.Progress)
	if err != nil {
		return nil, err
	}
	home, temporary, err := openHome(o)
	if err != nil {
		return nil, err
	}
	s := &Server{
		Username: username, Home: home, temporary: temporary, java: java, classPath: jars,
		javaFlags: []string{"-Xmx" + cmp.Or(o.Heap, "1g")},
		settings:  []string{"server.memory.pagecache.size=" + cmp.Or(o.PageCache, "256m")},
	}
	if o.KeepPlans {
		s.settings = append(s.settings, "dbms.cypher.min_replan_interval=1h")
	}
	if o.QuickStart {
		s.javaFlags = append(s.javaFlags, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
	}
	if s.Password, err = openPassword(home, o.Password); err != nil {
		return nil, errors.Join(err, s.removeTemporary())
	}
	return s, nil
}

// Restart runs the server again on the same home and port, after Kill or Stop
// or, stopping it first, while it runs. ctx bounds the start only. A temporary
// home that Stop removed is gone for good.
func (s *Server) Restart(ctx context.Context) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.stopped && s.temporary {
		return errors.New("restart Neo4j: its temporary home was removed when it was stopped")
	}
	if !s.running.ended() {
		s.running.stop()
	}
	if err := s.boot(ctx); err != nil {
		return fmt.Errorf("restart Neo4j: %w", err)
	}
	s.stopped = false
	return nil
}

// Stop ends the server in good order, a paused one too, and removes a temporary
// home. One that does not end within half a minute is killed, which is an error.
// Stopping what has ended already only removes the home.
func (s *Server) Stop() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.stopped = true
	var err error
	if !s.running.ended() && !s.running.stop() {
		err = fmt.Errorf("Neo4j did not stop within %v and was killed", stopGrace)
	}
	return errors.Join(err, s.removeTemporary())
}

// Kill ends the server at once, as a crash would, and keeps its home.
func (s *Server) Kill() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.running.ended() {
		return errNotRunning
	}
	s.running.kill()
	return nil
}

// Pause makes the server hang: connections stay open and nothing is answered. On Linux
// it hangs when this returns, elsewhere soon after.
func (s *Server) Pause() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.running.pause()
}

// Resume lets a paused server go on.
func (s *Server) Resume() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.running.signal(resume)
}

// Done returns a channel that is closed when the server has ended, by whatever
// cause. After Restart there is a new one.
func (s *Server) Done() <-chan struct{} {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.running.done
}

// PID returns the number of the process that runs, or ran last.
func (s *Server) PID() int {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.running.cmd.Process.Pid
}

// LogFile returns the path of what the server printed, over all its runs.
func (s *Server) LogFile() string {
	return filepath.Join(s.Home, "logs", logFile)
}

// removeTemporary removes a temporary home.
func (s *Server) removeTemporary() error {
	if !s.temporary {
		return nil
	}
	return os.RemoveAll(s.Home)
}
