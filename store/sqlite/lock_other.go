//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package sqlite

import (
	"errors"
	"os"
)

// tryLock says that this system has no lock that ends with its process.
func tryLock(*os.File) error { return errors.ErrUnsupported }
