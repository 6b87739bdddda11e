//go:build darwin || freebsd

package neo4jlocal

import (
	"os/exec"
	"syscall"
)

// bindToParent gives cmd its own process group, out of reach of the terminal's
// Ctrl-C. When its parent dies it sees its standard input end.
func bindToParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// awaitPause waits for nothing: these systems cannot be asked whether a process has
// stopped without taking its end from who waits for that.
func (p *process) awaitPause() error { return nil }
