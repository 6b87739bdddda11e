package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// MaxMapping is the length in bytes of the longest mapping that is read.
const MaxMapping = 512 << 10

// A MappingError says why files cannot be read by a mapping: what is wrong in it, or what
// a file has otherwise.
type MappingError struct {
	Mistakes []*formats.Error
}

// Error lists the mistakes, one a line.
func (e *MappingError) Error() string {
	lines := make([]string, len(e.Mistakes))
	for i, mistake := range e.Mistakes {
		lines[i] = mistake.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns what is wrong in each place. The places are not given: an error with
// one is about a row, and what reads rows goes on after it.
func (e *MappingError) Unwrap() []error {
	errs := make([]error, len(e.Mistakes))
	for i, mistake := range e.Mistakes {
		errs[i] = mistake.Err
	}
	return errs
}

// failed returns an error for one place of a mapping or the beginning of a file.
func failed(at formats.Position, field, value, reason, accepted string) error {
	return &MappingError{[]*formats.Error{{At: at, Err: &kg.InvalidError{
		Field: field, Value: value, Reason: reason, Accepted: accepted,
	}}}}
}

// readMapping reads a mapping file.
func readMapping(f formats.File) (*mapping, error) {
	start := formats.Position{File: f.Name, Line: 1, Column: 1}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer r.Close() //nolint:errcheck // nothing is written
	content, err := io.ReadAll(io.LimitReader(r, MaxMapping+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", f.Name, err)
	case len(content) > MaxMapping:
		return nil, fmt.Errorf("%s: %w: a mapping has at most %d KiB", start, kg.ErrLimit, MaxMapping>>10)
	}
	content = []byte(strings.TrimPrefix(string(content), "\ufeff"))
	root, err := parseYAML(f.Name, 1, content)
	var placed *formats.Error
	switch {
	case errors.As(err, &placed):
		return nil, &MappingError{[]*formats.Error{placed}}
	case root == nil:
		return nil, failed(start, "", "", "the mapping says nothing", "make one with entente import --guess FILE")
	}
	d := &decoder{}
	m := d.mapping(root)
	if len(d.mistakes) > 0 {
		return nil, &MappingError{d.mistakes}
	}
	return m, nil
}

// mapping reads a mapping: what holds for one kind of files, or a list of such.
func (d *decoder) mapping(n *node) *mapping {
	m := &mapping{terms: map[kg.ID]*kg.Term{}}
	d.sheet = newSheet(n.at)
	several := false
	d.fields(n, "mapping", append(d.sheetFields(), []field{
		{"vocabulary", d.vocabulary(m)},
		{"files", func(n *node) {
			several = true
			d.list(n, func(item *node) {
				d.sheet = newSheet(item.at)
				m.sheets = append(m.sheets, d.sheet)
				d.fields(item, "files", append(d.sheetFields(), field{"name", d.str("files.name", &d.sheet.pattern)}))
				d.finish()
			})
		}},
	}...))
	if several {
		d.onlyFiles(n)
	} else {
		m.sheets = append(m.sheets, d.sheet)
		d.finish()
	}
	return m
}

// onlyFiles refuses what stands beside the entries of several kinds of files.
func (d *decoder) onlyFiles(n *node) {
	for _, k := range n.keys {
		if k.name != "files" && k.name != "vocabulary" {
			d.refuse(k.at, "mapping", k.name, "stands beside files", "write it in each of the entries of files")
		}
	}
}

func newSheet(at formats.Position) *sheet {
	return &sheet{at: at, cells: map[string]*cell{}}
}

// sheetFields are the fields that say how files of one kind are read.
func (d *decoder) sheetFields() []field {
	s := d.sheet
	return []field{
		{"table", d.layout},
		{"cells", d.cells},
		{"dates", func(n *node) {
			d.fields(n, "dates", append(d.writing("dates", &s.dates), field{"zone", d.str("dates.zone", &s.dates.zone)}))
		}},
		{"spells", d.spells},
		{"sources", d.sourceList("sources", &s.sources)},
		{"entities", func(n *node) { d.list(n, d.entity("entities", &s.entities)) }},
		{"relationships", func(n *node) { d.list(n, d.relationship("relationships", &s.relationships)) }},
		{"claims", d.claims("claims", &s.claims)},
	}
}

// finish puts together what stands apart in a sheet, and refuses what does not fit.
func (d *decoder) finish() {
	s := d.sheet
	for i := range s.slots {
		s.slots[i].cell = s.cells[s.slots[i].name]
	}
	for name, c := range s.cells {
		if !slices.ContainsFunc(s.slots, func(slot slot) bool { return slot.name == name }) {
			d.refuse(c.at, "cells", name, "no record uses this column", "write it as the file and the records do")
		}
		for _, i := range slots(c.from...) {
			if made := s.slots[i].cell; made != nil && made.from != nil {
				d.refuse(c.at, "cells", s.slots[i].name, "made of columns itself", "make a column of those of the file only")
			}
		}
	}
	for _, source := range s.sources {
		source.under(&s.dates)
	}
	for _, e := range s.entities {
		e.under(&s.dates)
	}
	for _, r := range s.relationships {
		if r.from != nil && r.to != nil {
			r.under(&s.dates)
		}
	}
	for _, c := range s.claims {
		c.under(&s.dates)
		if c.about == nil {
			d.refuse(s.at, "claims", "", "a claim is about a record", "write about, or put it under the record")
		}
	}
	if len(s.entities)+len(s.relationships)+len(s.claims)+len(s.sources) == 0 {
		d.refuse(s.at, "mapping", "", "nothing is to be made of the rows",
			"write entities, relationships, claims or sources")
	}
}
