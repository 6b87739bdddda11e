package dataset

import (
	"errors"
	"fmt"

	"entente/kg"
)

// A Position is a place in a file; lines and columns count from 1.
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

// maxErrors is how many mistakes are reported at once.
const maxErrors = 20

// problems gathers mistakes, so that a file can be put right in few rounds.
type problems struct {
	errs []error
	more int
}

// add notes a mistake. Those past the first [maxErrors] are only counted.
func (p *problems) add(at Position, err error) {
	if len(p.errs) == maxErrors {
		p.more++
		return
	}
	p.errs = append(p.errs, &Error{At: at, Err: err})
}

// refuse notes a value that cannot be read.
func (p *problems) refuse(at Position, field, value, reason, accepted string) {
	p.add(at, &kg.InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted})
}

// err returns all mistakes as one error, one a line, or nil if there were none.
func (p *problems) err() error {
	if p.more > 0 {
		return errors.Join(append(p.errs, fmt.Errorf("and %d more mistakes", p.more))...)
	}
	return errors.Join(p.errs...)
}
