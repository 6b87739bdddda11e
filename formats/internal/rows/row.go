package rows

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"entente/formats"
	"entente/kg"
)

// A Row is one row of a file, which may be of several lines.
type Row struct {
	At formats.Position
	// Raw is its text, without the line end.
	Raw   []byte
	cells []cell
	// columns is how many cells there are, those that were not kept among them.
	columns int
	// length is that of the text with its line end, firstLine that of its first line.
	length, firstLine int
}

// A place is an offset in a row, and where that is: so many lines and bytes further.
type place struct{ offset, line, column int }

// A cell is where a cell stands in the row.
type cell struct {
	place
	end             int
	quoted, doubled bool
}

// Len returns how many cells the row has.
func (r *Row) Len() int { return len(r.cells) }

// Text returns the text of a cell, without its quotes.
func (r *Row) Text(i int) string {
	c := r.cells[i]
	if !c.quoted {
		return string(r.Raw[c.offset:c.end])
	}
	text := string(r.Raw[c.offset+1 : c.end-1])
	if c.doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	return text
}

// Place returns where a cell begins, and where the row begins if it has no such cell.
func (r *Row) Place(i int) formats.Position {
	if i < 0 || i >= len(r.cells) {
		return r.At
	}
	return r.position(r.cells[i].place)
}

func (r *Row) position(p place) formats.Position {
	return formats.Position{File: r.At.File, Line: r.At.Line + p.line, Column: p.column + 1}
}

// blank reports whether the row has no text.
func (r *Row) blank() bool { return len(r.Raw) == 0 }

// check refuses what no row may have.
func (r *Row) check() error {
	if r.columns > MaxColumns {
		return &formats.Error{At: r.At, Err: fmt.Errorf(
			"%w: %d cells in a row; at most %d are read", kg.ErrLimit, r.columns, MaxColumns)}
	}
	for i := range r.cells {
		if c := &r.cells[i]; c.end-c.offset > MaxCell {
			return &formats.Error{At: r.Place(i), Err: fmt.Errorf(
				"%w: the cell is longer than %d MiB", kg.ErrLimit, MaxCell>>20)}
		}
	}
	if !utf8.Valid(r.Raw) {
		return &formats.Error{At: r.wrongByte(), Err: &kg.InvalidError{
			Reason:   "not valid UTF-8",
			Accepted: "save the file as UTF-8, or name what it is in: encoding: windows-1252",
		}}
	}
	return nil
}

// wrongByte returns where the first byte stands that is not UTF-8.
func (r *Row) wrongByte() formats.Position {
	i := 0
	for i < len(r.Raw) {
		c, size := utf8.DecodeRune(r.Raw[i:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	before := r.Raw[:i]
	lines := bytes.Count(before, []byte("\n"))
	return r.position(place{i, lines, i - 1 - bytes.LastIndexByte(before, '\n')})
}
