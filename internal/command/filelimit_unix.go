//go:build unix

package command

import (
	"os/signal"
	"syscall"
)

// OutliveFileLimit has a write past the limit that is set on the size of files, as by
// ulimit -f, fail as one to a bad disk does, for which the system would else end the
// program.
func OutliveFileLimit() { signal.Ignore(syscall.SIGXFSZ) }
