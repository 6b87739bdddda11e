package dataset

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"entente/formats"
	"entente/kg"
)

// MaxFile is the size in bytes of the largest file that is read. Greater
// collections are spread over several.
const MaxFile = 2 << 20

// A Dataset is what one or more files say, not yet checked against one another.
type Dataset struct {
	files []file
}

// Read reads one file. The name stands for the file in errors, which are one
// [*formats.Error] for each mistake, joined.
func Read(name string, r io.Reader) (*Dataset, error) {
	text, err := readText(name, r, MaxFile)
	if err != nil {
		return nil, err
	}
	d := newDecoder()
	f, err := d.file(name, text)
	if err == nil {
		err = d.err()
	}
	if err != nil {
		return nil, err
	}
	return &Dataset{files: []file{f}}, nil
}

// readText reads the text of a file that may have so many bytes, without a byte order
// mark.
func readText(name string, r io.Reader, room int) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, int64(room)+1))
	start := formats.Position{File: name, Line: 1, Column: 1}
	switch {
	case err != nil:
		return nil, &formats.Error{At: start, Err: fmt.Errorf("read the file: %w", err)}
	case len(text) <= room:
		return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), nil
	case room < MaxFile:
		return nil, &formats.Error{At: start, Err: fmt.Errorf(
			"%w: the files together are larger than %d MiB; use JSON lines", kg.ErrLimit, maxTogether>>20)}
	default:
		return nil, &formats.Error{At: start, Err: fmt.Errorf(
			"%w: the file is larger than %d MiB; write several, or JSON lines", kg.ErrLimit, MaxFile>>20)}
	}
}

// file reads the text of a file. The error is about the whole of it; what is wrong with
// parts of it is among d's problems.
func (d *decoder) file(name string, text []byte) (f file, err error) {
	root, err := parseYAML(name, text)
	if root != nil {
		d.decode(root, reflect.ValueOf(&f).Elem(), "")
	}
	return f, err
}

// Join puts the files of one collection together. Their order does not matter.
func Join(parts ...*Dataset) *Dataset {
	joined := &Dataset{}
	for _, part := range parts {
		joined.files = append(joined.files, part.files...)
	}
	return joined
}

// Info returns what the collection says of itself; zero if it says nothing.
func (d *Dataset) Info() Info {
	for _, f := range d.files {
		if f.Dataset != nil {
			return *f.Dataset
		}
	}
	return Info{}
}

// Options are what the reading of a dataset depends on beside its files.
type Options struct {
	// Now is the moment of writing; ends that are past at an unknown date are
	// before it.
	Now kg.Instant
	// Vocabulary has the terms that records may use beside the dataset's own. It
	// may be nil.
	Vocabulary *kg.Vocabulary
}

// Records returns the records of d: terms, sources, entities, relationships and
// claims, so that what others refer to comes first, each class in the order
// written. References are not followed: whether they find anything depends on the
// graph that the records are written to, and is a [kg.Graph]'s to check.
//
// An error is one [*formats.Error] for each mistake, joined.
func (d *Dataset) Records(o Options) ([]kg.Record, error) {
	c := newConverter(d.files, o)
	for m := range c.every(d.files) {
		m.put()
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	return c.records, nil
}
