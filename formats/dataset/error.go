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
type problems struct{ found []*formats.Error }

// add notes a mistake.
func (p *problems) add(at formats.Position, err error) {
	p.found = append(p.found, &formats.Error{At: at, Err: err})
}

// refuse notes a value that cannot be read.
func (p *problems) refuse(at formats.Position, field, value, reason, accepted string) {
	p.add(at, &kg.InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted})
}

// err returns the mistakes as one error, one a line, or nil if there were none. Those
// past the first [maxErrors] are only counted.
func (p *problems) err() error {
	var errs []error
	for i, found := range p.found {
		if i == maxErrors {
			errs = append(errs, fmt.Errorf("and %d more mistakes", len(p.found)-maxErrors))
			break
		}
		errs = append(errs, found)
	}
	return errors.Join(errs...)
}

// take returns the mistakes and forgets them.
func (p *problems) take() []*formats.Error {
	found := p.found
	p.found = nil
	return found
}
