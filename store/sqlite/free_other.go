//go:build !linux && !darwin

package sqlite

// freeAt returns -1: what is left of the disk is not told here.
func freeAt(string) int64 { return -1 }
