package formats

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"entente/kg"
)

// The ways in which a value of JSON breaks off.
var (
	errNotJSON    = &kg.InvalidError{Reason: "not JSON", Accepted: "write JSON as RFC 8259 has it"}
	errFileEnds   = &kg.InvalidError{Reason: "not JSON: the file ends inside a value"}
	errLineEnds   = &kg.InvalidError{Reason: "not JSON: the line ends inside a text"}
	errValueInTwo = &kg.InvalidError{Reason: "not JSON: an object begins where none may, as where a line is cut off"}
)

// A jsonScanner finds where values end, by their brackets and quotes. Whether what lies
// between is JSON is asked once a value is whole.
//
// Its methods return a problem where the text breaks off, and err where the file cannot
// be read.
type jsonScanner struct {
	r  *bufio.Reader
	at Position // of the next byte
	// text is what was read since begin, but for what is longer than MaxLine.
	text []byte
	long bool
}

// begin forgets what was read before, and returns where the next byte is.
func (s *jsonScanner) begin() Position {
	if cap(s.text) > 1<<20 {
		s.text = nil
	}
	s.text, s.long = s.text[:0], false
	return s.at
}

// look returns the next byte and leaves it to be read. It is 0 at the end of the file.
func (s *jsonScanner) look() (byte, error) {
	next, err := s.r.Peek(1)
	switch {
	case errors.Is(err, io.EOF):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("read %s: %w", s.at.File, err)
	case next[0] == 0:
		return 1, nil // as little JSON as NUL is
	default:
		return next[0], nil
	}
}

// next reads a byte.
func (s *jsonScanner) next() (byte, error) {
	c, err := s.look()
	if err != nil || c == 0 {
		return 0, err
	}
	_, _ = s.r.Discard(1)
	if len(s.text) < MaxLine {
		s.text = append(s.text, c)
	} else {
		s.long = true
	}
	s.at.Column++
	if c == '\n' {
		s.at.Line, s.at.Column = s.at.Line+1, 1
	}
	return c, nil
}

// peek is look behind any white space.
func (s *jsonScanner) peek() (byte, error) {
	for {
		c, err := s.look()
		if err != nil || !blank(c) {
			return c, err
		}
		if _, err := s.next(); err != nil {
			return 0, err
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skipLine passes over the rest of the line.
func (s *jsonScanner) skipLine() error {
	for {
		s.begin()
		if c, err := s.next(); err != nil || c == '\n' || c == 0 {
			return err
		}
	}
}

// value reads a value.
func (s *jsonScanner) value() (problem, err error) {
	depth, before := 0, byte(0)
	for {
		c, err := s.peek()
		switch {
		case err != nil:
			return nil, err
		case c == 0:
			return errFileEnds, nil
		case c == '"':
			problem, err = s.quoted()
		case depth == 0 && c != '{' && c != '[':
			return s.word()
		case c == '{' && depth > 0 && before != ',' && before != ':' && before != '[':
			return errValueInTwo, nil
		default:
			depth += nests(c)
			_, err = s.next()
		}
		if problem != nil || err != nil || depth == 0 {
			return problem, err
		}
		before = c
	}
}

// nests returns by how much a byte leads deeper into objects and arrays.
func nests(c byte) int {
	switch c {
	case '{', '[':
		return 1
	case '}', ']':
		return -1
	default:
		return 0
	}
}

// quoted reads a text with its quotes.
func (s *jsonScanner) quoted() (problem, err error) {
	escaped := true // the first quote is none at the end
	for {
		c, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case c == 0:
			return errFileEnds, nil
		case c == '\n':
			return errLineEnds, nil
		case c == '"' && !escaped:
			return nil, nil //nolint:nilnil // neither a problem nor an error
		}
		escaped = c == '\\' && !escaped
	}
}

// word reads a value without quotes or brackets, such as a number.
func (s *jsonScanner) word() (problem, err error) {
	begin := len(s.text)
	for {
		c, err := s.look()
		if err != nil {
			return nil, err
		}
		if c == 0 || blank(c) || c == ',' || nests(c) != 0 {
			break
		}
		if _, err := s.next(); err != nil {
			return nil, err
		}
	}
	if !s.long && !json.Valid(s.text[begin:]) {
		return errNotJSON, nil
	}
	return nil, nil //nolint:nilnil // neither a problem nor an error
}

// container reads an array or an object and calls member where a value of it begins.
func (s *jsonScanner) container(member func(key string) (problem, err error)) (problem, err error) {
	open, err := s.next()
	for err == nil && problem == nil {
		var c byte
		if c, err = s.peek(); err != nil {
			return nil, err
		}
		switch {
		case c == 0:
			return errFileEnds, nil
		case c == ',':
			_, err = s.next()
		case c == '}' || c == ']':
			_, err = s.next()
			return nil, err
		case open == '{':
			problem, err = s.named(member)
		default:
			problem, err = member("")
		}
	}
	return problem, err
}

// named reads the name of a member and the colon behind it, and calls member.
func (s *jsonScanner) named(member func(key string) (problem, err error)) (problem, err error) {
	begin := len(s.text)
	if c, err := s.peek(); err != nil || c != '"' {
		return errNotJSON, err
	}
	if problem, err = s.quoted(); problem != nil || err != nil {
		return problem, err
	}
	var key string
	if s.long || json.Unmarshal(s.text[begin:], &key) != nil {
		return errNotJSON, nil
	}
	if c, err := s.peek(); err != nil || c != ':' {
		return errNotJSON, err
	}
	if _, err = s.next(); err != nil {
		return nil, err
	}
	if _, err = s.peek(); err != nil {
		return nil, err
	}
	return member(key)
}
