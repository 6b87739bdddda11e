package rows

import (
	"bytes"
	"io"

	"entente/formats"
)

// A scanner goes through one row.
type scanner struct {
	*Reader
	// i is the offset in the row of what is looked at.
	i int
	// line and begin are the present line, counted from the row's, and its offset.
	line, begin int
}

// scan finds the end of the row that begins at base, and its cells. The row is in
// r.row afterwards, and base behind it.
func (r *Reader) scan() error {
	row := &r.row
	row.cells, row.columns, row.firstLine = row.cells[:0], 0, 0
	row.At = formats.Position{File: r.file, Line: r.line, Column: 1}
	row.Raw, row.length = nil, 0
	s := scanner{Reader: r}
	if !s.more() {
		return io.EOF
	}
	err := s.cells()
	row.length = s.i
	row.Raw = trimEnd(r.buffer[r.base : r.base+s.i])
	r.base, r.have, r.line = r.base+s.i, r.have-s.i, r.line+s.line
	return err
}

// more reports whether there is a byte at i.
func (s *scanner) more() bool { return s.i < s.have || s.fill() }

// byte returns the byte at i, which is there.
func (s *scanner) byte() byte { return s.buffer[s.base+s.i] }

// cells goes over all cells to the end of the row.
func (s *scanner) cells() error {
	for {
		begin := place{s.i, s.line, s.i - s.begin}
		if !s.Plain && s.more() && s.byte() == '"' {
			if err := s.quoted(begin); err != nil {
				return err
			}
		} else if err := s.plain(begin); err != nil {
			return err
		}
		if !s.more() {
			s.line++
			return nil
		}
		if s.byte() == s.Delimiter {
			s.i++
			continue
		}
		s.endLine()
		return nil
	}
}

// plain goes over a cell without quotes to the delimiter or line end behind it.
func (s *scanner) plain(begin place) error {
	for s.more() {
		if s.i += s.until(s.Delimiter); s.i < s.have {
			break
		}
	}
	if s.tooLong() {
		s.skipLine()
		return s.refuse(begin, "the row is longer than 16 MiB", "")
	}
	s.add(cell{place: begin, end: s.i})
	return nil
}

// until counts the bytes before the next that is stop or ends a line.
func (s *scanner) until(stop byte) int {
	text := s.buffer[s.base+s.i : s.base+s.have]
	for n, c := range text {
		if c == stop || c == '\n' || c == '\r' {
			return n
		}
	}
	return len(text)
}

// quoted goes over a cell in quotes.
func (s *scanner) quoted(begin place) error {
	c := cell{place: begin, quoted: true}
	s.i++
	for s.more() {
		switch s.byte() {
		case '"':
			s.i++
			if s.more() && s.byte() == '"' {
				c.doubled = true
				s.i++
				continue
			}
			if s.more() && !s.ends() {
				at := place{s.i, s.line, s.i - s.begin}
				s.toFirstLine()
				return s.refuse(at, "text behind the quote that ends a cell",
					"double each quote inside a cell in quotes, or write quotes: false")
			}
			c.end = s.i
			s.add(c)
			return nil
		case '\n', '\r':
			s.endLine()
		default:
			s.i += s.until('"')
		}
	}
	s.toFirstLine()
	return s.refuse(begin, "no quote ends the cell that begins with this one",
		"add it, or write quotes: false if quotes are text in this file")
}

// ends reports whether a cell ends at i.
func (s *scanner) ends() bool {
	c := s.byte()
	return c == s.Delimiter || c == '\n' || c == '\r'
}

// endLine goes over the line end at i: LF, CRLF or CR.
func (s *scanner) endLine() {
	c := s.byte()
	s.i++
	if c == '\r' && s.more() && s.byte() == '\n' {
		s.i++
	}
	s.line++
	s.begin = s.i
	if s.row.firstLine == 0 {
		s.row.firstLine = s.i
	}
}

// tooLong reports whether the row was cut off because it is too long.
func (s *scanner) tooLong() bool { return s.i == s.have && !s.ended && s.have >= formats.MaxLine }

// toFirstLine ends the row with its first line, so that a quote too many costs no more.
func (s *scanner) toFirstLine() {
	s.row.cells = s.row.cells[:0]
	if s.row.firstLine > 0 {
		s.i, s.line = s.row.firstLine, 1
		return
	}
	for s.more() && s.byte() != '\n' && s.byte() != '\r' {
		s.i++
	}
	if s.more() {
		s.endLine()
		return
	}
	if s.tooLong() {
		s.skipLine()
		return
	}
	s.line++
}

// skipLine drops the rest of a line that is too long to be held, line end and all.
func (s *scanner) skipLine() {
	s.row.cells = s.row.cells[:0]
	s.i = min(s.have, 1<<10)
	dropped := s.buffer[s.i:s.have]
	for {
		if n := bytes.IndexAny(dropped, "\r\n"); n >= 0 {
			dropped = dropped[n:]
			break
		}
		s.have = s.i
		if !s.fill() {
			s.line++
			return
		}
		dropped = s.buffer[s.base+s.i : s.base+s.have]
	}
	s.have = s.i + copy(s.buffer[s.base+s.i:], dropped)
	s.endLine()
}

// add notes a cell. Those past [MaxColumns] are only counted.
func (s *scanner) add(c cell) {
	if s.row.columns++; s.row.columns <= MaxColumns {
		s.row.cells = append(s.row.cells, c)
	}
}

// trimEnd takes the line end off a row.
func trimEnd(row []byte) []byte {
	row = bytes.TrimSuffix(row, []byte("\n"))
	return bytes.TrimSuffix(row, []byte("\r"))
}
