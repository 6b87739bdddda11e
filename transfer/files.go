package transfer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"entente/formats"
)

// Files are the files of one import, open until Close.
type Files struct {
	all []*file
	// read counts the bytes that were read of them, as they lie on the disk, in the pass
	// that is under way.
	read atomic.Int64
}

// A file can be opened again and again: what came by a pipe was put on the disk.
type file struct {
	name, path string
	temporary  bool
	size       int64
	hash       string
	gzipped    bool
}

// OpenFiles opens files by their paths; "-" is the standard input. Each is read once to
// tell its content from others. Those that gzip has compressed are read decompressed,
// whatever they are called.
func OpenFiles(ctx context.Context, paths []string, stdin io.Reader) (*Files, error) {
	files := &Files{}
	for _, path := range paths {
		var err error
		if path == "-" {
			err = files.Add(ctx, "standard input", stdin)
		} else {
			err = files.addPath(ctx, path)
		}
		if err != nil {
			return nil, errors.Join(err, files.Close())
		}
	}
	return files, nil
}

// Add adds what can be read once only, by putting it on the disk.
func (f *Files) Add(ctx context.Context, name string, r io.Reader) error {
	spool, err := os.CreateTemp("", "entente-import-*")
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	one := &file{name: name, path: spool.Name(), temporary: true}
	f.all = append(f.all, one)
	_, err = io.Copy(spool, &interruptible{ctx, r})
	if err = errors.Join(err, spool.Close()); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return one.look(ctx)
}

func (f *Files) addPath(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder; name the files in it", path)
	}
	if !info.Mode().IsRegular() {
		// A pipe can be read once only, such as the shell makes of <(command).
		pipe, err := os.Open(path)
		if err != nil {
			return err
		}
		defer pipe.Close() //nolint:errcheck // nothing is written
		return f.Add(ctx, path, pipe)
	}
	one := &file{name: path, path: path}
	f.all = append(f.all, one)
	return one.look(ctx)
}

// look takes the measure of a file.
func (f *file) look(ctx context.Context) error {
	r, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing is written
	hash := sha256.New()
	buffered := bufio.NewReader(&interruptible{ctx, r})
	magic, _ := buffered.Peek(2)
	f.gzipped = bytes.Equal(magic, []byte{0x1f, 0x8b})
	var text io.Reader = buffered
	if f.gzipped {
		// The same text is the same source, however it was compressed.
		if text, err = gzip.NewReader(buffered); err != nil {
			return fmt.Errorf("decompress %s: %w", f.name, err)
		}
	}
	if _, err = io.Copy(hash, text); err != nil {
		return fmt.Errorf("read %s: %w", f.name, err)
	}
	f.hash = hex.EncodeToString(hash.Sum(nil))
	info, err := r.Stat()
	if err != nil {
		return err
	}
	f.size = info.Size()
	return nil
}

// An interruptible reader ends with its context.
type interruptible struct {
	ctx context.Context //nolint:containedctx // it is one call
	io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.Reader.Read(p)
}

// Close removes what was put on the disk.
func (f *Files) Close() error {
	var errs []error
	for _, one := range f.all {
		if one.temporary {
			errs = append(errs, os.Remove(one.path))
		}
	}
	return errors.Join(errs...)
}

// List returns the files as formats read them.
func (f *Files) List() []formats.File {
	list := make([]formats.File, len(f.all))
	for i, one := range f.all {
		list[i] = formats.File{Name: one.name, Open: func() (io.ReadCloser, error) { return f.open(one) }}
	}
	return list
}

func (f *Files) open(one *file) (io.ReadCloser, error) {
	r, err := os.Open(one.path)
	if err != nil {
		return nil, err
	}
	before := int64(0)
	for _, earlier := range f.all {
		if earlier == one {
			break
		}
		before += earlier.size
	}
	f.read.Store(before)
	counted := &counter{r, &f.read}
	if !one.gzipped {
		return counted, nil
	}
	text, err := gzip.NewReader(bufio.NewReaderSize(counted, 1<<16))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("decompress: %w", err), r.Close())
	}
	return &decompressed{text, r}, nil
}

// A Part is a file as a request carries it.
type Part struct {
	Field string
	File  formats.File
}

// Raw returns the files as they lie on the disk, to be sent on.
func (f *Files) Raw() []Part {
	parts := make([]Part, len(f.all))
	for i, one := range f.all {
		parts[i] = Part{"file", formats.File{
			Name: filepath.Base(one.name), Open: func() (io.ReadCloser, error) { return os.Open(one.path) },
		}}
	}
	return parts
}

// A counter counts what is read through it.
type counter struct {
	io.ReadCloser
	read *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.read.Add(int64(n))
	return n, err
}

// A decompressed file closes the one below.
type decompressed struct {
	*gzip.Reader
	file io.Closer
}

// Close closes both.
func (d *decompressed) Close() error { return errors.Join(d.Reader.Close(), d.file.Close()) }

// Size returns the size of all files, in bytes as they lie on the disk.
func (f *Files) Size() int64 {
	var sum int64
	for _, one := range f.all {
		sum += one.size
	}
	return sum
}

// Name names the files in a sentence, without their folders: the first three of many.
func (f *Files) Name() string {
	var names []string
	for _, one := range f.all[:min(len(f.all), 3)] {
		names = append(names, filepath.Base(one.name))
	}
	if more := len(f.all) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// Hash tells the text of the files from other text: SHA-256, in hexadecimal. That of one
// file is the file's own, decompressed.
func (f *Files) Hash() string {
	if len(f.all) == 1 {
		return f.all[0].hash
	}
	hash := sha256.New()
	for _, one := range f.all {
		io.WriteString(hash, one.hash) //nolint:errcheck // a hash takes all
	}
	return hex.EncodeToString(hash.Sum(nil))
}
