package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// errHeld says that somebody else holds a lock.
var errHeld = errors.New("held by another")

// lockFile makes this Store the only one on the file at path until the lock is
// closed or the process ends, however it ends. The lock is on a file beside it,
// because closing any file drops the locks that SQLite has on it; that file
// stays, or two processes could lock two files of one name.
func lockFile(path string) (*os.File, error) {
	lock, err := os.OpenFile(path+"-lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%s %w: the file %s-lock cannot be made or written to (%w); %s",
			path, errRefused, filepath.Base(path), system(err), rightsFor(err))
	}
	err = tryLock(lock)
	if err == nil {
		return lock, nil
	}
	_ = lock.Close()
	if errors.Is(err, errHeld) {
		return nil, fmt.Errorf("%s is in use by another Entente; stop it, or name another file", path)
	}
	return nil, fmt.Errorf("%s cannot be locked: %w; is it on a local disk?", path, err)
}
