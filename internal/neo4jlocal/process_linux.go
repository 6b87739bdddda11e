package neo4jlocal

import (
	"os/exec"
	"syscall"
)

// bindToParent gives cmd its own process group, out of reach of the terminal's
// Ctrl-C, and has the kernel kill it when its parent dies.
func bindToParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
