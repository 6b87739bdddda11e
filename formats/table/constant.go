package table

import (
	"entente/formats"
	"entente/kg"
)

// constant yields the sources that the mapping describes whatever a row says.
func (r *reader) constant() error {
	r.row.at = formats.Position{File: r.file.Name, Line: 1, Column: 1}
	r.row.columns = make([]int, len(r.sheet.slots))
	for i, slot := range r.sheet.slots {
		r.row.columns[i] = -1
		if slot.name == columnFile {
			value, err := slot.cell.clean(r.row.file, nil)
			if err != nil {
				return &MappingError{[]*formats.Error{{At: slot.at, Err: kg.InField(columnFile, err)}}}
			}
			r.row.values[i] = value
		}
	}
	r.begin(&r.row, nil)
	for _, rule := range r.sheet.sources {
		if !r.sheet.fixed(rule) {
			continue
		}
		id, err := r.source(rule)
		var placed *formats.Error
		if asPlaced(err, &placed) {
			return &MappingError{[]*formats.Error{placed}}
		}
		r.known[id] = true
	}
	if len(r.item.Named) > 0 && !r.yield(r.item, nil) {
		return errStopped
	}
	return nil
}

// fixed reports whether a source is the same for all rows of a file.
func (s *sheet) fixed(rule *sourceRule) bool {
	for _, i := range rule.slots {
		if s.slots[i].name != columnFile {
			return false
		}
	}
	return len(rule.conditions) == 0
}
