package faulttest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// token permits writing on the servers of these tests.
const token = "of-the-fault-tests"

// built is where the program was built for this test process, once it is needed.
var built struct {
	once   sync.Once
	folder string
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		_ = os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// program returns the path of the program, which any user may run.
func program(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		built.folder, built.err = os.MkdirTemp("", "entente-faults-") //nolint:usetesting // for all tests
		if built.err != nil {
			return
		}
		built.err = os.Chmod(built.folder, 0o755)
		build := exec.CommandContext(context.Background(), "go", "build", "-trimpath", "-o", built.folder, "entente")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if said, err := build.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("build the program: %w\n%s", err, said)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.folder, "entente")
}

// command returns a run of the program that ends with t at the latest.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program(t), args...)
	// One client is the load here, and all that it sends is to reach the store.
	cmd.Env = append(os.Environ(), "ENTENTE_ADMIN_TOKEN="+token, "ENTENTE_RATE=0",
		"ENTENTE_CONCURRENCY=64", "ENTENTE_CLIENT_REQUESTS=200")
	return cmd
}

// A server is a running Entente.
type server struct {
	cmd *exec.Cmd
	url string
	// store is the address of its store.
	store string
	log   *log
	// ended is closed when it has, and err then says how.
	ended chan struct{}
	err   error
}

// serve starts Entente on a free port and waits until it says that it is ready.
func serve(t *testing.T, store string, args ...string) *server {
	t.Helper()
	cmd := command(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", store}, args...)...)
	return begin(t, cmd, store)
}

// begin starts a command that serves.
func begin(t *testing.T, cmd *exec.Cmd, store string) *server {
	t.Helper()
	s := &server{cmd: cmd, store: store, log: new(log), ended: make(chan struct{})}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	go s.listen(stderr, ready)
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended
		<-s.ended
		s.noStack(t)
	})
	select {
	case s.url = <-ready:
	case <-s.ended:
		t.Fatalf("the server ended before it was ready: %v\n%s", s.err, s.log)
	}
	return s
}

// listen keeps what the server says, and tells its address once it is ready.
func (s *server) listen(stderr io.Reader, ready chan<- string) {
	lines := bufio.NewReader(stderr)
	for {
		line, err := lines.ReadString('\n')
		s.log.add(line)
		var entry struct{ Msg, URL string }
		if json.Unmarshal([]byte(line), &entry) == nil && entry.Msg == "Entente is ready" {
			ready <- strings.TrimSuffix(entry.URL, "/")
		}
		if err != nil {
			s.err = s.cmd.Wait()
			close(s.ended)
			return
		}
	}
}

// signal sends a signal to the server and to no other process.
func (s *server) signal(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := s.cmd.Process.Signal(signal); err != nil {
		t.Fatalf("signal %v: %v", signal, err)
	}
}

// kill ends the server without warning.
func (s *server) kill(t *testing.T) {
	t.Helper()
	s.signal(t, syscall.SIGKILL)
	<-s.ended
}

// stop ends the server as an operator does, and fails unless its exit code is 0.
func (s *server) stop(t *testing.T) {
	t.Helper()
	s.signal(t, syscall.SIGTERM)
	if <-s.ended; s.err != nil {
		t.Errorf("after SIGTERM the server ended with %v, want exit code 0\n%s", s.err, s.log)
	}
}

// noStack checks that nothing panicked.
func (s *server) noStack(t *testing.T) {
	t.Helper()
	if said := s.log.String(); strings.Contains(said, "goroutine ") {
		t.Errorf("the server shows a stack, want none:\n%s", said)
	}
}

// ready returns the status of /readyz, or 0 where nobody answers.
func (s *server) ready(ctx context.Context) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", http.NoBody)
	if err != nil {
		return 0
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body) // so that the connection is used again
	return response.StatusCode
}

// awaitReady asks /readyz until it has the status, and fails where that takes long.
func (s *server) awaitReady(t *testing.T, status int) {
	t.Helper()
	await(t, patience, fmt.Sprintf("/readyz has status %d", status), func(ctx context.Context) bool {
		return s.ready(ctx) == status
	})
}

// askEvery is how long await lies still between two questions.
const askEvery = 10 * time.Millisecond

// await asks until the answer is yes, and fails after a limit. It returns how long that took.
func await(t *testing.T, limit time.Duration, what string, is func(context.Context) bool) time.Duration {
	t.Helper()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for !is(ctx) {
		select {
		case <-ctx.Done():
			t.Fatalf("after %v: not yet so that %s", limit, what)
		case <-time.After(askEvery):
		}
	}
	return time.Since(begun)
}

// A log is what a process says, while it goes on saying it.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) add(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.WriteString(line)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
