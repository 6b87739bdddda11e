package formats

import "fmt"

// A Position is a place in a file; lines and columns count from 1. Where a format has
// no lines, as a JSON array on one, Column says how many bytes precede it, and one.
type Position struct {
	File         string
	Line, Column int
}

// String writes the position as "file:line:column".
func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// An Error is a mistake in a file, with the place to look at.
type Error struct {
	At Position
	// Err says what is wrong, as a [*kg.InvalidError] in all cases but a file that
	// could not be read at all.
	Err error
}

// Error writes the position, then what is wrong there.
func (e *Error) Error() string { return e.At.String() + ": " + e.Err.Error() }

// Unwrap returns what is wrong, without the position.
func (e *Error) Unwrap() error { return e.Err }
