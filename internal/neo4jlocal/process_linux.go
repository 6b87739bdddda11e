package neo4jlocal

import (
	"errors"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// childStopped is the code of a child that a signal has stopped, CLD_STOPPED.
const childStopped = 5

// bindToParent gives cmd its own process group, out of reach of the terminal's
// Ctrl-C, and has the kernel kill it when its parent dies.
func bindToParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// awaitPause waits until all threads of the process have stopped, which takes a while
// where they are busy, or until it is over. What it waits for stays there to be waited
// for.
func (p *process) awaitPause() error {
	var info unix.Siginfo
	for {
		err := unix.Waitid(unix.P_PID, p.cmd.Process.Pid, &info,
			unix.WSTOPPED|unix.WEXITED|unix.WNOWAIT, nil)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.ECHILD), err == nil && info.Code != childStopped:
			return errNotRunning
		}
		return err
	}
}
