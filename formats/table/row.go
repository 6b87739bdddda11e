package table

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A line is one row of a file as it was cut.
type line interface {
	Len() int
	Text(i int) string
	Place(i int) formats.Position
}

// A row is a line with the meaning of its cells.
type row struct {
	sheet *sheet
	at    formats.Position
	line  line
	// columns are the columns of the slots, -1 where there is none.
	columns []int
	// values are the texts of the slots.
	values []string
	// file is the name of the file without folder and extension.
	file string
	// first and last are the ends of a run of rows that were put together.
	first, last string
}

// stem returns the name of a file without folder and extensions.
func stem(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	base = strings.TrimSuffix(base, ".gz")
	return strings.TrimSuffix(base, path.Ext(base))
}

// fill reads the cells of all slots.
func (r *row) fill() error {
	s := r.sheet
	for i := range s.slots {
		slot := &s.slots[i]
		if slot.cell != nil && slot.cell.from != nil {
			continue
		}
		value, err := slot.cell.clean(r.raw(i), s.layout.empty)
		if err != nil {
			return r.blame(i, slot.name, err)
		}
		r.values[i] = value
	}
	for i := range s.slots {
		slot := &s.slots[i]
		if slot.cell == nil || slot.cell.from == nil {
			continue
		}
		value, err := slot.cell.clean(firstOf(r, slot.cell.from), s.layout.empty)
		if err != nil {
			return r.blame(i, slot.name, err)
		}
		r.values[i] = value
	}
	return nil
}

// raw returns what the table has for a slot.
func (r *row) raw(i int) string {
	switch r.sheet.slots[i].name {
	case columnFile:
		return r.file
	case columnRow:
		return strconv.Itoa(r.at.Line)
	case columnFirst:
		return r.first
	case columnLast:
		return r.last
	}
	if c := r.columns[i]; c >= 0 && c < r.line.Len() {
		return r.sheet.layout.plain(r.line.Text(c))
	}
	return ""
}

// plain returns a text as it was before it was made safe for spreadsheets.
func (l *layout) plain(s string) string {
	if rest, marked := strings.CutPrefix(s, "'"); marked && l.apostrophes && formats.Cell(rest) == s {
		return rest
	}
	return s
}

// firstOf returns the first of some texts that is not empty.
func firstOf(r *row, texts []*text) string {
	for _, t := range texts {
		if s := t.of(r); s != "" {
			return s
		}
	}
	return ""
}

// place returns where the cell of a slot stands; that of a made one is its first part's.
func (r *row) place(i int) formats.Position {
	if i < 0 {
		return r.at
	}
	if c := r.sheet.slots[i].cell; c != nil && len(c.from) > 0 {
		if from := c.from[0].column(); from != i {
			return r.place(from)
		}
	}
	if c := r.columns[i]; c >= 0 {
		return r.line.Place(c)
	}
	return r.at
}

// blame returns an error about what a slot says, as one about a field.
func (r *row) blame(slot int, field string, err error) error {
	return &formats.Error{At: r.place(slot), Err: kg.InField(field, err)}
}

// refuse returns an error about a text of the mapping, as one about a field.
func (r *row) refuse(t *text, field, reason, accepted string) error {
	return r.blame(t.column(), field, &kg.InvalidError{Value: t.of(r), Reason: reason, Accepted: accepted})
}

// each calls do once, or for each of the values of the slots that are split.
func (r *row) each(slots []int, do func() error) error {
	parts := map[int][]string{}
	n := 1
	for _, i := range slots {
		if c := r.sheet.slots[i].cell; c != nil && c.split != "" {
			parts[i] = strings.Split(r.values[i], c.split)
			n = max(n, len(parts[i]))
		}
	}
	if len(parts) == 0 {
		return do()
	}
	if n > kg.MaxItems {
		return &formats.Error{At: r.at, Err: fmt.Errorf("%w: %d values in one cell", kg.ErrLimit, n)}
	}
	whole := make(map[int]string, len(parts))
	for i := range parts {
		whole[i] = r.values[i]
		defer func() { r.values[i] = whole[i] }()
	}
	for k := range n {
		for i, values := range parts {
			switch {
			case k < len(values):
				r.values[i] = strings.TrimSpace(values[k])
			case len(values) > 1:
				r.values[i] = ""
			}
		}
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}
