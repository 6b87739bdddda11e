package side

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A Process is a server that was started to be measured.
type Process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	err   error
	mu    sync.Mutex
	said  strings.Builder
	// Started is how long it took from its start until it was ready.
	Started time.Duration
}

// readyWithin is how long a server may take to be ready: one on ten million records,
// from a cold disk.
const readyWithin = 2 * time.Minute

// start starts a command and waits until it writes a line to standard error or output in
// which ready finds something, which it returns.
func start(
	ctx context.Context, cmd *exec.Cmd, ready func(line string) (string, bool),
) (*Process, string, error) {
	p := &Process{cmd: cmd, ended: make(chan struct{})}
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, "", err
	}
	found := make(chan string, 1)
	go p.listen(out, ready, found)
	go func() {
		p.err = cmd.Wait()
		_ = in.Close() // the reader ends
		close(p.ended)
	}()
	ctx, stop := context.WithTimeout(ctx, readyWithin)
	defer stop()
	select {
	case answer := <-found:
		p.Started = time.Since(begin)
		return p, answer, nil
	case <-p.ended:
		return nil, "", fmt.Errorf("%s ended before it was ready: %w\n%s", cmd.Path, p.err, p.log())
	case <-ctx.Done():
		_ = p.Stop() // that it was not ready is what is said
		return nil, "", fmt.Errorf("%s was not ready: %w\n%s", cmd.Path, ctx.Err(), p.log())
	}
}

// logged bounds what is kept of what a server says.
const logged = 64 << 10

// listen keeps what the process says.
func (p *Process) listen(out io.Reader, ready func(string) (string, bool), found chan<- string) {
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		p.mu.Lock()
		if p.said.Len() < logged {
			p.said.WriteString(line)
		}
		p.mu.Unlock()
		if answer, ok := ready(line); ok {
			select {
			case found <- answer:
			default: // it was said before
			}
		}
		if err != nil {
			return
		}
	}
}

func (p *Process) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// PID is the number of the process.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Stop asks the process to end, and ends it after ten seconds.
func (p *Process) Stop() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.ended
	}
	return nil
}
