package table

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

// layout reads how a file is cut into rows.
func (d *decoder) layout(n *node) {
	l := &d.sheet.layout
	header, quotes := true, true
	var form string
	d.fields(n, "table", []field{
		{"form", word(d, "table.form", &form, "csv", "yaml")},
		{"each", d.str("table.each", &l.each)},
		{"delimiter", d.character("table.delimiter", &l.Delimiter)},
		{"encoding", func(n *node) {
			d.str("table.encoding", &l.Encoding)(n)
			if _, err := rows.Encoding(l.Encoding); err != nil {
				d.note(n.at, kg.InField("table.encoding", err))
			}
		}},
		{"header", d.flag("table.header", &header)},
		{"columns", d.strs("table.columns", &l.columns)},
		{"quotes", d.flag("table.quotes", &quotes)},
		{"comment", d.character("table.comment", &l.Comment)},
		{"skip", d.count("table.skip", &l.Skip)},
		{"ragged", d.flag("table.ragged", &l.ragged)},
		{"apostrophes", d.flag("table.apostrophes", &l.apostrophes)},
		{"empty", d.strs("table.empty", &l.empty)},
	})
	l.headless, l.Plain, l.yaml = !header, !quotes, form == "yaml"
	if l.each != "" && !l.yaml {
		d.refuse(n.at, "table.each", l.each, "only a YAML list has lists in its items", "write form: yaml")
	}
}

// character returns what reads one character; "tab" is one.
func (d *decoder) character(what string, to *byte) func(*node) {
	return func(n *node) {
		s, ok := d.scalar(n, what)
		switch {
		case !ok:
		case s == "tab" || s == "\t":
			*to = '\t'
		case len(s) == 1 && s[0] > ' ' && s[0] < 0x7f && s != `"`:
			*to = s[0]
		default:
			d.refuse(n.at, what, s, "not one character", `write "," or ";" or "|" or tab`)
		}
	}
}

// dialect returns how a file is cut. Where nothing is said the end of its name tells
// the delimiter.
func (l layout) dialect(file string) rows.Dialect {
	d := l.Dialect
	if d.Delimiter == 0 {
		switch path.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz")) {
		case ".tsv", ".tab":
			d.Delimiter = '\t'
		default:
			d.Delimiter = ','
		}
	}
	return d
}

// bind finds the column of each slot in a header. A name stands for a column called so,
// else a number for the one at that place.
func (s *sheet) bind(at formats.Position, header []string) ([]int, error) {
	var mistakes []*formats.Error
	columns := make([]int, len(s.slots))
	for i, slot := range s.slots {
		columns[i] = -1
		if slot.made() {
			continue
		}
		column, err := find(header, slot.name)
		switch {
		case err == nil:
			columns[i] = column
		case !slot.optional && len(mistakes) < maxMistakes:
			mistakes = append(mistakes, &formats.Error{At: slot.at, Err: fmt.Errorf("%w (%s)", err, at)})
		}
	}
	if len(mistakes) > 0 {
		return nil, &MappingError{mistakes}
	}
	return columns, nil
}

// made reports whether the column is none of the file's own.
func (s slot) made() bool {
	return strings.HasPrefix(s.name, "$") || s.cell != nil && s.cell.from != nil
}

// find returns the number of a column.
func find(header []string, name string) (int, error) {
	found := -1
	for i, column := range header {
		if column != name {
			continue
		}
		if found >= 0 {
			return 0, &kg.InvalidError{
				Field: "column", Value: name, Reason: "two columns are called so",
				Accepted: fmt.Sprintf("write its number: <%d> or <%d>", found+1, i+1),
			}
		}
		found = i
	}
	if found >= 0 {
		return found, nil
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(header) {
		return n - 1, nil
	}
	shown := header[:min(len(header), 40)]
	return 0, &kg.InvalidError{
		Field: "column", Value: name, Reason: "there is no such column",
		Accepted: "there are " + strings.Join(shown, ", ") + "; write <" + name + "?> if a file may be without",
	}
}
