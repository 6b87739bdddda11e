package formats

import (
	"bytes"
	"io"
)

// TextFile returns a file that is held in memory.
func TextFile(name string, text []byte) File {
	return File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(text)), nil
	}}
}
