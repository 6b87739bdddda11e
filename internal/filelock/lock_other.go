//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package filelock

import (
	"errors"
	"os"
)

// Try says that this system has no lock that ends with its process.
func Try(*os.File) (bool, error) {
	return false, errors.ErrUnsupported
}
