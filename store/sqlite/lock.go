package sqlite

import (
	"fmt"
	"os"

	"entente/internal/filelock"
)

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
		return nil, fmt.Errorf("%s is in use by another Entente; stop it, or name another file", path)
	}
	return nil, fmt.Errorf("%s cannot be locked: %w; is it on a local disk?", path, err)
}
