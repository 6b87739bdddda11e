//go:build !(linux || darwin || freebsd)

package neo4jlocal

import (
	"errors"
	"os/exec"
)

// supported says that this system has no signals to run a private Neo4j by.
const supported = false

// A signal stands for one that this system lacks.
type signal int

const (
	terminate signal = iota
	kill
	pause
	resume
)

func (p *process) signal(signal) error { return errors.ErrUnsupported }

func (p *process) awaitPause() error { return errors.ErrUnsupported }

func bindToParent(*exec.Cmd) {}
