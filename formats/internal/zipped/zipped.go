// Package zipped reads and writes archives of several files that are one export.
package zipped

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"entente/formats"
	"entente/kg"
)

// MaxFiles is how many files an archive may have.
const MaxFiles = 1000

// An Archive is the files in a ZIP file.
type Archive struct {
	Files []formats.File
	spool *os.File
}

// Open opens a file if it is a ZIP archive, and returns nil if it is not. The archive is
// kept on the disk, since it is read from its end; the files in it are read as streams,
// however large they are.
func Open(f formats.File) (*Archive, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer r.Close() //nolint:errcheck // nothing is written
	text := bufio.NewReader(r)
	if magic, _ := text.Peek(4); !bytes.Equal(magic, []byte("PK\x03\x04")) {
		return nil, nil //nolint:nilnil // it is no archive, and that is no mistake
	}
	spool, err := os.CreateTemp("", "entente-archive-*")
	if err != nil {
		return nil, fmt.Errorf("keep %s: %w", f.Name, err)
	}
	a := &Archive{spool: spool}
	if err := a.read(f.Name, text); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *Archive) read(name string, text io.Reader) error {
	size, err := io.Copy(a.spool, text)
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	inside, err := zip.NewReader(a.spool, size)
	if err != nil {
		return &kg.InvalidError{Value: name, Reason: "not a whole ZIP archive", Accepted: "fetch it again"}
	}
	if len(inside.File) > MaxFiles {
		return fmt.Errorf("%s: %w: more than %d files in the archive", name, kg.ErrLimit, MaxFiles)
	}
	for _, one := range inside.File {
		if !one.FileInfo().IsDir() {
			a.Files = append(a.Files, formats.File{Name: name + "/" + one.Name, Open: one.Open})
		}
	}
	return nil
}

// Has reports whether a file of the name is in the archive, in whatever folder.
func (a *Archive) Has(name string) bool {
	return slices.ContainsFunc(a.Files, func(f formats.File) bool { return path.Base(f.Name) == name })
}

// Close removes what is kept on the disk.
func (a *Archive) Close() error {
	return errors.Join(a.spool.Close(), os.Remove(a.spool.Name()))
}

// A Writer writes an archive: the same bytes for the same files.
type Writer struct{ zip *zip.Writer }

// NewWriter begins an archive.
func NewWriter(w io.Writer) *Writer { return &Writer{zip.NewWriter(w)} }

// Create begins a file. What is written belongs to it until the next one begins.
func (w *Writer) Create(name string) (io.Writer, error) {
	return w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// Add writes a whole file.
func (w *Writer) Add(name, text string) error {
	file, err := w.Create(name)
	if err == nil {
		_, err = io.WriteString(file, text)
	}
	return err
}

// Close ends the archive.
func (w *Writer) Close() error { return w.zip.Close() }
