package table

import (
	"errors"
	"strings"

	"entente/formats"
	"entente/kg"
)

// texts are those that the date is made of.
func (r *dateRule) texts() []*text {
	if r == nil {
		return nil
	}
	return []*text{r.date, r.year, r.month, r.day, r.precision, r.qualifier}
}

// column is the slot that mistakes in the date are placed at.
func (r *dateRule) column() int {
	if r.date != nil {
		return r.date.column()
	}
	return r.year.column()
}

// written returns the text of the date, and whether it is put together from parts.
func (r *dateRule) written(row *row) (string, bool) {
	if r.date != nil {
		return r.date.of(row), false
	}
	year := r.year.of(row)
	if year == "" {
		return "", true
	}
	if strings.Trim(year, "-0123456789") != "" {
		return year, true
	}
	month, day := r.part(row, r.month), r.part(row, r.day)
	if month == "" {
		day = ""
	}
	return joinDate(year, month, day), true
}

// part returns a month or day, empty where it is zero or its text means unknown.
func (r *dateRule) part(row *row, t *text) string {
	s := t.of(row)
	if strings.Trim(s, "0") == "" || r.means[s] == meansUnknown {
		return ""
	}
	return s
}

// refuse returns the error for a date that cannot be read, with the text of the cell.
func (r *dateRule) refuse(row *row, field string, err error) error {
	var placed *formats.Error
	if asPlaced(err, &placed) {
		return err
	}
	var invalid *kg.InvalidError
	if text, _ := r.written(row); errors.As(err, &invalid) && text != "" && !strings.Contains(invalid.Value, "/") {
		read := *invalid
		read.Value = text
		err = &read
	}
	return row.blame(r.column(), field, err)
}
