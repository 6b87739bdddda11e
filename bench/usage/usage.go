package usage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"
)

// ErrUnknown is what [Of] returns where the system does not tell.
var ErrUnknown = errors.New("what a process takes is only known on Linux")

// A Usage is what a process took since it began.
type Usage struct {
	// CPU is the time that processors worked for it, all of them together.
	CPU time.Duration
	// Resident is the memory it has now and Peak the most it had, in bytes. Both hold
	// pages of files that it has mapped and shares with others.
	Resident, Peak int64
}

// tick is the unit of processor time in /proc, which is the same on all of today's
// machines: USER_HZ in proc(5).
const tick = time.Second / 100

// Of returns what the process of an id took so far.
func Of(pid int) (Usage, error) {
	folder := fmt.Sprintf("/proc/%d/", pid)
	stat, err := os.ReadFile(folder + "stat")
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat("/proc/self/stat"); err != nil {
			return Usage{}, ErrUnknown
		}
	}
	if err != nil {
		return Usage{}, err
	}
	// The name, in brackets, may hold spaces; after it user time is the 12th field.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return Usage{}, fmt.Errorf("%sstat: got %d fields after the name, want 13", folder, len(fields))
	}
	var used Usage
	for _, field := range fields[11:13] {
		ticks, err := strconv.ParseInt(string(field), 10, 64)
		if err != nil {
			return Usage{}, fmt.Errorf("%sstat: %w", folder, err)
		}
		used.CPU += time.Duration(ticks) * tick
	}
	status, err := os.ReadFile(folder + "status")
	if err != nil {
		return Usage{}, err
	}
	used.Resident, used.Peak = kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:")
	return used, nil
}

// kilobytes returns a line of /proc/PID/status in bytes.
func kilobytes(status []byte, name string) int64 {
	_, after, _ := bytes.Cut(status, []byte("\n"+name))
	var n int64
	if _, err := fmt.Sscan(string(after[:min(len(after), 40)]), &n); err != nil {
		return 0
	}
	return n << 10
}
