//go:build linux || darwin

package sqlite

import "golang.org/x/sys/unix"

// freeAt returns how many bytes may still be written to the disk of a folder, or -1
// where that cannot be told.
func freeAt(folder string) int64 {
	var disk unix.Statfs_t
	if unix.Statfs(folder, &disk) != nil {
		return -1
	}
	return int64(disk.Bavail) * int64(disk.Bsize) //nolint:gosec,unconvert // by system; small enough
}
