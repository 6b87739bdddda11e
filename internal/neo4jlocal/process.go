package neo4jlocal

import (
	"os/exec"
	"runtime"
	"time"
)

// stopGrace is how long Neo4j may take to write its last checkpoint and exit.
const stopGrace = 30 * time.Second

// A process is one run of the Java program.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended and been waited for
}

// startProcess starts cmd in a process group of its own. It never outlives this
// process: its standard input ends then, which it watches, and on Linux the
// kernel kills it, which ends a paused one too.
func startProcess(cmd *exec.Cmd) (*process, error) {
	// The pipe stays open until cmd.Wait closes it; nothing is written.
	if _, err := cmd.StdinPipe(); err != nil {
		return nil, err
	}
	bindToParent(cmd)
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		// Linux kills the child when the thread that started it ends, so this
		// goroutine keeps that thread for as long as the child lives.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
			close(p.done)
		}
	}()
	return p, <-started
}

// ended reports whether the process is over.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// pause stops the process until it gets the signal to resume. On Linux it does nothing
// more once this returns.
func (p *process) pause() error {
	if err := p.signal(pause); err != nil {
		return err
	}
	return p.awaitPause()
}

// stop asks the process to end, kills it after the grace period, and reports
// whether it ended by itself.
func (p *process) stop() bool {
	_ = p.signal(resume)
	_ = p.signal(terminate)
	select {
	case <-p.done:
		return true
	case <-time.After(stopGrace):
		p.kill()
		return false
	}
}

// kill ends the process at once and waits until it is gone.
func (p *process) kill() {
	_ = p.signal(kill)
	<-p.done
}
