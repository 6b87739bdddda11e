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

// refuse returns the error for a date that cannot be read, with the place and the text of
// the cell that is wrong.
func (r *dateRule) refuse(row *row, field string, err error) error {
	var placed *formats.Error
	if asPlaced(err, &placed) {
		return err
	}
	var invalid *kg.InvalidError
	if !errors.As(err, &invalid) {
		return row.blame(r.column(), field, err)
	}
	read, cell := *invalid, r.wrong(row, invalid.Value)
	if text := cell.of(row); text != "" {
		read.Value = text
	}
	switch {
	case r.date == nil && cell == r.month:
		read.Reason, read.Accepted = "not a month", "write 1 to 12, or nothing where it is not known"
	case r.date == nil && cell == r.day:
		read.Accepted = "write a day of that month, or nothing where it is not known"
	}
	if accepted := instead(read.Value, field); accepted != "" {
		read.Accepted = accepted + r.alsoEDTF()
	}
	return row.blame(cell.column(), field, &read)
}

// wrong returns which of the texts is wrong in a date of which a value is refused.
func (r *dateRule) wrong(row *row, value string) *text {
	for _, beside := range []*text{r.precision, r.qualifier} {
		if s := beside.of(row); s != "" && s == value {
			return beside
		}
	}
	if r.date != nil {
		return r.date
	}
	year, month := r.year.of(row), r.part(row, r.month)
	switch {
	case !isDate(year) && !isDate(joinDate(year, "", "")) || month == "":
		return r.year
	case !isDate(joinDate(year, month, "")):
		return r.month
	case r.part(row, r.day) != "" && !isDate(joinDate(year, month, r.part(row, r.day))):
		return r.day
	}
	return r.year
}

// isDate reports whether a text is one date in EDTF.
func isDate(text string) bool {
	_, err := kg.ParseEDTF(text, "")
	return err == nil && !strings.Contains(text, "/")
}

// alsoEDTF says that EDTF is to be read too, where there are forms and it is none of them.
func (r *dateRule) alsoEDTF() string {
	for _, form := range r.forms {
		if form.name == "edtf" {
			return ""
		}
	}
	if len(r.forms) == 0 {
		return ""
	}
	return ", and name edtf among the forms in the mapping"
}
