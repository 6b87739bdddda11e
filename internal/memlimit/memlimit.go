// Package memlimit keeps Go's memory below what the system allows its process, where the
// system is Linux and says so: a container that grows past its limit is killed, and a
// garbage collector that knows the limit works harder before that.
package memlimit

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// share is how much of the limit Go may use; the rest is for what Go does not count:
// SQLite's pages take up to 40 MB, sorts and loads more for a time, and the program itself
// some.
const share = 0.6

// Set sets Go's memory limit to 60 % of that of the process's control group, and returns
// it in bytes. It does nothing and returns 0 where GOMEMLIMIT is set or no limit is known.
func Set() int64 {
	if os.Getenv("GOMEMLIMIT") != "" {
		return 0
	}
	limit, ok := find(os.DirFS("/"))
	if !ok {
		return 0
	}
	limit = int64(float64(limit) * share)
	debug.SetMemoryLimit(limit)
	return limit
}

// find returns the least of the limits of the process's control group and those above it,
// by version 2 or 1 of control groups.
func find(root fs.FS) (limit int64, ok bool) {
	groups, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return 0, false
	}
	limit = math.MaxInt64
	for group := range strings.Lines(string(groups)) {
		// Lines are hierarchy:controllers:path; version 2 names no controllers.
		parts := strings.SplitN(strings.TrimSpace(group), ":", 3)
		if len(parts) != 3 {
			continue
		}
		folder, name := "sys/fs/cgroup", "memory.max"
		switch parts[1] {
		case "":
		case "memory":
			folder, name = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		default:
			continue
		}
		// Inside a container the path may be one of the host, which is not there; the
		// container's own limit is then at the top.
		for at := path.Clean("/" + parts[2]); ; at = path.Dir(at) {
			if n, found := read(root, path.Join(folder, at, name)); found {
				limit = min(limit, n)
			}
			if at == "/" {
				break
			}
		}
	}
	// Version 1 says a number near the largest where there is no limit.
	return limit, limit < math.MaxInt64/2
}

// read reads a limit from a file.
func read(root fs.FS, name string) (int64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return n, err == nil && n > 0 // "max" is no number
}
