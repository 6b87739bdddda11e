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
