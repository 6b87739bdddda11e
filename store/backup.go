package store

import (
	"context"
	"strings"

	"entente/kg"
	"entente/store/sqlite"
)

// ErrInUse says that a running server, or a command, has the file that a store is in.
var ErrInUse = sqlite.ErrInUse

// A Backup says what is in a file that [Snapshot] made.
type Backup = sqlite.Backup

// Snapshot copies the graph at the address of a file, which nobody has open, into a new
// file in a folder and returns its path. Of another store it is an [*kg.InvalidError].
func Snapshot(ctx context.Context, address, folder string) (string, error) {
	path, err := fileOf(address)
	if err != nil {
		return "", err
	}
	return sqlite.Snapshot(ctx, path, folder)
}

// Inspect checks that a file is a whole graph, and says what is in it.
func Inspect(ctx context.Context, path string) (Backup, error) { return sqlite.Inspect(ctx, path) }

// Restore puts a copy of a backup at the address of a file. Where a graph is there
// already it is an error that wraps fs.ErrExist, unless replace is true.
func Restore(ctx context.Context, backup, address string, replace bool) (Backup, error) {
	path, err := fileOf(address)
	if err != nil {
		return Backup{}, err
	}
	return sqlite.Restore(ctx, backup, path, replace)
}

// fileOf returns the path of the file at an address.
func fileOf(address string) (string, error) {
	rest, ok := strings.CutPrefix(address, "file:")
	if !ok {
		return "", kg.ErrNoSnapshot
	}
	return filePath(rest)
}
