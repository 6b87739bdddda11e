package formats

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"entente/kg"
)

// MaxLine is the length in bytes of the longest line, or row, that is read.
const MaxLine = 16 << 20

// A Line is a line of a file, without its end.
type Line struct {
	At   Position
	Text []byte
}

// Lines yields the lines of a file that have any text. They may end in LF or CRLF, and
// a byte order mark at the beginning is left out. What is not UTF-8, or longer than
// [MaxLine], is an [*Error], and is skipped without being held in memory.
//
// The text is valid until the next line.
func Lines(f File) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		text, err := f.Open()
		if err != nil {
			yield(Line{}, fmt.Errorf("open %s: %w", f.Name, err))
			return
		}
		defer text.Close() //nolint:errcheck // nothing is written
		r := bufio.NewReaderSize(text, 1<<16)
		at := Position{File: f.Name, Column: 1}
		var buffer []byte
		for {
			at.Line++
			line, whole, err := readLine(r, buffer[:0])
			if cap(line) <= 1<<20 {
				buffer = line[:0]
			}
			end := errors.Is(err, io.EOF)
			if err != nil && !end {
				yield(Line{At: at}, fmt.Errorf("read %s: %w", f.Name, err))
				return
			}
			if at.Line == 1 {
				line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
			}
			line = bytes.TrimSuffix(line, []byte("\r"))
			if len(line) > 0 && !yield(Line{at, line}, checkLine(at, line, whole)) || end {
				return
			}
		}
	}
}

// readLine appends a line to what there is. whole is false where the line is too long;
// then its beginning is returned.
func readLine(r *bufio.Reader, line []byte) (_ []byte, whole bool, err error) {
	whole = true
	for {
		part, err := r.ReadSlice('\n')
		if room := MaxLine - len(line); len(part) > room {
			part, whole = part[:room], false
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimSuffix(line, []byte("\n")), whole, err
		}
	}
}

func checkLine(at Position, line []byte, whole bool) error {
	switch {
	case !whole:
		return &Error{at, fmt.Errorf("%w: the line is longer than %d MiB", kg.ErrLimit, MaxLine>>20)}
	case !utf8.Valid(line):
		for i := 0; ; {
			r, size := utf8.DecodeRune(line[i:])
			if r == utf8.RuneError && size == 1 {
				at.Column = i + 1
				break
			}
			i += size
		}
		return &Error{at, &kg.InvalidError{Reason: "not valid UTF-8", Accepted: "save the file as UTF-8"}}
	default:
		return nil
	}
}
