package table

import (
	"bytes"
	"fmt"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

func trimmed(s string) string { return strings.TrimSpace(s) }

// one yields what a row says.
func (r *reader) one(line *rows.Row) error {
	if err := r.fits(line); err != nil {
		return r.refused(line, err)
	}
	r.row.line, r.row.at = line, line.At
	return r.give(line.Raw)
}

// give yields the item of the present row, after the terms that it is the first to use.
func (r *reader) give(raw []byte) error {
	item, err := r.build(&r.row, bytes.Clone(raw))
	if len(r.fresh) > 0 && !r.yield(formats.Item{At: r.row.at, Named: r.fresh}, nil) {
		return errStopped
	}
	if err == nil && len(item.Records)+len(item.Named) == 0 {
		return nil // no rule is for this row
	}
	if !r.yield(item, err) {
		return errStopped
	}
	return nil
}

// refused yields the error of a row that cannot be read, and passes on any other.
func (r *reader) refused(line *rows.Row, err error) error {
	var placed *formats.Error
	if !asPlaced(err, &placed) {
		return err
	}
	if !r.yield(formats.Item{At: placed.At, Raw: bytes.Clone(line.Raw)}, err) {
		return errStopped
	}
	return nil
}

// fits refuses a row that has more or fewer cells than there are columns. Empty cells at
// its end count only where something is to be in their place.
func (r *reader) fits(line *rows.Row) error {
	n := line.Len()
	if n == r.width || r.sheet.layout.ragged && n < r.width {
		return nil
	}
	at := line.At
	if n > r.width {
		at = line.Place(r.width)
	}
	accepted := "mend the row; a cell that has the delimiter in it stands in quotes"
	if n < r.width {
		accepted = "mend the row, or write ragged: true if cells at the end may be left out"
	}
	return &formats.Error{At: at, Err: &kg.InvalidError{
		Reason: fmt.Sprintf("%d cells, where there are %d columns", n, r.width), Accepted: accepted,
	}}
}
