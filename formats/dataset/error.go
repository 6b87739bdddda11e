package dataset

import (
	"errors"
	"fmt"

	"entente/formats"
	"entente/kg"
)

// maxErrors is how many mistakes are reported at once.
const maxErrors = 20

// problems gathers mistakes, so that a file can be put right in few rounds.
type problems struct {
	errs []error
	more int
}

// add notes a mistake. Those past the first [maxErrors] are only counted.
func (p *problems) add(at formats.Position, err error) {
	if len(p.errs) == maxErrors {
		p.more++
		return
	}
	p.errs = append(p.errs, &formats.Error{At: at, Err: err})
}

// refuse notes a value that cannot be read.
func (p *problems) refuse(at formats.Position, field, value, reason, accepted string) {
	p.add(at, &kg.InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted})
}

// err returns all mistakes as one error, one a line, or nil if there were none.
func (p *problems) err() error {
	if p.more > 0 {
		return errors.Join(append(p.errs, fmt.Errorf("and %d more mistakes", p.more))...)
	}
	return errors.Join(p.errs...)
}
