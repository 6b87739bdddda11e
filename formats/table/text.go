package table

import (
	"slices"
	"strings"

	"entente/formats"
)

// A text is what a mapping writes for a value: "cow-<ccode>" is cow- and the cell of the
// column ccode. A nil text is empty.
type text struct {
	at    formats.Position
	parts []part
}

// A part is a literal, or the cell of a column.
type part struct {
	literal string
	// slot is the number of the column among those that the sheet names, or -1.
	slot int
}

// literal is the text that has no column.
func literal(at formats.Position, s string) *text {
	return &text{at: at, parts: []part{{literal: s, slot: -1}}}
}

// text returns what reads a text.
func (d *decoder) text(what string, to **text) func(*node) {
	return func(n *node) {
		if s, ok := d.scalar(n, what); ok {
			*to = d.parse(n.at, what, s)
		}
	}
}

// parse reads what is written between angle brackets as names of columns. Two opening
// brackets are one that is meant as such.
func (d *decoder) parse(at formats.Position, what, s string) *text {
	t := &text{at: at}
	for s != "" {
		before, after, found := strings.Cut(s, "<")
		if rest, doubled := strings.CutPrefix(after, "<"); found && doubled {
			before, s = before+"<", rest
			t.add(before)
			continue
		}
		t.add(before)
		if !found {
			break
		}
		name, rest, closed := strings.Cut(after, ">")
		if !closed || strings.TrimSpace(name) == "" {
			d.refuse(at, what, s, "no column between < and >",
				"write the name of a column, as in <country>, or << for a bracket that is text")
			return t
		}
		t.parts = append(t.parts, part{slot: d.sheet.slot(at, name)})
		s = rest
	}
	return t
}

func (t *text) add(s string) {
	if s != "" {
		t.parts = append(t.parts, part{literal: s, slot: -1})
	}
}

// of returns the text for a row. Where one of its columns is empty all of it is.
func (t *text) of(r *row) string {
	if t == nil {
		return ""
	}
	if len(t.parts) == 1 {
		return t.parts[0].of(r)
	}
	var b strings.Builder
	for _, p := range t.parts {
		s := p.of(r)
		if s == "" {
			return ""
		}
		b.WriteString(s)
	}
	return b.String()
}

func (p part) of(r *row) string {
	if p.slot < 0 {
		return p.literal
	}
	return r.values[p.slot]
}

// column returns the slot of the first column of t, or -1.
func (t *text) column() int {
	if t == nil {
		return -1
	}
	for _, p := range t.parts {
		if p.slot >= 0 {
			return p.slot
		}
	}
	return -1
}

// slots returns the columns of some texts, each once.
func slots(texts ...*text) []int {
	var all []int
	for _, t := range texts {
		if t == nil {
			continue
		}
		for _, p := range t.parts {
			if p.slot >= 0 && !slices.Contains(all, p.slot) {
				all = append(all, p.slot)
			}
		}
	}
	return all
}
