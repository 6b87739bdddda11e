package table

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/kg"
)

// sentinels are texts that stand where a date is to be, with what they mean by custom.
var sentinels = map[string]string{
	"-9": meansUnknown, "-99": meansUnknown, "-999": meansUnknown, "-9999": meansUnknown, "-1": meansUnknown,
	"0": meansUnknown, "NA": meansUnknown, "N/A": meansUnknown, "n/a": meansUnknown, "na": meansUnknown,
	"NULL": meansUnknown, "null": meansUnknown, "None": meansUnknown, "none": meansUnknown, "NaN": meansUnknown,
	"unknown": meansUnknown, "Unknown": meansUnknown, "?": meansUnknown, "-": meansUnknown,
	"####-##-##": meansUnknown, "0000-00-00": meansUnknown,
	"9999-12-31": meansOngoing, "2899-01-01": meansOngoing, "9999": meansOngoing, "31.12.9999": meansOngoing,
	"12/31/9999": meansOngoing, "31/12/9999": meansOngoing, "present": meansOngoing, "Present": meansOngoing,
	"ongoing": meansOngoing, "Ongoing": meansOngoing, "current": meansOngoing, "now": meansOngoing,
	"today": meansOngoing, "..": meansOngoing,
}

// emptyWords are sentinels that say nothing in any column.
var emptyWords = []string{"NA", "N/A", "n/a", "NULL", "null", "NaN"}

// guessForms are the forms that are tried, beside EDTF. Of those that read as many dates
// the first is taken.
var guessForms = []string{
	"D.M.YYYY", "M/D/YYYY", "D/M/YYYY", "YYYY/M/D", "D-M-YYYY", "D MMM YYYY", "MMM D, YYYY", "MMMM YYYY",
	"YYYYMMDD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD hh:mm", "M.YYYY", "M/YYYY", "YYYY-M-D",
}

// dating is what the dates of a column look like.
type dating struct {
	// means are the sentinels that occur.
	means map[string]string
	// forms are what reads the dates; none for EDTF alone.
	forms []string
	// digit is the sign of unknown digits.
	digit string
	// unread is a text that no form reads, of how many.
	unread  string
	unreads int
	// doubtful says that day and month may be the other way round.
	doubtful bool
	// edge is the last date, where many rows have it.
	edge  string
	edges int
	dates int
}

// datesOf looks at the dates of a column.
func datesOf(cells []string) dating {
	d := dating{means: map[string]string{}}
	var left []string
	counts := map[string]int{}
	for _, cell := range cells {
		meaning, known := sentinels[cell]
		switch {
		case cell == "":
		case known:
			d.means[cell] = meaning
		default:
			d.dates++
			left = append(left, cell)
			counts[cell]++
		}
	}
	for _, cell := range left {
		if strings.Contains(cell, "#") {
			d.digit = "#"
		}
	}
	d.findForms(left)
	d.findEdge(counts)
	return d
}

// findForms takes forms until all dates are read, those that read most first.
func (d *dating) findForms(left []string) {
	byEDTF := func(cell string) bool {
		_, err := kg.ParseEDTF(cell, "")
		return err == nil || notAfter.MatchString(cell) || notBefore.MatchString(cell) ||
			d.digit != "" && readableDigits(cell, d.digit)
	}
	n := len(left)
	if left = slices.DeleteFunc(left, byEDTF); len(left) < n {
		d.forms = append(d.forms, "edtf")
	}
	for len(left) > 0 {
		best, rest := "", left
		for _, name := range guessForms {
			remaining := slices.DeleteFunc(slices.Clone(left), func(cell string) bool { return readBy(name, cell) })
			if len(remaining) < len(rest) {
				best, rest = name, remaining
			} else if best == "M/D/YYYY" && name == "D/M/YYYY" && len(remaining) == len(rest) {
				d.doubtful = true
			}
		}
		if best == "" {
			break
		}
		d.forms, left = append(d.forms, best), rest
	}
	if len(left) > 0 && allSerials(left) {
		d.forms, left = append(d.forms, "excel"), nil
	}
	if d.unreads = len(left); d.unreads > 0 {
		d.unread = left[0]
	}
	// EDTF takes any text, so it is the last.
	if len(d.forms) > 1 && d.forms[0] == "edtf" {
		d.forms = append(d.forms[1:], "edtf")
	}
	if len(d.forms) == 1 && d.forms[0] == "edtf" {
		d.forms = nil
	}
}

// readableDigits reports whether a text with signs for unknown digits is a date.
func readableDigits(cell, sign string) bool {
	_, err := kg.ParseDate(knownDigits(cell, sign), "")
	return err == nil
}

// readBy reports whether a form reads a text as a day that there is.
func readBy(name, cell string) bool {
	form, err := newForm(name)
	if err != nil {
		return false
	}
	date, ok := form.read(cell)
	if !ok {
		return false
	}
	_, err = kg.ParseDate(date, "")
	return err == nil
}

func allSerials(cells []string) bool {
	for _, cell := range cells {
		if n, err := strconv.Atoi(cell); err != nil || n < 10_000 || n > 80_000 {
			return false
		}
	}
	return true
}

// findEdge finds the last date where a tenth of the rows have it: the list may end there.
func (d *dating) findEdge(counts map[string]int) {
	for cell, n := range counts {
		if n > d.edges || n == d.edges && cmp.Compare(cell, d.edge) > 0 {
			d.edge, d.edges = cell, n
		}
	}
	if d.edges < 5 || d.edges*10 < d.dates {
		d.edge, d.edges = "", 0
	}
}

// isNumber reports whether a text is a number, and not one that begins with zeros as a
// code does.
func isNumber(text string) bool {
	if len(text) > 1 && text[0] == '0' && text[1] != '.' {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return false
	}
	_, err = kg.ParseQuantity(text)
	return err == nil
}

// looksDated reports whether a text is a date of more than a year.
func looksDated(text string) bool {
	if strings.Contains(text, "##-##") {
		return true
	}
	if _, err := kg.ParseEDTF(text, ""); err == nil {
		return true
	}
	return slices.ContainsFunc(guessForms, func(name string) bool { return readBy(name, text) })
}
