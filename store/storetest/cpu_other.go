//go:build !unix

package storetest

import "time"

// cpuTime returns 0: this system does not tell the processor time of a process in
// a way that Go's standard library knows.
func cpuTime() time.Duration { return 0 }
