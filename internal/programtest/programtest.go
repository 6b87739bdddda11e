// Package programtest runs Entente as a process of its own, for tests of what the program
// does as a whole: how it starts, what it says, how it ends.
package programtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Build builds the program, without its pages where they were not built, into a folder and
// returns its path.
func Build(ctx context.Context, folder string) (string, error) {
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", folder, "entente")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, said)
	}
	return filepath.Join(folder, "entente"), nil
}

// A Process is a running server.
type Process struct {
	Cmd *exec.Cmd
	// URL is where it serves, without the slash at the end, and Metrics where it serves
	// these, or empty.
	URL, Metrics string
	// Ended is closed once it has ended, and Err then says how; nil is exit code 0.
	Ended chan struct{}
	Err   error
	log   log
}

// Start starts a command that serves and waits until it says that it is ready. It is killed
// at the end of t, if it still runs, and must have shown no stack.
func Start(t testing.TB, cmd *exec.Cmd) *Process {
	t.Helper()
	p := &Process{Cmd: cmd, Ended: make(chan struct{})}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	go p.listen(stderr, ready)
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended
		<-p.Ended
		if strings.Contains(p.Log(), "goroutine ") {
			t.Errorf("the program shows a stack, want none:\n%s", p.Log())
		}
	})
	select {
	case <-ready:
	case <-p.Ended:
		t.Fatalf("the program ended before it was ready: %v\n%s", p.Err, p.Log())
	}
	return p
}

// listen keeps what the program says, and closes ready once it is.
func (p *Process) listen(stderr io.Reader, ready chan<- struct{}) {
	for lines := bufio.NewReader(stderr); ; {
		line, err := lines.ReadString('\n')
		p.log.add(line)
		var entry struct{ Msg, URL string }
		if json.Unmarshal([]byte(line), &entry) == nil {
			switch entry.Msg {
			case "metrics are served":
				p.Metrics = entry.URL
			case "Entente is ready":
				p.URL = strings.TrimSuffix(entry.URL, "/")
				close(ready)
			}
		}
		if err != nil {
			p.Err = p.Cmd.Wait()
			close(p.Ended)
			return
		}
	}
}

// Log returns what it has said so far.
func (p *Process) Log() string { return p.log.String() }

// Signal sends a signal to it and to no other process.
func (p *Process) Signal(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := p.Cmd.Process.Signal(signal); err != nil {
		t.Fatalf("signal %v: %v", signal, err)
	}
}

// Kill ends it without warning.
func (p *Process) Kill(t testing.TB) {
	t.Helper()
	p.Signal(t, syscall.SIGKILL)
	<-p.Ended
}

// Stop ends it as an operator does, and fails t unless its exit code is 0.
func (p *Process) Stop(t testing.TB) {
	t.Helper()
	p.Signal(t, syscall.SIGTERM)
	if <-p.Ended; p.Err != nil {
		t.Errorf("after SIGTERM the program ended with %v, want exit code 0\n%s", p.Err, p.Log())
	}
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
