package rows

import (
	"errors"
	"fmt"
	"io"

	"entente/formats"
	"entente/kg"
)

// What a row may have at most.
const (
	// MaxColumns is as many columns as spreadsheets have.
	MaxColumns = 16384
	// MaxCell is the length in bytes of the longest cell that is read.
	MaxCell = 1 << 20
)

// A Dialect says how a file is laid out.
type Dialect struct {
	// Encoding is the name of the encoding; see [Encoding].
	Encoding string
	// Delimiter parts cells; zero is a comma.
	Delimiter byte
	// Plain says that a quote is a character like any other.
	Plain bool
	// Comment begins lines that are left out; zero is none.
	Comment byte
	// Skip is how many lines precede the table.
	Skip int
}

// A Reader reads the rows of one file.
type Reader struct {
	Dialect
	text  io.Reader
	close io.Closer
	file  string
	// line is the number of the line at which the next row begins.
	line int
	// buffer holds what was read and not yet given out: have bytes from base.
	buffer     []byte
	base, have int
	// ended says that the text is over, failed with what if not by its end.
	ended  bool
	failed error
	row    Row
}

// NewReader begins to read a file.
func NewReader(f formats.File, d Dialect) (*Reader, error) {
	text, closer, err := open(f, d.Encoding)
	if err != nil {
		return nil, err
	}
	if d.Delimiter == 0 {
		d.Delimiter = ','
	}
	return &Reader{
		Dialect: d, text: text, close: closer, file: f.Name, line: 1, buffer: make([]byte, 1<<16),
	}, nil
}

// Close ends the reading.
func (r *Reader) Close() error { return r.close.Close() }

// Next returns the next row that has any text. It is valid until the one after.
//
// An [*formats.Error] is about this row, whose text is returned too as far as it goes,
// and reading can go on; [io.EOF] is the end, and any other error is the last.
func (r *Reader) Next() (*Row, error) {
	for {
		err := r.scan()
		if r.failed != nil {
			return nil, fmt.Errorf("read %s: %w", r.file, r.failed)
		}
		row := &r.row
		switch {
		case errors.Is(err, io.EOF):
			return nil, io.EOF
		case r.Skip > 0 && row.At.Line <= r.Skip:
			r.resume()
			continue
		case err == nil && (row.blank() || r.Comment != 0 && row.Raw[0] == r.Comment):
			continue
		case err == nil:
			err = row.check()
		}
		return row, err
	}
}

// resume goes back to the line after the first of the present row, whatever quotes
// it has: what precedes a table is no part of it.
func (r *Reader) resume() {
	if row := &r.row; row.firstLine > 0 && row.firstLine < row.length {
		r.back(row.length - row.firstLine)
		r.line = row.At.Line + 1
	}
}

// back gives so many bytes of the present row to the next one.
func (r *Reader) back(n int) { r.base, r.have = r.base-n, r.have+n }

// fill reads more of the text behind what is there, and reports whether there is any.
// It refuses to hold more than the longest row.
func (r *Reader) fill() bool {
	if r.ended {
		return false
	}
	if r.base > 0 {
		copy(r.buffer, r.buffer[r.base:r.base+r.have])
		r.base = 0
	}
	if r.have == len(r.buffer) {
		if r.have >= formats.MaxLine {
			return false
		}
		r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
	}
	for range 100 {
		n, err := r.text.Read(r.buffer[r.have:])
		r.have += n
		if err != nil {
			r.ended = true
			if !errors.Is(err, io.EOF) {
				r.failed = err
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	r.ended, r.failed = true, io.ErrNoProgress
	return false
}

// refuse returns the error for what stands at an offset of the row.
func (r *Reader) refuse(at place, reason, accepted string) error {
	return &formats.Error{At: r.row.position(at), Err: &kg.InvalidError{Reason: reason, Accepted: accepted}}
}

// Cut cuts the text of one row, as [Row.Raw] has it, again.
func Cut(raw []byte, at formats.Position, d Dialect) (*Row, error) {
	if d.Delimiter == 0 {
		d.Delimiter = ','
	}
	r := &Reader{Dialect: d, file: at.File, line: at.Line, buffer: raw, have: len(raw), ended: true}
	if err := r.scan(); err != nil {
		return nil, err
	}
	return &r.row, nil
}
