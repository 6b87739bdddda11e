//go:build linux || darwin || freebsd

package neo4jlocal

import (
	"errors"
	"syscall"
)

// supported says that this system can run and signal a private Neo4j.
const supported = true

// A signal is what a process is told from outside.
type signal = syscall.Signal

// The signals that end, pause and go on with a process.
const (
	terminate = syscall.SIGTERM
	kill      = syscall.SIGKILL
	pause     = syscall.SIGSTOP
	resume    = syscall.SIGCONT
)

// signal sends s to the process and its children. One that has ended gets none,
// because its number may already be another's.
func (p *process) signal(s signal) error {
	if p.ended() {
		return errNotRunning
	}
	err := syscall.Kill(-p.cmd.Process.Pid, s)
	if errors.Is(err, syscall.ESRCH) { // it has ended just now
		return errNotRunning
	}
	return err
}
