package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"entente/internal/filelock"
)

// ErrInUse says that a Store, mostly that of a running server, has a file open.
var ErrInUse = errors.New("is in use by another Entente")

// lockFile makes this Store the only one on the file at path until the lock is
// closed or the process ends, however it ends. The lock is on a file beside it,
// because closing any file drops the locks that SQLite has on it; that file
// stays, or two processes could lock two files of one name.
func lockFile(path string) (*os.File, error) {
	lock, err := os.OpenFile(path+"-lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be locked: %w", path, err)
	}
	held, err := filelock.Try(lock)
	if held {
		return lock, nil
	}
	_ = lock.Close()
	if err == nil {
		return nil, fmt.Errorf("%s %w; stop it, or name another file", path, ErrInUse)
	}
	return nil, fmt.Errorf("%s cannot be locked: %w; is it on a local disk?", path, err)
}

// lockExisting locks the file at path, which must be there, and returns its own name.
func lockExisting(path string) (string, *os.File, error) {
	if _, err := os.Stat(path); err != nil {
		return "", nil, fmt.Errorf("there is no graph at %s: %w", path, fs.ErrNotExist)
	}
	path, err := prepareFile(path)
	if err != nil {
		return "", nil, err
	}
	lock, err := lockFile(path)
	return path, lock, err
}
